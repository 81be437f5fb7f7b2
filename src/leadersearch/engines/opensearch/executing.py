"""Plans carried out: several searches, each of them all its match tiers, in one request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leadersearch.engine import Execution, Figures, Found, FoundArticle
from leadersearch.engines.opensearch.client import Json
from leadersearch.engines.opensearch.counting import facet_bodies, facets
from leadersearch.engines.opensearch.match import matching, size_of
from leadersearch.engines.opensearch.orders import (
    WINDOW,
    Tier,
    count_body,
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
    """One execution, the searches that it comes to, and what is known of its answer so far.

    Articles with some of the words only are counted, and scored where those with all of them do not
    fill the page: they are the most by far, and few pages come to them.
    """

    search: Execution
    tiers: list[Tier]
    bodies: list[Json]
    first: list[Json] = field(default_factory=list)
    answers: list[Json] = field(default_factory=list)

    @property
    def totals(self) -> list[int]:
        """How many articles there are of each tier."""
        return totals(self.answers[: len(self.tiers)])

    @property
    def verbatim(self) -> int:
        """How many articles hold the words in a row."""
        if self.search.plan.verbatim is None:
            return 0
        counted = [
            total for tier, total in zip(self.tiers, self.totals, strict=True) if tier.verbatim
        ]
        return sum(counted) if counted else totals(self.answers)[len(self.tiers)]

    @property
    def facet_answers(self) -> list[Json]:
        """The answers to the searches that count facets."""
        return self.answers[len(self.answers) - len(self.search.facets) :]

    @property
    def wanted_of_rest(self) -> int:
        """How many articles of the last tier the page comes to, those before it among them."""
        *before, rest = self.totals
        wanted = self.search.offset + self.search.limit - sum(before)
        return max(0, min(wanted, rest)) if before and self.search.limit else 0


def execute(
    moment: Searches, searches: Sequence[Execution], figures: Figures, expand: Expand
) -> list[Found]:
    """The answers to several searches, whose leaves the figures are of."""
    asked = [_asked(search, figures, expand) for search in searches]
    answers = iter(moment.search_all([body for each in asked for body in each.first]))
    for each in asked:
        each.answers = [next(answers) for _ in each.first]
    _ask_for_rest(moment, [each for each in asked if each.wanted_of_rest])
    return [
        Found(
            articles=tuple(_page(moment, each)),
            total=sum(each.totals),
            all_words=sum(
                total for tier, total in zip(each.tiers, each.totals, strict=True) if tier.all_words
            ),
            verbatim=each.verbatim,
            facets=facets(moment, each.search, each.facet_answers),
        )
        for each in asked
    ]


def _asked(search: Execution, figures: Figures, expand: Expand) -> _Asked:
    tiers = tiers_of(search.plan, search.sort)
    beside = max(size_of([*tier.matched, *tier.excluded]) for tier in tiers)
    beside += size_of(list(map(matching, search.plan.filters)))
    scored = Scoring(figures, expand).query(search.plan.root, beside)
    asked = _Asked(search, tiers, [search_body(search, tier, scored) for tier in tiers])
    size = {"size": _size(search.offset + search.limit)}
    first = asked.bodies if len(tiers) == 1 else asked.bodies[:-1]
    asked.first = [body | size for body in first]
    if len(tiers) > 1:
        asked.first.append(count_body(search, tiers[-1]))
    if search.plan.verbatim is not None and not any(tier.verbatim for tier in tiers):
        asked.first.append(verbatim_count(search))
    asked.first += facet_bodies(search)
    return asked


def _size(wanted: int) -> int:
    """How many hits are asked for; a page far behind is gone to afterwards."""
    return wanted if wanted <= WINDOW else 0


def _ask_for_rest(moment: Searches, asked: Sequence[_Asked]) -> None:
    """Ask for the articles with some of the words where a page comes to them."""
    bodies = [each.bodies[-1] | {"size": _size(each.wanted_of_rest)} for each in asked]
    for each, answer in zip(asked, moment.search_all(bodies), strict=True):
        each.answers[len(each.tiers) - 1] = answer


def _page(moment: Searches, asked: _Asked) -> Iterator[FoundArticle]:
    """The articles from the offset on, tier by tier."""
    skipped, left = asked.search.offset, asked.search.limit
    rows = zip(asked.tiers, asked.bodies, asked.answers, strict=False)
    for (tier, body, answer), total in zip(rows, asked.totals, strict=True):
        first, count = min(skipped, total), min(left, max(0, total - skipped))
        if count > 0 and len(answer["hits"]["hits"]) >= first + count:
            yield from found_in(answer, tier, first, count)
        elif count > 0:
            yield from _far(moment, body, tier, first, count)
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
