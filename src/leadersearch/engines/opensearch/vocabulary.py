"""The words that articles hold, listed with their document frequencies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from leadersearch.engines.opensearch.client import Json, restored
from leadersearch.engines.opensearch.mapping import KEYWORDS, LISTED, TEXTS, WORDS_SUFFIX
from leadersearch.engines.opensearch.match import selecting
from leadersearch.errors import UnsupportedFeature
from leadersearch.model.fields import LENGTH_FIELDS
from leadersearch.plan import (
    COMBINED_EXACT_FIELD,
    Like,
    Lookup,
    OneOf,
    Selector,
    StartsWith,
    Within,
)
from leadersearch.text.analysis import exact_field
from leadersearch.text.distance import is_within

MOST_AT_ONCE = 10_000
"""Terms of one answer; longer lists come in several."""

_LONGEST_PATTERN = 200
_MOST_SIMILAR = 1_000
_LISTED_TOGETHER = {exact_field(field.name) for field in LENGTH_FIELDS} - set(LISTED)
_RESERVED = re.compile(r"[^\w\s]|[\u0000-\u001f]")


class Searches(Protocol):
    """The searches of one moment."""

    def search_all(self, bodies: Sequence[Json]) -> list[Json]:
        """The answers to several."""


def words(
    moment: Searches, lookups: Sequence[Lookup], limit: int | None, among: Json | None = None
) -> dict[str, int]:
    """The terms that lookups select, their document frequencies summed; see `View.words`.

    With `among` of patterns only those that the articles of a query hold.
    """
    totals: Counter[str] = Counter()
    for lookup in lookups:
        totals.update(dict(_listed(moment, lookup, among)))
    ordered = sorted(totals.items(), key=lambda row: (-row[1], row[0]))
    return dict(ordered[:limit])


def _listed(moment: Searches, lookup: Lookup, among: Json | None) -> Iterator[tuple[str, int]]:
    """The terms of one lookup and how many articles hold each."""
    name = lookup.postings
    if name in _LISTED_TOGETHER:
        together = Lookup(lookup.field, COMBINED_EXACT_FIELD, lookup.selector)
        yield from _counted(moment, name, [term for term, _ in _listed(moment, together, among)])
        return
    if name not in LISTED and name not in KEYWORDS:
        if name in TEXTS:
            raise UnsupportedFeature(
                f"OpenSearch does not list the stems of the field {name}", "ask for its words"
            )
        return
    listed = name if name in KEYWORDS else name + WORDS_SUFFIX
    match lookup.selector:
        case OneOf(terms):
            yield from _one_of(moment, name, listed, terms)
        case StartsWith() | Like():
            yield from _pattern(moment, lookup, listed, among)
        case within:
            similar = _similar(moment, name, listed, within)
            yield from _one_of(moment, name, listed, similar)


def _counted(moment: Searches, name: str, terms: Sequence[str]) -> Iterator[tuple[str, int]]:
    """How many articles hold each of some terms of a field that lists none."""
    bodies = [
        {"size": 0, "track_total_hits": True, "query": {"term": {name: term}}} for term in terms
    ]
    for term, answer in zip(terms, moment.search_all(bodies), strict=True):
        if count := answer["hits"]["total"]["value"]:
            yield term, count


def _one_of(
    moment: Searches, name: str, listed: str, terms: Sequence[str]
) -> Iterator[tuple[str, int]]:
    if terms:
        query = selecting(Lookup("", name, OneOf(tuple(terms))))
        yield from _buckets(moment, query, listed, {"include": list(terms)})[0]


def _pattern(
    moment: Searches, lookup: Lookup, listed: str, among: Json | None
) -> Iterator[tuple[str, int]]:
    selector = lookup.selector
    query = among or selecting(lookup)
    rows, is_whole = _buckets(moment, query, listed, _included(selector))
    if not is_whole:
        rows = list(_all_of(moment, query, listed))
    yield from ((term, count) for term, count in rows if _selects(selector, term))


def _buckets(
    moment: Searches, query: Json, listed: str, include: Json
) -> tuple[list[tuple[str, int]], bool]:
    """The most frequent terms of the articles that match, and whether these are all."""
    (answer,) = moment.search_all([_terms_body(query, listed, include)])
    rows = [(restored(row["key"]), row["doc_count"]) for row in _rows(answer)]
    return rows, not answer["aggregations"]["all"]["sum_other_doc_count"]


def _terms_body(query: Json, listed: str, include: Json) -> Json:
    terms = {"field": listed, "size": MOST_AT_ONCE} | include
    return {"size": 0, "query": {"bool": {"filter": [query]}}, "aggs": {"all": {"terms": terms}}}


def _rows(answer: Json) -> list[Json]:
    rows: list[Json] = answer["aggregations"]["all"]["buckets"]
    return rows


def _all_of(moment: Searches, query: Json, listed: str) -> Iterator[tuple[str, int]]:
    """All terms of the articles that match, by the alphabet."""
    sources = [{"term": {"terms": {"field": listed}}}]
    after: Json = {}
    while True:
        pages = {"composite": {"size": MOST_AT_ONCE, "sources": sources} | after}
        body = {"size": 0, "query": {"bool": {"filter": [query]}}, "aggs": {"all": pages}}
        (answer,) = moment.search_all([body])
        found = answer["aggregations"]["all"]
        for row in found["buckets"]:
            yield restored(row["key"]["term"]), row["doc_count"]
        if "after_key" not in found:
            return
        after = {"after": found["after_key"]}


def _similar(moment: Searches, name: str, listed: str, selector: Within) -> list[str]:
    """The terms within so many edits of a word, deleted articles' among them.

    The suggester of Lucene looks for them in its dictionary, but those with two errors only where
    the first letter is right; the others are asked for by a pattern.
    """
    text, distance = selector.text, selector.distance
    if not text:
        return []
    term = {
        "field": name,
        "analyzer": "keyword",
        "size": _MOST_SIMILAR,
        "shard_size": _MOST_SIMILAR,
        "suggest_mode": "always",
        "max_edits": max(1, distance),
        "prefix_length": 0,
        "min_word_length": 1,
        "max_term_freq": 1_000_000_000,
        "accuracy": 0.0,
    }
    bodies: list[Json] = [
        {"size": 0, "suggest": {"text": text, "similar": {"term": term}}},
    ]
    if distance > 1:
        pattern = begun_wrong(text)
        query = {"regexp": {name: {"value": pattern, "max_determinized_states": 100_000}}}
        bodies.append(_terms_body(query, listed, {"include": pattern}))
    answers = moment.search_all(bodies)
    found = [
        option["text"]
        for entry in answers[0].get("suggest", {}).get("similar", ())
        for option in entry["options"]
    ]
    found += [row["key"] for answer in answers[1:] for row in _rows(answer)]
    terms = dict.fromkeys(map(restored, [text, *found]))
    return [term for term in terms if is_within(text, term, distance)]


def begun_wrong(text: str) -> str:
    """A pattern of the words within two edits whose first letter is another, or stands elsewhere."""
    swapped = text[1:2] + text[:1] + text[2:]
    first_wrong = f".?({_with_an_error(text[1:])})"
    one_before = f".({_with_an_error(text)})"
    return f"{first_wrong}|{one_before}|{_with_an_error(swapped)}"


def _with_an_error(text: str) -> str:
    """A pattern of the words within one edit."""
    letters = [_escaped(letter) for letter in text]
    forms = ["".join(letters)]
    for place in range(len(letters) + 1):
        before, after = "".join(letters[:place]), letters[place:]
        forms.append(f"{before}.{''.join(after)}")
        if after:
            forms.append(f"{before}.?{''.join(after[1:])}")
        if len(after) > 1:
            forms.append(f"{before}{after[1]}{after[0]}{''.join(after[2:])}")
    return "|".join(dict.fromkeys(filter(None, forms)))


def _included(selector: Selector) -> Json:
    """The part of a terms aggregation that leaves out others, as far as a pattern can."""
    if isinstance(selector, StartsWith):
        prefix = _escaped(selector.prefix[:_LONGEST_PATTERN])
        return {"include": f"{prefix}.*"} if prefix else {}
    if isinstance(selector, Like) and len(selector.pattern) <= _LONGEST_PATTERN:
        pattern = "".join(_WILD.get(char) or _escaped(char) for char in selector.pattern)
        return {"include": pattern}
    return {}


_WILD = {"*": ".*", "?": "."}


def _escaped(text: str) -> str:
    return _RESERVED.sub(lambda match: f"\\{match[0]}", text)


def _selects(selector: Selector, term: str) -> bool:
    if isinstance(selector, StartsWith):
        return term.startswith(selector.prefix)
    return not isinstance(selector, Like) or bool(selector.regex().fullmatch(term))
