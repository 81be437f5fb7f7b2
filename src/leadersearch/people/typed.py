"""A name as somebody types it -> how it may be read.

`Smith J`, `smith, ja`, `Zhang Wei`: the order is not known, and small letters may be initials.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leadersearch.model.names import PARTICLES
from leadersearch.people.written import (
    WrittenName,
    divided,
    given_of,
    initial,
    read_name,
    spellings,
    surname_of,
    surname_start,
)

MOST_LETTERS = 3
"""Letters of a word in small letters that may be initials."""


class TypedName(NamedTuple):
    """One reading of a name. Whoever is meant has `least_given` given names or initials."""

    name: WrittenName
    least_given: int = 1


def readings_of(text: str) -> list[list[TypedName]]:
    """The readings of a typed name, those of one rank together, the likeliest first.

    >>> [[row.name.surname.key for row in rank] for rank in readings_of("smith ja")]
    [['ja', 'smith'], ['smith']]
    """
    surname, given, suffix = divided(text)
    if not given or not surname:
        return []
    name = read_name(text)
    has_comma = "," in text
    has_initials = any(one.is_initial for one in name.given)
    likely = [TypedName(name)]
    if not (has_comma or has_initials):
        likely.append(TypedName(_turned([*given, *surname], suffix)))
    others = list(_with_small_initials(surname, given, suffix, has_comma=has_comma))
    if has_initials and not has_comma:
        others.append(TypedName(_turned([*surname, *given], suffix)))  # Smith John A
    ranks = [[row for row in rank if row.name.given] for rank in (likely, others)]
    return [rank for rank in ranks if rank]


def _turned(words: list[str], suffix: str) -> WrittenName:
    """The name with its surname first."""
    end = 1
    while end < len(words) - 1 and words[end - 1].lower() in PARTICLES:
        end += 1
    return WrittenName(surname_of(words[:end]), given_of(words[end:]), suffix)


def _with_small_initials(
    surname: list[str], given: list[str], suffix: str, *, has_comma: bool
) -> Iterator[TypedName]:
    """The name with words of few letters taken for initials, behind it and before it."""
    if has_comma:
        if all(map(_may_be_initials, given)):
            yield _with_initials(surname, given, suffix)
        return
    words = [*given, *surname]
    end = len(words)
    while end > 1 and _may_be_initials(words[end - 1]):
        end -= 1
    if end < len(words):
        yield _with_initials(words[:end], words[end:], suffix)
    start = surname_start(words)
    if start and all(map(_may_be_initials, words[:start])):
        yield _with_initials(words[start:], words[:start], suffix)


def _may_be_initials(word: str) -> bool:
    return len(word) <= MOST_LETTERS and word.isalpha() and word.islower()


def _with_initials(surname: list[str], words: list[str], suffix: str) -> TypedName:
    """The name with some words as initials, all of which are meant: `ann` might be a name, too."""
    letters = [letter for word in words for form in spellings(word)[:1] for letter in form]
    name = WrittenName(surname_of(surname), tuple(map(initial, letters)), suffix)
    return TypedName(name, len(letters))
