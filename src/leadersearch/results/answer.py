"""A query -> what a view finds for it: planned, asked and answered as of one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from leadersearch.engine import Capability, Execution, FacetCount, Found, View
from leadersearch.engine.findings import findings_of
from leadersearch.engine.spellings import in_all_spellings, spellings_of
from leadersearch.model.fields import FACET_FIELDS
from leadersearch.plan import Plan, ReadAs, Reading, last_leaf, plan_query
from leadersearch.plan.bounds import left_out_diagnostics
from leadersearch.plan.rare_words import MUCH_RARER, RARE, has_rare_word
from leadersearch.query import ParsedQuery, Query, parse_query
from leadersearch.query.diagnostics import Diagnostic
from leadersearch.results.dates import may_hold_date, undated
from leadersearch.results.request import SearchRequest, Typing
from leadersearch.text import Analysis
from leadersearch.text.tokens import forms_in_order
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.people import Register
    from leadersearch.rewrite.broaden import Smoothing

REWORDING = frozenset({Capability.VOCABULARY, Capability.FUZZY, Capability.PHRASES})
"""The capabilities of an engine that it takes to search for other words than those typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The result of a query, and how it was understood.

    `read` is the query with its misspelt words corrected; `smoothings` are those of a broadened
    search, by the ids of the articles.
    """

    query: Query
    read: Query
    plan: Plan
    found: Found
    offset: int
    diagnostics: tuple[Diagnostic, ...]
    smoothings: Mapping[str, Smoothing] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many articles match."""
        return self.found.total

    @property
    def all_words(self) -> int:
        """How many of them are of the first tier."""
        return self.found.all_words

    @property
    def is_corrected(self) -> bool:
        """Whether words were searched in place of misspelt ones."""
        return any(row.kind is ReadAs.CORRECTED for row in self.plan.readings)


def answer(
    view: View,
    analysis: Analysis,
    query: str | Query,
    request: SearchRequest,
    *,
    is_unfinished: bool = False,
    can_reword: bool = False,
) -> Answer:
    """The answer to one query; `is_unfinished`: its last word may go on.

    With `can_reword` misspelt words are corrected, and words may stand for others: for that the
    engine needs the capabilities of `REWORDING`.
    """
    if isinstance(query, str):
        parsed = parse_query(query, today=request.today)
    else:
        parsed = ParsedQuery(query, (), "")
    is_typed_on = is_unfinished or request.typing is Typing.ONGOING
    if is_typed_on and isinstance(query, str):
        from leadersearch.query import ends_in_a_word  # a finished query has no use for it

        is_typed_on = ends_in_a_word(query)
    asking = _Asking(
        view,
        analysis,
        request,
        is_unfinished=is_unfinished and is_typed_on,
        is_typed_on=is_typed_on,
        can_reword=can_reword,
    )
    given = asking.answer(parsed)
    if isinstance(query, str) and not given.found.verbatim and may_hold_date(query):
        given = asking.dated(query, parsed, given)
        if said := tuple(undated(view, query, given.plan, given.total)):
            given = replace(given, diagnostics=(*given.diagnostics, *said))
    if (given.all_words and not given.is_corrected) or ":" not in parsed.text:
        return given
    from leadersearch.query.parse.title import read_as_title  # few titles begin like a field

    title = read_as_title(parsed.text, today=request.today)
    as_words = asking.answer(title) if title else given
    is_better = as_words.all_words and not (given.total and as_words.is_corrected)
    return as_words if is_better else given


