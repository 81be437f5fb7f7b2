"""The stems that an index knows: form -> stem of the words that nltk was asked about.

Two files of sorted lines `form TAB stem`, one of them with the few recent ones: an article brings a
few new words, and the words of a large index are megabytes.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import ItemsView, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from leadersearch.engines.whoosh.index.durable import sync_folder
from leadersearch.engines.whoosh.index.folder import REBUILD, SUFFIX, read_blob, write_blob
from leadersearch.errors import IndexCorrupt

_BLOCK = 1 << 13  # bytes

_FEW = 16
"""Recent stems have a file of their own below one byte in this many of the others."""


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
            tab = data.find(b"\t", start)
            if tab < 0:
                raise damaged_stems("a line has no stem")
            first.append(data[start:tab])
            cut = data.find(b"\n", start + _BLOCK)
            starts.append(cut + 1 if cut >= 0 else len(data))
        return first, starts


Stamp: TypeAlias = tuple[int, int, int] | None
"""The properties that tell a file from the one that takes its name; None: there is no file."""


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
                return _text(found) or form
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
    for line in _text(lines).split("\n")[:-1]:
        form, tab, stem = line.partition("\t")
        if not tab:
            raise damaged_stems("a line has no stem")
        yield form, stem or form


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise damaged_stems("a value that must be a text is not") from error


def damaged_stems(how: str) -> IndexCorrupt:
    """The error for stems whose checksum holds, and whose content is not what is written."""
    return IndexCorrupt(f"the stems of the index are damaged ({how}); {REBUILD}")


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
        found = path.lstat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def add_stems(folder: Path, language: str, known: StemMap, learnt: Mapping[str, str]) -> None:
    """Keep stems that were learnt beside those that were known.

    What a stem is depends on the language alone, so the files may be newer than the articles. Their
    names are on disk when the folder is synced next.
    """
    recent = {**dict(_pairs(known.recent)), **learnt}
    lines = _lines(recent)
    recent_path, path = _recent_path(folder, language), _stems_path(folder, language)
    if _FEW * len(lines) < len(known.lines):
        write_blob(recent_path, "stems", lines)
    else:
        write_blob(path, "stems", _lines({**dict(known.pairs()), **learnt}))
        sync_folder(folder)  # the other file must not go before this one is there
        recent_path.unlink(missing_ok=True)


def stem_files(folder: Path, language: str) -> list[Path]:
    """The files of the stems of a language, those that there are."""
    paths = (_stems_path(folder, language), _recent_path(folder, language))
    return [path for path in paths if os.path.lexists(path)]


def _lines(stems: Mapping[str, str]) -> bytes:
    lines = sorted(
        f"{form}\t{'' if stem == form else stem}\n".encode("utf-8", "surrogatepass")
        for form, stem in stems.items()
    )
    return b"".join(lines)


def _read_lines(path: Path) -> bytes:
    try:
        lines = read_blob(path, "stems")
    except FileNotFoundError:
        return b""
    if lines and not lines.endswith(b"\n"):
        raise damaged_stems("its last line has no end")
    return lines


def _stems_path(folder: Path, language: str) -> Path:
    return folder / f"stems-{language}{SUFFIX}"


def _recent_path(folder: Path, language: str) -> Path:
    return folder / f"stems-{language}-recent{SUFFIX}"
