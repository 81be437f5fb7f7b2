"""Whoosh's table of contents, read without Whoosh.

Whoosh takes a third of the time of a whole `leadersearch query` to import. A table of contents
that names segments of ours only is read here; any other is left to Whoosh, which also finds the
words for what is wrong with it.

    three varints: the sizes of an int, a long and a float; i32 -12345, i32 version, three varints:
    release; varint length and pickle of the schema; i32 generation, i32 0; pickle of the segments
"""

from __future__ import annotations

import io
import os
import pickle
import re
import struct
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from leadersearch.engines.whoosh.codec.format import SegmentFile
from leadersearch.engines.whoosh.codec.record import SegmentRecord
from leadersearch.errors import IndexCorrupt

INDEX_NAME = "MAIN"

Opened: TypeAlias = MutableMapping[str, SegmentFile]
"""Segment files by name, those that are in use and no others."""

_TABLE = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.toc\Z")
_NUMBER = struct.Struct("!i")
_SIZES = (4, 8, 4)  # of an int, a long and a float
_BYTE_ORDER, _VERSION = -12345, -111
_SEGMENT = ("leadersearch.engines.whoosh.codec.segment", "ColumnarSegment")


class Version(NamedTuple):
    """What an index is as of one commit.

    `written`: inode and nanoseconds of its table of contents. An index that is made anew in the
    same place counts its generations from the start again.
    """

    generation: int
    written: tuple[int, int]


NO_VERSION = Version(-1, (0, 0))


class Folder:
    """The files of an index, for reading: as much of a Whoosh storage as a segment needs.

    `opened` are the files of segments that are in use, by name: they are never written again, and
    the segments of one generation are mostly those of the last.
    """

    supports_mmap = True

    def __init__(self, path: Path, opened: Opened) -> None:
        self._path = path
        self.opened = opened

    def open_file(self, name: str) -> BinaryIO:
        """An existing file."""
        return (self._path / name).open("rb")


def latest_generation(folder: Path) -> int:
    """The generation of the newest table of contents in a folder; -1 where there is none."""
    try:
        names = os.listdir(folder)  # noqa: PTH208  # names alone are needed
    except (OSError, ValueError):  # a name that no file can have
        return -1
    return max((int(match[1]) for match in map(_TABLE.match, names) if match), default=-1)


def latest_version(folder: Path) -> Version:
    """What there is in a folder now; NO_VERSION where there is no index."""
    while (generation := latest_generation(folder)) >= 0:
        with suppress(FileNotFoundError):  # a commit came between: there is a newer one, or none
            status = (folder / f"_{INDEX_NAME}_{generation}.toc").stat()
            return Version(generation, (status.st_ino, status.st_mtime_ns))
    return NO_VERSION


def own_segments(folder: Path, generation: int) -> list[SegmentRecord] | None:
    """The segments of a generation; None where a table of contents is not as we write it.

    Raises FileNotFoundError where there is none, and IndexCorrupt where a segment is damaged.
    """
    content = (folder / f"_{INDEX_NAME}_{generation}.toc").read_bytes()
    try:
        return _segments(io.BytesIO(content), generation)
    except IndexCorrupt:
        raise
    except Exception:  # noqa: BLE001  # bytes that are no table make a pickle fail in any way
        return None


def _segments(file: io.BytesIO, generation: int) -> list[SegmentRecord] | None:
    if tuple(_varint(file) for _ in _SIZES) != _SIZES:
        return None
    if (_number(file), _number(file)) != (_BYTE_ORDER, _VERSION):
        return None
    for _ in range(3):
        _varint(file)
    file.seek(_varint(file), os.SEEK_CUR)  # the schema is ours
    if (_number(file), _number(file)) != (generation, 0):
        return None
    segments = _RecordUnpickler(file).load()
    is_ours = isinstance(segments, list) and all(type(row) is SegmentRecord for row in segments)
    return segments if is_ours else None


def _number(file: io.BytesIO) -> int:
    return int(_NUMBER.unpack(file.read(_NUMBER.size))[0])


def _varint(file: io.BytesIO) -> int:
    number = shift = 0
    while True:
        (byte,) = file.read(1)
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number
        shift += 7


class _RecordUnpickler(pickle.Unpickler):
    """Makes records of our segments, and admits nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != _SEGMENT:
            raise pickle.UnpicklingError(f"{module}.{name} is no segment of ours")
        return SegmentRecord
