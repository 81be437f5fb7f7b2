"""Words near each other: which articles hold them so, and in how many places."""

from __future__ import annotations

from collections import Counter

from leadersearch.engines.opensearch.client import Json


def window(postings: str, terms: tuple[str, ...], slop: int) -> Json:
    """The query for articles in which a window of `len(terms) + slop` positions holds the terms."""
    rules: list[Json] = [{"match": {"query": term}} for term in terms]
    return {"intervals": {postings: {"all_of": {"intervals": rules, "max_gaps": slop}}}}


def starts(postings: str, terms: tuple[str, ...], slop: int) -> list[Json]:
    """Span queries that count together the positions where such a window begins.

    Each counts those of one term: within spans that begin with it and go on to each of the others.
    A span of Lucene counts the less the wider it is, but one that lies within others counts whole.
    A position where two of the terms stand counts for the first.
    """
    times = Counter(terms)
    width = len(terms) + slop
    found: list[Json] = []
    for number, term in enumerate(distinct := tuple(times)):
        starting: Json = _word(postings, term)
        if number:
            earlier = [_word(postings, other) for other in distinct[:number]]
            starting = {"span_not": {"include": starting, "exclude": _either(earlier)}}
        for other, often in times.items():
            if other != term:
                row = [term] + [other] * often
                around = [_near(postings, row, width - len(row))]
                if often == 1 and other not in distinct[:number]:
                    around.append(_word(postings, other))  # at the same position
                starting = _within(starting, _either(around))
            elif often > 1:
                starting = _within(starting, _near(postings, [term] * often, width - often))
        found.append(starting)
    return found


def _word(postings: str, term: str) -> Json:
    return {"span_term": {postings: term}}


def _near(postings: str, terms: list[str], slop: int) -> Json:
    clauses = [_word(postings, term) for term in terms]
    return {"span_near": {"clauses": clauses, "slop": slop, "in_order": True}}


def _either(spans: list[Json]) -> Json:
    return {"span_or": {"clauses": spans}} if len(spans) > 1 else spans[0]


def _within(little: Json, big: Json) -> Json:
    return {"span_within": {"little": little, "big": big}}
