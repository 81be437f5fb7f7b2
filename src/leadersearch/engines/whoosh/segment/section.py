"""One section of a segment file: nothing of it is given out before its checksums were compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.segment.checksums import Blocks
from leadersearch.errors import IndexCorrupt


class Section:
    """Numbers of one type, a part of which is checked when it is asked for.

    `start` is where it begins in what `blocks` are of. `below` is what all of its numbers have to
    be less than: it is looked at together with the checksums, so that it costs nothing later.
    `corrupt` makes an error of what is wrong.
    """

    def __init__(
        self,
        array: Array,
        blocks: Blocks,
        start: int,
        *,
        below: int | None,
        corrupt: Callable[[str], IndexCorrupt],
    ) -> None:
        self._array = array
        # Items of a memoryview are Python numbers: fast one by one.
        self._view: memoryview = array.astype(array.dtype.newbyteorder("="), copy=False).data
        self._count = len(array)
        self._width = array.itemsize
        self._start = start
        self._blocks = blocks
        self._size = blocks.size
        self._corrupt = corrupt
        is_bounded = below is None or array.dtype.kind != "u" or below > np.iinfo(array.dtype).max
        self._below = None if is_bounded else below
        # Without a limit a block is done with once it is compared, whichever section it was for.
        self._seen = blocks.seen if self._below is None else bytearray(len(blocks.seen))

    def __len__(self) -> int:
        return self._count

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of the numbers."""
        return self._array.dtype

    def number(self, index: int) -> Any:
        """One number, as Python has it; IndexError where there is none."""
        block = (self._start + index * self._width) // self._size
        if not self._seen[block]:
            self._look_at(block, block + 1)
        return self._view[index]

    def slice(self, low: int, high: int) -> Array:
        """The numbers [low, high), as a view; IndexCorrupt where there are no such numbers."""
        self._check(low, high)
        return self._array[low:high]

    def view(self, low: int, high: int) -> memoryview:
        """The result of `slice`, as Python numbers."""
        self._check(low, high)
        return self._view[low:high]

    def data(self, low: int, high: int) -> bytes:
        """The result of `slice`, as bytes; of a section of bytes."""
        first = (self._start + low) // self._size
        # One item after another of a page of hits: nearly always within a block that was compared.
        if not (
            0 <= low < high <= self._count
            and first == (self._start + high - 1) // self._size
            and self._seen[first]
        ):
            self._check(low, high)
        return self._view[low:high].tobytes()

    def at(self, indices: Array) -> Array:
        """The numbers at some indices, increasing; IndexCorrupt where there are no such numbers."""
        if len(indices):
            if not 0 <= indices[0] <= indices[-1] < self._count:
                raise self._corrupt("is too short for another")
            for block in set(((self._start + indices * self._width) // self._size).tolist()):
                if not self._seen[block]:
                    self._look_at(block, block + 1)
        return self._array[indices]

    def all(self) -> Array:
        """All numbers, as a view."""
        self._check(0, self._count)
        return self._array

    def view_all(self) -> memoryview:
        """All numbers, the items Python numbers."""
        self._check(0, self._count)
        return self._view

    def offsets_into(self, count: int) -> Array:
        """All numbers, which have to be where runs of `count` items start, and the last one ends."""
        offsets = self.all()
        if (
            not len(offsets)
            or offsets[0] != 0
            or offsets[-1] != count
            or (offsets[1:] < offsets[:-1]).any()
        ):
            raise self._corrupt("contradicts another")
        return offsets

    def _check(self, low: int, high: int) -> None:
        if low == high and 0 <= low <= self._count:
            return
        if not 0 <= low < high <= self._count:
            raise self._corrupt("is too short for another")
        first = (self._start + low * self._width) // self._size
        last = (self._start + high * self._width - 1) // self._size + 1
        if self._seen.find(0, first, last) >= 0:
            self._look_at(first, last)

    def _look_at(self, first: int, last: int) -> None:
        if self._blocks.first_damaged(first, last) is not None:
            raise self._corrupt("does not match its checksum")
        if self._below is not None:
            low = max(0, first * self._size - self._start) // self._width
            high = -(-(last * self._size - self._start) // self._width)
            if (self._array[low:high] >= self._below).any():
                raise self._corrupt("has numbers that are too large")
            self._seen[first:last] = b"\1" * (last - first)
