"""A name in reading order -> its parts, as reference lists sort and shorten them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadersearch.model.names import HONORIFICS, PARTICLES, is_organisation
from leadersearch.results.snippets.display_text import one_line

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?\Z", re.IGNORECASE)
_LINKS = frozenset({"y", "e"})  # Ortega y Gasset: what stands before belongs to the family name
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a person's name. An organisation and a single name are all `family`."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def surname(self) -> str:
        """The family name with its particle: van Beethoven."""
        return f"{self.particle} {self.family}".strip()

    def initials(self, dot: str = "", joint: str = "") -> str:
        """The initials of the given names.

        >>> Name("Sartre", "Jean-Paul").initials(), Name("Sartre", "Jean-Paul").initials(".", " ")
        ('JP', 'J.-P.')
        """
        words = self.given.replace(".", ". ").split()
        hyphen = "-" if dot else ""
        parts = (
            hyphen.join(f"{part[0].upper()}{dot}" for part in word.split("-") if part[:1].isalpha())
            for word in words
        )
        return joint.join(part for part in parts if part)


def name_parts(name: str) -> Name:
    """The parts of a name, honorifics left out.

    >>> name_parts("Dame Jane Dacre")
    Name(family='Dacre', given='Jane', particle='', suffix='')
    >>> name_parts("Ludwig van Beethoven").surname
    'van Beethoven'
    """
    words = one_line(name).split()
    if is_organisation(" ".join(words)):
        return Name(" ".join(words))
    while len(words) > 1 and words[0].lower().strip(".") in HONORIFICS:
        del words[0]
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if len(words) < 2:
        return Name(" ".join(words), suffix=suffix)
    cut = first_of_surname = len(words) - 1
    while first_of_surname > 1 and words[first_of_surname - 1].lower() in PARTICLES - _LINKS:
        first_of_surname -= 1
    if first_of_surname > 2 and words[first_of_surname - 1].lower() in _LINKS:
        cut = first_of_surname = first_of_surname - 2
    return Name(
        family=" ".join(words[cut:]),
        given=" ".join(words[:first_of_surname]),
        particle=" ".join(words[first_of_surname:cut]),
        suffix=suffix,
    )


def is_named(name: str) -> bool:
    """Whether there is a letter in a name."""
    return _LETTER.search(name) is not None
