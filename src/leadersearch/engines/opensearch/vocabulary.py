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
_LISTING = (
    {name: name for name in KEYWORDS}
    | {name: name + WORDS_SUFFIX for name in LISTED}
    | dict.fromkeys(_LISTED_TOGETHER, COMBINED_EXACT_FIELD + WORDS_SUFFIX)
)
"""The postings fields whose terms are listed -> the field that lists them."""

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
    for rows in _listed(moment, _spelt_out(moment, lookups), among):
        totals.update(dict(rows))
    ordered = sorted(totals.items(), key=lambda row: (-row[1], row[0]))
    return dict(ordered[:limit])


def _spelt_out(moment: Searches, lookups: Sequence[Lookup]) -> list[Lookup]:
    """The lookups of fields that there are, misspelt words as the terms that they may stand for."""
    known = [lookup for lookup in lookups if lookup.postings in _LISTING]
    for lookup in lookups:
        if lookup.postings in TEXTS and lookup.postings not in _LISTING:
            raise UnsupportedFeature(
                f"OpenSearch does not list the stems of the field {lookup.postings}",
                "ask for its words",
            )
    similar = iter(_similar(moment, [each for each in known if isinstance(each.selector, Within)]))
    return [
        Lookup(each.field, each.postings, OneOf(tuple(next(similar))))
        if isinstance(each.selector, Within)
        else each
        for each in known
    ]


def _listed(
    moment: Searches, lookups: Sequence[Lookup], among: Json | None
) -> Iterator[list[tuple[str, int]]]:
    """For each lookup its terms and how many articles hold each, asked for together."""
    queries = [
        selecting(each) if among is None or isinstance(each.selector, OneOf) else among
        for each in lookups
    ]
    bodies = [
        _terms_body(query, _LISTING[each.postings], _included(each.selector))
        for each, query in zip(lookups, queries, strict=True)
    ]
    answers = moment.search_all(bodies)
    for each, query, answer in zip(lookups, queries, answers, strict=True):
        rows = [(restored(row["key"]), int(row["doc_count"])) for row in _rows(answer)]
        if answer["aggregations"]["all"]["sum_other_doc_count"]:
            rows = list(_all_of(moment, query, _LISTING[each.postings]))
        rows = [(term, count) for term, count in rows if _selects(each.selector, term)]
        if each.postings in _LISTED_TOGETHER:
            rows = _counted(moment, each.postings, [term for term, _ in rows])
        yield rows


def _counted(moment: Searches, name: str, terms: Sequence[str]) -> list[tuple[str, int]]:
    """How many articles hold each of some terms of a field that lists none."""
    bodies = [
        {"size": 0, "track_total_hits": True, "query": {"term": {name: term}}} for term in terms
    ]
    counts = [answer["hits"]["total"]["value"] for answer in moment.search_all(bodies)]
    return [(term, count) for term, count in zip(terms, counts, strict=True) if count]


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


def _similar(moment: Searches, lookups: Sequence[Lookup]) -> Iterator[list[str]]:
    """For each lookup the terms within so many edits of its word, deleted articles' among them.

    The suggester of Lucene looks for them in its dictionary, but those with two errors only where
    the first letter is right; the others are asked for by a pattern.
    """
    bodies = [_similar_bodies(each.postings, each.selector) for each in lookups]
    answers = iter(moment.search_all([body for several in bodies for body in several]))
    for each, several in zip(lookups, bodies, strict=True):
        assert isinstance(each.selector, Within)
        text, distance = each.selector.text, each.selector.distance
        found = [text] if text else []
        for answer in [next(answers) for _ in several]:
            for entry in answer.get("suggest", {}).get("similar", ()):
                found += [option["text"] for option in entry["options"]]
            if "aggregations" in answer:
                found += [row["key"] for row in _rows(answer)]
        terms = dict.fromkeys(map(restored, found))
        yield [term for term in terms if is_within(text, term, distance)]


def _similar_bodies(name: str, selector: Selector) -> list[Json]:
    """The searches for the terms within so many edits of a word."""
    assert isinstance(selector, Within)
    if not selector.text:
        return []
    term = {
        "field": name,
        "analyzer": "keyword",
        "size": _MOST_SIMILAR,
        "shard_size": _MOST_SIMILAR,
        "suggest_mode": "always",
        "max_edits": max(1, selector.distance),
        "prefix_length": 0,
        "min_word_length": 1,
        "max_term_freq": 1_000_000_000,
        "accuracy": 0.0,
    }
    bodies: list[Json] = [
        {"size": 0, "suggest": {"text": selector.text, "similar": {"term": term}}}
    ]
    if selector.distance > 1:
        pattern = begun_wrong(selector.text)
        query = {"regexp": {name: {"value": pattern, "max_determinized_states": 100_000}}}
        bodies.append(_terms_body(query, _LISTING[name], {"include": pattern}))
    return bodies


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
    if isinstance(selector, OneOf):
        return {"include": list(selector.terms)} if selector.terms else {}
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
    if isinstance(selector, OneOf):
        return term in selector.terms
    return not isinstance(selector, Like) or bool(selector.regex().fullmatch(term))
