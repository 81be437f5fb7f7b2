"""The articles that match a node of a plan, with their scores: sparse or dense.

SparseHits are few articles among many, spread are many: what is asked of either is the same. A *slot* is
where an article stands in them: its place in the list, or its number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from leadersearch.values import dataclass

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Bound(NamedTuple):
    """The upper bound of rescoring: `share` of the score of an article, and `most` more.

    Not so the articles of `others`, of which each may earn more than that.
    """

    share: float = 0.0
    most: float = 0.0
    others: tuple[Numbers, ...] = ()


class Bonus(Protocol):
    """Something that articles earn."""

    @property
    def bound(self) -> Bound:
        """The upper bound of the whole score."""

    def reach(self, articles: Numbers) -> Scores | float:
        """The upper bound of each of some articles, beside `bound.share` of its score."""

    def add_to(self, totals: Scores, articles: Numbers) -> None:
        """Add what some articles, increasing, earn to their totals."""


@dataclass(frozen=True, slots=True)
class SparseHits:
    """Articles, int64 (n,), increasing, and what each earns by its words, float64 (n,)."""

    articles: Numbers
    scores: Scores
    bonuses: tuple[Bonus, ...] = ()

    @property
    def total(self) -> int:
        """How many articles match."""
        return len(self.articles)

    def slots(self) -> Numbers:
        """The slots of all that match."""
        return np.arange(self.total)

    def is_held(self, slots: Numbers) -> Mask:
        """Which slots hold an article that matches."""
        return np.ones(len(slots), bool)

    def numbers(self, slots: Numbers) -> Numbers:
        """The articles in some slots."""
        return self.articles[slots]

    def holds(self, articles: Numbers) -> Mask:
        """Which of some articles, increasing, match."""
        return self.articles[self._slots(articles)] == articles

    def slots_of(self, articles: Numbers) -> Numbers:
        """The slots of those of some articles, increasing, that match."""
        slots = self._slots(articles)
        return slots[self.articles[slots] == articles]

    def add_to(self, totals: Scores, articles: Numbers) -> None:
        """Add what some articles, increasing, earn to their totals."""
        if len(self.articles) <= len(articles):
            places = np.minimum(articles.searchsorted(self.articles), len(articles) - 1)
            held = articles[places] == self.articles
            totals[places[held]] += self.scores[held]
        else:
            slots = self._slots(articles)
            held = self.articles[slots] == articles
            totals[held] += self.scores[slots[held]]

    def _slots(self, articles: Numbers) -> Numbers:
        """Where each of some articles would stand; there must be any here."""
        return np.minimum(self.articles.searchsorted(articles), len(self.articles) - 1)

    def aligned(self, mask: Mask) -> Mask:
        """A mask over all articles as one over slots."""
        return mask[self.articles]

    def kept(self, mask: Mask) -> SparseHits:
        """Those of a mask over all articles only."""
        kept = mask[self.articles]
        return replace(self, articles=self.articles[kept], scores=self.scores[kept])

    def mask(self, size: int) -> Mask:
        """Bool (size,): which articles match."""
        mask = np.zeros(size, bool)
        mask[self.articles] = True
        return mask

    def listed(self) -> SparseHits:
        """The same, listed."""
        return self


@dataclass(frozen=True, slots=True)
class DenseHits:
    """Which articles match, bool (size,), and what each earns by its words, float64 (size,).

    What does not match earns 0.
    """

    held: Mask
    scores: Scores
    bonuses: tuple[Bonus, ...] = ()

    @property
    def total(self) -> int:
        """How many articles match."""
        return int(np.count_nonzero(self.held))

    def slots(self) -> Numbers:
        """The slots of all that match."""
        return np.flatnonzero(self.held)

    def is_held(self, slots: Numbers) -> Mask:
        """Which slots hold an article that matches."""
        return self.held[slots]

    def numbers(self, slots: Numbers) -> Numbers:
        """The articles in some slots."""
        return slots

    def holds(self, articles: Numbers) -> Mask:
        """Which of some articles, increasing, match."""
        return self.held[articles]

    def slots_of(self, articles: Numbers) -> Numbers:
        """The slots of those of some articles, increasing, that match."""
        return articles[self.held[articles]]

    def add_to(self, totals: Scores, articles: Numbers) -> None:
        """Add what some articles, increasing, earn to their totals."""
        totals += self.scores[articles]

    def aligned(self, mask: Mask) -> Mask:
        """A mask over all articles as one over slots."""
        return mask & self.held

    def kept(self, mask: Mask) -> DenseHits:
        """Those of a mask over all articles only."""
        held = self.held & mask
        return replace(self, held=held, scores=np.where(held, self.scores, 0.0))

    def mask(self, size: int) -> Mask:  # noqa: ARG002  # it is as long as all articles
        """Bool (size,): which articles match."""
        return self.held

    def listed(self) -> SparseHits:
        """The same, listed."""
        articles = np.flatnonzero(self.held)
        return SparseHits(articles, self.scores[articles], self.bonuses)


Matches = SparseHits | DenseHits

NONE = SparseHits(np.empty(0, np.int64), np.empty(0))


def unscored(articles: Numbers) -> SparseHits:
    """Articles that earn nothing."""
    return SparseHits(articles, np.zeros(len(articles)))
