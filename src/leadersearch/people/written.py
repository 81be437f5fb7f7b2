"""A name as it is written -> its parts, as names are compared.

`John A. Smith`, `J. A. Smith`, `Smith JA` and `Smith, John A., Jr.` have a surname, given names that
may be initials, and perhaps a suffix. Signs, case and accents do not matter; `ü` is `u` as well as `ue`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from leadersearch.model.names import (
    HONORIFICS,
    PARTICLES,
    is_degree,
    is_organisation,
    is_suffix,
    without_email,
)
from leadersearch.text import fold

MOST_INITIALS = 3
"""Capitals that stand for as many given names (`Smith JAB`); a longer word is a word."""

LONGEST = 120
"""Characters of a name: a longer text is none, and is compared as a whole."""

PLAIN = re.compile("(?!(?:Dr|Mr|Ms|Mx|Lt) )([A-Z][a-z]+) (?!Jr$|Sr$)([A-Z][a-z]+)")
"""Names that cannot be read in two ways: most are."""

_NUMERALS = {"2nd": "ii", "3rd": "iii"}
_MORE = re.compile("[,@<;]|://")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]?\Z")
_BEFORE_SURNAMES = PARTICLES - {"y", "e"} | {"mac", "mc"}  # "Mac Donald"
_HYPHENS = re.compile(r"[-‐‑]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_PAIRS = re.compile("(?<=[aou])e|(?<=a)a")


class Given(NamedTuple):
    """One given name: its spellings, of one letter for an initial; `is_bound` by a hyphen to the last."""

    spellings: tuple[str, ...]
    is_bound: bool = False

    @property
    def is_initial(self) -> bool:
        """Whether only the first letter is known."""
        return len(self.spellings[0]) == 1


class Surname(NamedTuple):
    """The spellings of a surname with its particles, letters only; all that may be the same have one key."""

    spellings: tuple[str, ...]
    key: str


class WrittenName(NamedTuple):
    """The parts of a name; an organisation and a single name have no given names."""

    surname: Surname
    given: tuple[Given, ...] = ()
    suffix: str = ""

    @property
    def is_full(self) -> bool:
        """Whether the first given name is known, not its initial alone."""
        return bool(self.given) and not self.given[0].is_initial


def key_of(folded: str) -> str:
    """A folded word without what tells `mueller` from `muller`.

    >>> key_of("mueller"), key_of("muller")
    ('muller', 'muller')
    """
    return _PAIRS.sub("", folded)


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """The spellings of a word, letters only, the folded one first; () for a word without letters.

    >>> spellings("Müller"), spellings("O'Brien")
    (('muller', 'mueller'), ('obrien',))
    """
    if word.isascii():
        letters = word.lower() if word.isalnum() else _NO_LETTERS.sub("", word.lower())
        return (letters,) if letters else ()
    composed = unicodedata.normalize("NFC", word).lower()
    both = (fold(composed), fold(composed.translate(_UMLAUTS)))
    return tuple(dict.fromkeys(filter(None, (_NO_LETTERS.sub("", form) for form in both))))


def read_name(text: str) -> WrittenName:
    """The parts of a name in reading order, after a comma, or with its initials behind.

    >>> read_name("Smith JA") == read_name("Smith, J. A.") == read_name("J.A. Smith")
    True
    """
    plain = PLAIN.fullmatch(text)
    if plain:
        given, form = plain[1].lower(), plain[2].lower()
        return WrittenName(Surname((form,), key_of(form)), (Given((given,)),))
    surname, given_words, suffix = divided(text)
    return WrittenName(surname_of(surname), given_of(given_words), suffix)


def divided(text: str) -> tuple[list[str], list[str], str]:
    """The words of the surname, those of the given names, and the suffix, folded."""
    if len(text) > LONGEST or is_organisation(text):
        return text[:LONGEST].split(), [], ""
    first, rest = text, ""
    if _MORE.search(text):
        parts = [part.strip() for part in without_email(text).split(",")]
        first, *others = [part for part in parts if part and not is_degree(part)] or [text]
        rest = " ".join(others)
        if len(others) + 1 < len(parts) and first.count(" ") > 1:  # John Smith MD, PhD
            before, _, last = first.rpartition(" ")
            first = before if is_degree(last) else first
    words, given = _words(first), _words(rest)
    if given and all(map(is_suffix, given)):
        words, given = [*words, *given], []
    suffix = ""
    for each in (given, words):
        if len(each) > 1 and is_suffix(each[-1]):
            suffix = fold(each.pop()).strip(".")
            suffix = _NUMERALS.get(suffix, suffix)
    while len(given) > 1 and given[-1].lower() in PARTICLES:  # Beethoven, Ludwig van
        words.insert(0, given.pop())
    words = without_honorifics(words)
    if given:
        return words, without_honorifics(given), suffix
    behind = initials_behind(words)
    if behind:
        return words[:-behind], words[-behind:], suffix
    first_place = surname_start(words)
    return words[first_place:], words[:first_place], suffix


def _words(text: str) -> list[str]:
    return (text.replace(".", ". ").replace(". -", ".-") if "." in text else text).split()


def without_honorifics(words: list[str]) -> list[str]:
    """The words of a name but for `Dr`, `Professor Sir` before it."""
    start = 0
    while start < len(words) - 1 and words[start].lower().strip(".") in HONORIFICS:
        start += 1
    return words[start:]


def initials_behind(words: list[str]) -> int:
    """How many words at the end of a name are the initials of given names: `Smith J. A.` has two."""
    in_capitals = all(word.isupper() for word in words)
    count = 0
    while count < len(words) - 1 and are_initials(words[-1 - count], in_capitals=in_capitals):
        count += 1
    return count if count and not are_initials(words[0], in_capitals=in_capitals) else 0


def are_initials(word: str, *, in_capitals: bool = False) -> bool:
    """Whether a word is initials: `J`, `JA`, `J.-P.`; `in_capitals`: all words of the name are capitals."""
    if "." in word:
        return _DOTTED.match(word) is not None
    letters = _HYPHENS.sub("", word)
    return (
        0 < len(letters) <= MOST_INITIALS - in_capitals and letters.isalpha() and letters.isupper()
    )


def surname_start(words: list[str]) -> int:
    """Where the surname begins in a name that ends with it."""
    first = max(len(words) - 1, 0)
    while first > 1 and words[first - 1].lower() in _BEFORE_SURNAMES:
        first -= 1
    return first


def given_of(words: list[str]) -> tuple[Given, ...]:
    """The given names in some words: `Jean-Paul` has two, `JP` and `J.-P.` have two initials."""
    in_capitals = len(words) > 1 and all(word.isupper() for word in words)
    found: list[Given] = []
    for word in words:
        if are_initials(word, in_capitals=in_capitals):
            parts = word.split(".") if "." in word else list(word)
            found += [initial(forms[0]) for forms in map(spellings, parts) if forms]
        else:
            pieces = [spellings(piece) for piece in _HYPHENS.split(word)]
            found += [Given(forms, place > 0) for place, forms in enumerate(pieces) if forms]
    return tuple(found)


def initial(form: str) -> Given:
    """A given name of which the first letter is known."""
    return Given((form[0],))


def surname_of(words: list[str]) -> Surname:
    """The surname in some words: `van der Berg`, `Díaz-Báez`, `O'Brien`."""
    pieces = surname_pieces(words)
    forms = ("".join(piece[0] for piece in pieces), "".join(piece[-1] for piece in pieces))
    return Surname(tuple(dict.fromkeys(forms)), "".join(key_of(piece[0]) for piece in pieces))


def surname_pieces(words: list[str]) -> list[tuple[str, ...]]:
    """The spellings of each piece of some words, divided at hyphens."""
    pieces = [spellings(piece) for word in words for piece in _HYPHENS.split(word)]
    return [piece for piece in pieces if piece]


def agree(first: tuple[Given, ...], second: tuple[Given, ...]) -> bool:
    """Whether given names may be one person's: further ones may be left out, a half of a double name not."""
    if not (first and second):
        return first == second
    ours = theirs = 0
    is_in_full = False
    while ours < len(first) and theirs < len(second):
        one, other = first[ours], second[theirs]
        is_in_full = not (one.is_initial or other.is_initial)
        ours, theirs = ours + 1, theirs + 1
        if is_same(one, other):
            continue
        if _is_particle(other) and ours > 1:  # Maria del Carmen, MC
            ours -= 1
            continue
        if _is_particle(one) and theirs > 1:
            theirs -= 1
            continue
        if not is_in_full:
            return False
        # Xiaoming and Xiao-Ming.
        if ours < len(first) and one.spellings[0] + first[ours].spellings[0] in other.spellings:
            ours += 1
        elif (
            theirs < len(second)
            and other.spellings[0] + second[theirs].spellings[0] in one.spellings
        ):
            theirs += 1
        else:
            return False
    left = first[ours:] or second[theirs:]
    return not (is_in_full and left and left[0].is_bound)


def _is_particle(given: Given) -> bool:
    return not given.is_initial and given.spellings[0] in PARTICLES


def is_same(one: Given, other: Given) -> bool:
    """Whether two given names may be the same, one of them perhaps an initial."""
    if one.is_initial or other.is_initial:
        return one.spellings[0][0] == other.spellings[0][0]
    return not set(one.spellings).isdisjoint(other.spellings)
