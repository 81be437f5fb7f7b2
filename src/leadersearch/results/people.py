"""The people whom the names of a facet stand for, with their articles."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from leadersearch.engine import FacetCount, View
from leadersearch.engine.facet_finder import FacetFinder
from leadersearch.engine.people import people_of
from leadersearch.people import Person, Register
from leadersearch.people.register import MANY
from leadersearch.plan import Lookup, OneOf
from leadersearch.text import fold, tokenise
from leadersearch.text.analysis import facet_field
from leadersearch.values import dataclass

MOST_AT_ONCE = 1_000
"""People whose articles are counted in one trip."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person as the articles have it: the fullest name, how many articles, and all names."""

    name: str
    articles: int
    names: tuple[str, ...]


class _Listed:
    """All people of a view, to be found by the beginnings of the words of any of their names."""

    def __init__(self, authors: Sequence[Author]) -> None:
        self._authors = authors
        names = ((" | ".join(author.names), place) for place, author in enumerate(authors))
        self._finder = FacetFinder(names)

    def containing(self, beginning: str, limit: int | None) -> list[Author]:
        return [self._authors[row.count] for row in self._finder.containing(beginning, limit)]


_listed: WeakKeyDictionary[Register, _Listed] = WeakKeyDictionary()  # once many were asked for


def authors_with(view: View, facet: str, beginning: str, limit: int | None = None) -> list[Author]:
    """The people with a word of a name that begins so, those of most articles first."""
    people = people_of(view)
    listed = _listed.get(people)
    if listed is not None:
        return listed.containing(beginning, limit)
    rows = view.facet_values(facet, containing=beginning)
    if len(rows) > MANY:
        everyone = _counted(view, facet, people, view.facet_values(facet))
        listed = _listed[people] = _Listed(everyone)
        return listed.containing(beginning, limit)
    return _counted(view, facet, people, rows)[:limit]


def _counted(view: View, facet: str, people: Register, rows: Sequence[FacetCount]) -> list[Author]:
    """The people of some names, those of most articles first."""
    alone = {row.value: row.count for row in rows}
    found = people.people(list(alone))
    several = [person for person in found if len(person.forms) > 1]
    counted = dict(zip(several, _articles(view, facet, several), strict=True))
    made = [Author(one.name, counted.get(one) or alone[one.name], one.forms) for one in found]
    return sorted(made, key=lambda one: (-one.articles, one.name))


def _articles(view: View, facet: str, people: list[Person]) -> list[int]:
    """How many articles each person has: one that has two of their names counts once."""
    counts: list[int] = []
    for start in range(0, len(people), MOST_AT_ONCE):
        part = people[start : start + MOST_AT_ONCE]
        words = [(Lookup(facet, facet_field(facet), OneOf(person.forms)),) for person in part]
        counts += view.look_up(words)
    return counts


def names_meant(view: View, typed: str) -> tuple[str, ...]:
    """The names to show of the people who are meant by a name, or a part of one; () for nobody."""
    people = people_of(view)
    found = people.matching(typed)
    if people.has(typed):
        found = (people.person(typed),)
    if not found:
        wanted = {token.form for token in tokenise(typed) if token.span == 1}
        longest = max(wanted, key=len, default="")
        # To fold a name takes a tenth of what it takes to find its words.
        likely = [name for name in people.names if wanted and longest in fold(name)]
        held = [name for name in likely if wanted <= {token.form for token in tokenise(name)}]
        found = tuple(people.people(held))
    return tuple(person.name for person in found)
