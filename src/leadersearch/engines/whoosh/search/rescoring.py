"""Rescoring: the exact forms of words, and words that stand together.

Bonuses decide between articles that score alike without them, and cost more than the words. So
each says in advance what it can come to at most; only articles that may still be among the best
are asked for it. See `leadersearch.engines.whoosh.search.top_k`.
"""

from __future__ import annotations

import numpy as np

from leadersearch import ranking
from leadersearch.engines.whoosh.search.doc_sets import (
    Bonus,
    Bound,
    Mask,
    Numbers,
    Scores,
    SparseHits,
)
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.plan import PairNode
from leadersearch.values import dataclass

MOST_COUNTED = 500_000
"""Articles times pairs that are looked at at once: each takes some hundred bytes."""

RARE = 1_000
"""Articles of which each is looked at for a bonus, rather than to reckon with it everywhere."""


@dataclass(frozen=True, slots=True)
class ExactForm:
    """The score of the exact form of a word: looked up where it is asked for."""

    snapshot: Snapshot
    postings: str
    term: str
    weight: float
    idf: float
    bound: Bound

    def reach(self, articles: Numbers) -> Scores | float:  # noqa: ARG002  # the same for all
        """The upper bound of each, beside its share."""
        return self.bound.most

    def add_to(self, totals: Scores, articles: Numbers) -> None:
        """Add what some articles, increasing, earn to their totals."""
        totals += self.snapshot.scores_at(self.postings, self.term, self.weight, self.idf, articles)


@dataclass(frozen=True, slots=True)
class Precomputed:
    """A bonus that is known for every article that earns it."""

    earned: SparseHits
    share: float

    @property
    def bound(self) -> Bound:
        """Of few articles each is looked at, of many what they may earn."""
        if self.earned.total > RARE:
            return Bound(share=self.share)
        return Bound(others=(self.earned.articles,))

    def reach(self, articles: Numbers) -> Scores | float:
        """The upper bound of each, beside its share."""
        totals = np.zeros(len(articles))
        if self.earned.total <= RARE:
            self.add_to(totals, articles)
        return totals

    def add_to(self, totals: Scores, articles: Numbers) -> None:
        """Add what some articles, increasing, earn to their totals."""
        if self.earned.total and len(articles):
            self.earned.add_to(totals, articles)


@dataclass(frozen=True, slots=True)
class Proximity:
    """The score of pairs of words that stand together; `idfs` are the pairs'."""

    snapshot: Snapshot
    pairs: tuple[PairNode, ...]
    idfs: tuple[float, ...]

    @property
    def bound(self) -> Bound:
        """As if each pair stood together without end."""
        return Bound(
            most=sum(
                ranking.weighted(ranking.NEARBY + ranking.ADJACENT, pair.weight, idf)
                for pair, idf in zip(self.pairs, self.idfs, strict=True)
            )
        )

    def reach(self, articles: Numbers) -> Scores | float:  # noqa: ARG002  # the same for all
        """The upper bound of each, beside its share."""
        return self.bound.most

    def add_to(self, totals: Scores, articles: Numbers) -> None:
        """Add what some articles, increasing, earn to their totals."""
        width = max(1, MOST_COUNTED // max(1, len(self.pairs)))
        for start in range(0, len(articles), width):
            self._add_to(totals[start : start + width], articles[start : start + width])

    def _add_to(self, totals: Scores, articles: Numbers) -> None:
        nearby, adjacent = self.snapshot.pairs_together(self.pairs, articles)
        norms, outside = self.snapshot.norms[articles], np.zeros(len(articles))
        for row, (pair, idf) in enumerate(zip(self.pairs, self.idfs, strict=True)):
            totals += ranking.pair_score(
                ranking.mixed_frequency(nearby[row], outside, norms),
                ranking.mixed_frequency(adjacent[row], outside, norms),
                pair.weight,
                idf,
            )


@dataclass(frozen=True, slots=True)
class Restricted:
    """A bonus that only some articles earn: those that match the node it belongs to."""

    bonus: Bonus
    held: Mask

    @property
    def bound(self) -> Bound:
        """The bonus's own."""
        return self.bonus.bound

    def reach(self, articles: Numbers) -> Scores | float:
        """The upper bound of each, beside its share."""
        return np.where(self.held[articles], self.bonus.bound.most, 0.0)

    def add_to(self, totals: Scores, articles: Numbers) -> None:
        """Add what some articles, increasing, earn to their totals."""
        slots = np.flatnonzero(self.held[articles])
        if len(slots):
            theirs = totals[slots]
            self.bonus.add_to(theirs, articles[slots])
            totals[slots] = theirs


def combined_bound(bonuses: tuple[Bonus, ...]) -> Bound:
    """The bound of all together."""
    bounds = [bonus.bound for bonus in bonuses]
    return Bound(
        # Shares are of the parts that make up a score: the greatest is no more than of the sum.
        max((bound.share for bound in bounds), default=0.0),
        sum(bound.most for bound in bounds),
        tuple(articles for bound in bounds for articles in bound.others),
    )


def earned(bonuses: tuple[Bonus, ...], articles: Numbers) -> Scores:
    """The scores that all rescorers add to some articles, increasing: float64 (n,)."""
    totals = np.zeros(len(articles))
    for bonus in bonuses:
        bonus.add_to(totals, articles)
    return totals
