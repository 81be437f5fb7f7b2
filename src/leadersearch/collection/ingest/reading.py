"""A file -> its articles in pieces, whatever may be the matter with it.

What reads files is a `Reading`. It is asked for files in turn and answers with pieces, in the order
in which it was asked, so that whoever takes the articles need not know where they are read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Protocol, Self

from leadersearch.collection.ingest.files import (
    Stamp,
    digest_of,
    open_file,
    reason_of,
    stamp_from,
    with_companions,
)
from leadersearch.errors import LeaderSearchError
from leadersearch.model.article import Article
from leadersearch.readers import read_articles_from
from leadersearch.readers.choosing import companions_of

MOST_ARTICLES = 200
MOST_CHARACTERS = 1_000_000
"""A piece has no more articles than this, and ends with the one that makes it longer than this."""

Read = Callable[..., Iterator[Article]]
"""`leadersearch.readers.read_articles_from`, or what a test has in its place."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be read.

    `path` is its name and its articles' source, `real` where it lies, `size` is in bytes. It need
    not be read if its digest is `digest`. With `data` it is no file, but these bytes; `reader`
    names their format.
    """

    path: str
    real: str = ""
    size: int = 0
    digest: str = ""
    reader: str | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How the reading of a file ended.

    `failure` is the reason why it was not read to its end, `stamp` that of the file, unless it
    changed while it was read.
    """

    failure: str = ""
    is_unchanged: bool = False
    digest: str = ""
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some articles of a file and what was noted on the way; the last one has an end.

    `place` is how many bytes of the file have been read, as far as it is known.
    """

    path: str
    articles: list[Article]
    notes: list[str]
    end: End | None = None
    place: int = 0


class Reading(Protocol):
    """Reads files; a context manager."""

    def pieces(self, wanted: Iterator[Wanted]) -> Iterator[Piece]:
        """The pieces of some files, in order; `wanted` may be asked for files ahead of them."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class ReadingHere:
    """Reads in this process: no time and no memory is too much, and a crash is one of this process.

    For programs that cannot start another Python, and for tests of what becomes of the articles.
    """

    def __init__(self, read: Read = read_articles_from) -> None:
        self._read = read

    def pieces(self, wanted: Iterator[Wanted]) -> Iterator[Piece]:
        """See `Reading`."""
        for each in wanted:
            yield from read_pieces(each, self._read)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def read_pieces(
    wanted: Wanted,
    read: Read = read_articles_from,
    too_much_memory: str = "there is not enough memory to read it",
) -> Iterator[Piece]:
    """Read one file; what goes wrong is told in the last piece, and never raised."""
    gathered = _Gathered(wanted.path)
    try:
        with _opened(wanted) as file:
            end = yield from _read_from(file, wanted, read, gathered)
    except Exception as error:  # noqa: BLE001  # of any library that reads a format
        is_memory = isinstance(error, MemoryError) or isinstance(error.__cause__, MemoryError)
        end = End(failure=too_much_memory if is_memory else _reason(error))
    yield gathered.piece(end)


def _read_from(
    file: BinaryIO, wanted: Wanted, read: Read, gathered: _Gathered
) -> Generator[Piece, None, End]:
    stamp = _stamp(file, wanted)
    digest = "" if wanted.data is not None else _digest(file, wanted)
    if digest and digest == wanted.digest:
        return End(is_unchanged=True, digest=digest, stamp=stamp)
    file.seek(0)
    articles = read(file, wanted.path, reader=wanted.reader, report=gathered.note)
    for article in articles:
        if gathered.is_full_with(article):
            yield gathered.piece(place=file.tell())
    if _stamp(file, wanted) != stamp:
        gathered.note("it changed while it was read; the next run reads it again")
        return End()
    return End(digest=digest, stamp=stamp)


class _Gathered:
    """The piece in the making."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._notes: list[str] = []
        self._articles: list[Article] = []
        self._characters = 0

    def is_full_with(self, article: Article) -> bool:
        """Add an article; whether the piece has to end with it."""
        self._articles.append(article)
        self._characters += len(article.body) + len(article.excerpt)
        return len(self._articles) >= MOST_ARTICLES or self._characters >= MOST_CHARACTERS

    def note(self, finding: str) -> None:
        """Add a finding."""
        self._notes.append(finding)

    def piece(self, end: End | None = None, place: int = 0) -> Piece:
        """The articles and findings gathered since the last piece."""
        made = Piece(self._path, self._articles, self._notes, end, place)
        self._articles, self._notes, self._characters = [], [], 0
        return made


def _opened(wanted: Wanted) -> BinaryIO:
    return BytesIO(wanted.data) if wanted.data is not None else open_file(wanted.real)


def _stamp(file: BinaryIO, wanted: Wanted) -> Stamp | None:
    if wanted.data is not None:
        return None
    return with_companions(stamp_from(os.fstat(file.fileno())), companions_of(wanted.real))


def _digest(file: BinaryIO, wanted: Wanted) -> str:
    digests = [digest_of(file)]
    for path in companions_of(wanted.real):
        with suppress(OSError), open_file(path) as beside:
            digests.append(digest_of(beside))
    return "-".join(digests)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason_of(error)
    if isinstance(error, LeaderSearchError):
        return str(error)
    return f"its reader failed ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
