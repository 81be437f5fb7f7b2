"""Plan -> the queries that find which articles match; none of them scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from leadersearch.engines.opensearch.client import Json
from leadersearch.engines.opensearch.documents import cut
from leadersearch.engines.opensearch.mapping import ARTICLE, KEYWORDS, KIND, TEXTS
from leadersearch.engines.opensearch.spans import window
from leadersearch.model.fields import LENGTH_FIELDS
from leadersearch.plan import (
    BooleanNode,
    DateNode,
    EverythingNode,
    Like,
    Lookup,
    Node,
    NothingNode,
    OneOf,
    PhraseNode,
    Selector,
    StartsWith,
    WordNode,
    split_combined,
)
from leadersearch.text.analysis import COMBINED_FIELD, exact_field

Fields: TypeAlias = tuple[tuple[str, str], ...]

EVERY_ARTICLE: Json = {"term": {KIND: ARTICLE}}
NOTHING: Json = {"match_none": {}}

_LEAVES = frozenset(
    "term terms prefix wildcard fuzzy exists range match_phrase span_term match match_none".split()
)

_TEXTS, _KEYWORDS = frozenset(TEXTS), frozenset(KEYWORDS)


def matching(node: Node) -> Json:
    """The query that finds what a node matches."""
    match node:
        case WordNode():
            return any_of(map(selecting, combined(node.lookups)))
        case PhraseNode():
            return any_of(in_a_row(postings, node) for _, postings in combined_fields(node.fields))
        case BooleanNode():
            return boolean(
                required=list(map(matching, node.required)),
                optional=list(map(matching, node.optional)),
                excluded=list(map(matching, node.excluded)),
                minimum=node.minimum,
            )
        case DateNode(start, end):
            if not (start or end):
                return {"exists": {"field": "day"}}
            bounds = {"gte": start, "lt": end}
            return {"range": {"day": {k: v.toordinal() for k, v in bounds.items() if v}}}
        case EverythingNode():
            return EVERY_ARTICLE
        case NothingNode():
            return NOTHING


def any_of(queries: Iterable[Json]) -> Json:
    """The query that finds what any of some finds."""
    wanted = [query for query in queries if query is not NOTHING]
    if len(wanted) > 1:
        return {"bool": {"should": wanted, "minimum_should_match": 1}}
    return wanted[0] if wanted else NOTHING


def boolean(
    *, required: Sequence[Json], optional: Sequence[Json], excluded: Sequence[Json], minimum: int
) -> Json:
    """The query of roles; without any that must match it finds every article."""
    query: Json = {"must": list(required), "must_not": list(excluded)}
    if optional:
        query |= {"should": list(optional), "minimum_should_match": minimum}
    if not (required or (optional and minimum)):
        query["filter"] = [EVERY_ARTICLE]
    if minimum and not optional:
        return NOTHING
    return {"bool": {name: value for name, value in query.items() if value != []}}


def size_of(query: object) -> int:
    """How many terms and patterns a query has."""
    if isinstance(query, Mapping):
        return sum(1 if kind in _LEAVES else size_of(part) for kind, part in query.items())
    return sum(map(size_of, query)) if isinstance(query, list) else 0


def combined(lookups: tuple[Lookup, ...]) -> tuple[Lookup, ...]:
    """The lookups, one of the combined field for those that it can stand for."""
    together, rest = split_combined(lookups)
    return (together, *rest) if together else rest


def combined_fields(fields: Fields) -> Fields:
    """The fields of a phrase, the combined one for those that make it up."""
    width = len(LENGTH_FIELDS)
    for postings, suffix in ((COMBINED_FIELD, ""), (exact_field(COMBINED_FIELD), exact_field(""))):
        if fields[:width] == tuple((row.name, row.name + suffix) for row in LENGTH_FIELDS):
            return ((COMBINED_FIELD, postings), *fields[width:])
    return fields


def selecting(lookup: Lookup) -> Json:
    """The query that finds the articles that hold a term which a lookup selects."""
    name = lookup.postings
    if name not in _TEXTS and name not in _KEYWORDS:
        return NOTHING
    match lookup.selector:
        case OneOf(()):
            return NOTHING
        case OneOf(terms):
            return {"terms": {name: list(dict.fromkeys(map(cut, terms)))}}
        case StartsWith(""):
            return {"exists": {"field": name}}
        case StartsWith(prefix):
            return {"prefix": {name: {"value": cut(prefix)}}}
        case Like(pattern):
            return {"wildcard": {name: {"value": escaped(pattern)}}}
    fuzzy = {
        "value": lookup.selector.text,
        "fuzziness": lookup.selector.distance,
        "prefix_length": 0,
        "transpositions": True,
        "rewrite": "constant_score",
    }
    return {"fuzzy": {name: fuzzy}} if lookup.selector.text else NOTHING


def escaped(pattern: str) -> str:
    """A pattern in Lucene's words, in which a backslash is special, too."""
    return pattern.replace("\\", "\\\\")


def in_a_row(postings: str, phrase: PhraseNode) -> Json:
    """The query that finds a phrase in one field."""
    if len(phrase.terms) == 1:
        return selecting(Lookup("", postings, phrase.selectors()[0]))
    if postings not in _TEXTS:
        return NOTHING
    if phrase.patterns:
        clauses = [_span(postings, selector) for selector in phrase.selectors()]
        return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}
    if phrase.slop:
        return window(postings, phrase.terms, phrase.slop)
    return {"match_phrase": {postings: {"query": " ".join(phrase.terms)}}}


def _span(postings: str, selector: Selector) -> Json:
    if isinstance(selector, OneOf):
        terms: list[Json] = [{"span_term": {postings: term}} for term in selector.terms]
        return terms[0] if len(terms) == 1 else {"span_or": {"clauses": terms}}
    return {"span_multi": {"match": selecting(Lookup("", postings, selector))}}
