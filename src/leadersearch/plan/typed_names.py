"""Names of people among the plain words of a query: `Smith J leadership`, `John Smith`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from leadersearch.plan.lookup_places import parts_of
from leadersearch.query import tree

MOST_WORDS = 3
"""Words of a query in which any two neighbours may be a name in full."""

MOST_INITIALS = 3
"""Words that may be the initials of one name."""

_SURNAME = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*+|[^\W\d_]['’][^\W\d_]{2,}")
_INITIALS = re.compile(
    r"[^\W\d_]|[A-Z]{2,3}|(?:[^\W\d_]\.){1,3}[^\W\d_]?|[^\W\d_]\.?[-‐‑][^\W\d_]\.?"
)


class TypedName(NamedTuple):
    """Neighbouring words that may be a name: their places, their text, and forms that a name holds.

    `has_initials`: it is a surname with initials; else a given name and a surname, in any order.
    """

    places: tuple[int, ...]
    text: str
    forms: tuple[str, ...]
    has_initials: bool


def names_among(clauses: Sequence[tree.Clause], typed: tree.Query | None) -> tuple[TypedName, ...]:
    """The neighbours among the words of a query that may be names; in full in a short query only."""
    words = [_word(clause, typed) for clause in clauses]
    found = list(_with_initials(words))
    if len(words) <= MOST_WORDS:
        found += _in_full(words)
    return tuple(found)


def _with_initials(words: Sequence[str]) -> Iterator[TypedName]:
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and end - place < MOST_INITIALS and _INITIALS.fullmatch(words[end]):
            end += 1
        for surname in (place - 1, end) if end > place else ():
            if 0 <= surname < len(words) and _is_surname(words[surname]):
                places = tuple(sorted((surname, *range(place, end))))
                text = " ".join([words[one] for one in places])
                yield TypedName(places, text, parts_of(words[surname])[0][-1:], has_initials=True)
        place = max(end, place + 1)


def _in_full(words: Sequence[str]) -> Iterator[TypedName]:
    for place, (first, second) in enumerate(pairwise(words)):
        if _is_surname(first) and _is_surname(second) and first != second:
            forms = parts_of(first)[0] + parts_of(second)[0]
            yield TypedName((place, place + 1), f"{first} {second}", forms, has_initials=False)


def _is_surname(word: str) -> bool:
    return _SURNAME.fullmatch(word) is not None and not _INITIALS.fullmatch(word)


def _word(clause: tree.Clause, typed: tree.Query | None) -> str:
    """A plain word as it was typed, or one of an author; else nothing."""
    query = clause.query
    if isinstance(query, tree.InField) and query.field == "author":
        query = query.query
    if clause.occur is not tree.Occur.SHOULD or not isinstance(query, tree.Term):
        return ""
    return "" if query.exact or query is typed else query.text
