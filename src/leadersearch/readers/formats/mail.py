"""Mail: one message (.eml) or a mailbox of many (.mbox); attachments are passed over.

The text of a message is its plain one, or that of its HTML where there is no other or the plain one
hardly says more than that. The date is the day where it was written. A message that was sent on is
that of who wrote it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parseaddr, parsedate_tz
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError
from leadersearch.model.names import looks_like_name
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.convert.mime_parts import header, leaves, message_of, text_of_part
from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.forwarded import forwarded_in
from leadersearch.readers.describe.record_values import tags_of
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
_COUNTED = re.compile(
    rb"\d{1,12}\s{0,20}\n"
)  # Apple Mail's files begin with the length of the message
_STUB = 2  # times that the HTML is longer than a plain text that only leads to it
_ADDED = re.compile(r" (?:via|on behalf of|from) (?P<rest>.*)\Z", re.IGNORECASE | re.DOTALL)
_PLACE = re.compile(r"(?<=\S) [(\[][^()\[\]]{1,100}[)\]]\Z")
# Of Gmail: these say where a message lies, not what it is about.
_LABELS = frozenset(
    "inbox sent opened unread important starred archived trash spam drafts chat".split()
)


def read_message(file: RawFile) -> Iterator[Article]:
    """The one article of a message."""
    data = file.stream.read(_LARGEST)
    if counted := _COUNTED.match(data):
        data = data[counted.end() : counted.end() + int(counted[0])]
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
    subject, text = header(message, "subject"), _text(message, file)
    sender, day = _sender(header(message, "from")), _day(message)
    if inner := forwarded_in(subject, text):
        subject, text = inner.subject, inner.body
        sender, day = _sender(inner.sender), inner.date if parse_date(inner.date) else day
    record = {
        "title": subject,
        "authors": [name for name in (sender,) if name],
        "date": day,
        "tags": [*tags_of(header(message, "keywords")), *_labels(message)],
        "url": header(message, "archived-at").strip("<> "),
        "body": text,
    }
    try:
        article = article_of(record, file.report)
    except ArticleError:
        return None
    identifier = header(message, "message-id").strip("<> ")
    # Messages of a thread have one subject, and may be of one day.
    return replace(article, id=f"mid:{identifier}") if identifier else article


def _sender(written: str) -> str:
    """The name of a person or body, without what lists, newsletters and workplaces add to it."""
    name, address = parseaddr(written)
    if "@" in name or name == address:
        return ""
    if "," in name:  # Lee, Ann (Ward 5)
        name = _PLACE.sub("", name)
    added = _ADDED.search(name)
    return name[: added.start()] if added and looks_like_name(name[: added.start()]) else name


def _day(message: Message) -> str:
    """The day on which it was written, or else the one on which it came."""
    dates = (header(message, "date"), header(message, "received").rpartition(";")[2].strip())
    text = next(filter(None, dates), "")
    parts = parsedate_tz(text)
    return f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}" if parts else text


def _labels(message: Message) -> list[str]:
    labels = tags_of(header(message, "x-gmail-labels"))
    return [row for row in labels if row.lower() not in _LABELS and not row.startswith("Category")]


def _text(message: Message, file: RawFile) -> str:
    """The texts of a message, without attachments."""
    parts = [
        part
        for part in leaves(message)
        if part.get_content_type() in _TEXTS and part.get_content_disposition() != "attachment"
    ]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    marked = [part for part in parts if part.get_content_type() == "text/html"]
    text = "\n\n".join(_plain_text(part, file) for part in plain).strip()
    if marked and (not text or message.get_content_type() == "multipart/alternative"):
        other = "\n\n".join(text_of_html(text_of_part(part, file.report)) for part in marked)
        if len(other) > _STUB * len(text):
            return other
    return text


def _plain_text(part: Message, file: RawFile) -> str:
    """The text of a plain part, whose lines may go on with the next: those that end with a blank."""
    text = text_of_part(part, file.report)
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    is_glued = str(part.get_param("delsp") or "").lower() == "yes"
    pieces: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        if pieces and (not goes_on or line.startswith(">")):
            pieces.append("\n")
        goes_on = line.endswith(" ") and line != "-- "
        pieces.append(line[:-1] if goes_on and is_glued else line)
    return "".join(pieces)
