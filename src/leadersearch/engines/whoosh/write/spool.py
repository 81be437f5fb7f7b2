"""Arrays that are set aside until the segment is written: in memory while they are few.

The file is nameless: it vanishes with the process that made it, however that ends.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array, narrowed


class Spool:
    """Keeps arrays, the later ones in a file in `folder` (or where the system keeps such)."""

    def __init__(self, folder: Path | None, memory: int) -> None:
        self._folder = folder
        self._room = memory
        self._file: BinaryIO | None = None
        self._end = 0

    def put(self, values: Array) -> Kept:
        """Set an array of integers aside, in its least width."""
        values = narrowed(values)
        if values.nbytes <= self._room:
            self._room -= values.nbytes
            # A view would keep alive all that it is a view of.
            return _InMemory(values if values.base is None else values.copy())
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
        self._file.seek(self._end)
        self._file.write(np.ascontiguousarray(values).data.cast("B"))
        kept = _InFile(self._file, self._end, values.dtype, len(values))
        self._end += values.nbytes
        return kept

    def close(self) -> None:
        """Forget all arrays."""
        if self._file is not None:
            self._file.close()


class Kept:
    """An array that was set aside."""

    dtype: np.dtype[Any]
    size: int

    def read(self, low: int, high: int) -> Array:
        """Items `low` to `high`."""
        raise NotImplementedError

    def all(self) -> Array:
        """All items."""
        return self.read(0, self.size)


class _InMemory(Kept):
    def __init__(self, values: Array) -> None:
        self._values = values
        self.dtype = values.dtype
        self.size = len(values)

    def read(self, low: int, high: int) -> Array:
        return self._values[low:high]


class _InFile(Kept):
    def __init__(self, file: BinaryIO, start: int, dtype: np.dtype[Any], size: int) -> None:
        self._file = file
        self._start = start
        self.dtype = dtype
        self.size = size

    def read(self, low: int, high: int) -> Array:
        values = np.empty(high - low, self.dtype)
        self._file.seek(self._start + low * self.dtype.itemsize)
        if self._file.readinto(values.data.cast("B")) != values.nbytes:  # type: ignore[attr-defined]
            raise OSError("a temporary file is cut short")
        return values
