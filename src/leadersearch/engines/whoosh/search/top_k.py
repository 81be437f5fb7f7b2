"""Matches -> the part of the answer that is wanted: tiers, order, ties, facets.

Bonuses are costly, and few articles can win by them: a threshold is found that the best articles
reach for certain, and only those are looked at that can reach it with all that they may earn. It is
the idea of MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995),
with bonuses in the place of terms.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadersearch.engine import Execution, FacetCount, Sort
from leadersearch.engines.whoosh.search.doc_sets import DenseHits, Mask, Matches, Numbers, Scores
from leadersearch.engines.whoosh.search.evaluate import Evaluation
from leadersearch.engines.whoosh.search.facet_counts import facet_counts
from leadersearch.engines.whoosh.search.rescoring import combined_bound, earned
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.engines.whoosh.segment.position_sets import merged
from leadersearch.plan import Plan

_UNDATED = -(1 << 40)
"""Days of an article without a date: it comes last in every order of dates."""

BLOCK, LEAST_BLOCK = 64, 4
"""Scores of which only the greatest is looked at first: at most, and at least to be worth it."""

BLOCKS = 8
"""Blocks for each wanted score: the fewer, the more scores are left to be looked at."""

LOOKED_AT = 150
"""So many articles are looked at rather than to find out which of them may be among the best."""

NOWHERE = np.empty(0, np.int64)

ROUNDING = 1e-9
"""More than arithmetic can be off by: the share by which a threshold is lowered."""


class Selection(NamedTuple):
    """The wanted articles, best first, their scores and tiers; and the figures of the answer."""

    articles: Numbers
    scores: Scores
    all_words: Mask
    verbatim: Mask
    total: int
    all_words_total: int
    verbatim_total: int
    facets: dict[str, tuple[FacetCount, ...]]


def select(snapshot: Snapshot, search: Execution) -> Selection:
    """Carry out a plan."""
    plan = search.plan
    evaluation = Evaluation(snapshot)
    found = evaluation.matches(plan.root)
    for node in plan.filters:
        found = found.kept(evaluation.mask(node))
    choice = _Choice(snapshot, found, search)
    total = all_words = found.total
    first, full = None, None
    if plan.units and total:
        full = evaluation.all_of(plan.root, plan.units)
        first = np.flatnonzero(found.aligned(full))
        all_words = len(first)
    row = _holding_row(evaluation, plan, found, first) if all_words else NOWHERE
    leading = []
    if len(row) and search.sort is Sort.RELEVANCE:
        leading = _title_first(evaluation, plan, found, row)
        first = found.slots() if first is None else first
        first = np.delete(first, first.searchsorted(row))
    for slots in leading:
        choice.take_from(slots)
    if total:
        choice.take_from(first)
    if full is not None and all_words < choice.wanted:
        choice.take_from(np.flatnonzero(found.aligned(~full)))
    articles, scores, tiers = choice.ordered()
    facets = {name: facet_counts(snapshot, evaluation, search, name) for name in search.facets}
    return Selection(
        articles=articles,
        scores=scores,
        all_words=tiers <= len(leading),
        verbatim=_among(found.numbers(row), articles),
        total=total,
        all_words_total=all_words,
        verbatim_total=len(row),
        facets=facets,
    )


def _holding_row(
    evaluation: Evaluation, plan: Plan, found: Matches, first: Numbers | None
) -> Numbers:
    """The slots of the first tier, or of all, whose articles hold the words of a plan in a row."""
    if plan.verbatim is None:
        return NOWHERE
    first = found.slots() if first is None else first
    articles = found.numbers(first)
    held = evaluation.holding_row(plan.verbatim, articles)
    return first[_indices(articles, held)] if len(held) else NOWHERE


def _title_first(evaluation: Evaluation, plan: Plan, found: Matches, row: Numbers) -> list[Numbers]:
    """The slots of articles that hold the row of a plan: those with it in their title, the others."""
    in_title = plan.verbatim and plan.verbatim.in_first_field()
    if in_title is None or len(row) == 1:
        return [row]
    articles = found.numbers(row)
    places = _indices(articles, evaluation.holding_row(in_title, articles))
    return [row[places], np.delete(row, places)]


class _Choice:
    """The articles of a page: taken tier by tier, then put in order."""

    def __init__(self, snapshot: Snapshot, found: Matches, search: Execution) -> None:
        self._snapshot = snapshot
        self._found = found
        self._search = search
        self._taken: list[Numbers] = []
        self._unscored = np.empty(0, np.int64)
        self._known: tuple[Numbers, Scores] = (np.empty(0, np.int64), np.empty(0))
        self.wanted = search.offset + search.limit

    def take_from(self, slots: Numbers | None) -> None:
        """Take what may be wanted of a tier: of some slots, increasing, or of all."""
        wanted = self.wanted - sum(map(len, self._taken))
        taken = self._contenders(slots, wanted) if wanted > 0 else np.empty(0, np.int64)
        self._taken.append(taken)

    def ordered(self) -> tuple[Numbers, Scores, Numbers]:
        """The articles of the page, best first, their scores and the numbers of their tiers."""
        slots = np.concatenate([np.empty(0, np.int64), *self._taken])
        tiers = np.repeat(np.arange(len(self._taken)), [len(taken) for taken in self._taken])
        by_slot = np.argsort(slots)
        slots, tiers = slots[by_slot], tiers[by_slot]
        articles = self._found.numbers(slots)
        scores = self._scores(slots)
        days, ties = self._snapshot.days_and_ties(articles)
        keys = [ties, np.where(days > 0, -days, 1), -scores]
        if self._search.sort is not Sort.RELEVANCE:
            keys.append(-self._leading(articles))
        keys.append(tiers)
        order = np.lexsort(keys)[self._search.offset : self.wanted]
        return articles[order], scores[order], tiers[order]

    def _contenders(self, slots: Numbers | None, wanted: int) -> Numbers:
        """The slots of all that may be among the best."""
        if self._search.sort is Sort.RELEVANCE:
            return self._best_scored(slots, wanted)
        if slots is None:
            slots = self._found.slots()
        leading = self._leading(self._found.numbers(slots))
        if len(slots) <= wanted:
            return slots
        least = _nth_greatest(leading, wanted)
        before = slots[leading > least]
        tied = self._best_scored(slots[leading == least], wanted - len(before))
        return np.concatenate([before, tied])

    def _leading(self, articles: Numbers) -> Numbers:
        """The first sort key of an order, apart from the tiers: the greater comes first."""
        if self._search.sort is Sort.TITLE:
            return -self._snapshot.title_ranks[articles]
        days = self._snapshot.days[articles]
        newest = self._search.sort is Sort.NEWEST
        return np.where(days > 0, days if newest else -days, _UNDATED)

    def _best_scored(self, slots: Numbers | None, wanted: int) -> Numbers:
        """The slots of all whose scores may be among the `wanted` greatest."""
        if slots is None and self._found.bonuses and isinstance(self._found, DenseHits):
            # Articles that do not match, such as excluded ones, might be rescored all the same.
            slots = self._found.slots()
        scores = self._found.scores if slots is None else self._found.scores[slots]
        if not self._found.bonuses:
            chosen = _top(scores, wanted)
        elif len(scores) > max(LOOKED_AT, wanted):
            chosen = self._reaching(scores, slots, wanted)
        else:
            chosen = np.arange(len(scores))
            more = chosen if slots is None else slots
            self._unscored = merged([self._unscored, more]) if len(self._unscored) else more
        if slots is not None:
            return slots[chosen]
        return chosen[self._found.is_held(chosen)]

    def _reaching(self, scores: Scores, slots: Numbers | None, wanted: int) -> Numbers:
        """The indices of all whose scores may be among the greatest once bonuses are added."""
        likely = _top(scores, max(2 * wanted, LOOKED_AT))
        least = _nth_greatest(self._scores(likely if slots is None else slots[likely]), wanted)
        bound = combined_bound(self._found.bonuses)
        least -= ROUNDING * abs(least)
        chosen = (scores >= (least - bound.most) / (1.0 + bound.share)).nonzero()[0]
        others = [self._found.slots_of(articles) for articles in bound.others]
        if slots is not None:
            others = [_indices(slots, part) for part in others]
        if others:
            chosen = merged([chosen, *others])
        self._winnow(chosen if slots is None else slots[chosen], float(least))
        known = self._known[0][self._known[1] >= least]
        return known if slots is None else _indices(slots, known)

    def _winnow(self, slots: Numbers, least: float) -> None:
        """Find the scores of those of some slots that come to `least`; the others are dropped."""
        base, bonus = self._found.scores[slots], np.zeros(len(slots))
        for done, each in enumerate(self._found.bonuses):
            left = self._found.bonuses[done:]
            bound = combined_bound(left)
            if not done or bound.most:  # what follows costs more than to sort out
                articles = self._found.numbers(slots)
                reach = base * (1.0 + bound.share) + bonus
                for further in left:
                    reach += further.reach(articles)
                kept = reach >= least
                if not done:
                    kept[_indices(slots, self._known[0])] = False
                left_over = kept.nonzero()[0]
                slots, base, bonus = slots[left_over], base[left_over], bonus[left_over]
            if not len(slots):
                return
            each.add_to(bonus, self._found.numbers(slots))
        self._learn(slots, base + bonus)

    def _scores(self, slots: Numbers) -> Scores:
        """The scores of some slots, increasing, with bonuses."""
        new = slots[~_among(self._known[0], slots)]
        if len(new):
            # Those that must be scored anyway are scored in one go: a call costs more than the articles.
            more = self._unscored[~_among(self._known[0], self._unscored)]
            new = merged([new, more]) if len(more) else new
            bonus = earned(self._found.bonuses, self._found.numbers(new))
            self._learn(new, self._found.scores[new] + bonus)
        return self._known[1][self._known[0].searchsorted(slots)]

    def _learn(self, slots: Numbers, scores: Scores) -> None:
        """Remember the scores of slots that were not known."""
        slots = np.concatenate([self._known[0], slots])
        scores = np.concatenate([self._known[1], scores])
        order = slots.argsort()
        self._known = slots[order], scores[order]


def _among(there: Numbers, slots: Numbers) -> Mask:
    """Which of some slots are there; both increasing."""
    if not len(there):
        return np.zeros(len(slots), bool)
    return there[np.minimum(there.searchsorted(slots), len(there) - 1)] == slots


def _indices(slots: Numbers, wanted: Numbers) -> Numbers:
    """The indices of those wanted slots that are among some slots; both increasing."""
    if not len(slots):
        return np.empty(0, np.int64)
    indices = np.minimum(slots.searchsorted(wanted), len(slots) - 1)
    return indices[slots[indices] == wanted]


def _top(scores: Scores | Numbers, wanted: int) -> NDArray[np.intp]:
    """Indices of the `wanted` greatest scores and of all that tie with the least of them."""
    if len(scores) <= wanted:
        return np.arange(len(scores))
    block = min(BLOCK, len(scores) // (BLOCKS * wanted))
    if block >= LEAST_BLOCK:
        # The `wanted` greatest maxima of blocks are scores themselves: none below the least of
        # them can be among the best.
        blocks = len(scores) // block
        maxima = scores[: blocks * block].reshape(blocks, block).max(axis=1)
        candidates = np.flatnonzero(scores >= _nth_greatest(maxima, wanted))
        scores = scores[candidates]
        return candidates[scores >= _nth_greatest(scores, wanted)]
    return np.flatnonzero(scores >= _nth_greatest(scores, wanted))


def _nth_greatest(scores: Scores | Numbers, n: int) -> np.float64 | np.int64:
    value: np.float64 | np.int64 = np.partition(scores, len(scores) - n)[len(scores) - n]
    return value
