"""Writes a segment file, whose layout is told in `container`."""

from __future__ import annotations

import json
import zlib
from typing import Any, BinaryIO

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import CHUNK, Array
from leadersearch.engines.whoosh.segment.checksums import BLOCK, BlockSums
from leadersearch.engines.whoosh.segment.container import (
    ALIGNMENT,
    CRC,
    FOOTER,
    HEADER,
    MAGIC,
    NAME,
    TYPES,
    VERSION,
)


class SegmentFileWriter:
    """Writes sections one after another; `finish` makes the file readable."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sections: dict[str, list[Any]] = {}
        self._open: str | None = None
        self._position = 0
        self._sums = BlockSums()
        header = HEADER.pack(MAGIC, NAME, VERSION)
        self._write(header + CRC.pack(zlib.crc32(header)))

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._sums.update(data)
        self._position += len(data)

    def begin(self, name: str, code: str = "u1") -> None:
        """Start the section `name`, whose items have the type `code`; ends an open one."""
        self.end()
        if name in self._sections:
            raise ValueError(f"the section {name!r} is written twice")
        self._sections[name] = [code, self._position, 0]
        self._open = name

    def extend(self, data: bytes | memoryview) -> None:
        """Add raw little-endian bytes to the open section."""
        section = self._sections[self._open or ""]
        section[2] += len(data)
        self._write(data)

    def end(self) -> None:
        """End the open section, if there is one."""
        if self._open is not None:
            section = self._sections[self._open]
            section[2] //= TYPES[section[0]].itemsize
            self._write(bytes(-self._position % ALIGNMENT))
            self._open = None

    def add(self, name: str, values: Array, dtype: np.dtype[Any] | None = None) -> None:
        """Write a whole one-dimensional array as a section, converted to `dtype` piece by piece.

        The array may be a memory map of any size.
        """
        target = (dtype or values.dtype).newbyteorder("<")
        self.begin(name, f"{target.kind}{target.itemsize}")
        for start in range(0, len(values), CHUNK):
            piece = np.ascontiguousarray(values[start : start + CHUNK], dtype=target)
            self.extend(piece.data.cast("B"))
        self.end()

    def finish(self, properties: dict[str, Any]) -> None:
        """Write the contents and the footer. The caller makes the file durable."""
        self.end()
        start, sums = self._position, self._sums.finish()
        self._write(sums)
        document = {
            "properties": properties,
            "sections": self._sections,
            "checksums": [BLOCK, start, zlib.crc32(sums)],
        }
        contents = json.dumps(document, separators=(",", ":")).encode("ascii")
        footer = FOOTER.pack(self._position, len(contents), zlib.crc32(contents))
        self._write(contents)
        self._write(footer + CRC.pack(zlib.crc32(footer)) + MAGIC[::-1])
