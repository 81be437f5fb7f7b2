"""Dates in the words of a query: `falls before 2020`, `leadership between 2015 and 2018`, `rotas May 2019`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from leadersearch.query.date_ranges import read_days, render_days
from leadersearch.query.parse.parser import ParsedQuery, parse_query
from leadersearch.query.parse.prose import MOST_WORDS_OF_A_REQUEST
from leadersearch.query.tree import Occur, Query, Term, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_POINT = rf"(?:(?:{_MONTH}\s)?{_YEAR}|{_YEAR}-[0-9]{{2}}(?:-[0-9]{{2}})?)"
_SPAN = rf"(?:between|from)\s(?P<first>{_POINT})\s(?:and|to|until|till)\s(?P<last>{_POINT})"

_SIDES = {
    r"(?:no|not)\s(?:later\sthan|newer\sthan|after)|(?:on|in)\sor\sbefore": "<=",
    r"(?:no|not)\s(?:earlier\sthan|older\sthan|before)|(?:on|in)\sor\safter|since": ">=",
    r"(?:earlier|older)\sthan|prior\sto|before": "<",
    r"(?:later|newer)\sthan|after": ">",
    r"up\sto|until|till": "<=",
}
_WORDS_OF_SIDES = tuple((re.compile(words, re.IGNORECASE), sign) for words, sign in _SIDES.items())
_SIDE = rf"(?P<side>{'|'.join(_SIDES)})\s(?P<point>{_POINT})"
# At the end only: `post-2015 agenda`, `> 2000 patients` begin a title.
_SIGN = rf"(?P<sign>[<>]=?|[≤≥]|pre[-\s]|post[-\s])\s?(?P<than>{_POINT})"
_ONWARDS = rf"(?:from\s)?(?P<start>{_POINT})(?:\+|\s(?:and|or)\s(?:after|later)|\son(?:wards?)?)"
_SIGNS = {"pre": "<", "post": ">"}
_ROLLING = (
    r"(?:(?:in|over|within|during|from)\s)?(?:the\s)?(?P<rolling>"
    r"(?:last|past)\s(?:[0-9]{1,3}\s)?(?:days?|weeks?|months?|years?)|this\s(?:week|month|year)"
    r"|(?<=\bthe\s)(?:19|20)[0-9]0s)"
)
_DATED = rf"(?:{_SPAN}|(?:published\s)?(?:{_SIDE}|{_SIGN}|{_ONWARDS})|{_ROLLING})"
_AT_END = re.compile(rf"\S\s(?P<date>{_DATED})\Z", re.IGNORECASE)
_AT_START = re.compile(rf"(?P<date>(?:{_SPAN}|{_SIDE}))\s\S", re.IGNORECASE)
_GOES_ON = r"(?:in|on|at|among|amongst|for|of|by|with|across|within|about)"
_INSIDE = re.compile(rf"\S\s(?P<date>{_SPAN}|{_SIDE})\s{_GOES_ON}\s\S", re.IGNORECASE)

_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_IN_WORDS = rf"(?:{_DAY}\s(?:of\s)?{_MONTH}\.?,?|{_MONTH}\.?,?(?:\s{_DAY},?)?)\s{_YEAR}"
_IN_NUMBERS = (
    rf"(?:{_YEAR}-[01][0-9](?:-[0-3][0-9])?|[0-3]?[0-9](?P<dot>[./])[0-3]?[0-9](?P=dot){_YEAR})"
)
_CALENDAR = re.compile(
    rf"(?:(?<!\S)published\s)?(?<!\S)(?P<date>{_IN_WORDS}|{_IN_NUMBERS})(?=[\s?.!,;:]|\Z)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"([a-z]+) ({_YEAR})", re.IGNORECASE)
_ALONE = re.compile(rf"(?P<date>{_YEAR})")
_BY_NUMBERS = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_SHORT_RANGE = re.compile(rf"({_YEAR})-([0-9]{{2}})")


class SpokenDate(NamedTuple):
    """A query in which words are read as a date; those words, and that date.

    `also`: the words are searched as well. `needs_all`: it is meant only if an article of that date holds
    all other words, since the words may as well go on.
    """

    parsed: ParsedQuery
    typed: str
    read: str
    also: bool = False
    needs_all: bool = False


def read_spoken_date(text: str, query: Query, today: date | None) -> SpokenDate | None:
    """The reading of plain words that end, or begin, with a date; None where they do not.

    `query` is the tree of the text: a date is only read among words that have no sign, no quote and no
    field.
    """
    if not _is_plain(query):
        return None
    words = " ".join(text.split()).rstrip("?.!,;")
    inside = None
    found = _AT_END.search(words) or _AT_START.match(words) or (inside := _INSIDE.search(words))
    if found is None or isinstance(query, Term):
        return _calendar_date(words, today)
    start, end = found.span("date")
    days = read_days(_spelt(found), today or _today())
    if days is None:
        return None
    read = f"date:{render_days(days.range)}"
    rest = f"{words[:start]}{words[end:]}".strip()
    if len(rest.split()) > MOST_WORDS_OF_A_REQUEST:  # a title, perhaps not typed word for word
        return None
    parsed = parse_query(f"{rest} {read}", today=today)
    is_unsure = inside is not None or bool(found.groupdict().get("sign"))
    return SpokenDate(parsed, found["date"], read, needs_all=is_unsure)


def _spelt(found: re.Match[str]) -> str:
    """A date as `read_days` takes it."""
    parts = found.groupdict()
    if parts["first"]:
        return f"{parts['first']} to {parts['last']}"
    if side := parts["side"]:
        meant = next(sign for words, sign in _WORDS_OF_SIDES if words.fullmatch(side))
        return f"{meant}{parts['point']}"
    if sign := parts.get("sign"):
        return f"{_SIGNS.get(sign.lower().rstrip('- '), sign)}{parts['than']}"
    return f">={parts['start']}" if parts.get("start") else str(parts["rolling"])


def _calendar_date(words: str, today: date | None) -> SpokenDate | None:
    """The reading of words of which some are a day or a month: that, or the words themselves."""
    found = _CALENDAR.search(words) or _ALONE.fullmatch(words)
    if found is None:
        return None
    typed = found["date"]
    spelt = _DAY_OF.sub(r"\1", typed).replace(".,", ".")
    ways = (read_days(each, today or _today()) for each in _numbered(spelt))
    ranges = list(dict.fromkeys(render_days(days.range) for days in ways if days))
    rest = f"{words[: found.start()]}{words[found.end() :]}".strip(" ,;:")
    if not ranges or len(rest.split()) > MOST_WORDS_OF_A_REQUEST:
        return None
    read = " OR ".join(f"date:{each}" for each in ranges)
    named = _NAMED.fullmatch(typed)  # May and August are surnames, too
    by_name = f" OR (author:={named[1]} AND date:{named[2]})" if named else ""
    parsed = parse_query(f'{rest} ({read} OR "{typed}"{by_name})'.strip(), today=today)
    return SpokenDate(parsed, typed, read, also=True, needs_all=True)


_DAY_OF = re.compile(rf"({_DAY}) of(?= )", re.IGNORECASE)


def _numbered(text: str) -> Iterator[str]:
    """The ways to read a date: 3/4/2019 may be in March or in April, 2010-12 a month or years."""
    if numbers := _BY_NUMBERS.fullmatch(text):
        one, two, year = numbers.groups()
        yield f"{year}-{two}-{one}"
        yield f"{year}-{one}-{two}"
        return
    yield text.replace(",", "")
    if (years := _SHORT_RANGE.fullmatch(text)) and years[1][2:] < years[2]:
        yield f"{years[1]}..{years[1][:2]}{years[2]}"


def _today() -> date:
    from datetime import datetime  # few queries hold a date

    return datetime.now().astimezone().date()


def _is_plain(query: Query) -> bool:
    if isinstance(query, Term):
        return not query.exact
    return isinstance(query, Words) and all(
        clause.occur is Occur.SHOULD and isinstance(clause.query, Term) and not clause.query.exact
        for clause in query.clauses
    )
