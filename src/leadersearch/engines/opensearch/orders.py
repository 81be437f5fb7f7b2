"""Match tiers and orders -> the searches that make up one answer, and the answer from theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leadersearch.engine import Execution, FoundArticle, Sort
from leadersearch.engines.opensearch.client import Json
from leadersearch.engines.opensearch.documents import article_in
from leadersearch.engines.opensearch.match import matching
from leadersearch.plan import Plan

WINDOW = 10_000
"""Hits of one search: OpenSearch gives no more."""

_NEWEST: Json = {"day": {"order": "desc", "missing": "_last"}}
_OLDEST: Json = {"day": {"order": "asc", "missing": "_last"}}
_TITLE: Json = {"title_key": {"order": "asc", "missing": "_last"}}
_BEST: Json = {"_score": {"order": "desc"}}
_TIE: Json = {"tie": {"order": "asc"}}

_ORDERS: dict[Sort, list[Json]] = {
    Sort.RELEVANCE: [_BEST, _NEWEST, _TIE],
    Sort.NEWEST: [_NEWEST, _BEST, _TIE],
    Sort.OLDEST: [_OLDEST, _BEST, _TIE],
    Sort.TITLE: [_TITLE, _BEST, _NEWEST, _TIE],
}

_VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Tier:
    """Articles that come before or after all others: what they match, and what they do not."""

    matched: tuple[Json, ...] = ()
    excluded: tuple[Json, ...] = ()
    all_words: bool = True
    verbatim: bool = False


def tiers_of(plan: Plan, sort: Sort) -> list[Tier]:
    """The match tiers of a plan, the first one first."""
    if not plan.units:
        words = Tier()
        tiers = []
    else:
        units = tuple(map(matching, plan.units))
        words = Tier(units)
        tiers = [Tier(excluded=({"bool": {"filter": list(units)}},), all_words=False)]
    if plan.verbatim is None or sort is not Sort.RELEVANCE:
        return [words, *tiers]
    row = matching(plan.verbatim)
    first = [Tier((*words.matched, row), verbatim=True)]
    if (in_title := plan.verbatim.in_first_field()) is not None:
        title = matching(in_title)
        first = [
            Tier((*words.matched, title), verbatim=True),
            Tier((*words.matched, row), (title,), verbatim=True),
        ]
    return [*first, Tier(words.matched, (row,)), *tiers]


def search_body(search: Execution, tier: Tier, scored: Json) -> Json:
    """The search for the articles of one tier, without how many of them are wanted."""
    plan = search.plan
    query: Json = {
        "must": [scored],
        "filter": [*tier.matched, *map(matching, plan.filters)],
        "must_not": list(tier.excluded),
    }
    if plan.verbatim is not None and search.sort is not Sort.RELEVANCE and tier.all_words:
        row = {"filter": matching(plan.verbatim), "boost": 0.0, "_name": _VERBATIM}
        query["should"] = [{"constant_score": row}]
    return {
        "query": {"bool": {name: value for name, value in query.items() if value}},
        "sort": _ORDERS[search.sort],
        "track_scores": True,
        "track_total_hits": True,
        "_source": ["article"],
    }


def count_body(search: Execution, tier: Tier) -> Json:
    """The search that counts the articles of one tier."""
    plan = search.plan
    query: Json = {"filter": list(map(matching, (plan.root, *plan.filters)))}
    query["filter"] += tier.matched
    query["must_not"] = list(tier.excluded)
    return {"size": 0, "track_total_hits": True, "query": {"bool": query}}


def verbatim_count(search: Execution) -> Json:
    """The search that counts the articles that hold the words in a row."""
    plan = search.plan
    assert plan.verbatim is not None
    wanted = [plan.root, *plan.filters, *plan.units, plan.verbatim]
    query = {"bool": {"filter": list(map(matching, wanted))}}
    return {"size": 0, "track_total_hits": True, "query": query}


def found_in(
    answer: Json, tier: Tier, first: int = 0, count: int = WINDOW
) -> Iterator[FoundArticle]:
    """The articles of an answer for one tier, so many from the first on."""
    for hit in answer["hits"]["hits"][first : first + count]:
        verbatim = tier.verbatim or _VERBATIM in hit.get("matched_queries", ())
        article = article_in(hit["_source"])
        yield FoundArticle(article, float(hit["_score"] or 0.0), tier.all_words, verbatim)


def totals(answers: Sequence[Json]) -> list[int]:
    """How many articles match each of some searches."""
    return [int(answer["hits"]["total"]["value"]) for answer in answers]
