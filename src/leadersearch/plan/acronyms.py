"""Acronyms of the collection: a short form also stands for its words, and words for their short form.

Which stand for which is known from the articles that explain them (`model.acronyms`), by the derived
field `sense`. Only what most of these articles agree on is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leadersearch import ranking
from leadersearch.model.acronyms import is_short_form, singulars
from leadersearch.model.senses import (
    Sense,
    beginning_of_senses,
    beginning_of_words,
    long_key,
    senses_of,
    short_forms_of,
    short_key,
    word_key,
)
from leadersearch.plan.lookup_places import Scope
from leadersearch.plan.lookups import LeafPlanner
from leadersearch.plan.nodes import Leaf, Lookup, PhraseNode, Selector, StartsWith, WordNode
from leadersearch.plan.readings import ReadAs, Reading
from leadersearch.plan.vocabulary import Word
from leadersearch.text import fold, tokenise

MOST_SENSES = 3
"""The most meanings of one short form that are searched."""

LEAST_SHARE = 0.2
"""The share of the explaining articles that a meaning must have to be searched."""

LEAST_KNOWN = 0.02
"""The share of the articles holding a word in small letters that must explain it as an acronym."""

_LONGEST_SMALL = 6  # letters of an acronym that is typed in small letters
_LONGEST_UNSPOKEN = 3  # letters; with more, and two vowels, most are words
_MOST_WORDS = 8  # of a long form


_SMALL_ABBREVIATIONS = frozenset("al ca cf ed eds eg etc fig ie no nr pp st viz vol vs".split())
"""Abbreviations of the language: in small letters they are no acronyms."""


class Acronyms:
    """Expands words of one query by the acronyms that articles explain."""

    def __init__(self, leaves: LeafPlanner) -> None:
        self._leaves = leaves
        self._known = leaves.known
        self._stem = leaves.analysis.stem
        self._asked: set[str] = set()
        self._held: set[str] = set()  # terms of the field `sense` that some article has

    def concern(self, words: Sequence[str]) -> bool:
        """Whether any of some words side by side is, or begins, anything that articles explain.

        One question for all of them, and no other where the answer is no. It is asked at once: in
        some collections every third query has such a word, and would be planned anew for it.
        """
        self._asked.update(words)
        keys = [word_key(word) for word in words]
        terms = [
            short_key(short) for word in words if _may_be_short(word) for short in singulars(word)
        ]
        terms += map(beginning_of_words, keys, keys[1:])
        held = self._known.held_terms("sense", terms)
        self._held |= held
        return bool(held)

    def long_forms(self, typed: str, word: Word, scope: Scope) -> list[Leaf]:
        """The words that a typed word stands for as an acronym; `word` are its own lookups."""
        if not _may_be_short(typed):
            return []
        if typed not in self._asked:
            self.concern([typed])
        for short in singulars(typed):
            senses = self._senses(short) if short_key(short) in self._held else []
            if senses and (is_short_form(typed) or self._is_known(word, senses)):
                return [self._long(typed, sense, scope) for sense in senses]
        return []

    def short_forms(self, words: Sequence[str], scope: Scope) -> Iterator[tuple[range, Leaf]]:
        """The runs of content words that have a short form, by their places, and its leaf."""
        keys = [word_key(word) for word in words]
        place = 0
        while place < len(keys) - 1:
            found = self._longest(keys[place:])
            if found is None:
                place += 1
                continue
            size, short = found
            run = range(place, place + size)
            yield run, self._short(" ".join(words[index] for index in run), short, scope)
            place = run.stop

    def _terms(self, selector: Selector) -> dict[str, int]:
        return self._known.terms(Lookup("sense", "sense", selector))

    def _senses(self, short: str) -> list[Sense]:
        senses = senses_of(self._terms(StartsWith(beginning_of_senses(short))))
        explained = sum(sense.articles for sense in senses)
        return [s for s in senses[:MOST_SENSES] if s.articles >= LEAST_SHARE * explained]

    def _is_known(self, word: Word, senses: Sequence[Sense]) -> bool:
        # Each field by itself: its dictionary tells, and one of them holds the word most often.
        held = max(self._known.frequencies([(lookup,) for lookup in word]))
        return sum(sense.articles for sense in senses) >= LEAST_KNOWN * held

    def _long(self, typed: str, sense: Sense, scope: Scope) -> Leaf:
        forms = tuple(token.form for token in tokenise(sense.long) if token.span == 1)
        weaker = replace(scope, weight=scope.weight * ranking.ACRONYM)
        reading = Reading(ReadAs.ACRONYM, typed, sense.long)
        if len(forms) == 1:
            return replace(self._leaves.plain_word(forms[0], weaker, exact=False), reading=reading)
        stems = tuple(map(self._stem, forms))
        return PhraseNode(
            sense.long, scope.places.paired, stems, weight=weaker.weight, reading=reading
        )

    def _longest(self, keys: Sequence[str]) -> tuple[int, str] | None:
        """How many of the words that begin here have a short form together, and which."""
        if beginning_of_words(*keys[:2]) not in self._held:
            return None
        found = short_forms_of(self._terms(StartsWith(" ".join(keys[:2]))))
        stems = [self._stem(key) for key in keys[:_MOST_WORDS]]
        fitting: dict[tuple[int, str], int] = {}
        for short, long, articles in found:
            words = [self._stem(word) for word in long.split()]
            if words == stems[: len(words)]:
                fitting[len(words), short] = fitting.get((len(words), short), 0) + articles
        for size, short in sorted(fitting, key=lambda row: (-row[0], -fitting[row], row[1])):
            if any(self._means(sense, stems[:size]) for sense in self._senses(short)):
                return size, short
        return None

    def _means(self, sense: Sense, stems: Sequence[str]) -> bool:
        return list(map(self._stem, long_key(sense.long).split())) == list(stems)

    def _short(self, typed: str, short: str, scope: Scope) -> WordNode:
        weaker = replace(scope, weight=scope.weight * ranking.ACRONYM)
        reading = Reading(ReadAs.ABBREVIATION, typed, short)
        return replace(self._leaves.plain_word(fold(short), weaker, exact=False), reading=reading)


def _may_be_short(typed: str) -> bool:
    if typed in _SMALL_ABBREVIATIONS:
        return False
    if typed.islower():
        is_spoken = len(typed) > _LONGEST_UNSPOKEN and sum(map(typed.count, "aeiou")) > 1
        return 2 <= len(typed) <= _LONGEST_SMALL and typed.isalpha() and not is_spoken
    return is_short_form(typed)
