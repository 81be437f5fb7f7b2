"""Dates as people write them: text -> DateRange, and the canonical spelling back.

| write | days |
|---|---|
| `2024`, `2023-05`, `2023/5/17`, `May 2023`, `17 May 2023`, `05/2023` | that year, month or day |
| `2020..2023`, `2020:2023`, `2020-2023`, `2020 to 2023`, `[2020 TO 2023]` | both ends included |
| `{2020 TO 2023}` | both ends excluded |
| `2020..`, `>=2020`, `since 2020`, `[2020 TO *]` | from its first day on |
| `>2020`, `after 2020` | from the day after it ends |
| `..2020`, `<=2020`, `until 2020` | up to and including its last day |
| `<2020`, `before 2020` | up to the day before it begins |
| `today`, `yesterday`, `last 30 days`, `2 weeks`, `30d` | counted back from today, today included |
| `this year`, `last month`, `last week` | that calendar year, month or week (from Monday) |
| `past year` | counted back from today, as `last 1 year` |
| `2020s`, `202*` | ten years |
| `*` | any date at all |

Ranges are half-open, [start, end). A range that is written backwards is turned round.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from leadersearch.errors import UsageError
from leadersearch.model.article import PartialDate
from leadersearch.model.months import ABBREVIATIONS
from leadersearch.query.tree import DateRange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMS = 'date:2023, date:2023-05, date:2020..2023, date:>=2023-05, date:"last 30 days"'
"""Spellings of dates, shown in a diagnostic for a date that was not understood."""


class Days(NamedTuple):
    """A range that was read; `swapped` where its ends had to be swapped."""

    range: DateRange
    swapped: bool = False


def read_days(text: str, today: date) -> Days | None:
    """The days that the text names, or None where it is no date.

    >>> read_days("2020..2023", date(2026, 1, 1)).range
    DateRange(start=datetime.date(2020, 1, 1), end=datetime.date(2024, 1, 1))
    """
    text = text.strip()
    for form, read in _forms():
        match = form.fullmatch(text)
        if match:
            try:
                return read(match, today)
            except (UsageError, OverflowError, ValueError):
                return None
    return None


def date_end(text: str, position: int) -> int | None:
    """Where the longest date that begins at the position ends, be it several words."""
    ends = [match.end() for match in _matches_at(text, position)]
    return max(ends, default=None)


def date_in_brackets(text: str, position: int) -> tuple[int, int] | None:
    """Where a date that fills a pair of brackets begins and ends: `(last 30 days)`."""
    opening = re.compile(r"\(\s*").match(text, position)
    end = opening and date_end(text, opening.end())
    if not opening or not end or not re.compile(r"\s*\)").match(text, end):
        return None
    return opening.end(), end


def render_days(days: DateRange) -> str:
    """The shortest absolute spelling, such that `read_days` gives the range back."""
    if days.start is None:
        return "*" if days.end is None else f"<{_shortest(days.end)}"
    if days.end is None:
        return f">={_shortest(days.start)}"
    last = days.end - timedelta(days=1)
    for size in (1, 2, 3):
        first, final = _cut(days.start, size), _cut(last, size)
        if first.start == days.start and final.end == days.end:
            return str(first) if first == final else f"{first}..{final}"
    raise AssertionError  # a day always begins and ends where it does


def _matches_at(text: str, position: int) -> Iterator[re.Match[str]]:
    for form, _ in _forms():
        match = form.match(text, position)
        if match and match.end() > position and _boundary().match(text, match.end()):
            yield match


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(r"[\s()\[\]^,;|\"“”]|[.?!](?:\s|\Z)|\Z")


_GAP = r"[\s_]+"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_POINT = (
    r"(?:[0-9]{8}|[0-9]{1,2}/[0-9]{4}|[0-9]{4}(?:[-/.][0-9]{1,2}){0,2}"
    rf"|(?:[0-9]{{1,2}}(?:st|nd|rd|th)?{_GAP})?{_MONTH}"
    rf"(?:{_GAP}[0-9]{{1,2}}(?:st|nd|rd|th)?,?)?{_GAP}[0-9]{{4}}"
    r"|today|yesterday|now)"
)
_END = rf"({_POINT}|\*)?"

# Compiled when the first date is read, as the forms below are: few queries hold one.
_NUMERIC = r"([0-9]{4})[-/.]?([0-9]{1,2})?[-/.]?([0-9]{1,2})?"
_MONTH_FIRST = r"([0-9]{1,2})/([0-9]{4})"
_NAMED = (
    rf"([0-9]{{1,2}})?[a-z]{{0,2}}[\s_]*({_MONTH})(?:{_GAP}([0-9]{{1,2}})[a-z]{{0,2}},?)?"
    rf"{_GAP}([0-9]{{4}})"
)

_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


def _point(text: str, today: date) -> PartialDate:
    text = text.lower()
    if text in {"today", "now"}:
        return PartialDate.of(today)
    if text == "yesterday":
        return PartialDate.of(today - timedelta(days=1))
    if match := re.fullmatch(_MONTH_FIRST, text):
        return PartialDate(int(match[2]), int(match[1]))
    if match := re.fullmatch(_NUMERIC, text):
        return PartialDate(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
    match = re.fullmatch(_NAMED, text)
    if not match or (match[1] and match[3]):
        raise UsageError(f"not a date: {text!r}")
    day = match[1] or match[3]
    month = 1 + ABBREVIATIONS.index(match[2][:3])
    return PartialDate(int(match[4]), month, int(day) if day else None)


def _period(match: re.Match[str], today: date) -> Days:
    point = _point(match[1], today)
    return Days(DateRange(point.start, point.end))


def _comparison(match: re.Match[str], today: date) -> Days:
    point = _point(match[2], today)
    return Days(_COMPARISONS[" ".join(match[1].lower().replace("_", " ").split())](point))


_SINCE, _AFTER, _UNTIL, _BEFORE = (
    lambda point: DateRange(start=point.start),
    lambda point: DateRange(start=point.end),
    lambda point: DateRange(end=point.end),
    lambda point: DateRange(end=point.start),
)
_COMPARISONS: dict[str, Callable[[PartialDate], DateRange]] = {
    "=": lambda point: DateRange(point.start, point.end),
    **dict.fromkeys((">=", "=>", "≥", "since", "from"), _SINCE),
    **dict.fromkeys((">", "after"), _AFTER),
    **dict.fromkeys(("<=", "=<", "≤", "until", "till", "to", "up to"), _UNTIL),
    **dict.fromkeys(("<", "before"), _BEFORE),
}


def _between(match: re.Match[str], today: date) -> Days:
    return _span(match[1], match[2], today)


def _bracketed(match: re.Match[str], today: date) -> Days:
    opening, first, last, closing = match.groups()
    return _span(first, last, today, after=opening == "{", before=closing == "}")


def _span(
    first: str | None, last: str | None, today: date, *, after: bool = False, before: bool = False
) -> Days:
    low = None if first in {None, "*"} else _point(str(first), today)
    high = None if last in {None, "*"} else _point(str(last), today)
    swap = low is not None and high is not None and low.start >= high.end
    if swap:
        low, high = high, low
    start = None if low is None else low.end if after else low.start
    end = None if high is None else high.start if before else high.end
    return Days(DateRange(start, end), swap)


def _rolling(match: re.Match[str], today: date) -> Days:
    count, unit = int(match[1] or 1), match[2].lower()
    start = _back(today, count, _UNITS[unit[0]])
    return Days(DateRange(start, today + timedelta(days=1)))


def _back(day: date, count: int, unit: str) -> date:
    """The day so many units earlier, the last of its month where the month is shorter."""
    from calendar import monthrange  # 1.5 ms, for the names of days; few queries say "last month"

    if unit in {"day", "week"}:
        days = count * (7 if unit == "week" else 1)
        return day - timedelta(days=min(days, day.toordinal() - 1))
    months = max(day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1), 12)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _calendar(match: re.Match[str], today: date) -> Days:
    unit = match[2].lower()
    steps = 0 if match[1].lower() == "this" else 1
    if unit in {"day", "week"}:
        length = timedelta(days=7 if unit == "week" else 1)
        start = today - timedelta(days=today.weekday() if unit == "week" else 0) - steps * length
        return Days(DateRange(start, start + length))
    point = _cut(_back(today.replace(day=1), steps, unit), 1 if unit == "year" else 2)
    return Days(DateRange(point.start, point.end))


def _decade(match: re.Match[str], _today: date) -> Days:
    first = PartialDate(int(match[1] + "0"))
    return Days(DateRange(first.start, PartialDate(first.year + 9).end))


def _any(_match: re.Match[str], _today: date) -> Days:
    return Days(DateRange())


@cache  # compiled with the first date query, not with the import: 5 ms
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days]], ...]:
    words = r"since|from|after|until|till|up[\s_]+to|to|before"
    table: tuple[tuple[str, Callable[[re.Match[str], date], Days]], ...] = (
        (rf"({_POINT})", _period),
        (rf"(>=|=>|<=|=<|[<>=≥≤])\s*({_POINT})", _comparison),
        (rf"({words}){_GAP}({_POINT})", _comparison),
        (rf"({_POINT})\s*(?:\.{{2,3}}|…)\s*{_END}", _between),
        (rf"(\*)?(?:\.{{2,3}}|…)\s*({_POINT})", _between),
        (rf"({_POINT}):({_POINT})?", _between),
        (r"([0-9]{4})[-–—]([0-9]{4})", _between),
        (
            rf"(?:(?:from|between){_GAP})?({_POINT}){_GAP}(?:to|and|until|[-–—]){_GAP}({_POINT})",
            _between,
        ),
        (rf"([\[{{])\s*({_POINT}|\*){_GAP}to{_GAP}({_POINT}|\*)\s*([\]}}])", _bracketed),
        (
            rf"(?:(?:last|past|previous){_GAP})?([0-9]{{1,6}}){_GAP}(days?|weeks?|months?|years?)",
            _rolling,
        ),
        (r"([0-9]{1,6})(d|w|m|y)", _rolling),
        (rf"past()?{_GAP}(day|week|month|year)", _rolling),
        (rf"(last|previous|this){_GAP}(day|week|month|year)", _calendar),
        (r"([0-9]{3})(?:0s|\*)", _decade),
        (r"\*", _any),
    )
    return tuple((re.compile(form, re.IGNORECASE), read) for form, read in table)


def _cut(day: date, size: int) -> PartialDate:
    return PartialDate(*(day.year, day.month, day.day)[:size])


def _shortest(day: date) -> PartialDate:
    return next(point for size in (1, 2, 3) if (point := _cut(day, size)).start == day)
