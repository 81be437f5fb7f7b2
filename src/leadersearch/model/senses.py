"""Meanings of acronyms as terms of an index: which short form stands for which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from leadersearch.model.acronyms import JOINTS, LINKING_WORDS, WORD, Acronym

_SIGN = "="
_GOES_ON = "…"


class Sense(NamedTuple):
    """One of the meanings of a short form, and how many articles explain it so."""

    short: str
    long: str
    articles: int


def sense_terms(acronyms: Iterable[Acronym]) -> tuple[str, ...]:
    """The terms by which a query finds out what stands for what, each once.

    The short form; the same with its words, as written; the words with their short form; the
    first two words.

    >>> sense_terms([Acronym("AHP", "Allied health professionals")])
    ('ahp', 'ahp=AHP=Allied health professionals', 'allied health…', 'allied health professional=AHP')
    """
    terms: dict[str, None] = {}
    for short, long in acronyms:
        folded, key = short_key(short), long_key(long)
        terms |= dict.fromkeys((folded, f"{folded}{_SIGN}{short}{_SIGN}{long}"))
        if " " in key:
            beginning = beginning_of_words(*key.split(" ", 2)[:2])
            terms |= dict.fromkeys((beginning, f"{key}{_SIGN}{short}"))
    return tuple(terms)


def beginning_of_words(first: str, second: str) -> str:
    """The term of the long forms that begin with two words, each a `word_key`."""
    return f"{first} {second}{_GOES_ON}"


def long_key(long: str) -> str:
    """The words of a long form without what its forms differ by: case, plurals, linking words.

    >>> long_key("Qualities of Life"), long_key("cross-lingual models")
    ('qualitie life', 'cross lingual model')
    """
    words = (part for word in WORD.findall(long.casefold()) for part in JOINTS.split(word))
    return " ".join(word_key(word) for word in words if word and word not in LINKING_WORDS)


def word_key(word: str) -> str:
    """A word of a long form, in small letters and without the s of a plural."""
    folded = word.casefold()
    is_plural = len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss")
    return folded[:-1] if is_plural else folded


def short_key(short: str) -> str:
    """A short form without the case that people do not keep to: the term of those that have it."""
    return short.strip().casefold()


def beginning_of_senses(short: str) -> str:
    """The beginning of the terms that hold the meanings of a short form."""
    return f"{short_key(short)}{_SIGN}"


def senses_of(terms: Mapping[str, int]) -> list[Sense]:
    """The meanings that some terms hold, by their document frequencies; the most frequent first.

    Forms of one meaning are one: it is shown in the spelling that most articles have.
    """
    spellings: defaultdict[tuple[str, str], list[Sense]] = defaultdict(list)
    for term, count in terms.items():
        folded, _, written = term.partition(_SIGN)
        short, sign, long = written.partition(_SIGN)
        if sign:
            spellings[folded, long_key(long)].append(Sense(short, long, count))
    rows = [
        max(same, key=_telling)._replace(articles=sum(row.articles for row in same))
        for same in spellings.values()
    ]
    return sorted(rows, key=lambda row: (-row.articles, row.short.casefold(), row.long))


def _telling(spelling: Sense) -> tuple[int, int, str]:
    """The most frequent spelling is shown, of several that with the most small letters."""
    return spelling.articles, sum(map(str.islower, spelling.long)), spelling.long


def short_forms_of(terms: Mapping[str, int]) -> list[Sense]:
    """The short forms that terms hold for words, `long` being their `long_key`."""
    rows = []
    for term, count in terms.items():
        key, sign, short = term.partition(_SIGN)
        if sign and _SIGN not in short:
            rows.append(Sense(short, key, count))
    return rows
