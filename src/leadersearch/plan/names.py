"""The name of a person in a query -> a leaf that finds all names of whoever may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leadersearch.plan.nodes import Lookup, OneOf, WordNode
from leadersearch.plan.readings import ReadAs, Reading
from leadersearch.text.analysis import facet_field

if TYPE_CHECKING:
    from leadersearch.people import Person

MOST_NAMES = 1_000
"""Names that one name as typed stands for, those of the most frequent authors."""

_NAMED = 3  # people that a message lists


def person_node(typed: str, people: Sequence[Person], weight: float) -> WordNode:
    """Articles by some people, under any of their names; they were meant by a name as typed."""
    named = ", ".join(person.name for person in people[:_NAMED])
    more = len(people) - _NAMED
    read = f"{named} and {more:,} more" if more > 0 else named
    lookup = Lookup("author", facet_field("author"), OneOf(tuple(names_of(people)[:MOST_NAMES])))
    return WordNode(typed, (lookup,), weight, reading=Reading(ReadAs.PERSON, typed, read))


def names_of(people: Sequence[Person]) -> list[str]:
    """All names of some people."""
    return [form for person in people for form in person.forms]


def holds_in_a_row(forms: tuple[str, ...], terms: tuple[str, ...]) -> bool:
    """Whether the words of a name hold some words in this order, as a phrase does."""
    size = len(terms)
    return any(forms[start : start + size] == terms for start in range(len(forms) - size + 1))
