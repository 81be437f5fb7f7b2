"""Text that is safe to show: no terminal controls, and white space as wanted.

Places in the text are translated both ways, since matches are found in the text as it is indexed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from leadersearch.safety import JOINERS, LINE_ENDS, STRAY_JOINER, UNSAFE

# The rest of the control just read (ECMA-48): a control sequence, a string, an escape.
_SEQUENCE = (
    r"(?<=\x1b)\[[0-?]*[ -/]*[@-~]"
    # With a parameter at least: alone, it is a quotation mark that was read as Latin-1.
    r"|(?<=\x9b)[0-?]+[ -/]*[@-~]"
    r"|(?:(?<=[\x90\x98\x9d-\x9f])|(?<=\x1b)[\]PX^_])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|(?<=\x1b)[()][0-9A-Z]"
    rf"|(?<=[{UNSAFE}])|{STRAY_JOINER}"
)
# Each begins with one set of characters, so that `re` skips the rest quickly (8 ns a character).
_BLANKS = rf"[\s{UNSAFE}{JOINERS}](?:(?<= )\s+|(?<=[^\S ])\s*|{_SEQUENCE})"
_LINES = rf"[{LINE_ENDS}{UNSAFE}{JOINERS}](?:(?<=\r)\n?|(?<=[{LINE_ENDS}])|{_SEQUENCE})"
_PARAGRAPH = re.compile(r"\n\s*\n|\u2029")
_ESCAPE = "\x1b"
_ESCAPES_BEYOND_ASCII = "\x90\x98\x9b\x9d\x9e\x9f"


class CleanText(NamedTuple):
    """A cleaned text, and where its parts stood: both lists ascend, the last place is the end."""

    text: str
    dirty_places: tuple[int, ...]
    clean_places: tuple[int, ...]

    def clean_place(self, dirty: int) -> int:
        """Where in the clean text a place of the original is (at the nearest end if removed)."""
        index = bisect_right(self.dirty_places, dirty) - 1
        last = self.clean_places[index + 1] if index + 1 < len(self.clean_places) else None
        place = self.clean_places[index] + dirty - self.dirty_places[index]
        return place if last is None else min(place, last)

    def clean_spans(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where stretches of the original are."""
        if len(self.dirty_places) == 1:
            return spans  # nothing was removed
        return [self.clean_span(start, end) for start, end in spans]

    def clean_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the original is; empty where its first or last letter was removed."""
        span = self.clean_place(start), self.clean_place(end - 1) + 1
        kept = self.dirty_place(span[0]) == start and self.dirty_place(span[1] - 1) == end - 1
        return span if kept else (0, 0)

    def dirty_place(self, clean: int) -> int:
        """Where in the original a place of the clean text is."""
        index = bisect_right(self.clean_places, clean) - 1
        return self.dirty_places[index] + clean - self.clean_places[index]


def clean(text: str, *, collapse: bool = True) -> CleanText:
    r"""A text without controls; white space becomes one blank, or a line feed between paragraphs.

    With `collapse` off white space stays, line ends become line feeds.

    >>> clean("a \t b\x1b[31mc").text
    'a bc'
    """
    if is_clean(text):
        return CleanText(text, (0,), (0,))
    dirt = _dirt(collapse=collapse)
    parts: list[str] = []
    dirty_places, clean_places = [0], [0]
    done = length = 0
    last = ""
    while match := dirt.search(text, done):
        start, end = match.span()
        replacement = _replacement(match.group(), collapse=collapse)
        last = text[start - 1] if start > done else last
        if collapse and last.isspace():
            # A control between two blanks; it takes the second one with it.
            end = _after_blanks(text, end)
            replacement = ""
        parts += (text[done:start], replacement)
        length += start - done + len(replacement)
        dirty_places.append(end)
        clean_places.append(length)
        done, last = end, replacement or last
    parts.append(text[done:])
    return CleanText("".join(parts), tuple(dirty_places), tuple(clean_places))


def is_clean(text: str) -> bool:
    """Whether a text is known to stay as it is; nearly all that do are."""
    return text.isprintable() and "  " not in text


def strip_controls(text: str) -> str:
    """A text that a terminal can be given: lines are kept."""
    return clean(text, collapse=False).text


def one_line(text: str) -> str:
    """A text on one line that a terminal can be given."""
    return " ".join(strip_controls(text).split())


def has_escapes(text: str) -> bool:
    """Whether a text holds sequences that cannot be cleaned from any place on."""
    if _ESCAPE in text:
        return True
    # Seven searches for a character take a fifth of the time of one for a set.
    return not text.isascii() and any(escape in text for escape in _ESCAPES_BEYOND_ASCII)


@cache
def _dirt(*, collapse: bool) -> re.Pattern[str]:
    """The pattern of characters to replace; 1 ms to compile, and most texts are clean."""
    return re.compile(_BLANKS if collapse else _LINES)


def _after_blanks(text: str, start: int) -> int:
    while text[start : start + 1].isspace():
        start += 1
    return start


def _replacement(dirt: str, *, collapse: bool) -> str:
    if dirt.isspace():
        return "\n" if not collapse or _PARAGRAPH.search(dirt) else " "
    return "\ufffd" if "\ud800" <= dirt <= "\udfff" else ""
