"""Byte strings <-> numbers, millions at a time.

A hash table made of arrays. The first sixteen bytes of a string are its key, and the key alone
tells two short strings apart; of longer ones the bytes themselves are compared, so that no hash
is ever taken on trust.
"""

from __future__ import annotations

import itertools

import numpy as np

from leadersearch.engines.whoosh.bulk.arrays import Growing, openings, spread, starts_of
from leadersearch.engines.whoosh.codec.arrays import Array, offsets_of

PADDING = b"\0" * 16
"""What has to follow the last string in a text that is looked up: reads are 8 bytes wide."""

_UNIT = 8
_SHORT = 16  # bytes: shorter strings are told apart by their keys
_FIRST_SLOTS = 1 << 12
_DEEPEST = 32  # units: longer common beginnings are left to Python to compare
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_UNIT + 1)], np.uint64)
_HEAD_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_TAIL_FACTOR = np.uint64(0xC2B2AE3D27D4EB4F)
_LONG_FACTOR = np.uint64(0xD6E8FEB86659FD93)
_LONG_MARK = np.uint64(0xFF << 56)


class Words:
    """Numbers byte strings from 1, in the order in which they are first looked up."""

    def __init__(self) -> None:
        # Of each string, by its number: its first 8 bytes; the next 7 and its size (or, of a
        # long string, a hash of all); its size; where its units start.
        self._heads = Growing(np.uint64)
        self._tails = Growing(np.uint64)
        self._sizes = Growing(np.int64)
        self._places = Growing(np.int64)
        self._units = Growing("<u8")  # the bytes, each string padded to a multiple of 8
        self._slots = np.zeros(_FIRST_SLOTS, np.int32)  # number of a string, 0 where empty
        self._append(*_no_strings(), heads=np.zeros(1, np.uint64), tails=~np.zeros(1, np.uint64))

    def __len__(self) -> int:
        """One more than the greatest number."""
        return len(self._heads)

    def numbers(self, text: bytes, starts: Array, sizes: Array) -> Array:
        """The numbers of strings, new ones for new strings: int32, shape (len(starts),).

        String i is `text[starts[i]:starts[i] + sizes[i]]`; the text ends with `PADDING`.
        """
        reader = _Reader(text)
        heads, tails = reader.keys(starts, sizes)
        slots = self._home(heads, tails)
        found = self._slots[slots]
        right = self._matches(found, heads, tails, reader, starts, sizes)
        pending = np.flatnonzero(~right)
        while len(pending):
            # Strings at an empty slot are new; of those at one slot, one comes in at a time.
            empty = self._slots[slots[pending]] == 0
            if empty.any():
                new = self._insert(pending[empty], slots)
                self._append(*reader.units(starts[new], sizes[new]), heads[new], tails[new])
                if 2 * len(self) > len(self._slots):
                    self._grow()
                    slots[pending] = self._home(heads[pending], tails[pending])
            numbers = self._slots[slots[pending]]
            right = self._matches(
                numbers, heads[pending], tails[pending], reader, starts[pending], sizes[pending]
            )
            found[pending[right]] = numbers[right]
            pending = pending[~right]
            occupied = self._slots[slots[pending]] != 0
            moved = pending[occupied]
            slots[moved] = (slots[moved] + 1) & (len(self._slots) - 1)
        return found

    def of(self, strings: list[bytes]) -> Array:
        """The numbers of strings given one by one: int32, shape (len(strings),)."""
        sizes = np.fromiter(map(len, strings), np.int64, len(strings))
        return self.numbers(b"".join([*strings, PADDING]), starts_of(sizes), sizes)

    def strings(self, numbers: Array) -> list[bytes]:
        """The strings of numbers."""
        text, offsets = self.packed(numbers)
        data, ends = text.tobytes(), offsets.tolist()
        return [data[start:end] for start, end in itertools.pairwise(ends)]

    def packed(self, numbers: Array) -> tuple[Array, Array]:
        """The strings one after another (uint8), and where each starts: shape (n + 1,)."""
        sizes = self._sizes.values[numbers]
        units = self._units.values.view(np.uint8)
        return units[spread(self._places.values[numbers] * _UNIT, sizes)], offsets_of(sizes)

    def heads(self, numbers: Array) -> Array:
        """The first eight bytes of strings as numbers that compare as they do: uint64."""
        return self._heads.values[numbers].byteswap()

    def by_head(self, numbers: Array) -> Array:
        """Numbers in the order of the first eight bytes of their strings."""
        return numbers[np.argsort(self.heads(numbers), kind="stable")]

    def ranks(self) -> Array:
        """The place of every number in the order of the strings' bytes: int32, (len(self),)."""
        ranks = np.zeros(len(self), np.int32)
        ranks[self.in_order(np.arange(1, len(self), dtype=np.int32))] = np.arange(1, len(self))
        return ranks

    def in_order(self, numbers: Array) -> Array:
        """Distinct numbers in the order of their strings' bytes.

        Units read as big-endian numbers compare as their bytes do: the strings are sorted by
        the first unit, those that are still equal by the next one, and so on.
        """
        keys = self.heads(numbers)
        order = np.argsort(keys, kind="stable")
        ordered, keys = numbers[order], keys[order]
        groups = np.cumsum(openings(keys))
        rows = _tied(groups, np.arange(len(numbers)))
        for level in range(1, _DEEPEST):
            if not len(rows):
                return ordered
            tied = ordered[rows]
            keys, sizes = self._unit(tied, level), self._sizes.values[tied]
            order = np.lexsort((sizes, keys, groups[rows]))
            ordered[rows] = tied[order]
            keys = keys[order]
            groups[rows] = np.cumsum(openings(keys, groups[rows]))
            rows = rows[_tied(groups[rows], np.arange(len(rows)))]
            if len(rows) and self._sizes.values[ordered[rows]].max() <= _UNIT * (level + 1):
                return ordered
        self._sort_by_bytes(ordered, groups, rows)
        return ordered

    def _sort_by_bytes(self, ordered: Array, groups: Array, rows: Array) -> None:
        strings = self.strings(ordered[rows])
        keyed = sorted(zip(groups[rows].tolist(), strings, ordered[rows].tolist(), strict=True))
        ordered[rows] = [number for _, _, number in keyed]

    def _unit(self, numbers: Array, level: int) -> Array:
        """Unit `level` of strings as big-endian numbers; 0 where a string is shorter."""
        has = self._sizes.values[numbers] > _UNIT * level
        units = np.zeros(len(numbers), np.uint64)
        units[has] = self._units.values[self._places.values[numbers[has]] + level].byteswap()
        return units

    def _home(self, heads: Array, tails: Array) -> Array:
        """The slot at which the search for a key begins: int64."""
        mixed = (heads ^ (tails * _TAIL_FACTOR)) * _HEAD_FACTOR
        mixed >>= np.uint64(64 - (len(self._slots).bit_length() - 1))
        return mixed.view(np.int64)

    def _matches(
        self, found: Array, heads: Array, tails: Array, reader: _Reader, starts: Array, sizes: Array
    ) -> Array:
        """Which of the strings are those of the numbers `found`: bool."""
        right = self._tails.values[found] == tails
        right &= self._heads.values[found] == heads
        long = np.flatnonzero(right & (tails >= _LONG_MARK))
        if len(long):
            right[long] = self._equals(found[long], *reader.units(starts[long], sizes[long]))
        return right

    def _equals(self, found: Array, units: Array, sizes: Array) -> Array:
        """Which of the long strings `units` are, byte for byte, those of `found`: bool."""
        right = self._sizes.values[found] == sizes
        counts = _unit_counts(sizes)
        if not right.all():
            units = units[np.repeat(right, counts)]
            found, counts = found[right], counts[right]
        if len(found):
            held = self._units.values[spread(self._places.values[found], counts)]
            right[right] = np.logical_and.reduceat(held == units, starts_of(counts))
        return right

    def _insert(self, rows: Array, slots: Array) -> Array:
        """Claim the empty slots of `rows`; return the rows that got theirs."""
        wanted = slots[rows]
        self._slots[wanted] = np.arange(1, len(rows) + 1, dtype=np.int32)
        got = self._slots[wanted] == np.arange(1, len(rows) + 1)
        new = rows[got]
        self._slots[slots[new]] = np.arange(len(self), len(self) + len(new), dtype=np.int32)
        return new

    def _append(self, units: Array, sizes: Array, heads: Array, tails: Array) -> None:
        places = starts_of(_unit_counts(sizes)) + len(self._units)
        for column, values in (
            (self._units, units),
            (self._sizes, sizes),
            (self._places, places),
            (self._heads, heads),
            (self._tails, tails),
        ):
            column.extend(values)

    def _grow(self) -> None:
        """Make four times as many slots, and find every string a new one."""
        self._slots = np.zeros(4 * len(self._slots), np.int32)
        numbers = np.arange(1, len(self), dtype=np.int32)
        slots = self._home(self._heads.values[1:], self._tails.values[1:])
        while len(numbers):
            # The first of those that want one slot gets it: the oldest words are the commonest.
            empty = np.flatnonzero(self._slots[slots] == 0)[::-1]
            self._slots[slots[empty]] = numbers[empty]
            left = self._slots[slots] != numbers
            numbers, slots = numbers[left], slots[left]
            slots = (slots + 1) & (len(self._slots) - 1)


