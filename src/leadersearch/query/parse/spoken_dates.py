"""Dates in the words of a query: `falls before 2020`, `leadership between 2015 and 2018`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from leadersearch.query.date_ranges import read_days, render_days
from leadersearch.query.parse.parser import ParsedQuery, parse_query
from leadersearch.query.parse.prose import MOST_WORDS_OF_A_REQUEST
from leadersearch.query.tree import Occur, Query, Term, Words

if TYPE_CHECKING:
    from datetime import date

_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_POINT = rf"(?:(?:{_MONTH}\s)?{_YEAR}|{_YEAR}-[0-9]{{2}}(?:-[0-9]{{2}})?)"
_SPAN = rf"(?:between|from)\s(?P<first>{_POINT})\s(?:and|to|until|till)\s(?P<last>{_POINT})"
_SIDE = (
    rf"(?:before|since|after|until|till|up\sto|prior\sto|(?:earlier|later|newer)\sthan)\s{_POINT}"
)
_ROLLING = (
    r"(?:(?:in|over|within|during|from)\s)?(?:the\s)?(?P<rolling>"
    r"(?:last|past)\s(?:[0-9]{1,3}\s)?(?:days?|weeks?|months?|years?)|this\s(?:week|month|year)"
    r"|(?<=\bthe\s)(?:19|20)[0-9]0s)"
)
_DATED = rf"(?:{_SPAN}|(?:published\s)?{_SIDE}|{_ROLLING})"
_AT_END = re.compile(rf"\S\s(?P<date>{_DATED})\Z", re.IGNORECASE)
_AT_START = re.compile(rf"(?P<date>(?:{_SPAN}|{_SIDE}))\s\S", re.IGNORECASE)


_SAME_AS = {
    "prior to": "before",
    "earlier than": "before",
    "later than": "after",
    "newer than": "after",
}
_OTHER_WORDS = re.compile("|".join(_SAME_AS))


class SpokenDate(NamedTuple):
    """A query in which words are read as a date; those words, and that date."""

    parsed: ParsedQuery
    typed: str
    read: str


def read_spoken_date(text: str, query: Query, today: date | None) -> SpokenDate | None:
    """The reading of plain words that end, or begin, with a date; None where they do not.

    `query` is the tree of the text: a date is only read among words that have no sign, no quote and no
    field.
    """
    if not _is_plain(query):
        return None
    words = " ".join(text.split()).rstrip("?.!,;")
    found = _AT_END.search(words) or _AT_START.match(words)
    if found is None:
        return None
    start, end = found.span("date")
    from datetime import datetime  # few queries hold a date

    span = f"{found['first']} to {found['last']}" if found["first"] else None
    spelt = span or found.groupdict().get("rolling") or found["date"].lower()
    spelt = _OTHER_WORDS.sub(lambda word: _SAME_AS[word[0]], spelt.removeprefix("published "))
    days = read_days(spelt, today or datetime.now().astimezone().date())
    if days is None:
        return None
    read = f"date:{render_days(days.range)}"
    rest = f"{words[:start]}{words[end:]}".strip()
    if len(rest.split()) > MOST_WORDS_OF_A_REQUEST:  # a title, perhaps not typed word for word
        return None
    return SpokenDate(parse_query(f"{rest} {read}", today=today), found["date"], read)


def _is_plain(query: Query) -> bool:
    return isinstance(query, Words) and all(
        clause.occur is Occur.SHOULD and isinstance(clause.query, Term) and not clause.query.exact
        for clause in query.clauses
    )
