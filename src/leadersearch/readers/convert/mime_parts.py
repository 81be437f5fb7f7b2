"""Parts of messages (RFC 5322, MIME) as text; for mail and for saved pages."""

from __future__ import annotations

import email.policy
import re
from contextlib import suppress
from email.header import decode_header
from email.parser import BytesParser
from typing import TYPE_CHECKING

from leadersearch.readers.convert.clean_text import clean_line
from leadersearch.readers.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message

MOST_PARTS = 2_000
# `compat32` raises nothing on what is ill-formed, and a header costs only if it is asked for.
_PARSER = BytesParser(policy=email.policy.compat32)
_NESTED = re.compile(rb"^content-type:\s{0,99}(?:multipart|message)/", re.MULTILINE | re.IGNORECASE)
_MOST_COMPARED = 10_000_000
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,200}:|[ \t]|From ")
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_ENCODED_WORD = re.compile(r"=\?[\w.*-]{1,60}\?[bBqQ]\?")
_LONGEST_HEADER = 20_000


def message_of(data: bytes) -> Message | None:
    """The message that bytes hold; None where its parts nest as in none that people send.

    The parser calls itself for each level, and compares each line with all open boundaries.
    """
    levels = sum(1 for _ in _NESTED.finditer(data))
    if levels * data.count(b"\n") > _MOST_COMPARED:
        return None
    try:
        return _PARSER.parsebytes(_mended(data))
    except RecursionError:
        return None


def _mended(data: bytes) -> bytes:
    """The message with each line of its header that is none made part of the line before."""
    end = _EMPTY_LINE.search(data, 0, 256 * 1024)
    if not end:
        return data
    lines = data[: end.start()].splitlines(keepends=True)
    if all(map(_HEADER_LINE.match, lines)):
        return data
    mended = (line if _HEADER_LINE.match(line) else b" " + line for line in lines)
    return b"".join(mended) + data[end.start() :]


def header(message: Message, name: str) -> str:
    """A header as one line, encoded words decoded; "" where there is none."""
    found = (str(value) for key, value in message.raw_items() if key.lower() == name)
    raw = next(found, "")[:_LONGEST_HEADER]
    declared = message.get_content_charset()  # of headers that nobody encoded, too
    text = _decoded((raw.encode("utf-8", "surrogateescape"), declared))
    if _ENCODED_WORD.search(text):
        with suppress(ValueError):  # ill-formed base64
            text = "".join(map(_decoded, decode_header(text)))
    return clean_line(text)


def _decoded(part: tuple[bytes | str, str | None]) -> str:
    content, charset = part
    if isinstance(content, str):
        return content
    for encoding in (charset or "utf-8", "utf-8"):
        with suppress(LookupError, UnicodeError):
            return content.decode(encoding)
    return content.decode("cp1252", "replace")  # a line is too short for a guess


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold no others, in order, at most `MOST_PARTS`."""
    waiting = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inside = part.get_payload()
        if isinstance(inside, list):
            waiting += [row for row in reversed(inside) if not isinstance(row, str)]
        else:
            yield part


def text_of_part(part: Message, report: Callable[[str], None]) -> str:
    """The text of a part, unpacked and decoded; what its charset says is tried first."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_param("charset")
    declared = charset if isinstance(charset, str) else None
    return decode(data, report, declared=declared)
