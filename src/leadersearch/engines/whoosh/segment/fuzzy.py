"""Terms within a few edits of a word, found by comparing whole columns of letters at once.

The terms of each length stand as a matrix of letters, one row a position, so that one comparison
looks at one letter of all of them. Before that, those are left out whose letters, as a set,
are too different. Terms beyond ASCII, where a letter is not a byte, are left to `is_within`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadersearch.engines.whoosh.segment.terms import TermDictionary
from leadersearch.text.distance import is_within

Ordinals = NDArray[np.int64]

_MOST_BITS = 64


class _Rows(NamedTuple):
    """Terms of one length: letters uint8 (length, n); which letters each has, uint32 (n,)."""

    ordinals: Ordinals
    letters: NDArray[np.uint8]
    sets: NDArray[np.uint32]


class _Beyond(NamedTuple):
    """Terms beyond ASCII: how many letters, how many of them beyond ASCII, which ASCII letters."""

    ordinals: Ordinals
    lengths: NDArray[np.int64]
    beyond: NDArray[np.int64]
    sets: NDArray[np.uint32]


class FuzzyTerms:
    """The terms of a dictionary, by length."""

    def __init__(self, terms: TermDictionary) -> None:
        self._terms = terms
        text, offsets = terms.text, terms.text_offsets.astype(np.int64)
        self._sizes = np.diff(offsets)
        self._starts = offsets[:-1]
        beyond = (text > 127).nonzero()[0]
        self._is_ascii = np.ones(len(self._sizes), np.bool_)
        self._is_ascii[offsets.searchsorted(beyond, side="right") - 1] = False
        self._rows: dict[int, _Rows] = {}

    def within(self, word: str, distance: int) -> list[int]:
        """The ordinals of the terms within `distance` edits of a word, increasing."""
        found = list(self._beyond_ascii(word, distance))
        if word.isascii():
            near = self._one_edit if distance == 1 else self._several_edits
            for length in range(max(1, len(word) - distance), len(word) + distance + 1):
                found += near(
                    self._likely(length, word, distance), word, length - len(word), distance
                )
        else:
            found += self._ascii_near(word, distance)
        return sorted(found)

    def _of_length(self, length: int) -> _Rows:
        rows = self._rows.get(length)
        if rows is None:
            ordinals = np.flatnonzero(self._is_ascii & (self._sizes == length))
            letters = self._terms.text[self._starts[ordinals] + np.arange(length)[:, None]]
            sets = np.bitwise_or.reduce(_bits(letters), axis=0)
            rows = self._rows[length] = _Rows(ordinals, letters, sets)
        return rows

    def _likely(self, length: int, word: str, distance: int) -> _Rows:
        """Those terms of a length that have nearly the letters of an ASCII word."""
        rows = self._of_length(length)
        likely = _alike(rows.sets, _set_of(word), distance).nonzero()[0]
        return _Rows(rows.ordinals[likely], rows.letters[:, likely], rows.sets[likely])

    def _one_edit(self, rows: _Rows, word: str, longer: int, _: int) -> list[int]:
        letters = np.frombuffer(word.encode(), np.uint8)
        if not len(rows.ordinals):
            return []
        if longer == 0:
            return self._one_replaced(rows, letters, word)
        # One word is the other with a letter put in: what they share at the front and at the
        # back makes up the shorter one.
        size = min(len(word), len(rows.letters))
        front = _shared(rows.letters[:size], letters[:size])
        back = _shared(rows.letters[::-1][:size], letters[::-1][:size])
        chosen: list[int] = rows.ordinals[front + back >= size].tolist()
        return chosen

    def _one_replaced(self, rows: _Rows, letters: NDArray[np.uint8], word: str) -> list[int]:
        differing = (rows.letters != letters[:, None]).sum(axis=0)
        chosen: list[int] = rows.ordinals[differing <= 1].tolist()
        swapped = rows.ordinals[differing == 2].tolist()
        return chosen + [number for number in swapped if self._is_within(number, word, 1)]

    def _several_edits(self, rows: _Rows, word: str, _: int, distance: int) -> list[int]:
        if len(word) > _MOST_BITS:
            likely = rows.ordinals.tolist()
            return [number for number in likely if self._is_within(number, word, distance)]
        chosen: list[int] = rows.ordinals[_edits(rows.letters, word) <= distance].tolist()
        return chosen

    # --- beyond ASCII ----------------------------------------------------------------------------

    @cached_property
    def _others(self) -> _Beyond:
        ordinals = np.flatnonzero(~self._is_ascii)
        sizes, starts = self._sizes[ordinals], self._starts[ordinals]
        ends = sizes.cumsum()
        places = np.arange(int(sizes.sum())) + (starts - ends + sizes).repeat(sizes)
        text, offsets = self._terms.text[places], np.concatenate([[0], ends])
        following = _sums(text & 0xC0 == 0x80, offsets)  # bytes of a letter but its first
        sets = np.where(text < 128, _bits(text), np.uint32(0))
        return _Beyond(
            ordinals,
            sizes - following,
            _sums(text > 127, offsets) - following,
            np.bitwise_or.reduceat(sets, offsets[:-1]) if len(ordinals) else sets,
        )

    def _beyond_ascii(self, word: str, distance: int) -> Iterator[int]:
        others = self._others
        beyond = sum(not letter.isascii() for letter in word)
        likely = np.abs(others.lengths - len(word)) <= distance
        likely &= np.abs(others.beyond - beyond) <= distance
        likely &= _alike(others.sets, _set_of(word), distance)
        numbers = others.ordinals[likely].tolist()
        return (number for number in numbers if self._is_within(number, word, distance))

    def _ascii_near(self, word: str, distance: int) -> list[int]:
        """The ASCII terms near a word that is not; each letter beyond takes an edit."""
        if sum(not letter.isascii() for letter in word) > distance:
            return []
        lengths = range(max(1, len(word) - distance), len(word) + distance + 1)
        rows = [self._likely(length, word, distance) for length in lengths]
        return [
            number
            for each in rows
            for number in each.ordinals.tolist()
            if self._is_within(number, word, distance)
        ]

    def _is_within(self, ordinal: int, word: str, distance: int) -> bool:
        term = self._terms.term(ordinal).decode("utf-8", "surrogatepass")
        return is_within(word, term, distance)


def _alike(sets: NDArray[np.uint32], wanted: np.uint32, distance: int) -> NDArray[np.bool_]:
    """Which sets of letters as few edits may turn into another: each takes one letter, puts one."""
    taken, put = np.bitwise_count(sets & ~wanted), np.bitwise_count(wanted & ~sets)
    return np.maximum(taken, put) <= distance


def _edits(rows: NDArray[np.uint8], word: str) -> NDArray[np.int64]:
    """How many edits turn the term of each column into a word of at most 64 letters.

    A column of the table of optimal string alignment is two numbers whose bits say where it rises
    and falls, so that one step takes one letter of all terms (Hyyrö, "A bit-vector algorithm for
    computing Levenshtein and Damerau edit distances", 2003).
    """
    places = np.zeros(256, np.uint64)
    for place, letter in enumerate(word.encode()):
        places[letter] |= np.uint64(1 << place)
    one, last = np.uint64(1), np.uint64(1 << (len(word) - 1))
    nothing = np.zeros(rows.shape[1], np.uint64)
    rises, falls, same, before = ~nothing, nothing, nothing, nothing
    edits = np.full(rows.shape[1], len(word), np.int64)
    for letters in rows:
        there = places[letters]
        swapped = ((~same & there) << one) & before
        same = (((there & rises) + rises) ^ rises) | there | falls | swapped
        up, down = falls | ~(same | rises), same & rises
        edits += (up & last != 0).astype(np.int64) - (down & last != 0)
        up, down = (up << one) | one, down << one
        rises, falls, before = down | ~(same | up), up & same, there
    return edits


def _shared(rows: NDArray[np.uint8], letters: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How many letters each column of `rows` shares with `letters` from the first on."""
    alike = np.logical_and.accumulate(rows == letters[:, None], axis=0)
    return alike.sum(axis=0)


def _bits(letters: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Each letter as a set of one, of 32 kinds of letters."""
    return np.uint32(1) << (letters & 31).astype(np.uint32)


def _set_of(word: str) -> np.uint32:
    """The ASCII letters of a word as a set."""
    return np.uint32(sum({1 << (ord(letter) & 31) for letter in word if letter.isascii()}))


def _sums(values: NDArray[np.bool_], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many are true from each offset to the next."""
    totals = np.concatenate([[0], np.cumsum(values)])
    return totals[offsets[1:]] - totals[offsets[:-1]]
