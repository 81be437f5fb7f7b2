"""The name of a person in a query -> a leaf that finds all names of whoever may be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from leadersearch.plan.lookup_places import ANYWHERE, IN_FIELD, Scope
from leadersearch.plan.nodes import Leaf, Lookup, OneOf, PhraseNode, WordNode
from leadersearch.plan.readings import ReadAs, Reading
from leadersearch.plan.vocabulary import Word
from leadersearch.plan.word_lookups import WordPlanner
from leadersearch.text.analysis import facet_field

if TYPE_CHECKING:
    from leadersearch.people import Person
    from leadersearch.plan.typed_names import TypedName

MOST_NAMES = 1_000
"""Names that one name as typed stands for, those of the most frequent authors."""

MIDDLE_NAMES = 2
"""Words that may stand between two parts of a name, or behind the second."""

_NAMED = 3  # people that a message lists


class Names:
    """The names among the plain words of a query, as leaves of a plan.

    `places` are those of the words that belong to a name that was found.
    """

    def __init__(self, leaves: WordPlanner) -> None:
        self._leaves = leaves
        self._known = leaves.known
        self.places: frozenset[int] = frozenset()

    def found(
        self, names: Sequence[TypedName], scope: Scope
    ) -> Iterator[tuple[tuple[int, ...], Leaf]]:
        """The leaves of those names that authors have, and the places of the words they stand for.

        A name in full stands for none: its words are looked up anyway, and one author who has
        both is preferred.
        """
        for name in names:
            if not self._are_authors(name.forms):
                continue
            if not name.has_initials:
                fields = IN_FIELD["author"].exact
                yield (), PhraseNode(name.text, fields, name.forms, MIDDLE_NAMES, scope.weight)
            elif people := self._known.people.matching(name.text):
                leaf = person_node(name.text, people, scope.weight)
                self._leaves.readings += [leaf.reading] if leaf.reading else []
                self.places |= set(name.places)
                yield name.places, leaf

    def _are_authors(self, forms: Sequence[str]) -> bool:
        """Whether each of some words is in the name of an author."""
        words = [self._known.made((form, "author"), partial(_author, form)) for form in forms]
        held = [self._known.holds(word, belief=False) for word in words]  # all, in one trip
        return all(held)


def may_hold_names(scope: Scope) -> bool:
    """Whether words are looked up in the names of authors."""
    return scope.places is ANYWHERE or scope.places is IN_FIELD["author"]


def _author(form: str) -> Word:
    return (Lookup("author", "author", OneOf((form,))),)


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
