"""What lies in an index folder beside Whoosh's own files.

| file | what is in it |
|---|---|
| `settings_GENERATION.lsb` | language and versions: what decides the bytes of the index (JSON) |
| `stems-LANGUAGE.lsb` | form -> stem of the words that nltk was asked about: sorted lines `form TAB stem` |
| `stems-LANGUAGE-recent.lsb` | the same of recent words, while they are few beside the others |
| `NAME_GENERATION.lsb` | an attachment, committed with the articles of that generation |

Each begins with magic, version and name and ends with a checksum (CRC-32 of all before it).
"""

from __future__ import annotations

import json
import os
import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import ItemsView, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from leadersearch.engines.whoosh.durable import write_durably
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

_REBUILD = "rebuild it: leadersearch index --rebuild FOLDER"
_ATTACHMENT = re.compile(r"([a-z]+)_(\d+)\.lsb\Z")


def write_blob(path: Path, name: str, payload: bytes) -> None:
    """Write a file of ours, durably."""
    body = _HEADER.pack(MAGIC, BLOB_VERSION, name.encode().ljust(16, b"\0")) + payload
    write_durably(path, [body, _FOOTER.pack(zlib.crc32(body))])


def read_blob(path: Path, name: str) -> bytes:
    """The payload of a file of ours.

    Raises FileNotFoundError, IndexCorrupt, IndexTooOld or IndexTooNew.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        header = file.read(_HEADER.size)
        # In one piece, since a copy of the stems of a large index takes 2 ms.
        payload = file.read(max(0, size - _HEADER.size - _FOOTER.size))
        footer = file.read()
    if len(header) < _HEADER.size or len(footer) != _FOOTER.size or not header.startswith(MAGIC):
        raise IndexCorrupt(f"{path.name} is damaged (no header); {_REBUILD}")
    _, version, held = _HEADER.unpack(header)
    _check_version(path.name, version)
    (checksum,) = _FOOTER.unpack(footer)
    if held.rstrip(b"\0") != name.encode() or checksum != zlib.crc32(payload, zlib.crc32(header)):
        raise IndexCorrupt(f"{path.name} is damaged (checksum); {_REBUILD}")
    return payload


def _check_version(what: str, version: int) -> None:
    """Raise IndexTooOld or IndexTooNew where a version cannot be read."""
    if version < OLDEST_BLOB_VERSION:
        raise IndexTooOld(f"{what} has format {version}, no longer read; {_REBUILD}")
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
            total += path.stat().st_size
    return total


def listing(folder: Path) -> list[Path]:
    """The files of an index; raises IndexMissing where the folder is gone."""
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(f"there is no index in {folder} any more") from error


# --- settings ------------------------------------------------------------------------------------


SETTINGS = "settings"


def settings_of(language: str) -> bytes:
    """The record of what decides the bytes of an index."""
    return json.dumps({"language": language, "analysis": ANALYSIS_VERSION}).encode()


def read_language(folder: Path, generation: int) -> str:
    """The language of an index; raises IndexMismatch where its analysis is another version's."""
    held = read_attachment(folder, SETTINGS, generation)
    if held is None and any(folder.glob("*.columnar")):
        raise IndexCorrupt(f"the settings of the index are missing; {_REBUILD}")
    if held is None:
        raise IndexMismatch(
            f"{folder} holds a Whoosh index that leadersearch did not make; choose another folder"
        )
    try:
        settings = json.loads(held)
        version, language = int(settings["analysis"]), str(settings["language"])
    except (ValueError, TypeError, KeyError) as error:
        raise IndexCorrupt(f"the settings of the index are damaged; {_REBUILD}") from error
    if version != ANALYSIS_VERSION:
        raise IndexMismatch(
            f"the index was made by another analysis of text (version {version}, "
            f"now {ANALYSIS_VERSION}); {_REBUILD}"
        )
    if language not in LANGUAGES.values():
        raise IndexCorrupt(f"the settings of the index name no language ({language}); {_REBUILD}")
    return language


# --- stems ---------------------------------------------------------------------------------------


_BLOCK = 1 << 13  # bytes

_FEW_STEMS = 16
"""Recent stems have a file of their own below one byte in this many of the others: an article
brings a few new words, and the words of a large index are megabytes."""


