"""The input of a reader: the bytes of one file, its name, and a place to report findings."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from leadersearch.errors import ReadError
from leadersearch.readers.encoding import decode, decode_head, decoded_lines, marked_encoding

Report = Callable[[str], None]

# Content parsed as a whole takes up to fourteen times its size: characters of four bytes, values.
LARGEST_WHOLE = 32 * 1024 * 1024
LARGEST_ARTICLE = 16 * 1024 * 1024
LONGEST_LINE = 8 * 1024 * 1024
PIECE = 64 * 1024
HEAD = 16 * 1024
_TOO_LONG = f"has a line longer than {LONGEST_LINE // 2**20} MB, too long for an article; split it"
BLOCK = 1024 * 1024
_SAMPLED = 32 * BLOCK
_NUMBER_OF_NOTION = re.compile(r"(?<=\S) [0-9a-f]{32}\Z")


def ignore(_finding: str) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file, opened, decompressed and at its beginning.

    `report` takes findings that do not stop the reading: a guessed encoding, a skipped record.
    """

    name: str
    stream: BinaryIO
    report: Report = ignore

    def first_bytes(self) -> bytes:
        """The first bytes; the file stays at its beginning."""
        data = self.stream.read(HEAD)
        self.stream.seek(0)
        return data

    def head(self) -> str:
        """The first characters; the file stays at its beginning."""
        return decode_head(self.first_bytes())

    def read_bytes(self, limit: int = LARGEST_WHOLE) -> bytes:
        """The whole file; raises ReadError above `limit` bytes."""
        # In blocks, since Python sets aside all that is asked for, however short the file is.
        data = bytearray()
        while len(data) <= limit and (block := self.stream.read(BLOCK)):
            data += block
        if len(data) > limit:
            raise ReadError(
                f"larger than {limit // 2**20} MB; split it, or convert it to JSONL, which is"
                " read record by record"
            )
        return bytes(data)

    def read_text(self, *, declared: str | None = None, limit: int = LARGEST_WHOLE) -> str:
        """The whole file as text, line ends as they are; raises ReadError above `limit` bytes."""
        return decode(self.read_bytes(limit), self.report, declared=declared)

    def pieces(self, *, declared: str | None = None) -> Iterator[str]:
        """The text in pieces of whole lines, about `PIECE` characters each; a long line is cut."""
        lines: list[str] = []
        length = 0
        for line in self.lines(declared=declared, cut=True):
            lines.append(line)
            length += len(line)
            if length >= PIECE:
                yield "".join(lines)
                lines.clear()
                length = 0
        yield "".join(lines)

    def lines(self, *, declared: str | None = None, cut: bool = False) -> Iterator[str]:
        """The lines with their ends, one by one, in bounded memory.

        Raises ReadError for one longer than `LONGEST_LINE`, unless `cut` has long ones come in
        parts.
        """
        marked = self._marked()
        if marked in (None, "utf-8-sig"):
            has_old_ends = self._has_old_line_ends()
            self.stream.seek(3 if marked else 0)
            lines = self._old_lines() if has_old_ends and not cut else self._byte_lines()
            yield from decoded_lines(
                self._byte_parts() if cut else lines,
                self.report,
                declared=declared,
                sample=self._sample,
            )
        else:
            text = io.TextIOWrapper(self.stream, encoding=marked, errors="replace", newline="")
            try:
                while line := text.readline(LONGEST_LINE):
                    if len(line) == LONGEST_LINE and not cut:
                        raise ReadError(_TOO_LONG)
                    yield line.removeprefix("\ufeff")
            finally:
                # Nothing to detach where the file was closed before all was read.
                with suppress(ValueError):
                    text.detach()

    @property
    def stem(self) -> str:
        """The file's name without folders and suffixes, and without the number that Notion puts behind."""
        name = PurePath(self.name).name.removesuffix(".gz")
        return _NUMBER_OF_NOTION.sub("", PurePath(name).stem)

    def _marked(self) -> str | None:
        data = self.stream.read(512)
        self.stream.seek(0)
        return marked_encoding(data)

    def _sample(self) -> bytes:
        """The bytes of the file that are not ASCII, with what is around them; it stays where it is."""
        place = self.stream.tell()
        self.stream.seek(0)
        kept = bytearray()
        for _ in range(_SAMPLED // BLOCK):
            block = self.stream.read(BLOCK)
            kept += b"\n".join(line for line in block.splitlines() if not line.isascii())
            if not block or len(kept) >= PIECE:
                break
        self.stream.seek(place)
        return bytes(kept)

    def _has_old_line_ends(self) -> bool:
        """Whether lines end as on old Macs, with a carriage return alone."""
        data = self.stream.read(PIECE)
        self.stream.seek(0)
        return b"\r" in data and b"\n" not in data and b"\0" not in data

    def _old_lines(self) -> Iterator[bytes]:
        rest = b""
        while block := self.stream.read(PIECE):
            *lines, rest = (rest + block).split(b"\r")
            if len(rest) > LONGEST_LINE:
                raise ReadError(_TOO_LONG)
            for line in lines:
                yield line + b"\n"
        if rest:
            yield rest

    def _byte_lines(self) -> Iterator[bytes]:
        while line := self.stream.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                raise ReadError(_TOO_LONG)
            yield line

    def _byte_parts(self) -> Iterator[bytes]:
        """Lines, of which long ones are cut between two characters of UTF-8."""
        rest = b""
        while part := self.stream.readline(PIECE):
            part = rest + part
            end = len(part) if part.endswith(b"\n") else _end_of_character(part)
            rest = part[end:]
            yield part[:end]
        if rest:
            yield rest


def _end_of_character(part: bytes) -> int:
    """Where the last character that is there as a whole ends."""
    for back in range(1, min(4, len(part)) + 1):
        byte = part[-back]
        if byte < 0x80 or byte >= 0xC0:  # the first byte of a character, or its only one
            length = 1 + (byte >= 0xC0) + (byte >= 0xE0) + (byte >= 0xF0)
            return len(part) - back if back < length else len(part)
    return len(part)
