"""The messages to and from the process that reads files: JSON over a pipe, each after its length.

JSON, since what comes from a process that foreign files may have upset is data and must stay that.
"""

from __future__ import annotations

import json
from functools import lru_cache
from operator import attrgetter
from typing import Any, BinaryIO, NamedTuple

from leadersearch.collection.ingest.files import Stamp
from leadersearch.collection.ingest.reading import End, Piece, Wanted
from leadersearch.model.article import Article, PartialDate, Source, Values
from leadersearch.model.fields import TABLE

READY = "ready"
_TEXTS = (*(row.attribute for row in TABLE if row.is_text), "fingerprint")
_LISTS = tuple(row.attribute for row in TABLE if row.several and row.attribute)
_FIELDS = (*_TEXTS, *_LISTS)
_values = attrgetter(*_FIELDS)
_LENGTH = 8
_FLAGS = 1
_date = lru_cache(maxsize=4096)(PartialDate)


class Answer(NamedTuple):
    """A piece of a file as it came over the pipe.

    `is_end`: it is the last one of its file; `is_last`: the process that sent it has ended.
    """

    data: bytes
    is_end: bool
    is_last: bool


def packed(message: Any) -> bytes:
    """A message as it goes over the pipe."""
    encoded = _encoded(message)
    return len(encoded).to_bytes(_LENGTH, "big") + encoded


def _encoded(message: Any) -> bytes:
    """JSON; text may hold lone surrogates, as names of files do."""
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return data.encode("utf-8", "surrogatepass")


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
    data = _body(piece)
    flags = (piece.end is not None) | is_last << 1
    return len(data).to_bytes(_LENGTH, "big") + flags.to_bytes(_FLAGS, "big") + data


def receive_answer(stream: BinaryIO) -> Answer:
    """The next piece, not unpacked; raises EOFError where the other side has gone away."""
    head = receive_bytes(stream, _LENGTH + _FLAGS)
    data = receive_bytes(stream, int.from_bytes(head[:_LENGTH], "big"))
    return Answer(data, bool(head[-1] & 1), bool(head[-1] & 2))


def failed(reason: str) -> Answer:
    """The end of a file whose process has ended before it was read."""
    return Answer(_body(Piece("", [], [], End(failure=reason))), is_end=True, is_last=True)


def answered(answer: Answer, path: str) -> Piece:
    """The piece of a file."""
    rows, notes, ended, place = json.loads(answer.data)
    end = None
    if ended:
        failure, is_unchanged, digest, stamp = ended
        end = End(failure, is_unchanged, digest, Stamp(*stamp) if stamp else None)
    return Piece(path, [article_from(row, path) for row in rows], notes, end, place)


def _body(piece: Piece) -> bytes:
    end = piece.end
    ended = end and [end.failure, end.is_unchanged, end.digest, end.stamp]
    return _encoded([list(map(row_of, piece.articles)), piece.notes, ended, piece.place])


def row_of(article: Article) -> list[Any]:
    """The values of an article as read, but for the path of its source."""
    date, source = article.date, article.source
    return [
        *_values(article),
        date and (date.year, date.month, date.day),
        (source.position, source.member) if source else (1, ""),
        dict(article.extra.items()),
    ]


def article_from(row: list[Any], path: str) -> Article:
    """The article of such values and a path."""
    values = dict(zip(_FIELDS, row, strict=False))
    date, place, extra = row[-3:]
    for name in _LISTS:
        values[name] = tuple(values[name])
    if extra:
        values["extra"] = Values({name: tuple(texts) for name, texts in extra.items()})
    values["date"] = _date(*date) if date else None
    values["source"] = Source(path, *place)
    return Article.restored(values)  # it was checked, and hashed, where it was read
