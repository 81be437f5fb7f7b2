"""A line that says who wrote a text, and perhaps when -> names and date.

By Ann Lee, 2 March 2021        Von Anna Müller | 2. März 2021
Posted by Ann Lee on March 2    Ann Lee (in an element that is called so)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from leadersearch.model.name_lists import split_names
from leadersearch.model.names import looks_like_name
from leadersearch.readers.describe.dates import parse_date

_LONGEST = 300
# Of the words for "by" in other languages some begin surnames: whole names have to follow.
_BY = re.compile(
    r"(?:(?:written|posted|published|words) )?by:? |(?:von|par|por|di|door|av|af|per):? |(?:authors?|autor|auteur): ?",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r" [|·•–—/-] | on | (?:am|le|el|il|op) (?=\d)|, (?=\d|[^\W\d_]{3,9}\.? \d|[A-Z][a-z]{5,8}, )"
)
_AROUND = "*_ \t,|·•"
_MOST_PARTS = 5


class Byline(NamedTuple):
    """The names, and the part of the line that is a date, or ""."""

    names: tuple[str, ...]
    date: str


def byline_in(line: str, *, is_marked: bool = False) -> Byline | None:
    """The byline that a line is, or None; `is_marked`: it need not begin with "by".

    >>> byline_in("By Ann Lee | 2 March 2021")
    Byline(names=('Ann Lee',), date='2 March 2021')
    """
    line = line.strip(_AROUND)
    by = _BY.match(line)
    if len(line) > _LONGEST or not (by or is_marked):
        return None
    names, *rest = _PARTS.split(line[by.end() :] if by else line, _MOST_PARTS)
    found = split_names(names.strip(_AROUND).rstrip("."))
    if not found or not all(map(looks_like_name, found)):
        return None
    dates = [part for part in (*rest, ", ".join(rest)) if parse_date(part)]
    if rest and not (dates or is_marked):
        return None
    date = max(dates, key=lambda part: len(str(parse_date(part))), default="")
    return Byline(found, date.strip(_AROUND))
