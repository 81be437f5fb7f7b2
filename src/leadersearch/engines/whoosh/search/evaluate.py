"""Plan -> matching articles and what they earn, one array operation at a time.

Every node becomes `Matches`. Nodes are evaluated once for each distinct node of a plan. The
arithmetic is `leadersearch.ranking`'s, in the same order as the memory engine's, so that scores
are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from leadersearch.engines.whoosh.search.doc_sets import (
    NONE,
    Bonus,
    DenseHits,
    Mask,
    Matches,
    Numbers,
    Scores,
    SparseHits,
    unscored,
)
from leadersearch.engines.whoosh.search.rescoring import Proximity, Restricted
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.engines.whoosh.search.term_scores import SPARSE, Leaves
from leadersearch.engines.whoosh.segment import position_sets
from leadersearch.plan import (
    BooleanNode,
    DateNode,
    EverythingNode,
    Node,
    NothingNode,
    OneOf,
    PhraseNode,
    WordNode,
)

MOST_KEPT = 2_000_000
"""Articles of matches that are remembered, 16 bytes each; beyond, nodes are evaluated again."""

MANY = 64
"""Children of a group from which on what matches each is not kept."""


class Evaluation:
    """The evaluation of one plan on one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._leaves = Leaves(snapshot)
        self._known: dict[int, tuple[Node, Matches]] = {}
        self._full: dict[int, Mask] = {}
        self._kept = 0

    def matches(self, node: Node) -> Matches:
        """The articles that match a node, and what they earn."""
        # By identity: a plan shares its nodes, and hashing one costs more than some look-ups.
        known = self._known.get(id(node))
        if known is not None:
            return known[1]
        found = self._evaluate(node)
        self._kept += len(found.scores)
        if self._kept > MOST_KEPT:
            self._known.clear()
            self._kept = len(found.scores)
        self._known[id(node)] = (node, found)
        return found

    def mask(self, node: Node) -> Mask:
        """Bool (size,): which articles match. Not to be changed."""
        return self.matches(node).mask(self._snapshot.size)

    def all_of(self, root: Node, units: Sequence[Node]) -> Mask:
        """Bool (size,): which articles match all of some nodes."""
        full = self._full.get(id(root))
        if full is not None and isinstance(root, BooleanNode) and root.optional == units:
            return full
        return np.logical_and.reduce([self.mask(unit) for unit in units])

    def holding_row(self, row: PhraseNode, articles: Numbers) -> Numbers:
        """Articles, increasing, that hold a row of words: all of some, increasing, that do."""
        return self._leaves.holding_row(row, articles)

    def _evaluate(self, node: Node) -> Matches:
        match node:
            case WordNode():
                return self._leaves.word(node)
            case PhraseNode():
                return self._leaves.phrase(node)
            case BooleanNode():
                return self._boolean(node)
            case DateNode():
                return unscored(np.flatnonzero(self._in_range(node)))
            case EverythingNode():
                return unscored(self._everything())
            case NothingNode():
                return NONE

    def _bonuses_of(self, child: Node, found: Matches) -> Sequence[Bonus]:
        """The bonuses of an optional child, which what does not match it does not earn."""
        if isinstance(child, BooleanNode) and found.bonuses:
            held = self.mask(child)
            return [Restricted(bonus, held) for bonus in found.bonuses]
        return found.bonuses

    # --- combinations ----------------------------------------------------------------------------

    def _boolean(self, node: BooleanNode) -> Matches:
        if len(node.required) + len(node.optional) + len(node.excluded) > MANY:
            return self._one_by_one(node)
        required = [self.matches(child) for child in node.required]
        optional = [self.matches(child) for child in node.optional]
        if not all(found.total for found in required):
            return NONE
        bonuses = self._bonuses(node, required, optional)
        optional = [found for found in optional if found.total]
        if node.minimum and not optional:
            return NONE
        if len(required) + len(optional) == 1 and not node.excluded:
            return replace((required or optional)[0], bonuses=bonuses)
        if required:
            least = min(found.total for found in required)
        else:
            least = sum(found.total for found in optional)
        combine = self._listed if least * SPARSE < self._snapshot.size else self._spread
        return combine(node, required, optional, bonuses)

    def _bonuses(
        self, node: BooleanNode, required: list[Matches], optional: list[Matches]
    ) -> tuple[Bonus, ...]:
        bonuses = [bonus for found in required for bonus in found.bonuses]
        for child, found in zip(node.optional, optional, strict=True):
            bonuses += self._bonuses_of(child, found)
        if node.bonuses:
            pairs = self._leaves.pairs(node.bonuses)
            bonuses += [pairs] if pairs.pairs else []
        return tuple(bonuses)

    def _one_by_one(self, node: BooleanNode) -> Matches:
        """Many children: each is added up and forgotten, so that memory does not grow with them."""
        size = self._snapshot.size
        scores, required, optional = np.zeros(size), np.zeros(size, int), np.zeros(size, int)
        bonuses: list[Bonus] = []
        for child in node.required:
            if not self._add_up(child, scores, required, bonuses):
                return NONE
        for child in node.optional:
            self._add_up(child, scores, optional, bonuses)
        if node.required:
            held = required == len(node.required)
            if node.minimum:
                held &= optional > 0
        else:
            held = optional > 0
            self._full[id(node)] = optional == len(node.optional)
        for child in node.excluded:
            held &= ~self.mask(child)
            self._known.pop(id(child), None)
        scores *= held
        if node.bonuses:
            pairs = self._leaves.pairs(node.bonuses)
            bonuses += [pairs] if pairs.pairs else []
        return DenseHits(held, scores, tuple(bonuses)) if held.any() else NONE

    def _add_up(self, child: Node, scores: Scores, counts: Numbers, bonuses: list[Bonus]) -> int:
        """Add what matches one of many children; returns how many articles do."""
        found = self.matches(child)
        if found.total:
            listed = found.listed()
            scores[listed.articles] += listed.scores
            counts[listed.articles] += 1
            bonuses += self._bonuses_of(child, found)
        self._known.pop(id(child), None)
        return found.total

    def _listed(
        self,
        node: BooleanNode,
        required: list[Matches],
        optional: list[Matches],
        bonuses: tuple[Bonus, ...],
    ) -> SparseHits:
        """Few articles: looked up one by one in all that is long."""
        if required:
            first, *others = sorted(required, key=lambda found: found.total)
            articles = first.listed().articles
            for found in others:
                articles = articles[found.holds(articles)]
            if node.minimum:
                held = [found.holds(articles) for found in optional]
                articles = articles[np.logical_or.reduce(held)]
        else:
            articles = position_sets.merged([found.listed().articles for found in optional])
        for found in map(self.matches, node.excluded):
            if found.total:
                articles = articles[~found.holds(articles)]
        if not len(articles):
            return NONE
        scores = np.zeros(len(articles))
        for found in (*required, *optional):
            found.add_to(scores, articles)
        return SparseHits(articles, scores, bonuses)

    def _spread(
        self,
        node: BooleanNode,
        required: list[Matches],
        optional: list[Matches],
        bonuses: tuple[Bonus, ...],
    ) -> DenseHits:
        """Many articles: counted and summed over all that there are."""
        size = self._snapshot.size
        musts = [found.listed() for found in required]
        mays = [found.listed() for found in optional]
        parts = [*musts, *mays]
        # In the order of the list: `bincount` adds the scores of an article one after another.
        every = np.concatenate([found.articles for found in parts])
        earned = np.concatenate([found.scores for found in parts])
        scores: Scores = np.bincount(every, earned, size).astype(np.float64, copy=False)
        if musts:
            held = _counted(musts, size) == len(musts)
            if node.minimum:
                held &= _counted(mays, size) > 0
        else:
            counts = np.bincount(every, minlength=size)
            held = counts > 0
            self._full[id(node)] = counts == len(node.optional)
            if node.bonuses and _needs_two(node):
                bonuses = tuple(
                    Restricted(bonus, counts > 1) if isinstance(bonus, Proximity) else bonus
                    for bonus in bonuses
                )
        for child in node.excluded:
            held &= ~self.mask(child)
        if musts or node.excluded:
            scores *= held
        return DenseHits(held, scores, bonuses)

    def _everything(self) -> Numbers:
        live = self._snapshot.live
        return np.arange(self._snapshot.size) if live is None else np.flatnonzero(live)

    def _in_range(self, node: DateNode) -> Mask:
        days = self._snapshot.days
        mask = days > 0
        if node.start:
            mask &= days >= node.start.toordinal()
        if node.end:
            mask &= days < node.end.toordinal()
        if self._snapshot.live is not None:
            mask &= self._snapshot.live
        return mask


def _needs_two(node: BooleanNode) -> bool:
    """Whether an article that holds a pair matches two of the optional nodes at least.

    Not so where both words of a pair are parts of one, as of `don't`.
    """
    held: dict[str, int] = {}
    for child in node.optional:
        word = child.optional[0] if isinstance(child, BooleanNode) and child.optional else child
        if isinstance(word, WordNode) and isinstance(word.lookups[0].selector, OneOf):
            for term in word.lookups[0].selector.terms:
                held[term] = id(child)
    return all(
        held.get(first, 0) != held.get(second, 0) and first in held and second in held
        for first, second in (pair.terms for pair in node.bonuses)
    )


def _counted(found: list[SparseHits], size: int) -> NDArray[np.int64]:
    """int64 (size,): how many of the lists hold each article."""
    return np.bincount(np.concatenate([part.articles for part in found]), minlength=size)
