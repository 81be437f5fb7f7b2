"""Matches -> the part of the answer that is wanted: tiers, order, ties, facets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadersearch.engine import FacetCount, SearchRequest, Sort
from leadersearch.engines.whoosh.evaluate import Evaluation, Numbers, Scores
from leadersearch.engines.whoosh.snapshot import Snapshot
from leadersearch.plan import Plan, WordNode
from leadersearch.text.analysis import facet_field

_UNDATED = -(1 << 40)
"""Days of an article without a date: it comes last in every order of dates."""

BLOCK = 64
"""Scores of which only the greatest is looked at first."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The wanted articles, best first, their scores and tiers; and the figures of the answer."""

    articles: Numbers
    scores: Scores
    all_words: NDArray[np.bool_]
    total: int
    all_words_total: int
    facets: dict[str, tuple[FacetCount, ...]]


def select(snapshot: Snapshot, plan: Plan, request: SearchRequest) -> Selection:
    """Carry out a plan."""
    evaluation = Evaluation(snapshot)
    root = evaluation.matches(plan.root)
    articles, scores = root.articles, root.scores
    if plan.filters:
        kept = np.logical_and.reduce([evaluation.mask(node) for node in plan.filters])[articles]
        articles, scores = articles[kept], scores[kept]
    first_tier = np.ones(len(articles), bool)
    for unit in plan.units:
        first_tier &= evaluation.mask(unit)[articles]
    wanted = request.offset + request.limit
    best = _best(snapshot, articles, scores, first_tier, request.sort, wanted)[request.offset :]
    return Selection(
        articles[best],
        scores[best],
        first_tier[best],
        len(articles),
        int(first_tier.sum()),
        {name: _facet(snapshot, evaluation, plan, request, name) for name in request.facets},
    )


def _best(
    snapshot: Snapshot,
    articles: Numbers,
    scores: Scores,
    first_tier: NDArray[np.bool_],
    sort: Sort,
    wanted: int,
) -> NDArray[np.intp]:
    """The indices of the `wanted` best articles, best first."""
    if not wanted or not len(articles):
        return np.empty(0, np.intp)
    candidates: NDArray[np.intp] = np.arange(len(articles))
    if len(articles) > 4 * wanted:
        candidates = _contenders(_leading(snapshot, articles, scores, sort), first_tier, wanted)
    chosen = articles[candidates]
    days = snapshot.days[chosen]
    keys = [snapshot.ties[chosen], np.where(days > 0, -days, 1), -scores[candidates]]
    if sort is not Sort.RELEVANCE:
        keys.append(-_leading(snapshot, chosen, scores[candidates], sort))
    keys.append(~first_tier[candidates])
    order = np.lexsort(keys)[:wanted]
    return candidates[order]


def _leading(
    snapshot: Snapshot, articles: Numbers, scores: Scores, sort: Sort
) -> NDArray[np.float64] | Numbers:
    """What decides first in an order, apart from the tiers: the greater comes first."""
    if sort is Sort.RELEVANCE:
        return scores
    if sort is Sort.TITLE:
        return -snapshot.title_ranks[articles]
    days = snapshot.days[articles]
    if sort is Sort.NEWEST:
        return np.where(days > 0, days, _UNDATED)
    return np.where(days > 0, -days, _UNDATED)


def _contenders(
    scores: Scores | Numbers, first_tier: NDArray[np.bool_], wanted: int
) -> NDArray[np.intp]:
    """Indices of all that may be among the best: those that tie with the last one included."""
    first = np.flatnonzero(first_tier)
    if len(first) >= wanted:
        return first[_top(scores[first], wanted)]
    rest = np.flatnonzero(~first_tier)
    return np.concatenate([first, rest[_top(scores[rest], wanted - len(first))]])


def _top(scores: Scores | Numbers, wanted: int) -> NDArray[np.intp]:
    """Indices of the `wanted` greatest scores and of all that tie with the least of them."""
    if len(scores) <= wanted:
        return np.arange(len(scores))
    blocks = len(scores) // BLOCK
    if blocks > wanted:
        # The `wanted` greatest maxima of blocks are scores themselves: none below the least of
        # them can be among the best.
        maxima = scores[: blocks * BLOCK].reshape(blocks, BLOCK).max(axis=1)
        candidates = np.flatnonzero(scores >= _nth_greatest(maxima, wanted))
        scores = scores[candidates]
        return candidates[scores >= _nth_greatest(scores, wanted)]
    return np.flatnonzero(scores >= _nth_greatest(scores, wanted))


def _nth_greatest(scores: Scores | Numbers, n: int) -> np.float64 | np.int64:
    value: np.float64 | np.int64 = np.partition(scores, len(scores) - n)[len(scores) - n]
    return value


def _facet(
    snapshot: Snapshot, evaluation: Evaluation, plan: Plan, request: SearchRequest, name: str
) -> tuple[FacetCount, ...]:
    """Counts over the matches of the other facets' filters, so that alternatives stay visible."""
    mask = evaluation.mask(plan.root)
    for node in plan.filters:
        if not isinstance(node, WordNode) or node.lookups[0].field != name:
            mask = mask & evaluation.mask(node)
    totals: dict[str, int] = {}
    groups = snapshot.grouped(facet_field(name))
    for base, (term, offsets, documents) in groups:
        running = np.concatenate([[0], np.cumsum(mask[documents + base])])
        counts = running[offsets[1:]] - running[offsets[:-1]]
        # Over several segments a value may be frequent in sum only.
        chosen = _most(counts, request.facet_limit) if len(groups) == 1 else np.flatnonzero(counts)
        for index in chosen.tolist():
            value = term(index)
            totals[value] = totals.get(value, 0) + int(counts[index])
    rows = sorted(totals.items(), key=lambda row: (-row[1], row[0]))
    return tuple(FacetCount(value, count) for value, count in rows[: request.facet_limit])


def _most(counts: Numbers, limit: int) -> NDArray[np.intp]:
    """Indices of the `limit` greatest counts above 0; of equal ones the first."""
    held = np.flatnonzero(counts)
    if len(held) <= limit:
        return held
    rising = counts[held].max() - counts[held]
    if rising.max() < 1 << 16:
        rising = rising.astype(np.uint16)  # numpy sorts these by radix
    return held[np.argsort(rising, kind="stable")[:limit]]
