"""Dates of other calendars and scripts -> the same dates as English has them: `2 มี.ค. 2564`, `۱۲ اسفند ۱۳۹۹`.

Thai counts years from 543 BC; Persian ones have months and leap years of their own. Hebrew, Hindi and
Bengali months are those of the Gregorian calendar.

Source of the Persian leap years: the 33-year rule, which holds for 1178 to 1633 (A. Birashk).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from leadersearch.model.months import ABBREVIATIONS

_BUDDHIST_YEARS = 543
_BUDDHIST = re.compile(r"(?<!\d)2[3-7]\d\d(?!\d)")
_ERA = re.compile(r"[พค]\.\s?ศ\.?\s?")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_PERSIAN_NUMBERS = re.compile(r"(?<!\d)(1[34]\d\d)([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_PERSIAN_YEARS = range(1300, 1421)
_PERSIAN_MONTHS = tuple(
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
)
_PERSIAN = re.compile(
    rf"(?:(\d{{1,2}})\s)?(?<!\w)({'|'.join(_PERSIAN_MONTHS)})(?!\w)\s?(?:ماه\s)?(1[34]\d\d)(?!\d)"
)
_LONG_MONTHS, _CYCLE = 6, 33  # the first months have 31 days
_LEAP_YEARS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))

# Month by month, those of a script in a line.
_MONTHS = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "ינואר פברואר מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
)
_MONTH_OF: Mapping[str, str] = {
    name: ABBREVIATIONS[place] for line in _MONTHS for place, name in enumerate(line.split())
}
# In Hebrew the month follows a letter that means "in".
_MONTH = re.compile(
    "(?:(?<=[\\s\\d])ב|^ב)?("
    + "|".join(map(re.escape, sorted(_MONTH_OF, key=len, reverse=True)))
    + ")"
)


def in_english(text: str) -> str:
    """The text with dates of these calendars and scripts as English has them."""
    if not text.isascii():
        text = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    if _PERSIAN_NUMBERS.search(text):
        text = _PERSIAN_NUMBERS.sub(_from_persian_numbers, text)
    if text.isascii():
        return text
    is_thai = bool(_THAI.search(text))
    text = _MONTH.sub(lambda match: f" {_MONTH_OF[match[1]]} ", text)
    if is_thai:
        text = _BUDDHIST.sub(lambda year: str(int(year[0]) - _BUDDHIST_YEARS), _ERA.sub("", text))
    return " ".join(_PERSIAN.sub(_from_persian, text).split())


def _from_persian(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    found = _of_persian(int(year), _PERSIAN_MONTHS.index(month) + 1, int(day or 1))
    if found is None:
        return match[0]
    return found.isoformat() if day else found.isoformat()[: len("2021-03")]


def _from_persian_numbers(match: re.Match[str]) -> str:
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    found = _of_persian(year, month, day) if year in _PERSIAN_YEARS else None
    return found.isoformat() if found else match[0]


def _of_persian(year: int, month: int, day: int) -> date | None:
    """The day of the Persian calendar; None for one that it has not."""
    if not (1 <= month <= len(_PERSIAN_MONTHS) and 1 <= day <= 31):
        return None
    days = (month - 1) * 30 + min(month - 1, _LONG_MONTHS) + day - 1
    return _first_of_persian(year) + timedelta(days=days)


def _first_of_persian(year: int) -> date:
    """The first day of a Persian year, counted from that of 1375, 20 March 1996."""
    days = 365 * (year - 1375)
    first, last = min(year, 1375), max(year, 1375)
    leaps = sum(row % _CYCLE in _LEAP_YEARS for row in range(first, last))
    return date(1996, 3, 20) + timedelta(days=days + (leaps if year > 1375 else -leaps))
