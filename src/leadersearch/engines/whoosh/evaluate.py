"""Plan -> matching articles and their scores, one array operation at a time.

Every node becomes `Matches`. Nodes are evaluated once for each distinct node of a plan. The
arithmetic is `leadersearch.ranking`'s, in the same order as the memory engine's, so that scores
are the same to the last bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadersearch import ranking
from leadersearch.engines.whoosh import windows
from leadersearch.engines.whoosh.segments import Counts, Weighed
from leadersearch.engines.whoosh.snapshot import Snapshot
from leadersearch.fields import FIELDS
from leadersearch.plan import (
    JOINT_EXACT_FIELD,
    BooleanNode,
    DateNode,
    EverythingNode,
    Lookup,
    Node,
    NothingNode,
    OneOf,
    PhraseNode,
    Selector,
    StartsWith,
    WordNode,
    split_joint,
)
from leadersearch.text.analysis import exact_field

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]

_LENGTH_FIELDS = tuple(field.name for field in FIELDS.values() if field.in_length)
_EXACT_PLACES = tuple((name, exact_field(name)) for name in _LENGTH_FIELDS)

SPARSE = 16
"""Below one posting in this many articles, lists are merged; above, spread over all articles."""


class Matches(NamedTuple):
    """Articles, int64 (n,), increasing, and their scores, float64 (n,)."""

    articles: Numbers
    scores: Scores


_NONE = Matches(np.empty(0, np.int64), np.empty(0))


class Evaluation:
    """The evaluation of one plan on one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[int, tuple[Node, Matches]] = {}
        self._occurring: dict[tuple[str, Selector], Numbers] = {}
        self._near: dict[tuple[str, tuple[Selector, ...]], Numbers] = {}

    def matches(self, node: Node) -> Matches:
        """The articles that match a node, with their scores."""
        # By identity: a plan shares its nodes, and hashing one costs more than some look-ups.
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = (node, self._evaluate(node))
        return known[1]

    def mask(self, node: Node) -> NDArray[np.bool_]:
        """Bool (size,): which articles match."""
        mask = np.zeros(self._snapshot.size, bool)
        mask[self.matches(node).articles] = True
        return mask

    def _evaluate(self, node: Node) -> Matches:
        match node:
            case WordNode():
                return self._word(node)
            case PhraseNode():
                return self._phrase(node)
            case BooleanNode():
                return self._boolean(node)
            case DateNode():
                return _unscored(np.flatnonzero(self._in_range(node)))
            case EverythingNode():
                return _unscored(self._everything())
            case NothingNode():
                return _NONE

    # --- words -----------------------------------------------------------------------------------

    def _word(self, node: WordNode) -> Matches:
        matches = self._plain_word(node)
        if node.exact is None or not len(matches.articles):
            return matches
        return _sum(self._snapshot.size, [matches, self._plain_word(node.exact)])

    def _plain_word(self, node: WordNode) -> Matches:
        joint, rest = split_joint(node.lookups)
        found = self._counts(rest)
        if joint is not None:
            postings, selector = joint.postings, joint.selector
            if isinstance(selector, OneOf) and len(selector.terms) == 1 and not found:
                articles, factors = self._snapshot.factors(postings, selector.terms[0])
                if node.weight == 0.0 or not len(articles):
                    return _unscored(articles)
                idf = self._idf(len(articles))
                return Matches(articles, ranking.weighted(factors, node.weight, idf))
            weighed = self._snapshot.weighed(postings, selector)
            if len(weighed.documents):
                return self._score([weighed], found, node.weight)
        return self._score_fields(found, node.weight)

    def _counts(self, lookups: tuple[Lookup, ...]) -> list[tuple[str, Counts]]:
        found = (
            (lookup.field, self._snapshot.counts(lookup.postings, lookup.selector))
            for lookup in lookups
        )
        return [(name, counts) for name, counts in found if len(counts.documents)]

    # --- phrases ---------------------------------------------------------------------------------

    def _phrase(self, node: PhraseNode) -> Matches:
        selectors: list[Selector] = [OneOf((term,)) for term in node.terms]
        if node.open_ended:
            selectors[-1] = StartsWith(node.terms[-1])
        within: list[Weighed] = []
        rest = node.fields
        if node.fields[: len(_EXACT_PLACES)] == _EXACT_PLACES:
            rest = node.fields[len(_EXACT_PLACES) :]
            keys = self._starts(JOINT_EXACT_FIELD, selectors, node.slop)
            if len(keys):
                within.append(_weigh(keys, self._snapshot.place_weights(keys)))
        found: list[tuple[str, Counts]] = []
        for name, postings in rest:
            keys = self._starts(postings, selectors, node.slop)
            if len(keys):
                found.append((name, _count(keys)))
        if within:
            return self._score(within, found, node.weight)
        return self._score_fields(found, node.weight)

    def _starts(self, postings: str, selectors: list[Selector], slop: int) -> Numbers:
        """Where the phrase begins: keys of occurrences, increasing."""
        places = []
        for selector in selectors:
            places.append(self._occurrences(postings, selector))
            if not len(places[-1]):
                return places[-1]
        if len(places) == 2 and places[0] is not places[1]:
            return self._pair(postings, selectors, places, slop)
        return windows.near(places, slop) if slop else windows.runs(places)

    def _pair(
        self, postings: str, selectors: list[Selector], places: list[Numbers], slop: int
    ) -> Numbers:
        """The starts of a phrase of two terms.

        What stands side by side stands near: where both are asked for, as for the bonuses of
        neighbours, the second answer is taken out of the first.
        """
        pair = (postings, tuple(selectors))
        if slop:
            starts, firsts = windows.near_two(places[0], places[1], slop, self._snapshot.size)
            self._near[pair] = firsts
            return starts
        return windows.runs([self._near.get(pair, places[0]), places[1]])

    def _occurrences(self, postings: str, selector: Selector) -> Numbers:
        known = self._occurring.get((postings, selector))
        if known is None:
            known = self._snapshot.occurrences(postings, selector)
            self._occurring[postings, selector] = known
        return known

    # --- scores ----------------------------------------------------------------------------------

    def _score_fields(self, found: list[tuple[str, Counts]], weight: float) -> Matches:
        within = [
            Weighed(counts.documents, (FIELDS[name].weight * counts.counts).astype(np.float64))
            for name, counts in found
            if name in _LENGTH_FIELDS
        ]
        outside = [(name, counts) for name, counts in found if name not in _LENGTH_FIELDS]
        return self._score(within, outside, weight)

    def _score(
        self, within: list[Weighed], outside: list[tuple[str, Counts]], weight: float
    ) -> Matches:
        """The scores of one leaf, from its weighted counts within and outside the length."""
        if not within and not outside:
            return _NONE
        lists = [part.documents for part in within]
        lists += [counts.documents for _, counts in outside]
        articles = _union(lists, self._snapshot.size)
        if weight == 0.0:
            return _unscored(articles)
        inner = np.zeros(len(articles))
        for documents, weights in within:
            inner[_places(articles, documents)] += weights
        outer = np.zeros(len(articles))
        for name, (documents, counts) in outside:
            # A facet has no row in the table of fields, and no weight either.
            outer[_places(articles, documents)] += FIELDS[name].weight * counts
        mixed = ranking.mixed_frequency(inner, outer, self._snapshot.norms[articles])
        idf = self._idf(len(articles))
        return Matches(articles, ranking.weighted(ranking.saturation(mixed), weight, idf))

    def _idf(self, document_frequency: int) -> float:
        return ranking.inverse_document_frequency(self._snapshot.articles, document_frequency)

    # --- combinations ----------------------------------------------------------------------------

    def _boolean(self, node: BooleanNode) -> Matches:
        required = [self.matches(child) for child in node.required]
        optional = [self.matches(child) for child in node.optional]
        if node.required and not all(len(found.articles) for found in required):
            return _NONE
        if not node.required and len(optional) == 1 and not (node.excluded or node.bonuses):
            return optional[0]
        size = self._snapshot.size
        mask = self._required(required)
        if node.minimum:
            some = np.zeros(size, bool)
            for found in optional:
                some[found.articles] = True
            mask = some if mask is None else mask & some
        assert mask is not None  # a plan's node has something that must match
        for child in node.excluded:
            mask[self.matches(child).articles] = False
        articles = np.flatnonzero(mask)
        bonuses = [self.matches(bonus) for bonus in node.bonuses]
        totals = np.zeros(size)
        for found in (*required, *optional, *bonuses):
            totals[found.articles] += found.scores
        return Matches(articles, totals[articles])

    def _required(self, required: list[Matches]) -> NDArray[np.bool_] | None:
        """Bool (size,): which articles match all; None for none required."""
        mask: NDArray[np.bool_] | None = None
        for found in required:
            held = np.zeros(self._snapshot.size, bool)
            held[found.articles] = True
            mask = held if mask is None else mask & held
        return mask

    def _everything(self) -> Numbers:
        live = self._snapshot.live
        return np.arange(self._snapshot.size) if live is None else np.flatnonzero(live)

    def _in_range(self, node: DateNode) -> NDArray[np.bool_]:
        days = self._snapshot.days
        mask = days > 0
        if node.start:
            mask &= days >= node.start.toordinal()
        if node.end:
            mask &= days < node.end.toordinal()
        if self._snapshot.live is not None:
            mask &= self._snapshot.live
        return mask


