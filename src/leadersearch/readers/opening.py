"""Opening a file with the reader that knows it."""

from __future__ import annotations

import gzip
import sys
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from leadersearch.arguments import checked
from leadersearch.errors import (
    ArticleError,
    LeaderSearchError,
    ReadError,
    UsageError,
)
from leadersearch.model.article import Article, Source
from leadersearch.readers import choosing
from leadersearch.readers.choosing import choose_reader
from leadersearch.readers.encoding import decode_head
from leadersearch.readers.raw_file import RawFile, Report, ignore
from leadersearch.readers.reader import Reader
from leadersearch.readers.registry import READERS
from leadersearch.readers.unpacking import SUSPICIOUS, most_records, packed_size, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

_GZIP_MAGIC = b"\x1f\x8b"
_MOST_FINDINGS = 1000


@checked
def read_articles(
    path: str | Path, *, reader: str | None = None, report: Report = ignore
) -> Iterator[Article]:
    """The articles of a file, one by one, each with its `source`.

    The reader is found by suffix and content unless `reader` names one. Raises ReadError with
    the reason where the file cannot be read, at the first article or after some were yielded;
    whatever else a reader or a parser raises is turned into one. `report` is called with what
    was skipped or guessed on the way, at most a thousand times.
    """
    try:
        with Path(path).open("rb") as stream:
            yield from read_articles_from(stream, str(path), reader=reader, report=report)
    except (OSError, ValueError) as error:  # no file has a name with NUL
        raise ReadError(_reason(error)) from error


def read_articles_from(
    content: BinaryIO | bytes, name: str, *, reader: str | None = None, report: Report = ignore
) -> Iterator[Article]:
    """As `read_articles`, from bytes or a binary stream; `name` gives the suffix and the source.

    A name without suffix (`-` for standard input) leaves the choice to the content.
    """
    found = _Found(report)
    position = 0
    try:
        file = _opened(content, name, found)
        first = file.first_bytes()
        chosen = reader_named(reader) if reader else choose_reader(name, first)
        if chosen.magic is None:
            choosing.check_is_text(decode_head(first))
        for position, article in enumerate(chosen.read(file), start=1):
            found.count()
            # It was checked when it was made: `replace` would check, and derive its id, again.
            source = article.source or Source(name, position)
            yield Article.restored({**vars(article), "source": source})
    except ArticleError as error:
        raise ReadError("contains no text") from error  # a file that is one article
    except LeaderSearchError:
        raise
    except Exception as error:
        raise ReadError(_reason(error)) from error
    if not position:
        raise ReadError(f"contains no article{f' ({found.first})' if found.first else ''}")


def reader_for(path: str | Path) -> Reader | None:
    """The reader that would read a file, by its suffix and its first characters."""
    path = Path(path)
    try:
        with path.open("rb") as stream:
            file = _opened(stream, path.name, _Found(ignore))
            return choose_reader(path.name, file.first_bytes())
    except (ReadError, OSError, EOFError, zlib.error):
        return None


def reader_named(name: str) -> Reader:
    """The reader of this name; raises UsageError where there is none."""
    for reader in READERS:
        if reader.name == name:
            return reader
    known = ", ".join(reader.name for reader in READERS)
    raise UsageError(f"unknown reader {name!r}; choose from {known}")


def is_readable(path: str | Path) -> bool:
    """Whether a file is any business of ours, by its name alone: pictures and hidden files are not."""
    return choosing.is_readable(Path(path).name)


@dataclass(slots=True)
class _Found:
    """Articles and findings of one file; the first thousand findings are reported.

    More than `most` of both raise ReadError.
    """

    report: Report
    first: str = ""
    most: int = sys.maxsize
    _count: int = 0
    _findings: int = 0

    def count(self) -> None:
        """Count an article or a finding; each skipped record makes a finding."""
        self._count += 1
        if self._count > self.most:
            raise ReadError(f"unpacks to more than {self.most:,} records, {SUSPICIOUS}")

    def note(self, finding: str) -> None:
        """Report a finding, unless a thousand were."""
        self.first = self.first or finding
        if self._findings < _MOST_FINDINGS:
            self._findings += 1
            self.report(finding if self._findings < _MOST_FINDINGS else "and so on")
        self.count()


def _opened(content: BinaryIO | bytes, name: str, found: _Found) -> RawFile:
    """The file, seekable and decompressed; the size of a packed one limits what is found in it."""
    if isinstance(content, bytes):
        content = BytesIO(content)
    elif not content.seekable():
        content = BytesIO(RawFile(name, content).read_bytes())
    is_gzip = content.read(2) == _GZIP_MAGIC
    content.seek(0)
    if is_gzip:
        found.most = most_records(packed_size(content))
        content = unpacked(content)
    return RawFile(name, content, found.note)


def _reason(error: BaseException) -> str:
    if isinstance(error, gzip.BadGzipFile | zlib.error | EOFError):
        return f"damaged gzip file ({error})"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    if isinstance(error, MemoryError):
        return "needs more memory than there is; split it"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    words = " ".join(str(error).split())[:120]
    return f"could not be read ({type(error).__name__}{f': {words}' if words else ''})"
