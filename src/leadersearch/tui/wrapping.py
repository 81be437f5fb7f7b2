"""Text -> lines of so many columns, as places in the text, so that marks keep their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

from leadersearch.snippets.cleaning import strip_controls

_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\n]*")

Place = tuple[int, int]


def one_line(text: str) -> str:
    """Any text as one line that is safe to show."""
    return " ".join(strip_controls(text).split())


def columns(text: str) -> int:
    """How many columns of a terminal a text fills."""
    return len(text) if text.isascii() else cell_len(text)


def wrap(text: str, width: int, limit: int | None = None) -> list[Place]:
    """The lines of a text, each as (start, end); every line end of the text ends a line.

    >>> [("one two three")[start:end] for start, end in wrap("one two three", 8)]
    ['one two', 'three']
    """
    lines: list[Place] = []
    for place in _wrapped(text, max(width, 2)):
        lines.append(place)
        if limit is not None and len(lines) >= limit:
            break
    return lines


def _wrapped(text: str, width: int) -> Iterator[Place]:
    position = 0
    while position <= len(text):
        match = _LINE.match(text, position)
        end = match.end() if match else len(text)
        if columns(text[position:end]) <= width:
            yield position, end
        else:
            yield from _wrapped_line(text, position, end, width)
        position = end + 1


def _wrapped_line(text: str, start: int, end: int, width: int) -> Iterator[Place]:
    line_start = line_end = start
    for word in _WORD.finditer(text, start, end):
        if columns(text[line_start : word.end()]) > width:
            if line_end > line_start:
                yield line_start, line_end
            line_start = word.start()
            while columns(text[line_start : word.end()]) > width:
                cut = line_start + fitting(text[line_start : word.end()], width)
                yield line_start, cut
                line_start = cut
        line_end = word.end()
    if line_end > line_start:
        yield line_start, line_end


def fitting(text: str, width: int) -> int:
    """How many characters of a text fit into so many columns; at least one."""
    if text.isascii():
        return max(min(len(text), width), 1)
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return max(index, 1)
    return len(text)