@dataclass(frozen=True, slots=True)
class _Asking:
    """How the queries of one search are asked."""

    view: View
    analysis: Analysis
    request: SearchRequest
    is_unfinished: bool = field(kw_only=True)
    is_typed_on: bool = field(kw_only=True)
    can_reword: bool = field(kw_only=True)

    def answer(self, parsed: ParsedQuery) -> Answer:
        """The answer to one reading of a query."""
        query = parsed.query
        spared = last_leaf(query) if self.is_typed_on else None
        outcome = self.corrected(query, spared) if self.can_reword else self.as_it_is(query)
        read, plan, found = outcome
        found, smoothings = self.broadened(plan, found) if self.request.broaden else (found, {})
        return Answer(
            query=query,
            read=read,
            plan=plan,
            found=found,
            offset=self.request.offset,
            diagnostics=parsed.diagnostics
            + left_out_diagnostics(parsed.text or query, plan.left_out),
            smoothings=smoothings,
        )

    def dated(self, text: str, parsed: ParsedQuery, given: Answer) -> Answer:
        """The answer to a query whose words name a date, where articles of that date match."""
        from leadersearch.query.parse.spoken_dates import read_spoken_date  # few hold one

        spoken = read_spoken_date(text, parsed.query, self.request.today)
        found = self.answer(spoken.parsed) if spoken else given
        if spoken is None or found.is_corrected > given.is_corrected:
            return given
        if not (found.all_words if spoken.needs_all else found.total):
            return given
        reading = Reading(ReadAs.DAY if spoken.also else ReadAs.DATE, spoken.typed, spoken.read)
        named = {*forms_in_order(spoken.typed)} if spoken.also else set()  # no text needs them
        plan = replace(
            found.plan,
            readings=(*found.plan.readings, reading),
            missing=tuple(word for word in found.plan.missing if word not in named),
        )
        return replace(found, plan=plan)

    def as_it_is(self, query: Query) -> _Outcome:
        """The outcome of a query whose words are all meant."""
        plan = self.plan(query)
        return _Outcome(query, plan, self.found(plan))

    def corrected(self, query: Query, spared: Query | None) -> _Outcome:
        """The outcome of a query whose misspelt words are corrected, but for a leaf that is spared.

        Where articles hold all of several words, nothing more is asked.
        """
        typed = self.plan(query)
        if typed.missing or any(row.kind is ReadAs.COMPLETED for row in typed.readings):
            outcome = self.without_missing(query, typed, spared)
        else:
            outcome = _Outcome(query, typed, self.found(typed))
        if not _may_hold_slip(outcome.plan, outcome.found, self.view):
            return outcome
        from leadersearch.rewrite.corrections import correct_slips

        read = correct_slips(self.view, self.analysis, outcome.query, outcome.plan, spared)
        return outcome if read == outcome.query else self.as_it_is(read)

    def without_missing(self, query: Query, plan: Plan, spared: Query | None) -> _Outcome:
        """The outcome of a query with words that no article holds; `plan` is that of the query."""
        from leadersearch.rewrite.corrections import correct_missing  # most lack no word

        read = correct_missing(self.view, self.analysis, query, plan, spared)
        if read != query:
            outcome = self.as_it_is(read)
            if outcome.found.total:
                return outcome
        # A correction that finds nothing takes nothing away, such as the other parts of a compound.
        typed = _Outcome(query, plan, self.found(plan))
        return typed if read == query or typed.found.total else outcome

    def plan(self, query: Query) -> Plan:
        """The plan of a query."""
        return plan_query(
            query,
            self.analysis,
            self.view,
            typing=self.is_unfinished,
            filters=in_all_spellings(self.view, self.request.filters),
            people=partial(_people_of, self.view),
            acronyms=self.request.acronyms,
            expands=self.can_reword,
            findings=findings_of(self.view),
        )

    def found(self, plan: Plan) -> Found:
        """The part of the answer to a plan that is wanted, or needed to broaden that."""
        search = self.execution(plan)
        if self.request.broaden:
            from leadersearch.rewrite.broaden import looked_at  # few searches are broadened

            search = looked_at(search)
        (found,) = self.view.execute([search])
        return _under_chosen_names(found, self.request, self.view) if found.facets else found

    def broadened(self, plan: Plan, found: Found) -> tuple[Found, Mapping[str, Smoothing]]:
        """The wanted part of an answer with smoothed scores, and the smoothings by id."""
        from leadersearch.rewrite.broaden import broadened  # few searches are
        from leadersearch.rewrite.similarity import words_of

        return broadened(found, self.execution(plan), words_of(self.view, self.analysis))

    def execution(self, plan: Plan) -> Execution:
        """A plan, and which part of its answer is wanted."""
        request = self.request
        return Execution(
            plan=plan,
            limit=request.limit,
            offset=request.offset,
            sort=request.sort,
            facets=request.facets,
            facet_limit=request.facet_limit,
            facets_all_words=request.facets_all_words,
            counted_as={
                facet: shown for facet in request.facets if (shown := _shown_as(self.view, facet))
            },
        )


def _people_of(view: View) -> Register:
    from leadersearch.engine.people import people_of  # most queries hold no name

    return people_of(view)


def _shown_as(view: View, facet: str) -> Mapping[str, str]:
    """The values of a facet that are counted as others: names of one person, other cases."""
    if FACET_FIELDS[facet].names_people:
        return _people_of(view).shown
    return spellings_of(view, facet).shown if FACET_FIELDS[facet].ignores_case else {}


def _under_chosen_names(found: Found, request: SearchRequest, view: View) -> Found:
    """The counts of values that were filtered by, as they were chosen."""
    chosen = {
        (facet, _chosen_from(view, facet, value)): value
        for facet, value in request.filters
        if facet in found.facets
    }
    if not chosen:
        return found
    facets = {
        facet: tuple(
            FacetCount(chosen.get((facet, row.value), row.value), row.count) for row in rows
        )
        for facet, rows in found.facets.items()
    }
    return replace(found, facets=facets)


def _chosen_from(view: View, facet: str, value: str) -> str:
    """The value under which a chosen one is counted."""
    if FACET_FIELDS[facet].names_people:
        return _people_of(view).person(value).name
    return spellings_of(view, facet).forms(value)[0] if FACET_FIELDS[facet].ignores_case else value


def _may_hold_slip(plan: Plan, found: Found, view: View) -> bool:
    """Whether a word may be a slip of a frequent one: too little was found, and a word is rare."""
    too_little = found.total <= RARE if not plan.units else not found.all_words
    return too_little and view.articles >= MUCH_RARER and has_rare_word(plan, view)


class _Outcome(NamedTuple):
    """A query as it was searched, its plan and what was found."""

    query: Query
    plan: Plan
    found: Found
