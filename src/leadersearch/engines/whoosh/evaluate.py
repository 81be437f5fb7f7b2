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

from leadersearch import ranking
from leadersearch.engines.whoosh import windows
from leadersearch.engines.whoosh.bonuses import Bonus, Bound, ExactForm, Known, Pairs, Within
from leadersearch.engines.whoosh.matches import (
    NONE,
    Listed,
    Mask,
    Matches,
    Numbers,
    Scores,
    Spread,
    unscored,
)
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
    PairNode,
    PhraseNode,
    WordNode,
    split_joint,
)
from leadersearch.text.analysis import exact_field

_LENGTH_FIELDS = tuple(field.name for field in FIELDS.values() if field.in_length)
_EXACT_PLACES = tuple((name, exact_field(name)) for name in _LENGTH_FIELDS)

SPARSE = 16
"""Below one posting in this many articles, lists are merged; above, spread over all articles."""

RARE = 1_000
"""Articles of which each is looked at for a bonus, rather than to reckon with it everywhere."""


class Evaluation:
    """The evaluation of one plan on one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[int, tuple[Node, Matches]] = {}
        self._full: dict[int, Mask] = {}

    def matches(self, node: Node) -> Matches:
        """The articles that match a node, and what they earn."""
        # By identity: a plan shares its nodes, and hashing one costs more than some look-ups.
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = (node, self._evaluate(node))
        return known[1]

    def mask(self, node: Node) -> Mask:
        """Bool (size,): which articles match. Not to be changed."""
        return self.matches(node).mask(self._snapshot.size)

    def all_of(self, root: Node, units: Sequence[Node]) -> Mask:
        """Bool (size,): which articles match all of some nodes."""
        full = self._full.get(id(root))
        if full is not None and isinstance(root, BooleanNode) and root.optional == units:
            return full
        return np.logical_and.reduce([self.mask(unit) for unit in units])

    def _evaluate(self, node: Node) -> Matches:
        match node:
            case WordNode():
                return self._word(node)
            case PhraseNode():
                return self._phrase(node)
            case BooleanNode():
                return self._boolean(node)
            case DateNode():
                return unscored(np.flatnonzero(self._in_range(node)))
            case EverythingNode():
                return unscored(self._everything())
            case NothingNode():
                return NONE

    # --- words -----------------------------------------------------------------------------------

    def _word(self, node: WordNode) -> Listed:
        matches = self._plain_word(node)
        if node.exact is None or not matches.total:
            return matches
        bonus = self._exact_form(node.exact, self._idf(matches.total) * node.weight)
        return Listed(matches.articles, matches.scores, (bonus,) if bonus else ())

    def _exact_form(self, exact: WordNode, word: float) -> Bonus | None:
        """The bonus of an exact form; `word` is the weight of its word times the idf."""
        joint, rest = split_joint(exact.lookups)
        if joint is None or rest or not isinstance(joint.selector, OneOf) or not word:
            return Known(self._plain_word(exact))
        (term,) = joint.selector.terms
        held = self._snapshot.document_frequency(joint.postings, term)
        if held <= RARE:
            return Known(self._plain_word(exact)) if held else None
        idf = self._idf(held)
        # It stands no more often than the word does: what it earns is at most this much of that.
        bound = Bound(share=exact.weight * idf / word)
        return ExactForm(self._snapshot, joint.postings, term, exact.weight, idf, bound)

    def _plain_word(self, node: WordNode) -> Listed:
        joint, rest = split_joint(node.lookups)
        found = self._counts(rest)
        if joint is not None:
            postings, selector = joint.postings, joint.selector
            if isinstance(selector, OneOf) and len(selector.terms) == 1 and not found:
                return self._term(postings, selector.terms[0], node.weight)
            weighed = self._snapshot.weighed(postings, selector)
            if len(weighed.documents):
                return self._score([weighed], found, node.weight)
        return self._score_fields(found, node.weight)

    def _term(self, postings: str, term: str, weight: float) -> Listed:
        held = self._snapshot.document_frequency(postings, term)
        if not held:
            return NONE
        articles, scores = self._snapshot.scores(postings, term, weight, self._idf(held))
        return Listed(articles, scores)

    def _counts(self, lookups: tuple[Lookup, ...]) -> list[tuple[str, Counts]]:
        found = (
            (lookup.field, self._snapshot.counts(lookup.postings, lookup.selector))
            for lookup in lookups
        )
        return [(name, counts) for name, counts in found if len(counts.documents)]

    # --- phrases ---------------------------------------------------------------------------------

    def _phrase(self, node: PhraseNode) -> Listed:
        within: list[Weighed] = []
        rest = node.fields
        if node.fields[: len(_EXACT_PLACES)] == _EXACT_PLACES:
            rest = node.fields[len(_EXACT_PLACES) :]
            keys = self._snapshot.phrase_starts(JOINT_EXACT_FIELD, node)
            if len(keys):
                within.append(_weigh(keys, self._snapshot.place_weights(keys)))
        found: list[tuple[str, Counts]] = []
        for name, postings in rest:
            keys = self._snapshot.phrase_starts(postings, node)
            if len(keys):
                found.append((name, _count(keys)))
        if within:
            return self._score(within, found, node.weight)
        return self._score_fields(found, node.weight)

    def _pairs(self, pairs: tuple[PairNode, ...]) -> Pairs:
        """The bonus of pairs, without those of which a word is nowhere."""
        known: dict[tuple[tuple[tuple[str, str], ...], str], int] = {}

        def held(pair: PairNode, term: str) -> int:
            key = (pair.fields, term)
            if key not in known:
                known[key] = self._holding(pair.fields, term)
            return known[key]

        rows = []
        for pair in pairs:
            frequencies = [held(pair, term) for term in pair.terms]
            if all(frequencies):
                rows.append((pair, ranking.pair_idf(*map(self._idf, frequencies))))
        return Pairs(
            self._snapshot, tuple(pair for pair, _ in rows), tuple(idf for _, idf in rows)
        )

    def _holding(self, fields: tuple[tuple[str, str], ...], term: str) -> int:
        """How many articles hold a term in any of some fields."""
        lookups = tuple(Lookup(name, postings, OneOf((term,))) for name, postings in fields)
        joint, rest = split_joint(lookups)
        if joint is not None and not rest:
            return self._snapshot.document_frequency(joint.postings, term)
        return self._plain_word(WordNode(term, lookups)).total

    # --- scores ----------------------------------------------------------------------------------

    def _score_fields(self, found: list[tuple[str, Counts]], weight: float) -> Listed:
        within = [
            Weighed(counts.documents, (FIELDS[name].weight * counts.counts).astype(np.float64))
            for name, counts in found
            if name in _LENGTH_FIELDS
        ]
        outside = [(name, counts) for name, counts in found if name not in _LENGTH_FIELDS]
        return self._score(within, outside, weight)

    def _score(
        self, within: list[Weighed], outside: list[tuple[str, Counts]], weight: float
    ) -> Listed:
        """The scores of one leaf, from its weighted counts within and outside the length."""
        if not within and not outside:
            return NONE
        lists = [part.documents for part in within]
        lists += [counts.documents for _, counts in outside]
        articles = _union(lists, self._snapshot.size)
        if weight == 0.0:
            return unscored(articles)
        inner = np.zeros(len(articles))
        for documents, weights in within:
            inner[_places(articles, documents)] += weights
        outer = np.zeros(len(articles))
        for name, (documents, counts) in outside:
            # A facet has no row in the table of fields, and no weight either.
            outer[_places(articles, documents)] += FIELDS[name].weight * counts
        mixed = ranking.mixed_frequency(inner, outer, self._snapshot.norms[articles])
        idf = self._idf(len(articles))
        return Listed(articles, ranking.weighted(ranking.saturation(mixed), weight, idf))

    def _idf(self, document_frequency: int) -> float:
        return ranking.inverse_document_frequency(self._snapshot.articles, document_frequency)

    # --- combinations ----------------------------------------------------------------------------

    def _boolean(self, node: BooleanNode) -> Matches:
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
            if isinstance(child, BooleanNode) and found.bonuses:
                held = self.mask(child)
                bonuses += [Within(bonus, held) for bonus in found.bonuses]
            else:
                bonuses += found.bonuses
        if node.bonuses:
            pairs = self._pairs(node.bonuses)
            bonuses += [pairs] if pairs.pairs else []
        return tuple(bonuses)

    def _listed(
        self,
        node: BooleanNode,
        required: list[Matches],
        optional: list[Matches],
        bonuses: tuple[Bonus, ...],
    ) -> Listed:
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
            articles = windows.merged([found.listed().articles for found in optional])
        for found in map(self.matches, node.excluded):
            if found.total:
                articles = articles[~found.holds(articles)]
        if not len(articles):
            return NONE
        scores = np.zeros(len(articles))
        for found in (*required, *optional):
            found.add_to(scores, articles)
        return Listed(articles, scores, bonuses)

    def _spread(
        self,
        node: BooleanNode,
        required: list[Matches],
        optional: list[Matches],
        bonuses: tuple[Bonus, ...],
    ) -> Spread:
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
        for child in node.excluded:
            held &= ~self.mask(child)
        if musts or node.excluded:
            scores *= held
        return Spread(held, scores, bonuses)

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


def _counted(found: list[Listed], size: int) -> NDArray[np.int64]:
    """int64 (size,): how many of the lists hold each article."""
    return np.bincount(np.concatenate([part.articles for part in found]), minlength=size)
