"""The messages to and from the process that reads files: JSON over a pipe, each after its length.

JSON, since what comes from a process that foreign files may have upset is data and must stay that.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, BinaryIO

from leadersearch.collection.ingest.files import Stamp
from leadersearch.collection.ingest.reading import End, Piece, Wanted
from leadersearch.model.article import Article, PartialDate, Source, Values
from leadersearch.model.fields import TABLE

READY = "ready"
_TEXTS = (*(row.attribute for row in TABLE if row.is_text), "fingerprint")
_LISTS = tuple(row.attribute for row in TABLE if row.several and row.attribute)
_FIELDS = (*_TEXTS, *_LISTS)
_LENGTH = 8
_date = lru_cache(maxsize=4096)(PartialDate)


def packed(message: Any) -> bytes:
    """A message as it goes over the pipe; text may hold lone surrogates, as names of files do."""
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    encoded = data.encode("utf-8", "surrogatepass")
    return len(encoded).to_bytes(_LENGTH, "big") + encoded


def receive(stream: BinaryIO) -> Any:
    """The next message; raises EOFError where the other side has gone away."""
    return json.loads(receive_bytes(stream, int.from_bytes(receive_bytes(stream, _LENGTH), "big")))


def receive_bytes(stream: BinaryIO, size: int) -> bytes:
    """So many bytes; raises EOFError where the other side has gone away."""
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def request(wanted: Wanted) -> bytes:
    """The message that asks for a file; bytes to be read instead of one follow it."""
    data = wanted.data
    real = "" if wanted.real == wanted.path else wanted.real
    head = [wanted.path, real, wanted.size, wanted.digest, wanted.reader, data and len(data)]
    return packed(head) + (data or b"")


def receive_request(stream: BinaryIO) -> Wanted:
    """The next request; raises EOFError at the end of requests."""
    path, real, size, digest, reader, length = receive(stream)
    data = None if length is None else receive_bytes(stream, length)
    return Wanted(path, real or path, size, digest, reader, data)


def answer(piece: Piece, *, is_last: bool) -> bytes:
    """The message with a piece; `is_last`: the process that sends it ends."""
    end = piece.end
    ended = end and [end.failure, end.is_unchanged, end.digest, end.stamp]
    return packed([list(map(row_of, piece.articles)), piece.notes, ended, is_last])


def answered(message: Any, path: str) -> tuple[Piece, bool]:
    """A piece of a file, and whether the process that sent it has ended."""
    rows, notes, ended, is_last = message
    end = None
    if ended:
        failure, is_unchanged, digest, stamp = ended
        end = End(failure, is_unchanged, digest, Stamp(*stamp) if stamp else None)
    return Piece(path, [article_from(row, path) for row in rows], notes, end), is_last


def row_of(article: Article) -> list[Any]:
    """The values of an article as read, but for the path of its source."""
    date, source = article.date, article.source
    return [
        *(getattr(article, name) for name in _FIELDS),
        date and (date.year, date.month, date.day),
        source.position if source else 1,
        dict(article.extra),
    ]


def article_from(row: list[Any], path: str) -> Article:
    """The article of such values and a path."""
    values = dict(zip(_FIELDS, row, strict=False))
    date, position, extra = row[-3:]
    for name in _LISTS:
        values[name] = tuple(values[name])
    if extra:
        values["extra"] = Values({name: tuple(texts) for name, texts in extra.items()})
    values["date"] = _date(*date) if date else None
    values["source"] = Source(path, position)
    return Article.restored(values)  # it was checked, and hashed, where it was read
