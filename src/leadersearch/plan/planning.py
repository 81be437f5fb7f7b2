"""Queries -> plans, whose words are asked for together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

from leadersearch.model.fields import FACET_FIELDS
from leadersearch.plan.bounds import bounded
from leadersearch.plan.nodes import Lookup, Node, OneOf, Plan, WordNode
from leadersearch.plan.planner import Planner
from leadersearch.plan.rare_words import rarities
from leadersearch.plan.vocabulary import Findings, Known, Vocabulary
from leadersearch.query import tree
from leadersearch.text import Analysis
from leadersearch.text.analysis import facet_field

if TYPE_CHECKING:
    from leadersearch.people import Register


class PlanOptions(TypedDict, total=False):
    """The options of a plan, each with a default.

    `typing` (off): the last word is still being typed and stands for its completions as well.
    `filters` are (facet, value) pairs that articles must have; several values of one facet are
    alternatives, and the name of an author stands for all names of the person. `people` are those
    of the vocabulary, worked out from its names where they are not given. `acronyms` (on): short
    forms and the words that they stand for are one. `expands` (on): words may stand for others and
    for phrases, which takes an engine that lists its words and finds phrases.
    """

    typing: bool
    filters: Sequence[tuple[str, str]]
    people: Callable[[], Register] | None
    acronyms: bool
    expands: bool
    findings: Findings | None


def plan_query(
    query: tree.Query,
    analysis: Analysis,
    vocabulary: Vocabulary,
    **options: Unpack[PlanOptions],
) -> Plan:
    """Plan a query for what a vocabulary holds, which is asked once, rarely twice."""
    (plan,) = plan_queries([query], analysis, vocabulary, **options)
    return plan


def plan_queries(
    queries: Sequence[tree.Query],
    analysis: Analysis,
    vocabulary: Vocabulary,
    **options: Unpack[PlanOptions],
) -> list[Plan]:
    """Plan several queries, whose words are asked for together."""
    known = Known(vocabulary, options.get("people"), options.get("findings"))
    searched = [bounded(query, lambda words: rarities(words, analysis, known)) for query in queries]
    planners = [
        Planner(
            part,
            analysis,
            known,
            typing=options.get("typing", False),
            acronyms=options.get("acronyms", True),
            expands=options.get("expands", True),
        )
        for part in searched
    ]
    selecting = _facet_nodes(options.get("filters", ()), known)
    while True:
        planned = [planner.plan_top() for planner in planners]
        if known.settle():
            break
    return [
        Plan(
            root=root,
            units=units if len(units) > 1 else (),
            verbatim=planner.row,
            filters=selecting,
            missing=tuple(dict.fromkeys(planner.leaves.missing)),
            readings=tuple(dict.fromkeys(planner.leaves.readings)),
            left_out=planner.searched.left_out + tuple(planner.leaves.left_out),
        )
        for planner, (root, units) in zip(planners, planned, strict=True)
    ]


def _facet_nodes(filters: Sequence[tuple[str, str]], known: Known) -> tuple[Node, ...]:
    values: dict[str, list[str]] = {}
    for facet, value in filters:
        values.setdefault(facet, []).append(value)
    return tuple(
        WordNode(
            ", ".join(wanted),
            (Lookup(facet, facet_field(facet), OneOf(_all_forms(facet, wanted, known))),),
            weight=0.0,
        )
        for facet, wanted in values.items()
    )


def _all_forms(facet: str, values: Sequence[str], known: Known) -> tuple[str, ...]:
    """The values that are counted as one with some values: all names of a person."""
    if not FACET_FIELDS[facet].names_people:
        return tuple(values)
    meant = (person for value in values for person in known.people.meant(value))
    return tuple(dict.fromkeys(form for person in meant for form in person.forms))
