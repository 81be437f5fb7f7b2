"""The container: named sections of little-endian numbers in one file, with checksums.

    header    magic, format name, version, checksum of the header
    sections  8-aligned runs of numbers of one type, in the order they were written
    checksums a CRC-32 of each 16 KiB of all that comes before
    contents  UTF-8 JSON: section -> [type, offset, count]; the properties; and of the checksums:
              bytes a block, where they start, CRC-32 of them
    footer    where the contents are and their checksum, checksum of the footer, magic

The header keeps its layout in every version, so that a newer file is told from a damaged one.
Opening checks the header, the footer, the contents and the checksums; `section` checks each block
when something in it is first used, `SegmentFile.verify` every byte.

Version 1 has no checksums of blocks, but one of each section, the fourth item of its row in the
contents: there a section is checked as a whole when it is first used.
"""

from __future__ import annotations

import io
import json
import mmap
import operator
import os
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.segment.checksums import CHECKSUM, Blocks
from leadersearch.engines.whoosh.segment.section import Section
from leadersearch.errors import IndexCorrupt, IndexTooNew, IndexTooOld

MAGIC = b"\x93LSI\r\n\x1a\n"  # a byte above 127 and both line ends: text transfers damage it
NAME = b"columnar-segment"
VERSION = 2
OLDEST_VERSION = 1
_WITH_BLOCKS = 2  # the first version with checksums of blocks

HEADER = struct.Struct("<8s16sI")
FOOTER = struct.Struct("<QQI")
CRC = struct.Struct("<I")
HEADER_SIZE = HEADER.size + CRC.size
FOOTER_SIZE = FOOTER.size + CRC.size + len(MAGIC)
ALIGNMENT = 8

TYPES = {
    code: np.dtype("<" + code)
    for code in ("u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f4", "f8")
}
_KINDS = "uif"
_LEAST_BLOCK = 1 << 12


