"""Words and phrases -> the articles that hold them, and what these earn."""

from __future__ import annotations

import numpy as np

from leadersearch import ranking
from leadersearch.engines.whoosh.search.doc_sets import (
    NONE,
    Bonus,
    Bound,
    Numbers,
    Scores,
    SparseHits,
    unscored,
)
from leadersearch.engines.whoosh.search.rescoring import RARE, ExactForm, Precomputed, Proximity
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.engines.whoosh.segment import position_sets
from leadersearch.engines.whoosh.segment.protocol import Counts, Weighed
from leadersearch.engines.whoosh.segment.term_positions import FEW
from leadersearch.model.fields import FIELDS, LENGTH_FIELDS
from leadersearch.plan import (
    COMBINED_EXACT_FIELD,
    Lookup,
    OneOf,
    PairNode,
    PhraseNode,
    WordNode,
    split_combined,
)
from leadersearch.text.analysis import exact_field

_IN_LENGTH = frozenset(field.name for field in LENGTH_FIELDS)
_EXACT_PLACES = tuple((field.name, exact_field(field.name)) for field in LENGTH_FIELDS)

SPARSE = 16
"""Below one posting in this many articles, lists are merged; above, spread over all articles."""


class Leaves:
    """The leaves of plans on one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    # --- words -----------------------------------------------------------------------------------

    def word(self, node: WordNode) -> SparseHits:
        """The articles that hold a word."""
        matches = self._plain_word(node)
        if node.exact is None or not matches.total:
            return matches
        bonus = self._exact_form(node.exact, self._idf(matches.total) * node.weight)
        return SparseHits(matches.articles, matches.scores, (bonus,) if bonus else ())

    def _exact_form(self, exact: WordNode, word: float) -> Bonus | None:
        """The bonus of an exact form; `word` is the weight of its word times the idf."""
        if not word:
            return None
        combined, rest = split_combined(exact.lookups)
        if combined is None or rest or not isinstance(combined.selector, OneOf):
            earned = self._plain_word(exact)
            return (
                Precomputed(earned, self._share(exact, earned.total, word))
                if earned.total
                else None
            )
        (term,) = combined.selector.terms
        held = self._snapshot.document_frequency(combined.postings, term)
        if not held:
            return None
        share = self._share(exact, held, word)
        if held <= RARE:
            return Precomputed(self._plain_word(exact), share)
        idf, bound = self._idf(held), Bound(share=share)
        return ExactForm(self._snapshot, combined.postings, term, exact.weight, idf, bound)

    def _share(self, exact: WordNode, held: int, word: float) -> float:
        """How much of what a word earns its exact form may earn, which stands no more often."""
        return exact.weight * self._idf(held) / word

    def _plain_word(self, node: WordNode) -> SparseHits:
        combined, rest = split_combined(node.lookups)
        found = self._counts(rest)
        if combined is not None:
            postings, selector = combined.postings, combined.selector
            if isinstance(selector, OneOf) and len(selector.terms) == 1:
                return self._term(postings, selector.terms[0], found, node.weight)
            weighed = self._snapshot.weighed(postings, selector)
            if len(weighed.documents):
                return self._score([weighed], found, node.weight)
        return self._score_fields(found, node.weight)

    def _term(
        self, postings: str, term: str, found: list[tuple[str, Counts]], weight: float
    ) -> SparseHits:
        """One term of a combined field, and what was found of it elsewhere: mostly little."""
        held = self._snapshot.document_frequency(postings, term)
        if not held:
            return self._score_fields(found, weight)
        if not found:
            return SparseHits(*self._snapshot.scores(postings, term, weight, self._idf(held)))
        elsewhere = position_sets.merged([counts.documents for _, counts in found])
        inner = self._snapshot.weights_at(postings, term, elsewhere)
        new = int(np.count_nonzero(inner == 0.0))
        idf = self._idf(held + new)
        articles, scores = self._snapshot.scores(postings, term, weight, idf)
        theirs = self._mixed_scores(elsewhere, inner, found, weight, idf)
        places = articles.searchsorted(elsewhere)
        if new:
            is_new = inner == 0.0
            articles = np.insert(articles, places[is_new], elsewhere[is_new])
            scores = np.insert(scores, places[is_new], 0.0)
            places += is_new.cumsum() - is_new
        scores[places] = theirs
        return SparseHits(articles, scores)

    def _counts(self, lookups: tuple[Lookup, ...]) -> list[tuple[str, Counts]]:
        found = (
            (lookup.field, self._snapshot.counts(lookup.postings, lookup.selector))
            for lookup in lookups
        )
        return [(name, counts) for name, counts in found if len(counts.documents)]

    # --- phrases ---------------------------------------------------------------------------------

    def phrase(self, node: PhraseNode) -> SparseHits:
        """The articles that hold a phrase."""
        within: list[Weighed] = []
        rest = node.fields
        if node.fields[: len(_EXACT_PLACES)] == _EXACT_PLACES:
            rest = node.fields[len(_EXACT_PLACES) :]
            keys = self._snapshot.phrase_starts(COMBINED_EXACT_FIELD, node)
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

    def holding_row(self, row: PhraseNode, articles: Numbers) -> Numbers:
        """Articles, increasing, that hold a row of words: all of some, increasing, that do."""
        if row.fields == _EXACT_PLACES:
            return self._snapshot.rows_among(COMBINED_EXACT_FIELD, row, articles)
        found = [self._snapshot.rows_among(postings, row, articles) for _, postings in row.fields]
        return position_sets.merged(found)

    # --- pairs ---------------------------------------------------------------------------------

    def pairs(self, pairs: tuple[PairNode, ...]) -> Proximity:
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
        return Proximity(
            self._snapshot, tuple(pair for pair, _ in rows), tuple(idf for _, idf in rows)
        )

    def _holding(self, fields: tuple[tuple[str, str], ...], term: str) -> int:
        """How many articles hold a term in any of some fields."""
        lookups = tuple(Lookup(name, postings, OneOf((term,))) for name, postings in fields)
        combined, rest = split_combined(lookups)
        if combined is not None and not rest:
            return self._snapshot.document_frequency(combined.postings, term)
        return self._plain_word(WordNode(term, lookups)).total

    # --- scores ----------------------------------------------------------------------------------

    def _score_fields(self, found: list[tuple[str, Counts]], weight: float) -> SparseHits:
        within = [
            Weighed(counts.documents, (FIELDS[name].weight * counts.counts).astype(np.float64))
            for name, counts in found
            if name in _IN_LENGTH
        ]
        outside = [(name, counts) for name, counts in found if name not in _IN_LENGTH]
        return self._score(within, outside, weight)

    def _score(
        self, within: list[Weighed], outside: list[tuple[str, Counts]], weight: float
    ) -> SparseHits:
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
        idf = self._idf(len(articles))
        return SparseHits(articles, self._mixed_scores(articles, inner, outside, weight, idf))

    def _mixed_scores(
        self,
        articles: Numbers,
        inner: Scores,
        outside: list[tuple[str, Counts]],
        weight: float,
        idf: float,
    ) -> Scores:
        """The scores of articles by their weighted counts within and outside the length."""
        outer = np.zeros(len(articles))
        for name, (documents, counts) in outside:
            # A facet has no row in the table of fields, and no weight either.
            outer[_places(articles, documents)] += FIELDS[name].weight * counts
        mixed = ranking.mixed_frequency(inner, outer, self._snapshot.norms[articles])
        return ranking.weighted(ranking.saturation(mixed), weight, idf)

    def _idf(self, document_frequency: int) -> float:
        return ranking.inverse_document_frequency(self._snapshot.articles, document_frequency)


def _weigh(keys: Numbers, weights: Scores) -> Weighed:
    """The weights of occurrences, summed for each document."""
    articles = keys >> 32
    first = np.flatnonzero(position_sets.first_of_each(articles))
    return Weighed(articles[first], np.add.reduceat(weights, first))


def _count(keys: Numbers) -> Counts:
    """In which documents occurrences are, and how many in each."""
    articles = keys >> 32
    first = np.flatnonzero(position_sets.first_of_each(articles))
    return Counts(articles[first], np.diff(first, append=len(keys)))


def _union(lists: list[Numbers], size: int) -> Numbers:
    """The articles of all lists, increasing; the longest itself where it holds them all."""
    if len(lists) == 1:
        return lists[0]
    *others, longest = sorted(lists, key=len)
    more = position_sets.merged(others)
    if len(more) * FEW < len(longest):
        places = longest.searchsorted(more)
        is_new = longest.take(places, mode="clip") != more
        return np.insert(longest, places[is_new], more[is_new]) if is_new.any() else longest
    if sum(map(len, lists)) * SPARSE < size:
        return position_sets.merged(lists)
    mask = np.zeros(size, bool)
    for documents in lists:
        mask[documents] = True
    return np.flatnonzero(mask)


def _places(articles: Numbers, documents: Numbers) -> Numbers | slice:
    """Where in `articles`, all of them increasing, the documents stand."""
    if len(articles) == len(documents):
        return slice(None)
    if len(documents) * FEW < len(articles):
        return articles.searchsorted(documents)
    places = np.empty(int(articles[-1]) + 1, np.intp)
    places[articles] = np.arange(len(articles))
    return places[documents]
