"""One word or two: `wellbeing`, `well being` and `R & D` find each other where articles hold both.

Both ways weigh little beside what was typed (`ranking.JOINED`). Quotes and `=word` are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from leadersearch import ranking
from leadersearch.plan.lookup_places import Scope
from leadersearch.plan.lookups import LeafPlanner
from leadersearch.plan.nodes import (
    COMBINED_EXACT_FIELD,
    BooleanNode,
    Leaf,
    Lookup,
    Node,
    OneOf,
    PhraseNode,
    WordNode,
)
from leadersearch.plan.vocabulary import Word
from leadersearch.text.analysis import COMBINED_FIELD
from leadersearch.text.compounds import apart, other_number as plural_or_singular
from leadersearch.text.plurals import other_number, other_number_of_abbreviation

_LONGEST = 40  # letters of two words together
_LONGEST_BESIDE_SIGN = 2  # letters of `R & D`, `S & OP`
_LONGEST_BEFORE_NUMBER = 5  # letters
_LEAST_AFTER_LETTER = 3  # "e mail"
# Little words that are parts of compounds ("follow up", "on line").
_PARTICLES = frozenset(
    "after any before being down every in off on out over some through under up".split()
)


class Pair(NamedTuple):
    """Two neighbours of a query, their places in it, and the two as one word."""

    places: tuple[int, ...]
    parts: tuple[str, str]
    joined: str


class Compounds:
    """Finds the other ways of writing words of one query."""

    def __init__(self, leaves: LeafPlanner) -> None:
        self._leaves = leaves
        self._known = leaves.known

    def joined(self, pairs: Sequence[Pair], scope: Scope) -> Iterator[tuple[Pair, Leaf, Node]]:
        """The pairs of words that articles write as one: the word, and how it scores.

        It does so only where one of the two is missing: what has a hyphen is indexed joined, too.
        """
        weaker = replace(scope, weight=scope.weight * ranking.JOINED)
        for pair in pairs:
            if "&" in pair.joined:
                is_written = self._known.holds(self._stem(pair.joined), belief=False)
            else:
                word, parts = self._joined(pair.joined), partial(self._words, pair.parts)
                is_written = self._known.is_usual(word, parts)
            if is_written:
                # With its sign it is a name, of which the letters alone say little.
                weight = scope if "&" in pair.joined else weaker
                leaf = self._leaves.plain_word(pair.joined, weight, exact=False)
                both = [self._leaves.plain_word(part, weaker, exact=False) for part in pair.parts]
                yield pair, leaf, _without(leaf, BooleanNode(required=tuple(both)))

    def apart(self, typed: str, word: WordNode, scope: Scope) -> list[Node]:
        """The other ways of writing a typed word, where an article does not hold it as typed."""
        form = word.text
        weaker = replace(scope, weight=scope.weight * ranking.JOINED)
        others: list[Leaf] = []
        if "&" in form:
            letters = tuple(self._leaves.analysis.stem(form).split("&"))
            spelt = tuple(each for letter in letters for each in ("and", letter))[1:]
            others = [_phrase(letters, scope), _phrase(spelt, scope)]
        elif other := other_number(form) or other_number_of_abbreviation(typed):
            if other not in self._leaves.analysis.stop_words and self._is_held(other):
                others = [self._leaves.plain_word(other, weaker, exact=True)]
        else:
            ways = [way for parts in apart(form) for way in _in_both_numbers(parts)]
            held = [self._are_held(way) for way in ways]  # each is asked, in one trip
            others = [
                _phrase(way, weaker) for way, is_held in zip(ways, held, strict=True) if is_held
            ]
        return [_without(other, word) for other in others]

    def _are_held(self, forms: Sequence[str]) -> bool:
        held = [self._is_held(form) for form in forms]  # each is asked, in one trip
        return all(held)

    def _is_held(self, form: str) -> bool:
        return self._known.holds(self._word(form), belief=False)

    def _words(self, forms: Sequence[str]) -> list[Word]:
        return [self._word(form) for form in forms]

    def _word(self, form: str) -> Word:
        """A form in any text: one lookup, which takes a fraction of one for each field."""
        lookup = Lookup(COMBINED_EXACT_FIELD, COMBINED_EXACT_FIELD, OneOf((form,)))
        return self._known.made((form, "in texts"), lambda: (lookup,))

    def _joined(self, form: str) -> Word:
        """Two words as one: where they are a plural, its singular too, of which it has the stem."""
        single = plural_or_singular(form) if form.endswith("s") else ""
        if not single:
            return self._word(form)
        lookup = Lookup(COMBINED_EXACT_FIELD, COMBINED_EXACT_FIELD, OneOf((form, single)))
        return self._known.made((form, "in either number"), lambda: (lookup,))

    def _stem(self, stem: str) -> Word:
        lookup = Lookup(COMBINED_FIELD, COMBINED_FIELD, OneOf((stem,)))
        return self._known.made((stem, "stem in texts"), lambda: (lookup,))


def pairs_of(
    runs: Sequence[Sequence[tuple[int, str]]], stop_words: frozenset[str]
) -> tuple[Pair, ...]:
    """The neighbours in runs of (place, word) that some article may write as one word."""
    return tuple([pair for run in runs for pair in _pairs(run, stop_words)])


def _pairs(run: Sequence[tuple[int, str]], stop_words: frozenset[str]) -> Iterator[Pair]:
    words = [row for index, row in enumerate(run) if not _is_spelt_sign(run, index)]
    for (place, first), (after, second) in pairwise(words):
        if _may_have_a_sign(first, second):
            yield Pair((place, after), (first, second), f"{first}&{second}")
        elif place != after and _may_join(first, second, stop_words):
            yield Pair((place, after), (first, second), first + second)


def _may_have_a_sign(first: str, second: str) -> bool:
    """Whether two words may be an abbreviation with a sign: `R & D`, `S & OP`, `AT & T`."""
    if not (first.isalpha() and second.isalpha()):
        return False
    short, long = sorted((len(first), len(second)))
    return short == 1 and long <= _LONGEST_BESIDE_SIGN


def _may_join(first: str, second: str, stop_words: frozenset[str]) -> bool:
    if first.isalpha() and second.isdecimal():  # "IL 6", "HER 2"
        return 1 < len(first) <= _LONGEST_BEFORE_NUMBER and len(second) < len(first)
    if not (first.isalpha() and second.isalpha()) or len(first) + len(second) > _LONGEST:
        return False
    if len(first) == 1:
        return len(second) >= _LEAST_AFTER_LETTER and first not in stop_words
    little = {first, second} & stop_words
    return len(second) > 1 and len(little) < 2 and little <= _PARTICLES


def _in_both_numbers(parts: tuple[str, str]) -> list[tuple[str, str]]:
    """Two words, and with the second one in the other number: `care givers`, `care giver`."""
    other = plural_or_singular(parts[1])
    return [parts, (parts[0], other)] if other else [parts]


def _without(leaf: Leaf, node: Node) -> Node:
    return BooleanNode(required=(leaf,), excluded=(node,))


def _phrase(words: tuple[str, ...], scope: Scope) -> PhraseNode:
    return PhraseNode(" ".join(words), scope.places.scored, words, 0, scope.weight)


def _is_spelt_sign(run: Sequence[tuple[int, str]], index: int) -> bool:
    """Whether a word is the `and` of `R and D`."""
    return (
        run[index][1] == "and"
        and 0 < index < len(run) - 1
        and len(run[index - 1][1]) == len(run[index + 1][1]) == 1
    )
