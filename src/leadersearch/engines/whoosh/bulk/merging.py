"""Sorted runs -> one field, term range by term range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from leadersearch.engines.whoosh.bulk.arrays import openings, spread, starts_of
from leadersearch.engines.whoosh.bulk.postings import Postings
from leadersearch.engines.whoosh.bulk.sources import Source
from leadersearch.engines.whoosh.codec.arrays import Array


def merge(sources: Sequence[Source], ranks: Array, limit: int) -> Iterator[Postings]:
    """The postings of all sources, in ranges of terms of about `limit` occurrences.

    `ranks` are those of `Words.ranks`; the documents of each source come after those before it.
    """
    for stops in _stops(sources, ranks, limit).tolist():
        parts = [source.take(stop) for source, stop in zip(sources, stops, strict=True)]
        merged = merge_range([part for part in parts if len(part.terms)], ranks)
        if merged is not None:
            yield merged


def _stops(sources: Sequence[Source], ranks: Array, limit: int) -> Array:
    """Where each source is to be cut for the ranges: int64 (ranges, sources)."""
    places = [ranks[source.terms()] for source in sources]
    sizes = [source.sizes() for source in sources]
    if sum(int(size.sum()) for size in sizes) <= limit:
        return np.array([[len(place) for place in places]])
    totals = np.zeros(len(ranks) + 1, np.int64)
    for place, size in zip(places, sizes, strict=True):
        totals[place + 1] += size.astype(np.int64)
    np.cumsum(totals, out=totals)
    bounds = np.searchsorted(totals, np.arange(limit, int(totals[-1]) + limit, limit))
    bounds = np.unique(np.append(bounds, len(ranks)))
    return np.stack([np.searchsorted(place, bounds) for place in places], axis=1)


def merge_range(parts: Sequence[Postings], ranks: Array) -> Postings | None:
    """The postings of parts whose documents follow one another; None if there are none."""
    if len(parts) < 2:
        return parts[0] if parts else None
    terms = np.concatenate([part.terms for part in parts])
    places = ranks[terms]
    order = np.argsort(places, kind="stable")
    places = places[order]
    opens = np.flatnonzero(openings(places))
    counts = np.concatenate([part.counts for part in parts])
    sizes = np.concatenate([part.sizes for part in parts])
    of_postings = spread(starts_of(counts)[order], counts[order])
    positions = _joined([part.positions for part in parts])
    if positions is not None:
        positions = positions[spread(starts_of(sizes)[order], sizes[order])]
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
