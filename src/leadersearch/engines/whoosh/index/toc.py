"""Which segments an index has as of one commit, read without Whoosh.

Whoosh takes a third of the time of a whole `leadersearch query` to import. The newest table of
contents counts, and the one before it where that is damaged.
"""

from __future__ import annotations

import os
import re
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias, TypeVar

from leadersearch.engines.whoosh.index import pickles
from leadersearch.engines.whoosh.index.safe_open import open_existing, read_whole
from leadersearch.engines.whoosh.index.toc_table import OWN_CLASS, decoded
from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.record import SegmentRecord
from leadersearch.errors import IndexAccessError, IndexCorrupt, IndexMissing

INDEX_NAME = "MAIN"

Opened: TypeAlias = MutableMapping[str, SegmentFile]
"""Segment files by name, those that are in use and no others."""

MOST_GENERATIONS = (1 << 31) - 1

LARGEST_TABLE = 1 << 25
"""Bytes: room for eight million deleted articles."""

_TABLE = re.compile(rf"_{INDEX_NAME}_(0|[1-9][0-9]{{0,9}})\.toc\Z")
_REBUILD = "rebuild it: leadersearch index --rebuild FOLDER"


class Version(NamedTuple):
    """The state of an index as of one commit.

    `written`: inode and nanoseconds of its table of contents. An index that is made anew in the
    same place counts its generations from the start again.
    """

    generation: int
    written: tuple[int, int]


NO_VERSION = Version(-1, (0, 0))


class Table(NamedTuple):
    """A table of contents.

    `version` is the newest that there is, and `generation` that of this table: an older one where
    the newest is damaged, as `damage` says.
    """

    version: Version
    generation: int
    segments: list[pickles.Instance]
    damage: str = ""


NO_TABLE = Table(NO_VERSION, -1, [])


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
        return open_existing(self._path / name)

    def file_exists(self, name: str) -> bool:
        """Whether anything has the name."""
        return os.path.lexists(self._path / name)


# --- which there are -----------------------------------------------------------------------------


def table_name(generation: int) -> str:
    """The name of the table of contents of a generation."""
    return f"_{INDEX_NAME}_{generation}.toc"


def generation_of(name: str) -> int | None:
    """The generation of a table of contents by its name; None for any other name."""
    match = _TABLE.match(name)
    return int(match[1]) if match and int(match[1]) <= MOST_GENERATIONS else None


def generations(folder: Path) -> list[int]:
    """The generations of the tables of contents in a folder, the newest first."""
    try:
        names = os.listdir(folder)  # noqa: PTH208  # names alone are needed
    except (OSError, ValueError):  # a name that no file can have
        return []
    found = (generation_of(name) for name in names if name.startswith("_"))
    return sorted((number for number in found if number is not None), reverse=True)


def latest_generation(folder: Path) -> int:
    """The generation of the newest table of contents in a folder; -1 where there is none."""
    return max(generations(folder), default=-1)


def latest_version(folder: Path) -> Version:
    """The version that a folder has now; NO_VERSION where there is no index."""
    while (generation := latest_generation(folder)) >= 0:
        with suppress(FileNotFoundError):  # a commit came between: there is a newer one, or none
            return _version(folder, generation)
    return NO_VERSION


def _version(folder: Path, generation: int) -> Version:
    status = os.lstat(f"{folder}/{table_name(generation)}")  # Path takes twice as long
    return Version(generation, (status.st_ino, status.st_mtime_ns))


# --- reading -------------------------------------------------------------------------------------


def read_newest(folder: Path, version: Version | None = None) -> Table:
    """The newest table of contents that holds; `version` is what is known to be the newest.

    Raises IndexMissing where there is none; IndexCorrupt where none holds; IndexTooNew and
    IndexTooOld where the newest is of a version that is not read.
    """
    version = version or latest_version(folder)
    while version != NO_VERSION:
        try:
            return Table(version, version.generation, read_segments(folder, version.generation))
        except FileNotFoundError:
            version = latest_version(folder)  # a commit came between
        except IndexCorrupt as error:
            return _read_before(folder, version, error)
    raise IndexMissing(f"there is no index in {folder} any more")


def _read_before(folder: Path, version: Version, error: IndexCorrupt) -> Table:
    """The newest that holds of those before a damaged one."""
    for generation in generations(folder):
        if generation < version.generation:
            with suppress(IndexAccessError, FileNotFoundError):
                segments = read_segments(folder, generation)
                damage = (
                    f"{error}. The one before it ({table_name(generation)}) was taken: the last "
                    "change of the index may be missing. Index your files again: "
                    "leadersearch index FOLDER"
                )
                return Table(version, generation, segments, damage)
    raise IndexCorrupt(f"{error}, and there is none before it; {_REBUILD}") from error


def read_before(folder: Path, table: Table) -> Table | None:
    """The table of contents that is taken if a table is damaged; None where none holds."""
    for generation in generations(folder):
        if generation < table.generation:
            with suppress(IndexAccessError, FileNotFoundError):
                segments = read_segments(folder, generation)
                return Table(table.version, generation, segments)
    return None


def own_records(table: Table) -> list[SegmentRecord] | None:
    """The segments of a table; None where another program wrote one of them.

    Raises IndexCorrupt where what it says of a segment cannot be.
    """
    check_distinct(table)
    if any(row.name != OWN_CLASS for row in table.segments):
        return None
    return [own_record(row, SegmentRecord()) for row in table.segments]


def check_distinct(table: Table) -> None:
    """Raise IndexCorrupt where a segment is named twice: its articles would be found twice."""
    names = {str(row.state.get("segid")) for row in table.segments}
    if len(names) < len(table.segments):
        raise IndexCorrupt(f"the table of contents names a segment twice; {_REBUILD}")


Record = TypeVar("Record", bound=SegmentRecord)


def own_record(row: pickles.Instance, record: Record) -> Record:
    """Make a record what a table of contents says of a segment of ours; raises IndexCorrupt."""
    record.__setstate__(row.state)
    if record.indexname != INDEX_NAME:
        raise IndexCorrupt(f"the table of contents names a segment of another index; {_REBUILD}")
    return record


def read_segments(folder: Path, generation: int) -> list[pickles.Instance]:
    """The segments of a generation, as its table of contents has them.

    Raises FileNotFoundError where there is none; IndexCorrupt, IndexTooNew or IndexTooOld.
    """
    name = table_name(generation)
    return decoded(name, read_whole(folder / name, LARGEST_TABLE), generation)
