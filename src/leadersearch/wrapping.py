"""Text -> lines of so many columns of a terminal, as places in the text, so that marks keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\n]*")
_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff‐-‧]*")
"""Latin text, its dashes and quotation marks: a column for each character in every terminal."""

Place = tuple[int, int]


def columns(text: str) -> int:
    """How many columns of a terminal a text fills, as Rich and Textual measure it.

    >>> columns("abc"), columns("学習"), columns("\N{MAN}\N{ZERO WIDTH JOINER}\N{ROCKET}")
    (3, 4, 2)
    """
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    return _cells(text)


def _cells(text: str) -> int:
    from rich.cells import cell_len  # 20 ms, which Latin text can spare

    return cell_len(text)


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
        if _NARROW.fullmatch(text, position, end):
            yield from _wrapped_narrow(text, position, end, width)
        elif _fits(text, position, end, width):
            yield position, end
        else:
            yield from _wrapped_line(text, position, end, width)
        position = end + 1


def _wrapped_narrow(text: str, start: int, end: int, width: int) -> Iterator[Place]:
    """One line whose characters all fill one column: most of them, and half the work."""
    if end - start <= width:
        yield start, end
        return
    first, further = _narrow_lines(width)
    if match := first.match(text, start, end):
        yield match.span()
        start = match.end()
    for match in further.finditer(text, start, end):
        yield match.span()


@cache
def _narrow_lines(width: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """As many whole words as fit, or as much of a word as fits; the first line may be indented."""
    words = rf".{{0,{width - 1}}}\S(?!\S)"
    return re.compile(words), re.compile(rf"(?=\S)(?:{words}|\S{{{width}}})")


def _wrapped_line(text: str, start: int, end: int, width: int) -> Iterator[Place]:
    line_start = line_end = start
    for word in _WORD.finditer(text, start, end):
        if not _fits(text, line_start, word.end(), width):
            if line_end > line_start:
                yield line_start, line_end
            line_start = word.start()
            while not _fits(text, line_start, word.end(), width):
                cut = fitting(text, width, line_start, word.end())
                yield line_start, cut
                line_start = cut
        line_end = word.end()
    if line_end > line_start:
        yield line_start, line_end


def _fits(text: str, start: int, end: int, width: int) -> bool:
    # A word may be as long as the text (Chinese has no blanks): nothing is measured to its end
    # once it is clear that it does not fit.
    if end - start > 4 * width:
        return fitting(text, width, start, end) == end
    return columns(text[start:end]) <= width


def fitting(text: str, width: int, start: int = 0, end: int | None = None) -> int:
    """Where what fits into so many columns ends, from `start` on; at least one character on."""
    end = len(text) if end is None else end
    if text.isascii():
        return max(min(end, start + width), start + 1)
    used = 0
    for place in range(start, end):
        used += _cells(text[place])
        if used > width:
            return max(place, start + 1)
    return end