class _Reader:
    """Reads strings out of a text, eight bytes at a time from any place."""

    def __init__(self, text: bytes) -> None:
        self._words = np.ndarray((len(text) - _UNIT + 1,), "<u8", text, strides=(1,))

    def keys(self, starts: Array, sizes: Array) -> tuple[Array, Array]:
        """What strings are told apart by: their heads and tails, uint64."""
        heads = self._words[starts]
        heads &= _MASKS[np.minimum(sizes, _UNIT)]
        tails = sizes.astype(np.uint64)
        tails <<= np.uint64(56)
        middling = np.flatnonzero(sizes > _UNIT)
        if len(middling):
            sizes = sizes[middling]
            rest = self._words[starts[middling] + _UNIT]
            tails[middling] |= rest & _MASKS[np.minimum(sizes - _UNIT, _UNIT - 1)]
            long = middling[sizes >= _SHORT]
            if len(long):
                tails[long] = _hashes(*self.units(starts[long], sizes[sizes >= _SHORT]))
        return heads, tails

    def units(self, starts: Array, sizes: Array) -> tuple[Array, Array]:
        """Strings as units, the last one of each padded with zeros: uint64; and their sizes."""
        counts = _unit_counts(sizes)
        ends = np.cumsum(counts)
        units = self._words[_steps(starts, counts, ends)]
        units[ends - 1] &= _MASKS[sizes - (counts - 1) * _UNIT]
        return units, sizes


def _steps(starts: Array, counts: Array, ends: Array) -> Array:
    """Where the units of strings are in a text: every 8 bytes from each start."""
    places = np.repeat(starts - (ends - counts) * _UNIT, counts)
    places += np.arange(len(places)) * _UNIT
    return places


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


def _tied(groups: Array, rows: Array) -> Array:
    """Those of `rows` whose group has another member."""
    same = groups[1:] == groups[:-1]
    tied = np.zeros(len(groups), bool)
    tied[1:] |= same
    tied[:-1] |= same
    return rows[tied]


def _no_strings() -> tuple[Array, Array]:
    return np.zeros(1, np.uint64), np.zeros(1, np.int64)
