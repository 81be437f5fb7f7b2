"""Mail: one message (.eml) or a mailbox of many (.mbox); attachments are passed over.

The text of a message is its plain one, or that of its HTML where there is no other. The date is
the day where it was written.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parseaddr, parsedate_tz
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.convert.mime_parts import header, leaves, message_of, text_of_part
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import LARGEST_WHOLE, PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_LARGEST = LARGEST_WHOLE
"""Bytes of a message that are read; what is beyond is of attachments."""

_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_PARTING = re.compile(rb"From [^\n]{0,300}?\d:\d\d[^\n]{0,60}?\d{4}")
_TEXTS = frozenset(("text/plain", "text/html"))


def read_message(file: RawFile) -> Iterator[Article]:
    """The one article of a message."""
    data = file.stream.read(_LARGEST)
    if article := _article(data, file):
        yield article


def read_mailbox(file: RawFile) -> Iterator[Article]:
    """The articles of a mailbox, one a message; one without text is reported and skipped."""
    for number, data in enumerate(_messages(file), start=1):
        article = _article(_QUOTED_FROM.sub(rb"\1", data), file)
        if article is None:
            file.report(f"message {number} skipped: no subject and no text")
        else:
            yield article


def _messages(file: RawFile) -> Iterator[bytes]:
    """The messages between lines that begin with `From `, name a time and stand behind an empty line."""
    lines: list[bytes] = []
    length, is_after_empty = 0, True
    while line := file.stream.readline(PIECE):
        if is_after_empty and _PARTING.match(line):
            if lines:
                yield b"".join(lines)
            lines, length = [], 0
        elif length < _LARGEST:
            lines.append(line)
            length += len(line)
        is_after_empty = not line.strip()
    if lines:
        yield b"".join(lines)


def _article(data: bytes, file: RawFile) -> Article | None:
    message = message_of(data)
    if message is None:
        file.report("a message with parts in parts without end was skipped")
        return None
    record = {
        "title": header(message, "subject"),
        "authors": [name for name in (_sender(message),) if name],
        "date": _day(header(message, "date")),
        "tags": header(message, "keywords"),
        "body": _text(message, file),
    }
    try:
        article = article_of(record, file.report)
    except ArticleError:
        return None
    identifier = header(message, "message-id").strip("<> ")
    # Messages of a thread have one subject, and may be of one day.
    return replace(article, id=f"mid:{identifier}") if identifier else article


def _sender(message: Message) -> str:
    name, address = parseaddr(header(message, "from"))
    return "" if "@" in name or name == address else name


def _day(text: str) -> str:
    parts = parsedate_tz(text)
    return f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}" if parts else text


def _text(message: Message, file: RawFile) -> str:
    """The texts of a message; of alternatives the plain one."""
    parts = [
        part
        for part in leaves(message)
        if part.get_content_type() in _TEXTS and part.get_content_disposition() != "attachment"
    ]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    texts = [text_of_part(part, file.report) for part in plain]
    if any(text.strip() for text in texts):
        return "\n\n".join(texts)
    rest = (part for part in parts if part.get_content_type() == "text/html")
    return "\n\n".join(text_of_html(text_of_part(part, file.report)) for part in rest)
