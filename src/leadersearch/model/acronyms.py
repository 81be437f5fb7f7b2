"""Acronyms that a text explains: `allied health professionals (AHPs)`, `AHP (allied health professional)`.

Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
2003: the letters of the short form are sought in the words before the bracket, from the last to the
first. Beyond it, a run of words whose initials spell the short form is preferred, both orders are
read, and what the letters meet by chance is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST_SHORT = 10
"""Letters and digits of a short form."""

_LONGEST_INSIDE = 120  # characters of a bracket that are looked at
WORD = re.compile(r"[^\W_]+(?:[&'’./+-][^\W_]+)*")
_SHORT = re.compile(r"[^\W_](?:[^\W_]|[&./+-](?=[^\W_])){1,11}\+{0,2}")
_END_OF_CLAUSE = re.compile(r"[.!?;:](?=\s)|[()\[\]“”\"]|\n[ \t]*\n")
_ENDS_EARLIER = re.compile(r"[,;:]|\s(?:see|hereafter|henceforth|or|cf)\b|\.\s")
_LONGEST_WRITTEN = 16
_BEHIND = 120  # characters before a bracket that are looked at
_SPELT_X = re.compile(r"^(?:cross|ex)(?=[\w-])", re.IGNORECASE)
_LEAST_RATIO = 3  # letters of a single word to each of its short form
_LONGEST_INNER = 5  # letters of an acronym within a long form
JOINTS = re.compile(r"[&'’./+-]")
_QUOTES = "\"'“”‘’ \n"

LINKING_WORDS = frozenset("a an and as at by de for from in of on or the to und via with".split())
_NO_BEGINNING = LINKING_WORDS | frozenset(
    "are be been both but called e.g eg i.e ie is it its namely our that their these this those was were"
    " which we well also using use used such other like into than new so".split()
)


class Acronym(NamedTuple):
    """A short form and the words that a text says it stands for, both as written."""

    short: str
    long: str


def acronyms_in(text: str) -> list[Acronym]:
    """The acronyms that a text explains, each as often as it does.

    >>> acronyms_in("For allied health professionals (AHPs) and GPs (general practitioners).")
    [Acronym(short='AHP', long='allied health professionals'), Acronym(short='GP', long='general practitioners')]
    """
    return list(_found(text)) if "(" in text or "[" in text else []


def acronyms_of(*texts: str) -> tuple[Acronym, ...]:
    """The acronyms that the texts of an article explain, each once."""
    return tuple(dict.fromkeys(found for text in texts for found in acronyms_in(text)))


def _found(text: str) -> Iterator[Acronym]:
    for start, end in _brackets(text):
        inside = text[start + 1 : end].strip(_QUOTES)
        before = text[max(0, start - _BEHIND) : start].rstrip(_QUOTES)
        short = inside if inside.isalnum() else _first_part(inside)
        if is_short_form(short):
            found = _spelt_out(short, before) or _explained(short, _clause(before))
        elif " " in inside:
            last = before[before.rfind(" ") + 1 :].lstrip(_QUOTES)
            found = _explaining(last, inside) if is_short_form(last) else None
        else:
            continue
        if found is not None:
            yield found


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets with no others in them open and close, those of a few words."""
    places = []
    # `find` takes a fortieth of the time of a pattern; most texts have a few brackets, or none.
    for opening, closing in ("()", "[]"):
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + 1, start + _LONGEST_INSIDE + 2)
            inside = text[start + 1 : end] if end > start + 2 else ""
            if inside and not any(sign in inside for sign in "()[]"):
                places.append((start, end))
            start = text.find(opening, start + 1)
    return sorted(places)


def _spelt_out(short: str, before: str) -> Acronym | None:
    """The last words before a bracket, if they are plain and each has its letter: most do."""
    form = short[:-1] if _is_plural(short) else short
    if not form.isalnum() or "\n" in before:
        return None
    words = before.split()[-len(form) :]
    plain = "".join(words).isalpha() and words[0].lower() not in LINKING_WORDS
    is_spelt = plain and "".join([word[0] for word in words]).lower() == form.lower()
    return Acronym(form, " ".join(words)) if is_spelt else None


def _clause(text: str) -> str:
    """The end of a text, from where its last clause begins."""
    return _END_OF_CLAUSE.split(text)[-1]


def _first_part(text: str) -> str:
    match = _ENDS_EARLIER.search(text)
    return (text[: match.start()] if match else text).strip(_QUOTES)


def _explained(short: str, before: str) -> Acronym | None:
    """`long form (SHORT)`."""
    words = list(WORD.finditer(before))
    if not words or before[words[-1].end() :].strip(" ,-–—"):
        return None
    for form in singulars(short):
        found = _long_form(form, [word[0] for word in words])
        if found is not None:
            long = words[found]
            return Acronym(form, " ".join(before[long[0].start() : long[-1].end()].split()))
    return None


