"""A search of several numbered lines -> the one line that it comes to.

Ovid, EBSCO, PubMed, Embase and the Cochrane Library number the lines of a search, and later lines combine
earlier ones: `1 and 2`, `or/1-3`, `#1 AND #2`, `S1 OR S2`, `limit 3 to yr="2010-2020"`. The last line is
the search.
"""

from __future__ import annotations

import re

LONGEST = 10_000
"""Characters of a line with all that it refers to; a longer one is read as it stands."""

_NUMBER = r"[0-9]{1,3}"
_SIGN = r"(?:\#|[Ss](?=[0-9]))"
_BEGINS = re.compile(
    rf"[^\S\n]*(?:{_SIGN}{_NUMBER}[.):]?|{_NUMBER}(?:[.):]|[^\S\n](?=\S)))[^\S\n]*"
)
_DIGITS = re.compile(r"[0-9]+")
# Lines that were joined to one: `1. exp Falls/ 2. smith.au. 3. 1 and 2`.
_BEGINS_INSIDE = re.compile(
    rf"(?:\A|(?<=\s))(?:(?P<dotted>{_NUMBER})\.|[#Ss](?P<signed>{_NUMBER}))\s"
)

_REFERENCE = rf"{_SIGN}?{_NUMBER}"
_OPERATOR = r"(?:[Aa][Nn][Dd]|[Oo][Rr]|[Nn][Oo][Tt])"
_COMBINATION = re.compile(rf"(?:[()\s]|{_OPERATOR}\b|{_REFERENCE}\b)+")
_ALL_OF = re.compile(rf"({_OPERATOR})/({_NUMBER}(?:[-,]{_NUMBER}){{0,30}})")
_LIMIT = re.compile(rf"limit\s({_REFERENCE})\sto\s(.*)", re.IGNORECASE | re.DOTALL)
_REFERRED = re.compile(
    rf"(?<![\w/.-])(?:(?P<sign>{_SIGN})|(?<![#]))(?P<number>{_NUMBER})(?![\w/.-])"
)
_YEARS = re.compile(
    r"\b(?:yr|dp|py)=\"?([0-9]{4}(?:\s?-\s?(?:[0-9]{4}|current)?)?)\"?", re.IGNORECASE
)

# Beside a line: how many articles it found, the fields of `.mp.`, the name of a subheading.
_COUNTED = re.compile(r"(?:\s\([0-9,]{1,12}\)|\t[0-9,]{1,12})\s*\Z")
_NOTES = re.compile(r"\s\[(?:mp=|[A-Z][a-z]+ ?&)[^\[\]]{0,500}\]")


def as_one_line(text: str) -> str | None:
    r"""The search that numbered lines come to; None where they are none.

    >>> as_one_line("1. exp Falls/ (12)\n2. smith.au.\n3. 1 and 2")
    '(exp Falls/) AND (smith.au.)'
    >>> as_one_line("1. Falls on wards\n2. Leadership") is None
    True
    """
    lines = _numbered(text)
    if len(lines) < 2:
        return None
    *earlier, (number, last) = lines.items()
    if not _refers(last, dict(earlier)):
        return None
    read: dict[int, str] = {}
    for number, line in lines.items():
        read[number] = _expanded(line, read)
        if len(read[number]) > LONGEST:
            return None
    return read[number]


def without_number(text: str) -> str:
    """A single line without its notes, and without its number if that has a sign."""
    begin = _BEGINS.match(text)
    is_number = begin is not None and not begin[0].strip().isdigit()
    return _without_notes(text[begin.end() :] if begin and is_number else text)


def _without_notes(line: str) -> str:
    return _NOTES.sub("", _COUNTED.sub("", line)).strip()


def _numbered(text: str) -> dict[int, str]:
    """The lines by their numbers, where they are numbered upwards from 1."""
    found: dict[int, str] = {}
    for line in text.splitlines():
        begin = _BEGINS.match(line)
        if begin is None:
            if line.strip():
                found = {}
                break
            continue
        number = int(_DIGITS.search(begin[0])[0])  # type: ignore[index]  # it has digits
        if number <= max(found, default=0):
            return {}
        found[number] = _without_notes(line[begin.end() :])
    return found if len(found) > 1 else _numbered_inside(text)


def _numbered_inside(text: str) -> dict[int, str]:
    """The same of lines that were joined to one."""
    begins: list[re.Match[str]] = []
    for begin in _BEGINS_INSIDE.finditer(text):
        if int(begin["dotted"] or begin["signed"]) == len(begins) + 1:
            begins.append(begin)
    if not begins or begins[0].start():
        return {}
    ends = [*(begin.start() for begin in begins[1:]), len(text)]
    lines = (text[begin.end() : end] for begin, end in zip(begins, ends, strict=True))
    return {place: _without_notes(line) for place, line in enumerate(lines, 1)}


def _refers(line: str, earlier: dict[int, str]) -> bool:
    """Whether a line combines earlier ones."""
    limit = _LIMIT.fullmatch(line)
    is_one = limit or _COMBINATION.fullmatch(line) or _ALL_OF.fullmatch(line)
    numbers = [int(each) for each in _DIGITS.findall(limit[1] if limit else line)]
    if is_one:
        return bool(numbers) and all(number in earlier for number in numbers if number < 1000)
    return any(row["sign"] and int(row["number"]) in earlier for row in _REFERRED.finditer(line))


def _expanded(line: str, read: dict[int, str]) -> str:
    """A line with the earlier ones in place of their numbers."""
    if limit := _LIMIT.fullmatch(line):
        years = _YEARS.search(limit[2])
        number = int(_DIGITS.search(limit[1])[0])  # type: ignore[index]  # it has digits
        whole = read.get(number, limit[1])
        return f"({whole}) AND date:{_range(years[1])}" if years else whole
    if each := _ALL_OF.fullmatch(line):
        return f" {each[1].upper()} ".join(
            f"({read[place]})" for place in _places(each[2]) if place in read
        )
    is_combined = _COMBINATION.fullmatch(line) is not None

    def put(row: re.Match[str]) -> str:
        number = int(row["number"])
        return f"({read[number]})" if number in read and (row["sign"] or is_combined) else row[0]

    operators = (
        re.sub(rf"\b{_OPERATOR}\b", lambda word: word[0].upper(), line) if is_combined else line
    )
    return _REFERRED.sub(put, operators)


def _places(listed: str) -> list[int]:
    """The numbers of a list such as `1-3,5`."""
    places: list[int] = []
    for part in listed.split(","):
        first, _, last = part.partition("-")
        places += range(
            int(first), int(last.split("-")[-1] or first) + 1 if last else int(first) + 1
        )
    return places


def _range(years: str) -> str:
    first, dash, last = years.replace(" ", "").lower().partition("-")
    return f"{first}..{last.removeprefix('current')}" if dash else first
