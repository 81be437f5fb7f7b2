"""The array idioms of the bulk writer."""

from __future__ import annotations

from typing import Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array

_MOST_ROOM = 1 << 17  # items that are added to the room of an array, but for an eighth of it


class Growing:
    """An array that grows at its end; `values` is a view that the next `extend` outdates."""

    def __init__(self, dtype: Any) -> None:
        self._room = np.zeros(256, dtype)
        self._used = 0

    def __len__(self) -> int:
        return self._used

    @property
    def values(self) -> Array:
        """The items added so far."""
        return self._room[: self._used]

    def extend(self, values: Array) -> None:
        """Add values at the end."""
        end = self._used + len(values)
        if end > len(self._room):
            more = min(len(self._room), _MOST_ROOM + len(self._room) // 8)
            room = np.zeros(max(end, len(self._room) + more), self._room.dtype)
            room[: self._used] = self.values
            self._room = room
        self._room[self._used : end] = values
        self._used = end


def starts_of(counts: Array) -> Array:
    """Where each of consecutive runs starts: int64, shape (len(counts),)."""
    starts = np.zeros(len(counts), np.int64)
    np.cumsum(counts[:-1], out=starts[1:])
    return starts


def spread(starts: Array, counts: Array) -> Array:
    """The indices of runs one after another: int64, shape (sum(counts),).

    >>> spread(np.array([7, 2]), np.array([3, 1])).tolist()
    [7, 8, 9, 2]
    """
    indices = np.repeat(starts - starts_of(counts), counts)
    indices += np.arange(len(indices))
    return indices


def openings(*columns: Array) -> Array:
    """Which items differ from the one before in any column, the first one included: bool.

    >>> openings(np.array([4, 4, 5, 4])).tolist()
    [True, False, True, True]
    """
    opens = np.ones(len(columns[0]), bool)
    if len(opens):
        np.not_equal(columns[0][1:], columns[0][:-1], out=opens[1:])
        for column in columns[1:]:
            opens[1:] |= column[1:] != column[:-1]
    return opens


def stable_order(keys: Array, distinct: int) -> Array:
    """The stable sorting permutation of integers from 0 to `distinct` - 1: int64.

    numpy sorts 16-bit keys by radix, eight times as fast as it compares wider ones: wider keys
    are sorted by their halves, the lower one first.
    """
    if distinct <= 1 << 16:
        return np.argsort(keys.astype(np.uint16, copy=False), kind="stable")
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    upper = (keys >> 16).astype(np.uint16)[order]
    return order[np.argsort(upper, kind="stable")]


def joined(parts: list[Array], dtype: Any) -> Array:
    """The arrays as one, of `dtype` where there is none."""
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, dtype)
