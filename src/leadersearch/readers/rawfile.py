"""What a reader is given: the bytes of one file, its name, and a place to report findings."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from leadersearch.errors import ReadError
from leadersearch.readers.encoding import decode, decode_head, decoded_lines, marked_encoding

Report = Callable[[str], None]

LARGEST_WHOLE = 512 * 1024 * 1024
LONGEST_LINE = 64 * 1024 * 1024
HEAD = 16 * 1024
BLOCK = 1024 * 1024


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

    def head(self) -> str:
        """The first characters; the file stays at its beginning."""
        data = self.stream.read(HEAD)
        self.stream.seek(0)
        return decode_head(data)

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

    def read_text(self, *, declared: str | None = None) -> str:
        """The whole file as text, line ends as they are."""
        return decode(self.read_bytes(), self.report, declared=declared)

    def lines(self, *, declared: str | None = None) -> Iterator[str]:
        """The lines with their ends, one by one, in bounded memory."""
        marked = self._marked()
        if marked in (None, "utf-8-sig"):
            self.stream.seek(3 if marked else 0)
            yield from decoded_lines(self._byte_lines(), self.report, declared=declared)
        else:
            text = io.TextIOWrapper(self.stream, encoding=marked, errors="replace", newline="")
            try:
                while line := text.readline(LONGEST_LINE):
                    yield line.removeprefix("\ufeff")
            finally:
                text.detach()

    @property
    def stem(self) -> str:
        """The file's name without folders and suffixes."""
        name = PurePath(self.name).name.removesuffix(".gz")
        return PurePath(name).stem

    def _marked(self) -> str | None:
        data = self.stream.read(512)
        self.stream.seek(0)
        return marked_encoding(data)

    def _byte_lines(self) -> Iterator[bytes]:
        while line := self.stream.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                raise ReadError(f"has a line longer than {LONGEST_LINE // 2**20} MB")
            yield line
