"""Dates whose numbers have a place of their own: `2021年3月5日`, `2021-W05`, `2021-060`, `5.III.2021`.

ISO 8601 gives weeks and days of the year; a week is read as its month where it lies in one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

Parts = tuple[int, int | None, int | None]

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_EAST_ASIAN = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})?(?<!\d)(?P<year>\d{{1,4}}|元) ?[年년]"
    r"(?: ?(?P<month>\d{1,2})(?:[-–~・、]\d{1,2})? ?[月월](?: ?(?P<day>\d{1,2}) ?[日号號일])?)?"
)
_DOTTED = re.compile(r"(\d{4})\. ?(\d{1,2})(?:\. ?(\d{1,2}))?\.?(?:\Z| ?\([^\W\d]| \d{1,2}:)")
_VIETNAMESE = re.compile(
    r"(?:\b(\d{1,2}) )?\btháng (\d{1,2})(?:,? năm |[ ,/]{1,2})(\d{4})\b", re.IGNORECASE
)
_WEEK = re.compile(r"(\d{4})-?W([0-5]\d)(?:-?([1-7]))?(?=\Z|T)")
_ORDINAL = re.compile(r"(\d{4})-([0-3]\d\d)(?=\Z|T)")
_ROMAN_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})[-./ ]{1,2}([IVX]{1,4})[-./ ]{1,2}(\d{4})(?!\d)", re.IGNORECASE
)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-./] ?([12]\d{3})\Z")
# As `YYMMDD` these would have a month after the twelfth.
_YEAR_MONTH = re.compile(r"((?:1\d|2[01])(?:1[3-9]|[2-9]\d))(0[1-9]|1[0-2])\Z")


def numbered_date(text: str) -> Parts | None:
    """Year, month and day of a date in one of these forms; unchecked, and None for another form."""
    for pattern, parts in _FORMS:
        if (match := pattern(text)) and (found := parts(match)):
            return found
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _from_east_asian(match: re.Match[str]) -> Parts | None:
    written = match["year"]
    year = 1 if written == "元" else int(written)
    if match["era"]:
        year += _ERAS[match["era"]]
    elif len(written) < len("2021"):
        return None
    return year, _number(match["month"]), _number(match["day"])


def _in_order(match: re.Match[str]) -> Parts:
    year, month, *rest = match.groups()
    return int(year), int(month), _number(rest[0]) if rest else None


def _from_last_to_first(match: re.Match[str]) -> Parts:
    *rest, month, year = match.groups()
    return int(year), int(month), _number(rest[0]) if rest else None


def _from_roman(match: re.Match[str]) -> Parts | None:
    month = match[2].lower()
    return (int(match[3]), _ROMAN.index(month) + 1, int(match[1])) if month in _ROMAN else None


def _from_week(match: re.Match[str]) -> Parts | None:
    year, week, weekday = int(match[1]), int(match[2]), _number(match[3])
    try:
        first = date.fromisocalendar(year, week, weekday or 1)
    except ValueError:
        return None
    if weekday:
        return first.year, first.month, first.day
    last = first + timedelta(days=6)
    return year, first.month if (first.year, first.month) == (year, last.month) else None, None


def _from_ordinal(match: re.Match[str]) -> Parts | None:
    year, number = int(match[1]), int(match[2])
    if not year or not number:
        return None
    found = date(year, 1, 1) + timedelta(days=number - 1) if year < date.max.year else None
    return (year, found.month, found.day) if found and found.year == year else None


_FORMS: tuple[
    tuple[Callable[[str], re.Match[str] | None], Callable[[re.Match[str]], Parts | None]], ...
] = (
    (_EAST_ASIAN.search, _from_east_asian),
    (_DOTTED.match, _in_order),
    (_VIETNAMESE.search, _from_last_to_first),
    (_WEEK.match, _from_week),
    (_ORDINAL.match, _from_ordinal),
    (_ROMAN_MONTH.search, _from_roman),
    (_MONTH_YEAR.match, _from_last_to_first),
    (_YEAR_MONTH.match, _in_order),
)
