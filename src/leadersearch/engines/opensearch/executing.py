"""Plans carried out: several searches, each of them all its match tiers, in one request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from leadersearch.engine import Execution, Figures, Found, FoundArticle
from leadersearch.engines.opensearch.client import Json
from leadersearch.engines.opensearch.counting import facets
from leadersearch.engines.opensearch.match import matching, size_of
from leadersearch.engines.opensearch.orders import (
    WINDOW,
    Tier,
    found_in,
    search_body,
    tiers_of,
    totals,
    verbatim_count,
)
from leadersearch.engines.opensearch.score import Expand, Scoring
from leadersearch.engines.opensearch.vocabulary import Searches

_FETCHED = 1_000
"""Articles of one answer, far behind."""


@dataclass(slots=True)
class _Asked:
    """The searches that one execution comes to."""

    search: Execution
    tiers: list[Tier]
    bodies: list[Json] = field(default_factory=list)
    answers: list[Json] = field(default_factory=list)
    counts_verbatim: bool = False

    @property
    def tier_answers(self) -> list[Json]:
        return self.answers[: len(self.tiers)]


def execute(
    moment: Searches, searches: Sequence[Execution], figures: Figures, expand: Expand
) -> list[Found]:
    """The answers to several searches, whose leaves the figures are of."""
    asked = [_asked(search, figures, expand) for search in searches]
    answers = iter(moment.search_all([body for each in asked for body in each.bodies]))
    for each in asked:
        each.answers = [next(answers) for _ in each.bodies]
    counted = facets(moment, searches)
    return [
        Found(
            articles=tuple(_page(moment, each)),
            total=sum(totals(each.tier_answers)),
            all_words=sum(_totals_of(each, lambda tier: tier.all_words)),
            verbatim=_verbatim(each),
            facets=values,
        )
        for each, values in zip(asked, counted, strict=True)
    ]


def _asked(search: Execution, figures: Figures, expand: Expand) -> _Asked:
    tiers = tiers_of(search.plan, search.sort)
    beside = max(size_of([*tier.matched, *tier.excluded]) for tier in tiers)
    beside += size_of(list(map(matching, search.plan.filters)))
    scored = Scoring(figures, expand).query(search.plan.root, beside)
    wanted = search.offset + search.limit
    size = wanted if wanted <= WINDOW else 0  # a page far behind is gone to afterwards
    bodies = [search_body(search, tier, scored) | {"size": size} for tier in tiers]
    counts = search.plan.verbatim is not None and not any(tier.verbatim for tier in tiers)
    if counts:
        bodies.append(verbatim_count(search))
    return _Asked(search, tiers, bodies, counts_verbatim=counts)


def _totals_of(asked: _Asked, wanted: Callable[[Tier], bool]) -> list[int]:
    rows = zip(asked.tiers, totals(asked.tier_answers), strict=True)
    return [total for tier, total in rows if wanted(tier)]


def _verbatim(asked: _Asked) -> int:
    if asked.counts_verbatim:
        return totals(asked.answers)[-1]
    return sum(_totals_of(asked, lambda tier: tier.verbatim))


def _page(moment: Searches, asked: _Asked) -> Iterator[FoundArticle]:
    """The articles from the offset on, tier by tier."""
    skipped, left = asked.search.offset, asked.search.limit
    rows = zip(asked.tiers, asked.bodies, asked.tier_answers, strict=False)
    for (tier, body, answer), total in zip(rows, totals(asked.tier_answers), strict=True):
        if left <= 0:
            return
        first, count = min(skipped, total), min(left, max(0, total - skipped))
        if body["size"]:
            articles = list(found_in(answer, tier, first, count))
        else:
            articles = list(_far(moment, body, tier, first, count))
        yield from articles
        skipped, left = skipped - first, left - count


def _far(
    moment: Searches, body: Json, tier: Tier, first: int, count: int
) -> Iterator[FoundArticle]:
    """Articles that are further behind than one search reaches, gone to in steps."""
    after: Json = {}
    while first > 0 and count > 0:
        step = min(first, WINDOW)
        (answer,) = moment.search_all([body | after | {"size": step, "_source": False}])
        hits = answer["hits"]["hits"]
        if not hits:
            return
        after, first = {"search_after": hits[-1]["sort"]}, first - step
    while count > 0:
        step = min(count, _FETCHED)
        (answer,) = moment.search_all([body | after | {"size": step}])
        hits = answer["hits"]["hits"]
        if not hits:
            return
        yield from found_in(answer, tier)
        after, count = {"search_after": hits[-1]["sort"]}, count - step