def _explaining(short: str, long: str) -> Acronym | None:
    """`SHORT (long form)`."""
    words = WORD.findall(long)
    for form in singulars(short):
        limit = len(_letters(form)) + 5
        for size in range(min(len(words), limit), 1, -1):
            if _long_form(form, words[:size]) == slice(0, size):
                end = [match.end() for match in WORD.finditer(long)][size - 1]
                if size == len(words) or re.match(r"\s*[,;:.–—-]", long[end:]):
                    return Acronym(form, " ".join(long[:end].split()))
    return None


def is_short_form(text: str) -> bool:
    """Whether a word is written as acronyms are: `AHP`, `mRNA`, `A&E`, `BiLSTM`, `H5N1`.

    >>> [is_short_form(word) for word in ("AHP", "mRNA", "Leadership", "2019", "ahp")]
    [True, True, False, False, False]
    """
    if text.isalpha() and text.isupper():
        return 2 <= len(text) <= LONGEST_SHORT  # most by far
    if len(text) > _LONGEST_WRITTEN or not _SHORT.fullmatch(text):
        return False
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    is_capitalised = text[0].isupper() and capitals == 1
    return (
        2 <= len(_letters(text)) <= LONGEST_SHORT
        and capitals >= 1
        and not (is_capitalised and len(letters) > 1 and len(text) > 2)
        and 2 * len(letters) >= len(text)
    )


def singulars(short: str) -> Sequence[str]:
    """The short form without the sign of its plural, or as it is where that is no such sign."""
    return (short[:-1], short) if _is_plural(short) else (short,)


def _is_plural(short: str) -> bool:
    return len(short) > 2 and short.endswith("s") and short[-2].isupper()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _long_form(short: str, words: Sequence[str]) -> slice | None:
    """Which of the words that end before a bracket are the long form of a short form."""
    letters = _letters(short)
    size = len(letters)
    is_spelt = "".join([word[0] for word in words[-size:]]).lower() == letters
    if is_spelt and words[-size].lower() not in LINKING_WORDS:
        return slice(len(words) - size, len(words))  # the rule: every word has its letter
    if short in words:
        return None
    begin = max(0, len(words) - min(size + 5, 2 * size + 1))
    nearest = words[begin:]
    if "x" in letters:
        nearest = [_SPELT_X.sub("x", word) for word in nearest]
    found = _by_initials(letters, nearest) or _by_letters(letters, nearest)
    if found is None or not _is_plausible(letters, nearest[found]):
        return None
    return slice(begin + found.start, begin + found.stop)


def _initials(word: str) -> str:
    if word.isalnum():
        is_short = word.isupper() and len(word) < _LONGEST_INNER
        return word.lower() if is_short else word[0].lower()
    return "".join(part[0] for part in JOINTS.split(word) if part).lower()


def _by_initials(letters: str, words: Sequence[str]) -> slice | None:
    """The shortest run at the end whose initials are the letters, linking words counted or not."""
    full = linked = ""
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        is_linking = word.lower() in LINKING_WORDS
        full = _initials(word) + full
        linked = linked if is_linking else _initials(word) + linked
        if not is_linking and word[0].lower() == letters[0] and letters in {full, linked}:
            return slice(index, len(words))
        if len(linked) > len(letters):
            return None
    return None


def _by_letters(letters: str, words: Sequence[str]) -> slice | None:
    """Schwartz and Hearst: each letter further left than the one after it, the first at a beginning.

    The words after the last letter are no part of it: `matching networks (STM)`.
    """
    text = " ".join(words).lower()
    place = end = len(text)
    for index in range(len(letters) - 1, -1, -1):
        place = text.rfind(letters[index], 0, place)
        while index == 0 and place > 0 and text[place - 1].isalnum():
            place = text.rfind(letters[0], 0, place)
        if place < 0:
            return None
        end = place if index == len(letters) - 1 else end
    if place and text[place - 1] != " ":
        return None
    first = text.count(" ", 0, place)
    is_begun = words[first].lower() not in _NO_BEGINNING
    return slice(first, text.count(" ", 0, end) + 1) if is_begun else None


def _is_plausible(letters: str, words: Sequence[str]) -> bool:
    """Whether words may be a long form, and are not met by chance."""
    lowered = [word.lower() for word in words]
    if lowered[-1] in LINKING_WORDS:
        return False
    text = "".join(lowered)
    if len(text) <= len(letters):
        return False
    if len(words) == 1:
        return len(text) >= _LEAST_RATIO * len(letters)
    # Chance meets letters inside words: most of them begin one, or the words are few.
    telling = [word for word in lowered if word not in LINKING_WORDS]
    initials = "".join(map(_initials, telling))
    begun = _met(letters, initials)
    unmet = len(telling) - sum(word[0] in letters for word in telling)
    is_spelt = begun * 2 >= len(letters) or begun == len(telling) > 1
    return is_spelt and unmet <= len(telling) // 3


def _met(letters: str, initials: str) -> int:
    """How many of the letters are met, in order, by the initials."""
    met = place = 0
    for letter in letters:
        found = initials.find(letter, place)
        if found >= 0:
            met, place = met + 1, found + 1
    return met
