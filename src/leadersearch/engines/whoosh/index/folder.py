"""The files of an index folder beside Whoosh's own.

| file | what is in it |
|---|---|
| `settings_GENERATION.lsb` | language and versions: what decides the bytes of the index (JSON) |
| `stems-LANGUAGE.lsb` | form -> stem of the words that nltk was asked about: sorted lines `form TAB stem` |
| `stems-LANGUAGE-recent.lsb` | the same of recent words, while they are few beside the others |
| `NAME_GENERATION.lsb` | a side file, committed with the articles of that generation |

Each begins with magic, version and name and ends with a checksum (CRC-32 of all before it).
"""

from __future__ import annotations

import json
import os
import re
import struct
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from leadersearch.engine.protocol import LASTING
from leadersearch.engines.whoosh.index.durable import write_whole
from leadersearch.engines.whoosh.index.safe_open import check_size, open_existing
from leadersearch.engines.whoosh.index.toc import MOST_GENERATIONS, Table
from leadersearch.errors import (
    IndexAccessError,
    IndexCorrupt,
    IndexMismatch,
    IndexMissing,
    IndexTooNew,
    IndexTooOld,
)
from leadersearch.text import LANGUAGES
from leadersearch.text.analysis import ANALYSIS_VERSION

MAGIC = b"LSEARCH\n"
BLOB_VERSION = 1
OLDEST_BLOB_VERSION = 1
_HEADER = struct.Struct("<8sH16s")  # magic, version, name
_FOOTER = struct.Struct("<I")
SUFFIX = ".lsb"

REBUILD = "rebuild it: leadersearch index --rebuild FOLDER"
_SIDE_FILE = re.compile(r"([a-z]{1,16})_(0|[1-9][0-9]{0,9})\.lsb\Z")

LARGEST_BLOB = 1 << 29
"""Bytes: a hundred times what a large index has."""


def write_blob(path: Path, name: str, payload: bytes) -> None:
    """Write a file of ours: what is in it is on disk, its name when the folder is synced next."""
    body = _HEADER.pack(MAGIC, BLOB_VERSION, name.encode().ljust(16, b"\0")) + payload
    write_whole(path, [body, _FOOTER.pack(zlib.crc32(body))])


def read_blob(path: Path, name: str) -> bytes:
    """The payload of a file of ours.

    Raises FileNotFoundError, IndexCorrupt, IndexTooOld or IndexTooNew.
    """
    with open_existing(path) as file:
        size = os.fstat(file.fileno()).st_size
        check_size(path.name, size, LARGEST_BLOB)
        header = file.read(_HEADER.size)
        if not header.startswith(MAGIC):
            size = 0  # whatever it is, it need not be read
        # In one piece, since a copy of the stems of a large index takes 2 ms.
        payload = file.read(max(0, size - _HEADER.size - _FOOTER.size))
        footer = file.read(_FOOTER.size)
    if len(header) < _HEADER.size or len(footer) != _FOOTER.size or not header.startswith(MAGIC):
        raise IndexCorrupt(f"{path.name} is damaged (no header); {REBUILD}")
    _, version, held = _HEADER.unpack(header)
    (checksum,) = _FOOTER.unpack(footer)
    if held.rstrip(b"\0") != name.encode() or checksum != zlib.crc32(payload, zlib.crc32(header)):
        raise IndexCorrupt(f"{path.name} is damaged (checksum); {REBUILD}")
    _check_version(path.name, version)
    return payload


def _check_version(what: str, version: int) -> None:
    """Raise IndexTooOld or IndexTooNew where a version cannot be read."""
    if version < OLDEST_BLOB_VERSION:
        raise IndexTooOld(f"{what} has format {version}, which is no longer supported; {REBUILD}")
    if version > BLOB_VERSION:
        raise IndexTooNew(
            f"{what} has format {version}, newer than this leadersearch reads ({BLOB_VERSION}); "
            "upgrade with: pip install --upgrade leadersearch"
        )


def size(folder: Path) -> int:
    """The bytes of all files; those that a commit of another process removes meanwhile count 0."""
    total = 0
    for path in listing(folder):
        with suppress(FileNotFoundError):
            total += path.lstat().st_size
    return total


def listing(folder: Path) -> list[Path]:
    """All that lies in the folder of an index; raises IndexMissing where the folder is gone."""
    return [folder / name for name in names(folder)]


