"""Plan -> the query that scores what it matches by the formula of `leadersearch.ranking`.

The similarity of every field is the plain count of a term. Boosts put the weighted counts of the
fields that make up the length, and of the others, into one number; a script takes it apart and
applies the formula, with the length of the article. So a score depends on no statistics of a shard:
document frequencies and the mean length are asked for before, and are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from leadersearch import ranking
from leadersearch.engine import Figures
from leadersearch.engines.opensearch.client import Json
from leadersearch.engines.opensearch.formula import OUTSIDE, PAIR, WITHIN, WORD, scripted
from leadersearch.engines.opensearch.mapping import (
    COMBINED,
    KEYWORDS,
    LONGEST_PREFIX,
    TEXTS,
    WITH_PREFIXES,
)
from leadersearch.engines.opensearch.match import (
    any_of,
    boolean,
    combined,
    combined_fields,
    in_a_row,
    matching,
    selecting,
    size_of,
)
from leadersearch.engines.opensearch.spans import starts
from leadersearch.model.fields import FIELDS, LENGTH_FIELDS
from leadersearch.plan import (
    BooleanNode,
    Leaf,
    Lookup,
    Node,
    OneOf,
    PairNode,
    PhraseNode,
    StartsWith,
    WordNode,
)
from leadersearch.text.analysis import COMBINED_FIELD

MOST_CLAUSES = 1_000
"""Terms of a search; OpenSearch refuses one of more than 1,024."""

MOST_SELECTED = 200
"""Terms that a pattern or a misspelt word may stand for, each with its own count."""

Expand = Callable[[Lookup, Json | None], Sequence[str] | None]
"""A selection, and the query for the articles in which it counts -> its terms; None for too many."""


def needs_terms(lookup: Lookup) -> bool:
    """Whether the counts of a selection can only be had term by term."""
    match lookup.selector:
        case OneOf():
            return False
        case StartsWith(prefix):
            has = lookup.postings in WITH_PREFIXES
            return not (has and 0 < len(prefix) <= LONGEST_PREFIX)
    return True


@dataclass(slots=True)
class Scoring:
    """The scoring query of one plan."""

    figures: Figures
    expand: Expand
    left: int = MOST_CLAUSES

    def query(self, node: Node, beside: int = 0) -> Json:
        """The query that matches what a node matches, with its score.

        `beside` is how many terms the search has beside it.
        """
        self.left = MOST_CLAUSES - beside - size_of(matching(node))
        return self.scored(node)

    def scored(self, node: Node) -> Json:
        """The same for a part of the plan; parts that only select score nothing."""
        match node:
            case BooleanNode():
                whole = boolean(
                    required=[self.scored(child) for child in node.required],
                    optional=[self.scored(child) for child in node.optional],
                    excluded=list(map(matching, node.excluded)),
                    minimum=node.minimum,
                )
                pairs = [query for pair in node.bonuses if (query := self.pair(pair))]
                return {"bool": {"must": [whole], "should": pairs}} if pairs else whole
            case WordNode():
                word = self.leaf(node, [*self.lookups(combined(node.lookups))])
                exact_lookups = combined(node.exact.lookups) if node.exact else ()
                if node.exact is None or not self.spend(len(exact_lookups)):
                    return word
                exact = self.leaf(node.exact, [*self.lookups(exact_lookups)])
                return {"bool": {"must": [word], "should": [exact]}}
            case PhraseNode():
                return self.leaf(node, [*self.phrase(node)])
        return _unscored(node)

    def leaf(self, leaf: Leaf, counts: list[Json]) -> Json:
        """The score of a leaf from queries that score its counts."""
        if not (counts and leaf.weight):
            return _unscored(leaf)
        held = self.figures.frequencies[leaf]
        idf = ranking.inverse_document_frequency(self.figures.articles, held)
        return scripted(WORD, self.figures.mean_length, any_of(counts), leaf.weight, idf)

    def lookups(self, lookups: Sequence[Lookup]) -> Iterator[Json]:
        """Queries whose scores are the packed counts of some lookups."""
        for lookup in lookups:
            unit = _unit(lookup.field)
            if lookup.postings in KEYWORDS:
                yield from self.of_keyword(lookup, unit)
            elif lookup.postings in TEXTS:
                yield from self.of_text(lookup, unit)

    def of_keyword(self, lookup: Lookup, unit: float) -> Iterator[Json]:
        """Queries for the values of a keyword, of which an article has each once."""
        terms = self.terms(lookup)
        for each in [lookup] if terms is None else [_one(lookup, term) for term in terms]:
            yield _constant(selecting(each), unit)

    def of_text(self, lookup: Lookup, unit: float) -> Iterator[Json]:
        """Queries for the terms of a text."""
        name, selector = lookup.postings, lookup.selector
        if isinstance(selector, StartsWith) and not needs_terms(lookup):
            prefix = {"value": selector.prefix, "rewrite": "scoring_boolean", "boost": unit}
            yield {"prefix": {name: prefix}}
            return
        terms = self.terms(lookup)
        if terms is None:
            # Too many to count: each field holds one of them, once.
            for field, postings in _apart(lookup.field, name):
                yield _constant(selecting(Lookup(field, postings, selector)), _unit(field))
        else:
            yield from ({"term": {name: {"value": term, "boost": unit}}} for term in terms)

    def terms(self, lookup: Lookup) -> Sequence[str] | None:
        """The terms of a selection; None where there are too many."""
        if isinstance(lookup.selector, OneOf):
            return tuple(dict.fromkeys(lookup.selector.terms))
        terms = self.expand(lookup, None)
        return terms if terms is not None and self.spend(len(terms)) else None

    def spend(self, clauses: int) -> bool:
        """Whether so many more terms may be asked for, which is then done."""
        if clauses > self.left:
            return False
        self.left -= clauses
        return True

    def phrase(self, phrase: PhraseNode) -> Iterator[Json]:
        """Queries whose scores are the packed counts of a phrase."""
        size = len(phrase.terms)
        for field, postings in combined_fields(phrase.fields):
            unit = _unit(field)
            if size == 1:
                yield from self.lookups([Lookup(field, postings, phrase.selectors()[0])])
            elif postings not in TEXTS:
                continue
            elif phrase.patterns:
                yield from self.open_phrase(phrase, field, postings)
            elif phrase.slop:
                counts = _starts(postings, phrase.terms, phrase.slop, unit)
                is_small = self.spend(sum(map(size_of, counts)))
                yield from counts if is_small else _once(phrase, field, postings)
            else:
                yield _row(postings, phrase.terms, unit)

    def open_phrase(self, phrase: PhraseNode, field: str, postings: str) -> Iterator[Json]:
        """Queries for a phrase in one field, a word of which is a pattern: one for each such word."""
        found = in_a_row(postings, phrase)
        ((place, selector), *others) = phrase.patterns
        terms = None if others else self.expand(Lookup(field, postings, selector), found)
        if terms is None or not self.spend(len(terms)):
            yield from _once(phrase, field, postings)
            return
        for term in terms:
            row = (*phrase.terms[:place], term, *phrase.terms[place + 1 :])
            yield _row(postings, row, _unit(field))

    def pair(self, pair: PairNode) -> Json | None:
        """The bonus of two words that stand together; None where the query is too large for it."""
        idf = ranking.pair_idf(
            *(
                ranking.inverse_document_frequency(
                    self.figures.articles, self.figures.frequencies[word]
                )
                for word in pair.words()
            )
        )
        counts: list[Json] = []
        for _, postings in combined_fields(pair.fields):
            weight = _unit(pair.fields[0][0]) if len(pair.fields) == 1 else WITHIN
            counts += _starts(postings, pair.terms, ranking.NEARBY_SLOP, weight)
            counts.append(_row(postings, pair.terms, weight / WITHIN))
        if not self.spend(sum(map(size_of, counts))):
            return None
        return scripted(PAIR, self.figures.mean_length, any_of(counts), pair.weight, idf)


def _unscored(node: Node) -> Json:
    return {"bool": {"filter": [matching(node)]}}


def _unit(field: str) -> float:
    """The boost that packs a count of a field; counts of the combined field are weighted."""
    if field == COMBINED_FIELD:
        return WITHIN
    row = FIELDS[field]
    return row.weight * (WITHIN if row.in_length else OUTSIDE)


def _apart(field: str, postings: str) -> Iterator[tuple[str, str]]:
    """The fields that a combined field stands for, or the field itself."""
    if field != COMBINED_FIELD:
        yield field, postings
        return
    for row in LENGTH_FIELDS:
        yield row.name, row.name + COMBINED[postings]


def _once(phrase: PhraseNode, field: str, postings: str) -> Iterator[Json]:
    """Queries for a phrase that is not counted: each field that holds it holds it once."""
    for name, place in _apart(field, postings):
        yield _constant(in_a_row(place, phrase), _unit(name))


def _constant(found: Json, unit: float) -> Json:
    return {"constant_score": {"filter": found, "boost": unit}}


def _one(lookup: Lookup, term: str) -> Lookup:
    return Lookup(lookup.field, lookup.postings, OneOf((term,)))


def _row(postings: str, terms: tuple[str, ...], unit: float) -> Json:
    # A similarity is asked once for each term of a phrase, and the answers are added up.
    boost = unit / len(terms)
    return {"match_phrase": {postings: {"query": " ".join(terms), "boost": boost}}}


def _starts(postings: str, terms: tuple[str, ...], slop: int, unit: float) -> list[Json]:
    boost = unit / len(set(terms))
    found = starts(postings, terms, slop)
    return [{kind: {**body, "boost": boost}} for each in found for kind, body in each.items()]
