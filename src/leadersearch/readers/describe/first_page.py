"""The first page of an article as it is printed -> title, authors and date.

The title is the largest print; the authors are below it. Numbers and signs set high part names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from leadersearch.readers.convert.clean_text import clean_line

_HEAD = 100
"""Pieces of print among which title and authors stand."""

_LARGEST = 60.0  # points; larger print is a watermark
_SMALL = 0.75  # of the size of the title or a name: notes, numbers of lines
_TINY = 0.5  # of the size of a name: the number of a line
_LEAST_NAME = 4
_LEAST_TITLE, _LONGEST_TITLE = 8, 300
_MOST_AUTHORS = 100
_SIGNS = re.compile(r"[\d*†‡§¶∗‖#⋆✉]+(?:\s?,\s?[\d*†‡§¶∗‖#⋆✉]+)*")
_BETWEEN = re.compile(
    r"(?:(?<!\s)\s++)?[;,|·•]\s*+(?:(?:and|und|et|y|&)\s++)?|(?<!\s)\s++(?:and|und|et|&)\s++"
    r"|\A(?:and|by|&)\s++",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:abstract|academy|article|association|author|centre|center|college|department|dept|draft|editor"
    r"|faculty|group|hospital|institut\w*|introduction|journal|keywords|laborator\w+|media|ministry|open"
    r"|paper|press|received|research|school|service|society|summary|university|universit\w+|volume)\b|[@/:]",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:[^\W\d_][\w'’.-]*)){0,5}\Z")
_PARTICLES = frozenset(
    "al bin da de del della den der di dos du el ibn la le ten ter van von y".split()
)
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})"
    r"(?: ?[-–] ?\d{1,2})?),? (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LINES_OF_HEAD = 25


class Print(NamedTuple):
    """A piece of text and its size in points."""

    size: float
    text: str


def title_printed(prints: Sequence[Print]) -> tuple[str, int]:
    """The largest print at the head of a page, and the place behind it; ("", 0) if all are alike."""
    head = [row for row in prints[:_HEAD] if row.size <= _LARGEST]
    usual = _usual_size(prints)
    large = sorted({row.size for row in head if row.size > usual * 1.1}, reverse=True)
    for size in large:
        found, end = _run_of(prints, size)
        if _LEAST_TITLE <= len(found) <= _LONGEST_TITLE:
            return found, end
    return "", 0


def authors_printed(prints: Sequence[Print], place: int) -> list[str]:
    """The names in the lines that follow the title, which ends at a place."""
    names: list[str] = []
    carried = ""
    for line in _below(prints[place : place + 4 * _MOST_AUTHORS]).split("\n"):
        pieces = _pieces(f"{carried} {line}")
        carried = pieces.pop() if pieces and " " not in pieces[-1] else ""  # it goes on below
        if not all(map(_is_name, pieces)) or not (pieces or carried or not names):
            break
        names += pieces
    return list(dict.fromkeys(names))[:_MOST_AUTHORS]


def _below(prints: Sequence[Print]) -> str:
    """The lines that begin a series of pieces, in one size; what is set high is a semicolon."""
    size = next((row.size for row in prints if len(row.text.strip()) >= _LEAST_NAME), 0.0)
    text = ""
    for row in prints:
        if size * _TINY < row.size < size * _SMALL:
            text += ";" + "\n" * row.text.count("\n")
        elif not row.text.strip() or abs(row.size - size) < 0.6:
            text += row.text
        elif row.size >= size:
            break
    return text


def date_printed(text: str) -> str:
    """The first day that the head of a page names, as `6 August 2020`."""
    head = "\n".join(text.splitlines()[:_LINES_OF_HEAD])
    match = _DATE.search(head)
    if not match:
        return ""
    day, month = match["day"] or match["day2"], match["month"] or match["month2"]
    return f"{day} {month} {match['year']}"


def _usual_size(prints: Sequence[Print]) -> float:
    letters: dict[float, int] = {}
    for row in prints:
        letters[row.size] = letters.get(row.size, 0) + len(row.text)
    return max(letters, key=lambda size: letters[size]) if letters else 0.0


def _run_of(prints: Sequence[Print], size: float) -> tuple[str, int]:
    """The first text in a size, over lines and small signs, and the place behind it."""
    parts: list[str] = []
    end = 0
    for place, row in enumerate(prints):
        if row.size == size:
            parts.append(row.text)
            end = place + 1
        elif parts and _is_other(row, size):
            break
    return clean_line(" ".join(part.strip() for part in parts)), end


def _is_other(row: Print, size: float) -> bool:
    """Whether a piece is another text than that of a size, and no sign in it."""
    length = len(row.text.strip())
    return (length > 0 and row.size >= size * _SMALL) or (length > 3 and row.size >= size / 2)


def _pieces(line: str) -> list[str]:
    pieces = [_SIGNS.sub("", piece).strip(" .") for piece in _BETWEEN.split(_SIGNS.sub(";", line))]
    made: list[str] = []
    for piece in (" ".join(piece.split()) for piece in pieces):
        if made and piece and " " not in piece and " " not in made[-1]:
            made[-1] += f" {piece}"  # a sign stood within the name
        elif piece:
            made.append(piece)
    return made


def _is_name(text: str) -> bool:
    words = text.split()
    small = [word for word in words if word[0].islower() and word not in _PARTICLES]
    return (
        2 <= len(words) <= 6 and not small and bool(_NAME.match(text)) and not _NO_NAME.search(text)
    )
