"""The container: named sections of little-endian numbers in one file, with checksums.

    header    magic, format name, version, checksum of the header
    sections  8-aligned runs of numbers of one type, in the order they were written
    contents  UTF-8 JSON: section -> [type, offset, count, CRC-32], and the properties
    footer    where the contents are and their checksum, checksum of the footer, magic

The header keeps its layout in every version, so that a newer file is told from a damaged one.
Opening checks the header, the footer and the contents; `SegmentFile.verify` checks every byte.
"""

from __future__ import annotations

import io
import json
import mmap
import os
import struct
import zlib
from typing import Any, BinaryIO

import numpy as np

from leadersearch.engines.whoosh.codec.arrays import CHUNK, Array
from leadersearch.errors import IndexCorrupt, IndexTooNew, IndexTooOld

MAGIC = b"\x93LSI\r\n\x1a\n"  # a byte above 127 and both line ends: text transfers damage it
NAME = b"columnar-segment"
VERSION = 1
OLDEST_VERSION = 1

_HEADER = struct.Struct("<8s16sI")
_FOOTER = struct.Struct("<QQI")
_CRC = struct.Struct("<I")
HEADER_SIZE = _HEADER.size + _CRC.size
FOOTER_SIZE = _FOOTER.size + _CRC.size + len(MAGIC)
ALIGNMENT = 8

_TYPES = {
    code: np.dtype("<" + code)
    for code in ("u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f4", "f8")
}


class SegmentFileWriter:
    """Writes sections one after another; `finish` makes the file readable."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sections: dict[str, list[Any]] = {}
        self._open: str | None = None
        self._position = 0
        header = _HEADER.pack(MAGIC, NAME, VERSION)
        self._write(header + _CRC.pack(zlib.crc32(header)))

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._position += len(data)

    def begin(self, name: str, code: str = "u1") -> None:
        """Start the section `name`, whose items have the type `code`; ends an open one."""
        self.end()
        if name in self._sections:
            raise ValueError(f"the section {name!r} is written twice")
        self._sections[name] = [code, self._position, 0, 0]
        self._open = name

    def extend(self, data: bytes | memoryview) -> None:
        """Add raw little-endian bytes to the open section."""
        section = self._sections[self._open or ""]
        section[2] += len(data)
        section[3] = zlib.crc32(data, section[3])
        self._write(data)

    def end(self) -> None:
        """End the open section, if there is one."""
        if self._open is not None:
            section = self._sections[self._open]
            section[2] //= _TYPES[section[0]].itemsize
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
        document = {"properties": properties, "sections": self._sections}
        contents = json.dumps(document, separators=(",", ":")).encode("ascii")
        footer = _FOOTER.pack(self._position, len(contents), zlib.crc32(contents))
        self._write(contents)
        self._write(footer + _CRC.pack(zlib.crc32(footer)) + MAGIC[::-1])


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
        self._end = self._check_ends()
        document = self._read_contents()
        self.properties: dict[str, Any] = document["properties"]
        self._sections: dict[str, list[Any]] = document["sections"]
        self._arrays: dict[str, Array] = {}
        self._views: dict[str, memoryview] = {}

    def _corrupt(self, what: str) -> IndexCorrupt:
        return IndexCorrupt(
            f"{self.name} is damaged: {what}. Rebuild the index: leadersearch index --rebuild FOLDER"
        )

    def _check_ends(self) -> int:
        """Check the header and the footer; return where the contents start."""
        data = self._data
        if len(data) < HEADER_SIZE + FOOTER_SIZE:
            raise self._corrupt("it is too short")
        magic, name, version = _HEADER.unpack_from(data, 0)
        if magic != MAGIC or name != NAME:
            raise self._corrupt("it does not start like a segment")
        (crc,) = _CRC.unpack_from(data, _HEADER.size)
        if crc != zlib.crc32(data[: _HEADER.size]):
            raise self._corrupt("its header does not match its checksum")
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
        footer = data[-FOOTER_SIZE:]
        start, length, _ = _FOOTER.unpack_from(footer, 0)
        (crc,) = _CRC.unpack_from(footer, _FOOTER.size)
        if footer[-len(MAGIC) :] != MAGIC[::-1]:
            raise self._corrupt("its end is missing")
        if crc != zlib.crc32(footer[: _FOOTER.size]) or start + length + FOOTER_SIZE != len(data):
            raise self._corrupt("its footer does not match its checksum")
        return int(start)

    def _read_contents(self) -> dict[str, Any]:
        contents = self._data[self._end : -FOOTER_SIZE]
        _, _, crc = _FOOTER.unpack_from(self._data, len(self._data) - FOOTER_SIZE)
        if crc != zlib.crc32(contents):
            raise self._corrupt("its contents do not match their checksum")
        try:
            document = json.loads(bytes(contents))
            if isinstance(document["properties"], dict) and isinstance(document["sections"], dict):
                return dict(document)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._corrupt("its contents cannot be read") from error
        raise self._corrupt("its contents cannot be read")

    def __contains__(self, name: str) -> bool:
        """Whether there is a section `name`."""
        return name in self._sections

    def array(self, name: str) -> Array:
        """Return a section as a read-only array over the mapped bytes; KeyError if there is none.

        Shape (count,), the type it was written with.
        """
        array = self._arrays.get(name)
        if array is None:
            array = self._arrays[name] = self._map(self._sections[name])
        return array

    def view(self, name: str) -> memoryview:
        """Return a section as a memoryview, whose items are Python numbers: fast one by one."""
        view = self._views.get(name)
        if view is None:
            array = self.array(name)
            native = array.dtype.newbyteorder("=")
            view = self._views[name] = array.astype(native, copy=False).data
        return view

    def _map(self, section: list[Any]) -> Array:
        try:
            code, offset, count, _ = section
            dtype = _TYPES[code]
            if offset < HEADER_SIZE or count < 0 or offset + count * dtype.itemsize > self._end:
                raise self._corrupt("a section lies outside of it")
            return np.frombuffer(self._data, dtype, count, offset)
        except (ValueError, TypeError, KeyError) as error:
            raise self._corrupt("its contents make no sense") from error

    def check_whole(self) -> None:
        """Raise IndexCorrupt where the file has been cut short: to read there ends the process."""
        mapped = self._data.obj
        if isinstance(mapped, mmap.mmap) and mapped.size() < len(mapped):
            raise self._corrupt("it has been cut short since it was opened")

    def verify(self) -> None:
        """Read every byte and compare the checksums; raises IndexCorrupt at the first mismatch."""
        end = HEADER_SIZE
        for name, section in sorted(self._sections.items(), key=lambda item: item[1][1]):
            array = self._map(section)
            offset, crc = section[1], section[3]
            if any(self._data[end:offset]):
                raise self._corrupt("there is something between its sections")
            end = offset + array.nbytes
            if zlib.crc32(self._data[offset:end]) != crc:
                raise self._corrupt(f"the section {name!r} does not match its checksum")
        if any(self._data[end : self._end]):
            raise self._corrupt("there is something after its sections")


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
    """Map the file `name` of a storage, Whoosh's or `contents.Folder`.

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