class SegmentFile:
    """The sections of a finished file, as views into its bytes.

    Views stay valid for as long as they are referenced: they hold the memory map.
    """

    def __init__(self, buffer: mmap.mmap | bytes | memoryview, name: str) -> None:
        """Check what is cheap to check.

        Raises IndexCorrupt, IndexTooOld or IndexTooNew, each naming the file.
        """
        self.name = name
        self._data = memoryview(buffer)
        self._version = self._checked_header()
        self._end = self._checked_footer()
        document = self._read_contents()
        self.properties: dict[str, Any] = document["properties"]
        self._rows: dict[str, list[Any]] = document["sections"]
        self._blocks = self._read_sums(document) if self._version >= _WITH_BLOCKS else None
        self._sections: dict[tuple[str, int | None], Section] = {}

    def corrupt(self, what: str) -> IndexCorrupt:
        """The error that names the file and says what is wrong with it."""
        return _corrupt(self.name, what)

    def _checked_header(self) -> int:
        """Check the header; return the version of the format."""
        data = self._data
        if len(data) < HEADER_SIZE + FOOTER_SIZE:
            raise self.corrupt("it is too short")
        magic, name, version = HEADER.unpack_from(data, 0)
        if magic != MAGIC or name != NAME:
            raise self.corrupt("it does not start like a segment")
        (crc,) = CRC.unpack_from(data, HEADER.size)
        if crc != zlib.crc32(data[: HEADER.size]):
            raise self.corrupt("its header does not match its checksum")
        if version > VERSION:
            raise IndexTooNew(
                f"{self.name} has format version {version}, and this program reads versions "
                f"up to {VERSION}. Update leadersearch."
            )
        if version < OLDEST_VERSION:
            raise IndexTooOld(
                f"{self.name} has format version {version}, and this program reads versions "
                f"from {OLDEST_VERSION}. Rebuild the index: leadersearch index --rebuild FOLDER"
            )
        return int(version)

    def _checked_footer(self) -> int:
        """Check the footer; return where the contents start."""
        footer = self._data[-FOOTER_SIZE:]
        start, length, _ = FOOTER.unpack_from(footer, 0)
        (crc,) = CRC.unpack_from(footer, FOOTER.size)
        if footer[-len(MAGIC) :] != MAGIC[::-1]:
            raise self.corrupt("its end is missing")
        has_room = start + length + FOOTER_SIZE == len(self._data) and start >= HEADER_SIZE
        if crc != zlib.crc32(footer[: FOOTER.size]) or not has_room:
            raise self.corrupt("its footer does not match its checksum")
        return int(start)

    def _read_contents(self) -> dict[str, Any]:
        contents = self._data[self._end : -FOOTER_SIZE]
        _, _, crc = FOOTER.unpack_from(self._data, len(self._data) - FOOTER_SIZE)
        if crc != zlib.crc32(contents):
            raise self.corrupt("its contents do not match their checksum")
        try:
            document = json.loads(bytes(contents))
            if isinstance(document["properties"], dict) and isinstance(document["sections"], dict):
                return dict(document)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self.corrupt("its contents cannot be read") from error
        raise self.corrupt("its contents cannot be read")

    def _read_sums(self, document: dict[str, Any]) -> Blocks:
        try:
            size, start, crc = map(operator.index, document["checksums"])
        except (ValueError, TypeError, KeyError) as error:
            raise self.corrupt("its contents are invalid") from error
        sums = self._data[start : self._end] if start >= HEADER_SIZE else b""
        if size < _LEAST_BLOCK or len(sums) != -(-start // size) * CHECKSUM.itemsize:
            raise self.corrupt("its checksums are missing")
        if zlib.crc32(sums) != crc:
            raise self.corrupt("its checksums do not match theirs")
        self._end = start
        return Blocks(self._data[:start], np.frombuffer(sums, CHECKSUM), size)

    def __contains__(self, name: str) -> bool:
        """Whether there is a section `name`."""
        return name in self._rows

    def section(self, name: str, kinds: str = _KINDS, *, below: int | None = None) -> Section:
        """Return a section, nothing of which has been read; KeyError if there is none.

        `kinds` are those that its type may be of, as numpy has them; its numbers have to be
        `below` a limit.
        """
        section = self._sections.get((name, below))
        if section is None:
            section = self._sections[name, below] = self._make(name, below)
        if section.dtype.kind not in kinds:
            raise self.corrupt(f"the section {name!r} has another type")
        return section

    def array(self, name: str) -> Array:
        """Return a section as a read-only array over the mapped bytes; KeyError if there is none.

        Shape (count,), the type it was written with. All of it is checked first.
        """
        return self.section(name).all()

    def view(self, name: str) -> memoryview:
        """Return a section as a memoryview, whose items are Python numbers: fast one by one."""
        return self.section(name).view_all()

    def _make(self, name: str, below: int | None) -> Section:
        array, start = self._map(self._rows[name])
        blocks = self._blocks
        if blocks is None:
            data = self._data[start : start + array.nbytes]
            blocks = Blocks(data, np.array([self._crc_of(name)], CHECKSUM), max(1, len(data)))
            start = 0

        file = self.name  # not this object, which holds the section: it would outlive its last use

        def corrupt(what: str) -> IndexCorrupt:
            return _corrupt(file, f"the section {name!r} {what}")

        return Section(array, blocks, start, below=below, corrupt=corrupt)

    def _map(self, row: list[Any]) -> tuple[Array, int]:
        """A section as an array, and where it starts."""
        try:
            code, offset, count = row[:3]
            dtype = TYPES[code]
            offset, count = operator.index(offset), operator.index(count)
            if offset < HEADER_SIZE or count < 0 or offset + count * dtype.itemsize > self._end:
                raise self.corrupt("a section lies outside of it")
            return np.frombuffer(self._data, dtype, count, offset), offset
        except (ValueError, TypeError, KeyError) as error:
            raise self.corrupt("its contents are invalid") from error

    def _crc_of(self, name: str) -> int:
        """The checksum of a section of a file without checksums of blocks."""
        try:
            return operator.index(self._rows[name][3]) & 0xFFFFFFFF
        except (IndexError, TypeError) as error:
            raise self.corrupt("its contents are invalid") from error

    def let_go(self) -> None:
        """Have no memory for what was read: the system reads it again where it is asked for."""
        mapped = self._data.obj
        if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)

    def check_whole(self) -> None:
        """Raise IndexCorrupt where the file has been cut short: to read there ends the process."""
        mapped = self._data.obj
        if isinstance(mapped, mmap.mmap) and mapped.size() < len(mapped):
            raise self.corrupt("it has been cut short since it was opened")

    def verify(self) -> None:
        """Read every byte and compare all checksums; raises IndexCorrupt where any does not hold."""
        self.check_whole()
        damaged = list(self._damaged())
        if damaged:
            more = f", and {len(damaged) - 1} parts more" if len(damaged) > 1 else ""
            raise self.corrupt(f"{damaged[0]} does not match its checksum{more}")

    def _damaged(self) -> Iterator[str]:
        """The parts of the file that are not as they were written."""
        if self._blocks is not None:
            size = self._blocks.size
            for number in self._blocks.damaged():
                yield f"bytes {number * size:,} to {(number + 1) * size - 1:,}"
            return
        end = HEADER_SIZE
        extents = {name: self._extent(row) for name, row in self._rows.items()}
        for name, (start, stop) in sorted(extents.items(), key=operator.itemgetter(1)):
            if any(self._data[end:start]):
                yield f"the filling before the section {name!r}"
            if zlib.crc32(self._data[start:stop]) != self._crc_of(name):
                yield f"the section {name!r}"
            end = stop
        if any(self._data[end : self._end]):
            yield "the bytes after the sections"

    def _extent(self, row: list[Any]) -> tuple[int, int]:
        array, start = self._map(row)
        return start, start + array.nbytes


def _corrupt(name: str, what: str) -> IndexCorrupt:
    return IndexCorrupt(
        f"{name} is damaged: {what}. Rebuild the index: leadersearch index --rebuild FOLDER "
        "(leadersearch check lists all damage)"
    )


def _descriptor(file: Any) -> int | None:
    """Return the descriptor of a storage's file; None if it lives in memory."""
    try:
        return int(file.fileno())
    except (AttributeError, io.UnsupportedOperation):
        return None


def make_durable(file: Any) -> None:
    """Flush a Whoosh storage file to the disk; does nothing for files in memory."""
    descriptor = _descriptor(file)
    if descriptor is not None:
        file.flush()
        os.fsync(descriptor)


def open_segment_file(storage: Any, name: str) -> SegmentFile:
    """Map the file `name` of a storage, Whoosh's or `toc.Folder`.

    Raises what the storage raises if there is no such file, and what `SegmentFile` raises.
    """
    with storage.open_file(name) as file:
        descriptor = _descriptor(file)
        if descriptor is None or not storage.supports_mmap:
            return SegmentFile(file.get(0, storage.file_length(name)), name)
        size = os.fstat(descriptor).st_size
        # An empty file cannot be mapped.
        mapped = mmap.mmap(descriptor, size, access=mmap.ACCESS_READ) if size else b""
        return SegmentFile(mapped, name)
