"""Dates as files write them -> PartialDate with the precision that they really have.

`2023`, `May 2023`, `17th May 2023`, `2023-05-17T10:00:00Z`, `Wed, 17 May 2023 10:00 +0100`,
`2023/05/17/`, `2023 Jul-Aug`, `Spring 2023`, `5. März 2023`, `5–12 May 2023` (its first day). The day is the one written, in the time zone it was
written in.

Policy for numbers in doubt: a four-digit year in front means year, month, day. Otherwise
`17/05/2023` and `05/17/2023` have one reading each, and `05/06/2023`, which has two, is taken as
day first, as most of the world writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from leadersearch.errors import UsageError
from leadersearch.model.article import PartialDate
from leadersearch.model.months import ABBREVIATIONS, MONTHS_OF
from leadersearch.readers.convert.clean_text import written
from leadersearch.readers.describe.date_spans import begin_of_span
from leadersearch.readers.describe.numbered_dates import numbered_date
from leadersearch.readers.describe.other_calendars import in_english

if TYPE_CHECKING:
    from leadersearch.readers.raw_file import Report

_DATE_KEYS = ("date-parts", "raw", "literal", "date-time", "value")
_DEEPEST = 20  # lists in lists, maps in maps: no date needs more
_LONGEST = 200
# The empty dates of some programs: the year 1, which later reads as 2001, and the first second of 1970.
_NO_YEAR = re.compile(
    r"\A000\d-|\b[A-Za-z]{3,9},? 000\d\b|\b(?:1970-01-01|0?1 Jan(?:uary)? 1970)[ T]00:00:00"
)
_WORD = re.compile(r"[^\W\d_]{2,}+")
_BETWEEN = re.compile(
    r"(?<=\d)\.?(?:er|º|ª)(?= )|(?<=\d)\.(?= )|(?<= )(?:de|del|di|do) |(?<= )d['’]"
)
# Of use in a date; elsewhere they are words.
_SHORT_MONTHS = {
    name: ABBREVIATIONS[number]
    for number, names in enumerate(
        "ene gen|fév fev|mär mrt mrz|avr abr|mag|giu|lug|ago aoû|set|okt ott out||dez dic".split(
            "|"
        )
    )
    for name in names.split()
}
_EARLIEST, _LATEST = 1000, 2200
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=\D*\Z|[T\s/]\d|[T\s]+[^\W\d])")
_COMPACT = re.compile(
    r"(?:D:)?(\d{4})([01]\d)([0-3]\d)(?:T?\d{4,6}(?:[.,]\d{1,9})?(?:Z|[+-]\d\d[:']?(?:\d\d'?)?)?)?\Z"
)
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
_YEAR = re.compile(r"(?<!\d)(1\d{3}|2[01]\d{2})(?!\d)")
_MONTH_NAME = r"(?P<month>" + "|".join(ABBREVIATIONS) + r")[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO_DAY = r"(?: ?[-–/&] ?\d{1,2}(?:st|nd|rd|th)?)?"  # the first of several days counts
_TAIL = r"(?:[-–/][a-z]+)?\b"
_MONTH_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>\d{{4}})[\s,/-]+{_MONTH_NAME}{_TAIL}(?:[\s-]+(?P<day>\d{{1,2}})(?!\d))?",
        rf"\b{_DAY}{_TO_DAY}(?:\s+of)?[\s-]+{_MONTH_NAME}[\s,-]+(?P<year>\d{{4}})\b",
        rf"\b{_MONTH_NAME}{_TAIL}\s+{_DAY}{_TO_DAY}[\s,]+(?P<year>\d{{4}})\b",
        rf"\b{_MONTH_NAME}{_TAIL}[\s,-]+(?P<year>\d{{4}})\b",
        rf"\A{_MONTH_NAME}-(?P<year>\d\d)\Z",  # as spreadsheets show it
    )
)
# They differ in every part, so what both readings share was written and the rest was filled in.
_DEFAULTS = (datetime(1904, 1, 1), datetime(1908, 3, 3))  # noqa: DTZ001 - no zone is meant


def parse_date(value: object) -> PartialDate | None:
    """The date that a value names, or None where it names none between the years 1000 and 2200.

    >>> str(parse_date("17th May 2023")), str(parse_date("May 2023")), parse_date("soon")
    ('2023-05-17', '2023-05', None)
    """
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = written(value)
    return _date_in(" ".join(text.split())) if len(text) <= _LONGEST else None


def _in_english(text: str) -> str:
    """The text with the months of other languages by their English names: `5. März 2021`."""
    text = text if text.isascii() else normalize("NFC", text)
    named = _WORD.sub(_english_month, text)
    return _BETWEEN.sub(" ", named) if named != text else text


def _english_month(match: re.Match[str]) -> str:
    name = match[0].casefold()
    return MONTHS_OF.get(name) or _SHORT_MONTHS.get(name) or match[0]


# Dates recur from article to article.
@lru_cache(maxsize=1 << 12)
def _date_in(text: str) -> PartialDate | None:
    if not any(character.isdigit() for character in text) or _NO_YEAR.search(text):
        return None
    text = _in_english(in_english(text))
    for form in (
        _from_span,
        _from_numbered,
        _from_iso,
        _from_numbers,
        _from_month_name,
        _from_dateutil,
        _from_year,
    ):
        if found := form(text):
            return found
    return None


def date_of(value: object, report: Report) -> PartialDate | None:
    """As `parse_date`; what is no date is reported, but an empty value is not."""
    found = parse_date(value)
    if found is None and value not in (None, "", 0) and (text := written(value).strip()):
        report(f"date not understood: {text[:60]!r}")
    return found


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The date, shortened to what exists: `2023-05-00` is May 2023, `2023-13` is 2023."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    for parts in ((year, month, day), (year, month), (year,)):
        if 0 in parts or (None in parts and parts[-1] is None):
            continue
        try:
            return PartialDate(*parts)
        except UsageError:
            continue
    return None


def _from_span(text: str) -> PartialDate | None:
    """The first of several days or months, whose month and year may stand behind the last alone."""
    begin = begin_of_span(" ".join(text.split()))
    if begin is None:
        return None
    last = _date_in(begin.last) if begin.year is None else None
    year, month = begin.year or (last.year if last else 0), begin.month
    if month is None and last and last.day and begin.day and begin.day <= last.day:
        month = last.month
    if month is None or (begin.year is None and (last is None or last.month is None)):
        return None
    if last and last.month and (month, begin.day or 1) > (last.month, last.day or 31):
        year -= 1  # 28 December - 3 January 2021
    return _checked(year, month, begin.day)


def _from_numbered(text: str) -> PartialDate | None:
    parts = numbered_date(text)
    return _checked(*parts) if parts else None


def _from_iso(text: str) -> PartialDate | None:
    match = _COMPACT.match(text) or _ISO.match(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is None and re.search(r"[^\W\d]", text):
        return None  # "2023 Jul-Aug": other forms know more
    return _checked(year or 0, month, day)


def _from_numbers(text: str) -> PartialDate | None:
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, second, year = map(int, match.groups())
    day, month = (second, first) if second > 12 >= first else (first, second)
    return _checked(year, month, day)


def _from_month_name(text: str) -> PartialDate | None:
    for form in _MONTH_FORMS:
        if match := form.search(text):
            day = match.groupdict().get("day")
            month = ABBREVIATIONS.index(match["month"].lower()) + 1
            return _checked(_whole_year(match["year"]), month, int(day) if day else None)
    return None


def _whole_year(written: str) -> int:
    """The year; of two digits, as spreadsheets take it: `29` is 2029, and `30` is 1930."""
    year = int(written)
    return year if len(written) > len("21") else year + (2000 if year < 30 else 1900)


def _from_dateutil(text: str) -> PartialDate | None:
    from dateutil import parser  # 20 ms, and few dates need it

    try:
        one, two = (
            parser.parse(text, default=default, dayfirst=True, ignoretz=True)
            for default in _DEFAULTS
        )
    except (ValueError, OverflowError, TypeError):
        return None
    if one.year != two.year:
        return None
    month = one.month if one.month == two.month else None
    return _checked(one.year, month, one.day if month and one.day == two.day else None)


def _from_year(text: str) -> PartialDate | None:
    match = _YEAR.search(text)
    return _checked(int(match[1])) if match else None


def date_value(value: object, depth: int = 0) -> object:
    """The value that holds a date in CSL's `{"date-parts": [[2023, 5]]}` and in lists."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, Mapping):
        parts = next(filter(None, (value.get(name) for name in _DATE_KEYS)), "")
        return date_value(parts, depth + 1)
    if isinstance(value, list | tuple):
        if value and isinstance(value[0], list | tuple | Mapping):
            return date_value(value[0], depth + 1)
        return "-".join(written(part).zfill(2) for part in value[:3] if part is not None)
    return value
