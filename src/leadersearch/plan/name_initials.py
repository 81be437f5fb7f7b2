"""Surname and initials, as PubMed and reference lists have names -> the names that they may stand for.

`Manning CD`, `Manning, C.`, `C. D. Manning` are Christopher D. Manning: the first initial has to
agree, further ones as far as the name has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from leadersearch.text import fold, tokenise

MOST_NAMES = 100
"""Names that one surname with initials stands for, the most frequent ones."""

_INITIALS = r"[^\W\d_](?:[.\s-]{0,2}[^\W\d_]){0,2}\.?"
_BEHIND = re.compile(rf"(?P<surname>.*[^\W\d_]{{2}}[^,]*?)(?:,\s*|\s+)(?P<initials>{_INITIALS})")
_BEFORE = re.compile(rf"(?P<initials>{_INITIALS})\s+(?P<surname>[^,]*[^\W\d_]{{2}}[^,]*)")
_CAPITALS = re.compile(r"[A-Z]{1,3}")
_LONGEST = 80  # signs of a name: a longer text is none


def surname_and_initials(text: str) -> tuple[tuple[str, ...], str] | None:
    """The forms of the surname and the initials, small, of a text that looks like such a name.

    >>> surname_and_initials("Manning, C. D."), surname_and_initials("Christopher Manning")
    ((('manning',), 'cd'), None)
    """
    if len(text) > _LONGEST:
        return None
    for pattern in (_BEHIND, _BEFORE):
        found = pattern.fullmatch(text.strip())
        if found is None:
            continue
        surname = _forms(found["surname"])
        initials = "".join(letter for letter in found["initials"] if letter.isalpha()).lower()
        if surname and any(len(form) > 1 for form in surname):
            return surname, initials
    return None


def names_of(text: str, names: Iterable[str]) -> list[tuple[str, ...]]:
    """The forms of those of some names that a surname with initials may stand for, each once."""
    wanted = surname_and_initials(text)
    if wanted is None:
        return []
    surname, initials = wanted
    longest = max(surname, key=len)
    # To fold a name takes a tenth of what it takes to find its words.
    likely = ((name, _forms(name)) for name in names if longest in fold(name))
    return list(
        dict.fromkeys(forms for name, forms in likely if _agrees(name, forms, surname, initials))
    )


def _agrees(name: str, forms: tuple[str, ...], surname: tuple[str, ...], initials: str) -> bool:
    size = len(surname)
    if forms[-size:] == surname:
        given, words = forms[:-size], name.split()
    elif forms[:size] == surname:
        given, words = forms[size:], name.split()[::-1]
    else:
        return False
    if len(given) == 1 and words and _CAPITALS.fullmatch(words[0].replace(".", "")):
        given = tuple(given[0])  # "CD Manning"
    letters = [form[0] for form in given]
    if not letters or letters[0] != initials[0]:
        return False
    return all(ours == theirs for ours, theirs in zip(initials, letters, strict=False))


def _forms(text: str) -> tuple[str, ...]:
    return tuple(token.form for token in tokenise(text) if token.span == 1)