def _unscored(articles: Numbers) -> Matches:
    return Matches(articles, np.zeros(len(articles)))


def _weigh(keys: Numbers, weights: Scores) -> Weighed:
    """The weights of occurrences, summed for each document."""
    articles = keys >> 32
    first = np.flatnonzero(windows.first_of_each(articles))
    return Weighed(articles[first], np.add.reduceat(weights, first))


def _count(keys: Numbers) -> Counts:
    """In which documents occurrences are, and how many in each."""
    articles = keys >> 32
    first = np.flatnonzero(windows.first_of_each(articles))
    return Counts(articles[first], np.diff(first, append=len(keys)))


def _union(lists: list[Numbers], size: int) -> Numbers:
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) * SPARSE < size:
        return windows.merged(lists)
    mask = np.zeros(size, bool)
    for documents in lists:
        mask[documents] = True
    return np.flatnonzero(mask)


def _places(articles: Numbers, documents: Numbers) -> Numbers | slice:
    """Where in `articles` the documents stand."""
    if len(articles) == len(documents):
        return slice(None)
    return np.searchsorted(articles, documents)


def _sum(size: int, parts: list[Matches]) -> Matches:
    """The first part with the scores of the others, which match no other articles, added."""
    articles, scores = parts[0]
    if len(articles) * SPARSE < size:
        scores = scores.copy()
        for more in parts[1:]:
            scores[_places(articles, more.articles)] += more.scores
        return Matches(articles, scores)
    totals = np.zeros(size)
    totals[articles] = scores
    for more in parts[1:]:
        totals[more.articles] += more.scores
    return Matches(articles, totals[articles])