class _Lines:
    """Sorted lines `form TAB stem`: bisected by the first form of each block, then searched."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def find(self, form: bytes) -> bytes | None:
        """The stem that stands behind a form, None where it has no line."""
        first, starts = self._blocks
        block = bisect_right(first, form)
        if not block:
            return None
        start, end = starts[block - 1], starts[block]
        wanted = b"\n" + form + b"\t"
        place = start - 1
        if not self._data.startswith(wanted[1:], start):
            place = self._data.find(wanted, start, end)
            if place < 0:
                return None
        place += len(wanted)
        return self._data[place : self._data.index(b"\n", place)]

    @cached_property
    def _blocks(self) -> tuple[list[bytes], list[int]]:
        """The first form of each block; where each begins, and where the last ends."""
        data, first, starts = self._data, [], [0]
        while starts[-1] < len(data):
            start = starts[-1]
            first.append(data[start : data.index(b"\t", start)])
            cut = data.find(b"\n", start + _BLOCK)
            starts.append(cut + 1 if cut >= 0 else len(data))
        return first, starts


Stamp: TypeAlias = tuple[int, int, int] | None
"""What tells a file from the one that takes its name; None: there is none."""


class StemMap(Mapping[str, str]):
    """Form -> stem, looked up in the files' sorted lines without reading them all.

    `stamps` say of which files the lines and the recent ones are.
    """

    def __init__(
        self, lines: bytes, recent: bytes = b"", stamps: tuple[Stamp, Stamp] = (None, None)
    ) -> None:
        self.lines = lines
        self.recent = recent
        self.stamps = stamps
        self._sorted = (_Lines(lines), _Lines(recent))

    def __getitem__(self, form: str) -> str:
        wanted = form.encode("utf-8", "surrogatepass")
        for lines in self._sorted:
            found = lines.find(wanted)
            if found is not None:
                return found.decode("utf-8", "surrogatepass") or form
        raise KeyError(form)

    def __iter__(self) -> Iterator[str]:
        return (form for form, _ in self.pairs())

    def __len__(self) -> int:
        return self.lines.count(b"\n") + self.recent.count(b"\n")

    def items(self) -> ItemsView[str, str]:
        """All forms with their stems, read at once."""
        return dict(self.pairs()).items()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """All (form, stem), sorted by the form's UTF-8 bytes in each of the files."""
        yield from _pairs(self.lines)
        yield from _pairs(self.recent)


def _pairs(lines: bytes) -> Iterator[tuple[str, str]]:
    for line in lines.decode("utf-8", "surrogatepass").split("\n")[:-1]:
        form, _, stem = line.partition("\t")
        yield form, stem or form


def read_stems(folder: Path, language: str, held: StemMap | None = None) -> StemMap:
    """The stems of a language that an index knows; none where there are no files.

    What is in `held` of files that are still the same is not read again.
    """
    # Recent ones first: they are in the other file before theirs goes.
    recent_path, path = _recent_path(folder, language), _stems_path(folder, language)
    stamps = _stamp(path), _stamp(recent_path)
    before = StemMap(b"") if held is None else held
    if stamps == before.stamps:
        return before
    same, recent_same = (
        new is not None and new == old for new, old in zip(stamps, before.stamps, strict=True)
    )
    recent = before.recent if recent_same else _read_lines(recent_path)
    return StemMap(before.lines if same else _read_lines(path), recent, stamps)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def add_stems(folder: Path, language: str, known: StemMap, learnt: Mapping[str, str]) -> None:
    """Keep stems that were learnt beside those that were known.

    What a stem is depends on the language alone, so the files may be newer than the articles.
    """
    recent = {**dict(_pairs(known.recent)), **learnt}
    lines = _lines(recent)
    if _FEW_STEMS * len(lines) < len(known.lines):
        write_blob(_recent_path(folder, language), "stems", lines)
    else:
        write_blob(
            _stems_path(folder, language), "stems", _lines({**dict(known.pairs()), **learnt})
        )
        _recent_path(folder, language).unlink(missing_ok=True)


def _lines(stems: Mapping[str, str]) -> bytes:
    lines = sorted(
        f"{form}\t{'' if stem == form else stem}\n".encode("utf-8", "surrogatepass")
        for form, stem in stems.items()
    )
    return b"".join(lines)


def _read_lines(path: Path) -> bytes:
    try:
        return read_blob(path, "stems")
    except FileNotFoundError:
        return b""


def _stems_path(folder: Path, language: str) -> Path:
    return folder / f"stems-{language}{SUFFIX}"


def _recent_path(folder: Path, language: str) -> Path:
    return folder / f"stems-{language}-recent{SUFFIX}"


# --- attachments ---------------------------------------------------------------------------------

CARRIED_OVER = frozenset({"searches"})
"""Attachments that a rebuild keeps: made by people, so that no file gives them back."""


def attachment_path(folder: Path, name: str, generation: int) -> Path:
    """Where an attachment of a generation lies; `name` is letters a-z, at most 16."""
    return folder / f"{name}_{generation}{SUFFIX}"


def read_attachment(folder: Path, name: str, generation: int) -> bytes | None:
    """The attachment as of a generation: that of the last commit, up to it, that wrote one."""
    current = _current(folder, generation).get(name)
    if current is None:
        return None
    return read_blob(attachment_path(folder, name, current), name)


def carried_over(folder: Path, generation: int) -> dict[str, bytes]:
    """What a rebuild keeps of a generation, without what is damaged."""
    kept = {}
    for name in CARRIED_OVER:
        with suppress(OSError, IndexAccessError):
            held = read_attachment(folder, name, generation)
            if held is not None:
                kept[name] = held
    return kept


def outdated_attachments(folder: Path, generation: int) -> list[Path]:
    """The attachments that no commit refers to any more."""
    current = _current(folder, generation)
    return [
        attachment_path(folder, name, number)
        for name, number in _attachments(folder)
        if number != current.get(name)
    ]


def _current(folder: Path, generation: int) -> dict[str, int]:
    """Name -> generation of the attachments that count as of a generation.

    Settings are written when an index is made or rebuilt: nothing older than they counts.
    """
    written = [(name, number) for name, number in _attachments(folder) if number <= generation]
    made = max((number for name, number in written if name == SETTINGS), default=0)
    newest: dict[str, int] = {}
    for name, number in written:
        if number >= made:
            newest[name] = max(number, newest.get(name, 0))
    return newest


def _attachments(folder: Path) -> list[tuple[str, int]]:
    matches = (_ATTACHMENT.match(path.name) for path in listing(folder))
    return [(match[1], int(match[2])) for match in matches if match]
