"""Text in lines of a given width, by what a terminal shows rather than by characters.

Errors are wrapped, too, so nothing here may be slow to import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

_WORD = re.compile(r"\S+")


def columns(text: str) -> int:
    """How many columns of a terminal a text fills.

    >>> columns("abc"), columns("学習")
    (3, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text
    )


def line_spans(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end, broken at blanks; all of it for width 0.

    A word that is wider than a line is broken wherever it has to be.
    """
    if not width or columns(text) <= width:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    begin = end = 0
    for start, stop in _words(text, width):
        if end > begin and columns(text[begin:stop]) > width:
            lines.append((begin, end))
            begin = start
        end = stop
    return [*lines, (begin, end)]


def _words(text: str, width: int) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        start, stop = match.span()
        while columns(text[start:stop]) > width:
            cut = start + 1
            while columns(text[start : cut + 1]) <= width:
                cut += 1
            yield start, cut
            start = cut
        if start < stop:
            yield start, stop


def wrapped(text: str, width: int, indent: str = "") -> str:
    """A text of one paragraph in lines, each behind an indent."""
    return "\n".join(
        indent + text[start:end].strip() for start, end in line_spans(text, room(width, indent))
    )


def room(width: int, indent: str) -> int:
    """The columns behind an indent; 0 is without limit."""
    return max(10, width - len(indent)) if width else 0