def names(folder: Path) -> list[str]:
    """The names of all that lies in the folder of an index; raises IndexMissing without one."""
    try:
        return os.listdir(folder)  # noqa: PTH208  # names alone are needed
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(f"there is no index in {folder} any more") from error


# --- settings ------------------------------------------------------------------------------------


SETTINGS = "settings"


def settings_of(language: str) -> bytes:
    """The record of what decides the bytes of an index."""
    return json.dumps({"language": language, "analysis": ANALYSIS_VERSION}).encode()


def read_language(folder: Path, generation: int) -> str:
    """The language of an index; raises IndexMismatch where its analysis is another version's."""
    held = read_side_file(folder, SETTINGS, generation)
    if held is None and any(folder.glob("*.columnar")):
        raise IndexCorrupt(f"the settings of the index are missing; {REBUILD}")
    if held is None:
        raise IndexMismatch(
            f"{folder} holds a Whoosh index that leadersearch did not make; choose another folder"
        )
    try:
        settings = json.loads(held)
        version, language = int(settings["analysis"]), str(settings["language"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise IndexCorrupt(f"the settings of the index are damaged; {REBUILD}") from error
    if version != ANALYSIS_VERSION:
        raise IndexMismatch(
            f"the index was made by another version of text analysis (version {version}, "
            f"now {ANALYSIS_VERSION}); {REBUILD}"
        )
    if language not in LANGUAGES.values():
        raise IndexCorrupt(f"the settings of the index name no language ({language}); {REBUILD}")
    return language


# --- side files ----------------------------------------------------------------------------------


def side_file_path(folder: Path, name: str, generation: int) -> Path:
    """Where a side file of a generation lies; `name` is letters a-z, at most 16."""
    return folder / f"{name}_{generation}{SUFFIX}"


def read_side_file(folder: Path, name: str, generation: int) -> bytes | None:
    """The side file as of a generation: that of the last commit, up to it, that wrote one."""
    current = _current(_side_files(folder), generation).get(name)
    if current is None:
        return None
    return read_blob(side_file_path(folder, name, current), name)


def side_file(folder: Path, name: str, table: Table) -> bytes | None:
    """The side file that counts by a table of contents."""
    is_kept = table.damage and name in LASTING
    generation = table.version.generation if is_kept else table.generation
    return read_side_file(folder, name, generation)


def carried_over(folder: Path, generation: int) -> dict[str, bytes]:
    """The side files of a generation that a rebuild keeps, without damaged ones."""
    kept = {}
    for name in LASTING:
        with suppress(OSError, IndexAccessError):
            held = read_side_file(folder, name, generation)
            if held is not None:
                kept[name] = held
    return kept


def current_side_files(folder: Path, table: Table) -> dict[Path, str]:
    """The side files that count by a table of contents: file -> name."""
    held = _side_files(folder)
    current = _current(held, table.generation)
    if table.damage:  # what belongs to no articles is still there
        committed = _current(held, table.version.generation)
        current |= {name: number for name, number in committed.items() if name in LASTING}
    return {side_file_path(folder, name, number): name for name, number in current.items()}


def outdated_side_files(folder: Path, tables: Iterable[Table]) -> list[Path]:
    """The side files that count by none of some tables of contents."""
    current = {path for table in tables for path in current_side_files(folder, table)}
    paths = (side_file_path(folder, name, number) for name, number in _side_files(folder))
    return [path for path in paths if path not in current]


def uncommitted_side_files(folder: Path, table: Table) -> list[Path]:
    """Side files of a run that died, or of a commit that is lost."""
    current = current_side_files(folder, table)
    return [
        path
        for name, number in _side_files(folder)
        if number > table.generation
        and (path := side_file_path(folder, name, number)) not in current
    ]


def _current(held: Iterable[tuple[str, int]], generation: int) -> dict[str, int]:
    """Name -> generation of the side files that count as of a generation.

    Settings are written when an index is made or rebuilt: nothing older than they counts.
    """
    written = [(name, number) for name, number in held if number <= generation]
    made = max((number for name, number in written if name == SETTINGS), default=0)
    newest: dict[str, int] = {}
    for name, number in written:
        if number >= made:
            newest[name] = max(number, newest.get(name, 0))
    return newest


def _side_files(folder: Path) -> list[tuple[str, int]]:
    matches = map(_SIDE_FILE.match, names(folder))
    found = ((match[1], int(match[2])) for match in matches if match)
    return [(name, number) for name, number in found if number <= MOST_GENERATIONS]
