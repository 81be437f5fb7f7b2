"""Checksums of the blocks of a file: a block is compared when something in it is first used.

A section can be larger than what a search reads of it by a factor of a thousand, so that sections
are no unit to be checked by. A block of 16 KiB takes about 9 microseconds.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array

BLOCK = 1 << 14
"""Bytes that share a checksum."""

CHECKSUM = np.dtype("<u4")


class BlockSums:
    """The checksums of what is written, one a block."""

    def __init__(self) -> None:
        self._done = array("L")
        self._sum = 0
        self._room = BLOCK

    def update(self, data: bytes | memoryview) -> None:
        """Take the next bytes of the file."""
        rest = memoryview(data).cast("B")
        while len(rest) >= self._room:
            self._done.append(zlib.crc32(rest[: self._room], self._sum))
            rest = rest[self._room :]
            self._sum, self._room = 0, BLOCK
        self._sum = zlib.crc32(rest, self._sum)
        self._room -= len(rest)

    def finish(self) -> bytes:
        """The checksums of all blocks, of which the last may be shorter."""
        if self._room < BLOCK:
            self._done.append(self._sum)
        return np.array(self._done, CHECKSUM).tobytes()


class Blocks:
    """The blocks of a file, and which of them have been found to be as they were written.

    Threads may look at the same block at once: both come to the same end.
    """

    def __init__(self, data: memoryview, sums: Array, size: int) -> None:
        self._data = data
        self._sums = sums
        self.size = size
        self.seen = bytearray(len(sums))

    def first_damaged(self, first: int, last: int) -> int | None:
        """The first of the blocks [first, last) that is damaged; looks at new ones only."""
        start = self.seen.find(0, first, last)
        while start >= 0:
            if not self._holds(start):
                return start
            self.seen[start] = 1
            start = self.seen.find(0, start, last)
        return None

    def damaged(self) -> Iterator[int]:
        """The blocks that are damaged, all of them read again."""
        return (number for number in range(len(self._sums)) if not self._holds(number))

    def _holds(self, number: int) -> bool:
        block = self._data[number * self.size : (number + 1) * self.size]
        return zlib.crc32(block) == self._sums[number]
