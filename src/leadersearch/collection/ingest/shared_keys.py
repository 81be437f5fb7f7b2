"""Keys and the ids that have them: as they were kept, and as they come in a run.

There are some millions. So they are numbers in arrays, of 30 bytes each in a run and 12 as kept.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

import numpy as np

from leadersearch.numbering import Numbering

Numbers = np.ndarray[Any, np.dtype[Any]]

_MAGIC = b"leadersearch keys 1\n"
_COUNTS = struct.Struct("<QQ")
_FIRST_SLOTS = 1 << 10
_FULL = 0.7  # of the slots, before there are more
_MOST = (1 << 64) - 1
_FACTOR = hash(_MAGIC) & _MOST | 1  # another one in each process, lest keys be chosen to meet


class KeptKeys:
    """Keys by id and ids by key, as `packed` made them; nothing changes them.

    `order` and `owners` are the keys, ascending, and the number of the id that has each.
    """

    def __init__(self, data: bytes | None, ids: Numbering) -> None:
        nothing = np.zeros(0, np.uint64), np.zeros(0, np.uint32)
        pairs: tuple[Numbers, Numbers] = _unpacked(data, ids) if data else nothing
        self.order, self.owners = order, owners = pairs
        by_owner = np.argsort(owners, kind="stable")
        self._keys = array("Q", order[by_owner].astype(np.uint64).tobytes())
        counts = np.bincount(owners, minlength=len(ids))
        self._starts = array("Q", np.append(0, np.cumsum(counts)).astype(np.uint64).tobytes())
        self._sorted = array("Q", order.astype(np.uint64).tobytes())
        self._owners = array("I", owners.astype(np.uint32).tobytes())

    def keys(self, owner: int) -> array[int]:
        """The keys of an id."""
        if owner + 1 >= len(self._starts):
            return array("Q")
        return self._keys[self._starts[owner] : self._starts[owner + 1]]

    def places(self, key: int) -> range:
        """Where `owner` has the ids of a key."""
        start = bisect_left(self._sorted, key)
        return range(start, bisect_right(self._sorted, key, start))

    def owner(self, place: int) -> int:
        """The id at a place."""
        return self._owners[place]


class RunKeys:
    """Pairs of a key and an id, the later ones of a key first; some are met more than once.

    A hash table leads to the last pair of each key, and each pair to the one before of its key and
    of its id: places are counted from 1, 0 is none.
    """

    def __init__(self) -> None:
        self._keys = array("Q", [0])
        self._owners = array("I", [0])
        self._before_of_key = array("I", [0])
        self._before_of_owner = array("I", [0])
        self._is_held = bytearray(1)
        self._last_of_owner = array("I")
        self._slots = array("I", bytes(4 * _FIRST_SLOTS))
        self._distinct = 0

    def add(self, key: int, owner: int) -> None:
        """Note that an id has a key."""
        slot = self._slot(key)
        before = self._slots[slot]
        place = self._slots[slot] = len(self._keys)
        while len(self._last_of_owner) <= owner:
            self._last_of_owner.append(0)
        self._keys.append(key)
        self._owners.append(owner)
        self._before_of_key.append(before)
        self._before_of_owner.append(self._last_of_owner[owner])
        self._is_held.append(1)
        self._last_of_owner[owner] = place
        self._distinct += not before
        if self._distinct > len(self._slots) * _FULL:
            self._grow()

    def ids(self, key: int) -> Iterator[int]:
        """The ids that have a key."""
        place, later = self._slots[self._slot(key)], 0
        while place:
            before = self._before_of_key[place]
            if self._is_held[place]:
                yield self._owners[place]
            if self._is_held[place] or not later:
                later = place
            else:
                self._before_of_key[later] = before  # not to be met again
            place = before

    def keys(self, owner: int) -> Iterator[int]:
        """The keys of an id."""
        return (self._keys[place] for place in self._places(owner))

    def keep_only(self, owner: int, keys: set[int]) -> None:
        """Forget all keys of an id but these."""
        for place in self._places(owner):
            if self._keys[place] not in keys:
                self._is_held[place] = 0

    def pairs(self) -> tuple[Numbers, Numbers]:
        """All keys, and the ids that have them."""
        held = np.frombuffer(self._is_held, bool)
        keys, owners = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._owners, np.uint32)
        return keys[held], owners[held]

    def _places(self, owner: int) -> Iterator[int]:
        place = self._last_of_owner[owner] if owner < len(self._last_of_owner) else 0
        while place:
            if self._is_held[place]:
                yield place
            place = self._before_of_owner[place]

    def _slot(self, key: int) -> int:
        """The slot of a key, or the free one where it belongs."""
        slots, last = self._slots, len(self._slots) - 1
        slot = (key * _FACTOR & _MOST) >> 32 & last
        while (held := slots[slot]) and self._keys[held] != key:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("I", bytes(2 * len(old) * old.itemsize))
        for place in filter(None, old):
            self._slots[self._slot(self._keys[place])] = place


def packed(pairs: list[tuple[Numbers, Numbers]], ids: Numbering) -> bytes:
    """Pairs as they are kept: the same bytes for the same pairs, in whatever order they came.

    `pairs` is emptied, so that there are not two copies of them.
    """
    keys, owners = pairs.pop()
    if pairs:
        keys = np.concatenate([*(more for more, _ in pairs), keys])
        owners = np.concatenate([*(more for _, more in pairs), owners])
        pairs.clear()
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    is_new = np.ones(len(keys), bool)
    is_new[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    del order
    keys, owners = keys[is_new], owners[is_new]
    del is_new
    _sort_equals(keys, owners, ids)
    places = np.arange(len(keys), dtype=np.uint32)
    first = np.full(len(ids), len(keys), np.uint32)
    first[owners[::-1]] = places[::-1]  # of an owner that comes again the first place is the last
    is_first = first[owners] == places
    ranks = np.zeros(len(ids), np.uint32)
    ranks[owners[is_first]] = np.arange(np.count_nonzero(is_first), dtype=np.uint32)
    names, sizes = bytearray(), array("I")
    for owner in array("I", owners[is_first].astype(np.uint32, copy=False).tobytes()):
        name = ids.text(owner).encode("utf-8", "surrogatepass")
        names += name
        sizes.append(len(name))
    owners = ranks[owners]
    del places, first, is_first, ranks
    parts = (
        _MAGIC,
        _COUNTS.pack(len(sizes), len(keys)),
        np.array(sizes, "<u4").data,
        keys.astype("<u8", copy=False).data,
        owners.astype("<u4", copy=False).data,
        names,
    )
    return b"".join(parts)


def _sort_equals(keys: Numbers, owners: Numbers, ids: Numbering) -> None:
    """Sort the owners of one key by their texts."""
    is_shared = np.zeros(len(keys) + 1, bool)  # with the one before; the last with none
    is_shared[1:-1] = keys[1:] == keys[:-1]
    starts = np.flatnonzero(~is_shared[:-1] & is_shared[1:])
    ends = np.flatnonzero(is_shared[:-1] & ~is_shared[1:]) + 1
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        owners[start:end] = sorted(owners[start:end].tolist(), key=ids.text)


def _unpacked(data: bytes, ids: Numbering) -> tuple[Numbers, Numbers]:
    """The pairs that `packed` made; their ids are numbered from 0. Raises ValueError for others."""
    if not data.startswith(_MAGIC) or len(ids):
        raise ValueError
    place = len(_MAGIC) + _COUNTS.size
    if len(data) < place:
        raise ValueError
    many, pairs = _COUNTS.unpack(data[len(_MAGIC) : place])
    found = []
    for kind, count in (("<u4", many), ("<u8", pairs), ("<u4", pairs)):
        found.append(np.frombuffer(data, kind, count, place))
        place += found[-1].nbytes
    sizes, keys, owners = found
    if place + int(sizes.sum(dtype=np.uint64)) != len(data) or (owners >= many).any():
        raise ValueError
    if (keys[1:] < keys[:-1]).any():
        raise ValueError
    for size in sizes.tolist():
        ids.number(data[place : place + size].decode("utf-8", "surrogatepass"))
        place += size
    if len(ids) != many:
        raise ValueError
    return keys, owners
