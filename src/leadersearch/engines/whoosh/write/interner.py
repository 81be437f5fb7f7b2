"""Byte strings <-> numbers, millions at a time.

A hash table made of arrays. The first sixteen bytes of a string are its key, and the key alone
tells two short strings apart; of longer ones the bytes themselves are compared, so that no hash
is ever taken on trust.

Longer than 300 lines: the hash table, its growth and its order share one layout of arrays.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array, offsets_of
from leadersearch.engines.whoosh.write.grouping import Growing, openings, spread, starts_of

PADDING = b"\0" * 16
"""Bytes that follow the last string in a text that is looked up: reads are 8 bytes wide."""

_UNIT = 8
_SHORT = 16  # bytes: shorter strings are told apart by their keys
_FIRST_SLOTS = 1 << 14
_DEEPEST = 32  # units: longer common beginnings are left to Python to compare
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_UNIT + 1)], np.uint64)
_HEAD_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_TAIL_FACTOR = np.uint64(0xC2B2AE3D27D4EB4F)
_LONG_FACTOR = np.uint64(0xD6E8FEB86659FD93)
_LONG_MARK = np.uint64(0xFF << 56)
_UNSEEN = 0
_ROOM = 2  # slots a string, at least: the search for one seldom goes on beyond the fourth
_GROWTH = 2
_BLOCK = 1 << 15  # strings


class Ranking(NamedTuple):
    """The numbers of strings in the order of their bytes; 0, which is none, comes first.

    `order` int32 (numbers,) are the numbers, `heads` the first eight bytes of their strings as
    in `Interner.heads`, and `ranks` the place of each number in `order`.
    """

    order: Array
    heads: Array
    ranks: Array


class Interner:
    """Numbers byte strings from 1, those of each call after those of the calls before."""

    def __init__(self) -> None:
        # Of each string, by its number: its first 8 bytes; the next 7 and its size (or, of a
        # long string, a hash of all); its size; where its units start.
        self._heads = Growing(np.uint64)
        self._tails = Growing(np.uint64)
        self._sizes = Growing(np.int32)
        self._places = Growing(np.uint32)
        self._units = Growing("<u8")  # the bytes, each string padded to a multiple of 8
        self._slots = np.zeros(_FIRST_SLOTS, np.int32)  # number of a string, 0 where empty
        nothing = np.zeros(1, np.uint64)
        self._append(nothing, np.zeros(1, np.int64), nothing, ~nothing)

    def __len__(self) -> int:
        """One more than the greatest number."""
        return len(self._heads)

    def numbers(self, text: bytes, starts: Array, sizes: Array) -> Array:
        """The numbers of strings, new ones for new strings: int32, shape (len(starts),).

        String i is `text[starts[i]:starts[i] + sizes[i]]`; the text ends with `PADDING`.
        """
        # Block by block, for the cache, and because a block knows the words of the one before.
        found = np.empty(len(starts), np.int32)
        for low in range(0, len(starts), _BLOCK):
            block = slice(low, low + _BLOCK)
            found[block] = self._numbers(_Strings(text, starts[block], sizes[block]))
        return found

    def _numbers(self, strings: _Strings) -> Array:
        slots = self._home(strings.heads, strings.tails)
        found = self._slots[slots]
        pending = np.flatnonzero(~self._matches(found, strings))
        while len(pending):
            found[pending] = self._probe(strings.only(pending))
            pending = pending[found[pending] == _UNSEEN]
            self._add(strings.only(pending))
        return found

    def of(self, strings: list[bytes]) -> Array:
        """The numbers of strings given one by one: int32, shape (len(strings),)."""
        sizes = np.fromiter(map(len, strings), np.int64, len(strings))
        return self.numbers(b"".join([*strings, PADDING]), starts_of(sizes), sizes)

    def freeze(self) -> None:
        """Forget how strings are looked up, to save memory: none can be looked up from now on."""
        self._slots = np.zeros(0, np.int32)
        self._tails = Growing(np.uint64)

    def strings(self, numbers: Array) -> list[bytes]:
        """The strings of numbers."""
        text, offsets = self.packed(numbers)
        data, ends = text.tobytes(), offsets.tolist()
        return [data[start:end] for start, end in itertools.pairwise(ends)]

    def packed(self, numbers: Array) -> tuple[Array, Array]:
        """The strings one after another (uint8), and where each starts: shape (n + 1,)."""
        sizes = self._sizes.values[numbers].astype(np.int64)
        offsets = offsets_of(sizes)
        units = self._units.values.view(np.uint8)
        text = np.empty(int(offsets[-1]), np.uint8)
        # Block by block: the index of a byte takes eight.
        for low in range(0, len(numbers), _BLOCK):
            high = min(low + _BLOCK, len(numbers))
            places = spread(self._starts(numbers[low:high]) * _UNIT, sizes[low:high])
            text[offsets[low] : offsets[high]] = units[places]
        return text, offsets

    def heads(self, numbers: Array) -> Array:
        """The first eight bytes of strings as numbers that compare as they do: uint64."""
        return self._heads.values[numbers].byteswap()

    def by_head(self, numbers: Array) -> Array:
        """Numbers in the order of the first eight bytes of their strings."""
        return numbers[np.argsort(self.heads(numbers), kind="stable")]

    def ranking(self) -> Ranking:
        """All numbers in the order of their strings' bytes."""
        order = np.zeros(len(self), np.int32)
        order[1:] = self.in_order(np.arange(1, len(self), dtype=np.int32))
        ranks = np.empty(len(self), np.int32)
        ranks[order] = np.arange(len(self))
        return Ranking(order, self.heads(order), ranks)

    def in_order(self, numbers: Array) -> Array:
        """Distinct numbers in the order of their strings' bytes.

        Units read as big-endian numbers compare as their bytes do: the strings are sorted by
        the first unit, those that are still equal by the next one, and so on.
        """
        keys = self.heads(numbers)
        order = np.argsort(keys, kind="stable")
        ordered, keys = numbers[order], keys[order]
        del order  # there may be millions
        groups = np.cumsum(openings(keys), dtype=np.int32)
        rows = np.flatnonzero(_are_tied(groups))
        for level in range(1, _DEEPEST):
            if not len(rows):
                return ordered
            tied = ordered[rows]
            keys, sizes = self._unit(tied, level), self._sizes.values[tied]
            order = np.lexsort((sizes, keys, groups[rows]))
            ordered[rows] = tied[order]
            keys = keys[order]
            groups[rows] = np.cumsum(openings(keys, groups[rows]))
            rows = rows[_are_tied(groups[rows])]
            if len(rows) and self._sizes.values[ordered[rows]].max() <= _UNIT * (level + 1):
                return ordered
        self._sort_by_bytes(ordered, groups, rows)
        return ordered

    def _sort_by_bytes(self, ordered: Array, groups: Array, rows: Array) -> None:
        strings = self.strings(ordered[rows])
        keyed = sorted(zip(groups[rows].tolist(), strings, ordered[rows].tolist(), strict=True))
        ordered[rows] = [number for _, _, number in keyed]

    def _starts(self, numbers: Array) -> Array:
        """Where the units of strings start: int64."""
        return self._places.values[numbers].astype(np.int64)

    def _unit(self, numbers: Array, level: int) -> Array:
        """Unit `level` of strings as big-endian numbers; 0 where a string is shorter."""
        has = self._sizes.values[numbers] > _UNIT * level
        units = np.zeros(len(numbers), np.uint64)
        units[has] = self._units.values[self._starts(numbers[has]) + level].byteswap()
        return units

    def _home(self, heads: Array, tails: Array) -> Array:
        """The slot at which the search for a key begins: int64."""
        mixed = (heads ^ (tails * _TAIL_FACTOR)) * _HEAD_FACTOR
        mixed >>= np.uint64(64 - (len(self._slots).bit_length() - 1))
        return mixed.view(np.int64)

    def _matches(self, numbers: Array, strings: _Strings) -> Array:
        """Which of the strings have these numbers: bool."""
        right = self._tails.values[numbers] == strings.tails
        right &= self._heads.values[numbers] == strings.heads
        long = np.flatnonzero(right & (strings.tails >= _LONG_MARK))
        if len(long):
            right[long] = self._equals(numbers[long], strings.only(long))
        return right

    def _equals(self, numbers: Array, strings: _Strings) -> Array:
        """Which of the strings are those of the numbers, byte for byte: bool."""
        right = self._sizes.values[numbers] == strings.sizes
        if not right.all():
            numbers, strings = numbers[right], strings.only(np.flatnonzero(right))
        if len(numbers):
            counts = _unit_counts(strings.sizes)
            held = self._units.values[spread(self._starts(numbers), counts)]
            right[right] = np.logical_and.reduceat(held == strings.units(), starts_of(counts))
        return right

    def _probe(self, strings: _Strings) -> Array:
        """The numbers of strings, _UNSEEN for new ones: int32."""
        found = np.full(len(strings.starts), _UNSEEN, np.int32)
        rows = np.arange(len(found))
        slots = self._home(strings.heads, strings.tails)
        while len(rows):
            numbers = self._slots[slots]
            held = numbers != _UNSEEN
            rows, slots, numbers = rows[held], slots[held], numbers[held]
            right = self._matches(numbers, strings.only(rows))
            found[rows[right]] = numbers[right]
            rows, slots = rows[~right], (slots[~right] + 1) & (len(self._slots) - 1)
        return found

    def _add(self, strings: _Strings) -> None:
        """Number new strings, each once.

        Should the keys of two clash, one of them stays new until the next time.
        """
        _, first = np.unique(strings.heads ^ (strings.tails * _TAIL_FACTOR), return_index=True)
        new = strings.only(first)
        start = len(self)
        self._append(new.units(), new.sizes, new.heads, new.tails)
        if _ROOM * len(self) > len(self._slots):
            self._slots = np.zeros(_GROWTH * len(self._slots), np.int32)
            start = 1
            while _ROOM * len(self) > len(self._slots):
                self._slots = np.zeros(_GROWTH * len(self._slots), np.int32)
        self._enter(start)

    def _enter(self, start: int) -> None:
        """Enter the numbers from `start` on into the slots."""
        numbers = np.arange(start, len(self), dtype=np.int32)
        slots = self._home(self._heads.values[start:], self._tails.values[start:])
        while len(numbers):
            # The first of those that want one slot gets it: the oldest are the commonest.
            free = np.flatnonzero(self._slots[slots] == _UNSEEN)[::-1]
            self._slots[slots[free]] = numbers[free]
            left = self._slots[slots] != numbers
            numbers, slots = numbers[left], (slots[left] + 1) & (len(self._slots) - 1)

    def _append(self, units: Array, sizes: Array, heads: Array, tails: Array) -> None:
        self._places.extend(starts_of(_unit_counts(sizes)) + len(self._units))
        self._units.extend(units)
        self._sizes.extend(sizes)
        self._heads.extend(heads)
        self._tails.extend(tails)


