"""Sorted runs -> one field, term range by term range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.write.grouping import openings, spread, starts_of
from leadersearch.engines.whoosh.write.interner import Ranking
from leadersearch.engines.whoosh.write.inversion import Postings
from leadersearch.engines.whoosh.write.merge_sources import MergeSource


def merge(sources: Sequence[MergeSource], ranking: Ranking, limit: int) -> Iterator[Postings]:
    """The postings of all sources in the order of the terms' bytes, in ranges.

    A range has about `limit` occurrences; a term that has more is one by itself. The documents of
    each source come after those of the sources before it.
    """
    for stops in _stops(sources, ranking, limit).tolist():
        parts = [source.take(stop) for source, stop in zip(sources, stops, strict=True)]
        held = [part for part in parts if len(part.terms)]
        if held:
            yield merge_range(held, ranking.ranks)


def _stops(sources: Sequence[MergeSource], ranking: Ranking, limit: int) -> Array:
    """Where each source is to be cut for the ranges: int64 (ranges, sources).

    Terms that begin with the same eight bytes stay together, since a source need not have them
    in order.
    """
    terms = [source.terms() for source in sources]
    sizes = [source.sizes() for source in sources]
    ends = np.array([[len(part) for part in terms]])
    if sum(int(size.sum()) for size in sizes) <= limit:
        return ends
    totals = np.zeros(len(ranking.order) + 1, np.int64)
    for part, size in zip(terms, sizes, strict=True):
        totals[ranking.ranks[part] + 1] += size.astype(np.int64)
    frequent = np.flatnonzero(totals > limit)
    np.cumsum(totals, out=totals)
    bounds = np.searchsorted(totals, np.arange(limit, int(totals[-1]), limit))
    bounds = np.concatenate([bounds, frequent - 1, frequent])
    heads = np.unique(ranking.heads[np.minimum(bounds, len(ranking.heads) - 1)])
    cuts = np.stack(
        [np.searchsorted(ranking.heads[ranking.ranks[part]], heads) for part in terms], axis=1
    )
    return np.concatenate([cuts, ends])


def merge_range(parts: Sequence[Postings], ranks: Array) -> Postings:
    """The postings of parts whose documents follow one another, in the order of the terms."""
    if len(parts) == 1 and (np.diff(ranks[parts[0].terms]) > 0).all():
        return parts[0]
    terms = np.concatenate([part.terms for part in parts])
    places = ranks[terms]
    order = np.argsort(places, kind="stable")
    # The parts of one frequent term are in order as they come: no index of each posting is made.
    is_moved = bool((np.diff(order) != 1).any())
    places = places[order]
    opens = np.flatnonzero(openings(places))
    counts = np.concatenate([part.counts for part in parts])
    sizes = np.concatenate([part.sizes for part in parts])
    positions = _joined([part.positions for part in parts])
    if is_moved and positions is not None:
        positions = positions[spread(starts_of(sizes)[order], sizes[order])]
    of_postings = spread(starts_of(counts)[order], counts[order]) if is_moved else slice(None)
    documents, frequencies, codes = (
        None if column is None else column[of_postings]
        for column in (
            _joined([part.documents for part in parts]),
            _joined([part.frequencies for part in parts]),
            _joined([part.codes for part in parts]),
        )
    )
    assert documents is not None
    return Postings(
        terms=terms[order[opens]],
        counts=np.add.reduceat(counts[order], opens),
        sizes=np.add.reduceat(sizes[order], opens),
        documents=documents,
        frequencies=frequencies,
        positions=positions,
        codes=codes,
    )


def _joined(columns: Sequence[Array | None]) -> Array | None:
    held = [column for column in columns if column is not None]
    return np.concatenate(held) if held else None
