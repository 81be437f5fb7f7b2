"""A query -> what a view finds for it: planned, asked and answered as of one moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leadersearch.engine import Execution, Found, View
from leadersearch.errors import UsageError
from leadersearch.plan import Plan, plan_query
from leadersearch.plan.bounds import left_out_diagnostics
from leadersearch.query import ParsedQuery, Query, parse_query
from leadersearch.query.diagnostics import Diagnostic
from leadersearch.results.request import SearchRequest
from leadersearch.text import Analysis
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.people import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The result of a query, and how it was understood."""

    query: Query
    plan: Plan
    found: Found
    offset: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def total(self) -> int:
        """How many articles match."""
        return self.found.total

    @property
    def all_words(self) -> int:
        """How many of them are of the first tier."""
        return self.found.all_words


def answer(
    view: View,
    analysis: Analysis,
    query: str | Query,
    request: SearchRequest,
    *,
    is_unfinished: bool = False,
) -> Answer:
    """The answer to one query; `is_unfinished`: its last word may go on."""
    if isinstance(query, str):
        parsed = parse_query(query, today=request.today)
        if is_unfinished:
            from leadersearch.query import ends_in_a_word  # a finished query has no use for it

            is_unfinished = ends_in_a_word(query)
    elif isinstance(query, Query):
        parsed = ParsedQuery(query, (), "")
    else:
        raise UsageError(f"a query is text, a Query or a Search, not {query!r}")
    ask = partial(_answered, view, analysis, request=request, is_unfinished=is_unfinished)
    given = ask(parsed)
    if given.total or ":" not in parsed.text:
        return given
    from leadersearch.query.parse.title import read_as_title  # few titles begin like a field

    title = read_as_title(parsed.text, today=request.today)
    as_words = ask(title) if title else given
    return as_words if as_words.all_words else given


def _answered(
    view: View,
    analysis: Analysis,
    parsed: ParsedQuery,
    *,
    request: SearchRequest,
    is_unfinished: bool,
) -> Answer:
    """The answer to one reading of a query."""
    plan = plan_query(
        parsed.query,
        analysis,
        view,
        typing=is_unfinished,
        filters=request.filters,
        people=partial(_people_of, view),
        acronyms=request.acronyms,
    )
    (found,) = view.execute([_execution(plan, request)])
    left_out = left_out_diagnostics(parsed.text or parsed.query, plan.left_out)
    return Answer(
        query=parsed.query,
        plan=plan,
        found=found,
        offset=request.offset,
        diagnostics=parsed.diagnostics + left_out,
    )


def _people_of(view: View) -> Register:
    from leadersearch.engine.people import people_of  # most queries hold no name

    return people_of(view)


def _execution(plan: Plan, request: SearchRequest) -> Execution:
    return Execution(
        plan=plan,
        limit=request.limit,
        offset=request.offset,
        sort=request.sort,
        facets=request.facets,
        facet_limit=request.facet_limit,
        facets_all_words=request.facets_all_words,
    )
