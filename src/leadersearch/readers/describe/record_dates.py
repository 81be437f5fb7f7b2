"""The date of a loose record, whose parts may lie in several values.

Databases write `MAR 5` beside `2021`, or `Mar` beside it; services write seconds since 1970.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from leadersearch.readers.convert.clean_text import written
from leadersearch.readers.describe.dates import date_value, parse_date

# Before 2001, ten digits may be anything; from 2033 on they may begin with a year.
_SECONDS = re.compile(r"1[0-9]{9}(?:[0-9]{3}|[0-9]{6}|\.[0-9]{1,6})?\Z")
_YEAR = re.compile(r"[12][0-9]{3}\Z")


def date_in(values: Iterable[object], month: object = "") -> object:
    """Of the values that may date a record, the best first, the one that does, as `date_of` takes it.

    The first of all where none is a date. A bare year is put beside a `month`, or beside a value
    that makes no date without one.
    """
    found = [_from_seconds(date_value(value)) for value in values]
    dated = [value for value in found if parse_date(value)]
    if not dated:
        return next(filter(None, found), "")
    best = dated[0]
    if _YEAR.match(written(best).strip()):
        apart = [month, *(value for value in found if not parse_date(value))]
        wholes = (text for part in apart for text in _put_together(str(best), part))
        return next((text for text in wholes if len(str(parse_date(text))) > len("2021")), best)
    return best


def _put_together(year: str, part: object) -> tuple[str, ...]:
    text = written(part).strip() if isinstance(part, str | int) else ""
    if text.isdecimal():
        return (f"{year}-{text.zfill(2)}",) if len(text) <= len("12") else ()
    return (f"{year} {text}", f"{text} {year}") if text else ()


def _from_seconds(value: object) -> object:
    """The day of a number of seconds since 1970, or of milliseconds or microseconds; else the value."""
    text = written(value) if isinstance(value, int | float | str) else ""
    if not _SECONDS.match(text.strip()):
        return value
    return datetime.fromtimestamp(int(text.strip()[:10]), UTC).date().isoformat()
