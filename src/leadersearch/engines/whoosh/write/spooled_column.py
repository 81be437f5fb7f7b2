"""An array that is written once from its start to its end, and read in the same way."""

from __future__ import annotations

import mmap
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import CHUNK, Array
from leadersearch.engines.whoosh.write.grouping import joined


class Column:
    """Unsigned integers in memory, or in a nameless file in `folder` beyond `memory` bytes."""

    def __init__(self, folder: Path | None, memory: int) -> None:
        self._folder = folder
        self._memory = memory
        self._parts: list[Array] = []
        self._file: BinaryIO | None = None
        self._dtype = np.dtype(np.uint8)
        self._size = 0

    def extend(self, values: Array) -> None:
        """Add values at the end."""
        wider = np.promote_types(self._dtype, values.dtype)
        if self._file is not None and wider != self._dtype:
            narrow, held = self._file, self.array()
            self._start_file([held], wider)
            narrow.close()
        self._dtype = wider
        self._size += len(values)
        if self._file is None:
            self._parts.append(values)
            if self._size * wider.itemsize > self._memory:
                self._start_file(self._parts, wider)
                self._parts = []
        else:
            _write(self._file, values, wider)

    def _start_file(self, parts: list[Array], dtype: np.dtype[Any]) -> None:
        self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed when unused
        for part in parts:
            for start in range(0, len(part), CHUNK):
                _write(self._file, part[start : start + CHUNK], dtype)

    def close(self) -> None:
        """Let go of the file; what `array` returned stays valid."""
        if self._file is not None:
            self._file.close()

    def array(self) -> Array:
        """All values: the file as a memory map, of which little is in memory at a time."""
        if self._file is None:
            return joined(self._parts, self._dtype)
        self._file.flush()
        return _Passing(self._file, self._dtype, mode="r", shape=(self._size,))


def _write(file: BinaryIO, values: Array, dtype: np.dtype[Any]) -> None:
    file.write(np.ascontiguousarray(values, dtype).data.cast("B"))


class _Passing(np.memmap[Any, Any]):
    """A memory map whose pages are let go of when a slice behind them is read.

    They stay in the system's cache, but no longer count as this process's memory.
    """

    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        if isinstance(index, slice) and self._is_whole():
            self._let_go((index.start or 0) * self.itemsize)
        return found

    def max(self, *_: Any, **__: Any) -> Any:
        """The greatest value."""
        return max(int(np.max(np.asarray(part))) for part in self._pieces())

    def min(self, *_: Any, **__: Any) -> Any:
        """The least value."""
        return min(int(np.min(np.asarray(part))) for part in self._pieces())

    def _pieces(self) -> Any:
        return (self[start : start + CHUNK] for start in range(0, len(self), CHUNK))

    def _is_whole(self) -> bool:
        return not isinstance(self.base, np.memmap)

    def _let_go(self, end: int) -> None:
        mapped = self._mmap  # type: ignore[attr-defined]  # numpy has it, its stubs have not
        end -= end % mmap.PAGESIZE
        if end and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED, 0, end)
