"""The values of a facet, and how many matching articles have each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from leadersearch.engine import Execution, FacetCount
from leadersearch.engines.whoosh.search.doc_sets import Numbers
from leadersearch.engines.whoosh.search.evaluate import Evaluation
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.engines.whoosh.segment.position_sets import first_of_each
from leadersearch.engines.whoosh.segment.protocol import Grouped
from leadersearch.plan import WordNode
from leadersearch.text.analysis import facet_field


def facet_counts(
    snapshot: Snapshot, evaluation: Evaluation, search: Execution, name: str
) -> tuple[FacetCount, ...]:
    """Counts over the matches of the other facets' filters, so that alternatives stay visible."""
    plan = search.plan
    mask = evaluation.mask(plan.root)
    for node in plan.filters:
        if not isinstance(node, WordNode) or node.lookups[0].field != name:
            mask = mask & evaluation.mask(node)
    if plan.units and search.facets_all_words:
        mask = mask & evaluation.all_of(plan.root, plan.units)
    totals: dict[str, int] = {}
    groups = _groups(snapshot, name, search.counted_as.get(name, {}))
    for base, (term, offsets, documents) in groups:
        running = np.concatenate([[0], np.cumsum(mask[documents + base])])
        counts = running[offsets[1:]] - running[offsets[:-1]]
        # Over several segments a value may be frequent in sum only.
        chosen = _most(counts, search.facet_limit) if len(groups) == 1 else np.flatnonzero(counts)
        for index in chosen.tolist():
            value = term(index)
            totals[value] = totals.get(value, 0) + int(counts[index])
    rows = sorted(totals.items(), key=lambda row: (-row[1], row[0]))
    return tuple(FacetCount(value, count) for value, count in rows[: search.facet_limit])


def _groups(
    snapshot: Snapshot, name: str, counted_as: Mapping[str, str]
) -> list[tuple[int, Grouped]]:
    """The postings of the values of a facet by segment, values that are counted as one together."""
    if not counted_as:
        return snapshot.grouped(facet_field(name))
    known = snapshot.regrouped.get(name)
    # The same mapping comes with each search of a view: to join the values takes longer than to count.
    if known is None or known[0] is not counted_as:
        groups = snapshot.grouped(facet_field(name))
        joined = [(base, _joined(grouped, counted_as)) for base, grouped in groups]
        known = snapshot.regrouped[name] = (counted_as, joined)
    return known[1]


def _joined(grouped: Grouped, counted_as: Mapping[str, str]) -> Grouped:
    """The postings of values, each article once for all that are counted as one."""
    term, offsets, documents = grouped
    if not len(documents):
        return grouped
    values = [counted_as.get(value, value) for value in map(term, range(len(offsets) - 1))]
    names = sorted(set(values))
    places = {name: place for place, name in enumerate(names)}
    owners = np.array([places[value] for value in values], np.int64)
    size = int(documents.max()) + 1
    keys = np.sort(np.repeat(owners, np.diff(offsets)) * size + documents)
    keys = keys[first_of_each(keys)]
    starts = np.searchsorted(keys, np.arange(len(names) + 1) * size)
    return Grouped(names.__getitem__, starts, keys % size)


def _most(counts: Numbers, limit: int) -> NDArray[np.intp]:
    """Indices of the `limit` greatest counts above 0; of equal ones the first."""
    held = np.flatnonzero(counts)
    if len(held) <= limit:
        return held
    rising = counts[held].max() - counts[held]
    if rising.max() < 1 << 16:
        rising = rising.astype(np.uint16)  # numpy sorts these by radix
    return held[np.argsort(rising, kind="stable")[:limit]]