class _Strings:
    """Some strings in a text, with the keys that tell them apart: heads and tails, uint64."""

    def __init__(
        self, text: bytes, starts: Array, sizes: Array, keys: tuple[Array, Array] | None = None
    ) -> None:
        self._text = text
        # Eight bytes from any place on, one view for each place.
        self._words = np.ndarray((len(text) - _UNIT + 1,), "<u8", text, strides=(1,))
        self.starts = starts
        self.sizes = sizes
        self.heads, self.tails = keys if keys is not None else self._keys()

    def only(self, rows: Array) -> _Strings:
        """Some of the strings."""
        keys = self.heads[rows], self.tails[rows]
        return _Strings(self._text, self.starts[rows], self.sizes[rows], keys)

    def _keys(self) -> tuple[Array, Array]:
        heads = self._words[self.starts]
        heads &= _MASKS[np.minimum(self.sizes, _UNIT)]
        tails = self.sizes.astype(np.uint64)
        tails <<= np.uint64(56)
        middling = np.flatnonzero(self.sizes > _UNIT)
        sizes = self.sizes[middling]
        rest = self._words[self.starts[middling] + _UNIT]
        tails[middling] |= rest & _MASKS[np.minimum(sizes - _UNIT, _UNIT - 1)]
        long = middling[sizes >= _SHORT]
        if len(long):
            strings = _Strings(self._text, self.starts[long], self.sizes[long], (long, long))
            tails[long] = _hashes(strings.units(), strings.sizes)
        return heads, tails

    def units(self) -> Array:
        """The strings as units, the last one of each padded with zeros: uint64."""
        counts = _unit_counts(self.sizes)
        ends = np.cumsum(counts)
        places = np.repeat(self.starts - (ends - counts) * _UNIT, counts)
        places += np.arange(len(places)) * _UNIT
        units = self._words[places]
        units[ends - 1] &= _MASKS[self.sizes - (counts - 1) * _UNIT]
        return units


def _unit_counts(sizes: Array) -> Array:
    """How many units strings take: at least one, so that no run of units is empty."""
    return np.maximum((sizes + _UNIT - 1) // _UNIT, 1)


def _hashes(units: Array, sizes: Array) -> Array:
    """A polynomial hash of each long string, marked as such: uint64.

    No UTF-8 byte is 255, and no size below 16 either: the mark keeps hashes apart from tails.
    """
    counts = _unit_counts(sizes)
    powers = np.cumprod(np.full(int(counts.max()), _LONG_FACTOR))
    within = np.arange(len(units)) - np.repeat(starts_of(counts), counts)
    sums = np.add.reduceat(units * powers[within], starts_of(counts))
    return (sums ^ sizes.astype(np.uint64)) >> np.uint64(8) | _LONG_MARK


def _are_tied(groups: Array) -> Array:
    """Which items have a neighbour in their group: bool."""
    same = groups[1:] == groups[:-1]
    tied = np.zeros(len(groups), bool)
    tied[1:] |= same
    tied[:-1] |= same
    return tied
