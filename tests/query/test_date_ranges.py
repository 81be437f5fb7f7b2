"""Dates as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from leadersearch.query import DateRange
from leadersearch.query.canonical import range_of
from leadersearch.query.date_ranges import date_end, read_days, render_days

TODAY = date(2026, 11, 23)  # a Monday


def days_between(start: str | None, end: str | None) -> DateRange:
    first, last = (None if day is None else date.fromisoformat(day) for day in (start, end))
    return DateRange(first, last)


RANGES: dict[str, tuple[str | None, str | None]] = {
    "2024": ("2024-01-01", "2025-01-01"),
    "2023-05": ("2023-05-01", "2023-06-01"),
    "2023-5": ("2023-05-01", "2023-06-01"),
    "2023/05": ("2023-05-01", "2023-06-01"),
    "05/2023": ("2023-05-01", "2023-06-01"),
    "2023-05-17": ("2023-05-17", "2023-05-18"),
    "20230517": ("2023-05-17", "2023-05-18"),
    "2023-12-31": ("2023-12-31", "2024-01-01"),
    "2020..2023": ("2020-01-01", "2024-01-01"),
    "2020 .. 2023": ("2020-01-01", "2024-01-01"),
    "2020…2023": ("2020-01-01", "2024-01-01"),
    "2020-2023": ("2020-01-01", "2024-01-01"),
    "2020–2023": ("2020-01-01", "2024-01-01"),
    "2020 - 2023": ("2020-01-01", "2024-01-01"),
    "2020 to 2023": ("2020-01-01", "2024-01-01"),
    "from 2020 to 2023-02": ("2020-01-01", "2023-03-01"),
    "between 2020 and 2023": ("2020-01-01", "2024-01-01"),
    "2020:2023": ("2020-01-01", "2024-01-01"),
    "2020/05:2021/03": ("2020-05-01", "2021-04-01"),
    "..2023": (None, "2024-01-01"),
    "2020..": ("2020-01-01", None),
    ">=2023-05": ("2023-05-01", None),
    ">2023": ("2024-01-01", None),
    "> 2023": ("2024-01-01", None),
    "<2020": (None, "2020-01-01"),
    "<=2020": (None, "2021-01-01"),
    "=2020": ("2020-01-01", "2021-01-01"),
    "[2020 TO 2023]": ("2020-01-01", "2024-01-01"),
    "{2020 TO 2023}": ("2021-01-01", "2023-01-01"),
    "[2020 TO 2023}": ("2020-01-01", "2023-01-01"),
    "[2020 TO *]": ("2020-01-01", None),
    "[* TO 2020]": (None, "2021-01-01"),
    "[* TO *]": (None, None),
    "*": (None, None),
    "since 2023": ("2023-01-01", None),
    "after 2020": ("2021-01-01", None),
    "before 2020": (None, "2020-01-01"),
    "until 2020": (None, "2021-01-01"),
    "up to 2020-06": (None, "2020-07-01"),
    "since May 2023": ("2023-05-01", None),
    "May 2023": ("2023-05-01", "2023-06-01"),
    "may_2023": ("2023-05-01", "2023-06-01"),
    "17 May 2023": ("2023-05-17", "2023-05-18"),
    "17th September 2023": ("2023-09-17", "2023-09-18"),
    "Sept. 17, 2023": ("2023-09-17", "2023-09-18"),
    "today": ("2026-11-23", "2026-11-24"),
    "yesterday": ("2026-11-22", "2026-11-23"),
    "last 30 days": ("2026-10-24", "2026-11-24"),
    "past 2 weeks": ("2026-11-09", "2026-11-24"),
    "last 6 months": ("2026-05-23", "2026-11-24"),
    "2 years": ("2024-11-23", "2026-11-24"),
    "30d": ("2026-10-24", "2026-11-24"),
    "last 999999 years": ("0001-01-23", "2026-11-24"),
    "last week": ("2026-11-16", "2026-11-23"),
    "last month": ("2026-10-01", "2026-11-01"),
    "last_year": ("2025-01-01", "2026-01-01"),
    "past year": ("2025-11-23", "2026-11-24"),
    "this week": ("2026-11-23", "2026-11-30"),
    "this month": ("2026-11-01", "2026-12-01"),
    "This Year": ("2026-01-01", "2027-01-01"),
    "2020s": ("2020-01-01", "2030-01-01"),
    "202*": ("2020-01-01", "2030-01-01"),
}

NO_DATES = ("soon", "2023-13", "2023-02-30", "17/05/2023", "0000", "", "..", "20", "2020-05-2021")


@pytest.mark.parametrize("text", RANGES)
def test_date_is_read_as(text: str) -> None:
    days = read_days(text, TODAY)
    assert days is not None
    assert (days.range, days.swapped) == (days_between(*RANGES[text]), False)


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert read_days(text, TODAY) is None


@pytest.mark.parametrize("text", ["2023..2020", "[2023 TO 2020]", "2023-2020", "2023:2020"])
def test_a_range_written_backwards_is_turned_round(text: str) -> None:
    days = read_days(text, TODAY)
    assert days is not None
    assert (days.range, days.swapped) == (DateRange(date(2020, 1, 1), date(2024, 1, 1)), True)


def test_neighbours_written_backwards_are_turned_round() -> None:
    days = read_days("2024-03..2024-02", TODAY)
    assert days
    assert (days.range, days.swapped) == (DateRange(date(2024, 2, 1), date(2024, 4, 1)), True)


def test_a_year_after_a_month_of_it_is_no_backward_range() -> None:
    days = read_days("2024-03..2024", TODAY)
    assert days is not None
    assert days.range == DateRange(date(2024, 3, 1), date(2025, 1, 1))


def test_the_month_before_a_long_day_ends_earlier() -> None:
    days = read_days("last 1 months", date(2026, 3, 31))
    assert days is not None
    assert days.range.start == date(2026, 2, 28)


def test_the_longest_date_is_taken() -> None:
    assert date_end("x 17 May 2023 ethics", 2) == len("x 17 May 2023")
    assert date_end("2020 -kindness", 0) == 4
    assert date_end("soon", 0) is None


SPELLINGS: dict[tuple[str | None, str | None], str] = {
    ("2024-01-01", "2025-01-01"): "2024",
    ("2024-02-01", "2024-03-01"): "2024-02",
    ("2024-02-29", "2024-03-01"): "2024-02-29",
    ("2020-01-01", "2024-01-01"): "2020..2023",
    ("2024-03-01", "2025-01-01"): "2024-03..2024-12",
    ("2024-01-01", "2024-02-15"): "2024-01-01..2024-02-14",
    ("2024-01-01", None): ">=2024",
    (None, "2024-05-02"): "<2024-05-02",
    (None, None): "*",
}


@pytest.mark.parametrize("ends", SPELLINGS)
def test_days_are_spelt(ends: tuple[str | None, str | None]) -> None:
    assert render_days(days_between(*ends)) == SPELLINGS[ends]


DAYS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date.max - timedelta(days=1)])


@given(DAYS, DAYS)
def test_any_range_is_read_back(start: date | None, end: date | None) -> None:
    days = range_of(start, end)
    if isinstance(days, DateRange):
        read = read_days(render_days(days), TODAY)
        assert read is not None
        assert read.range == days


@given(st.text(alphabet="0123456789-/.:<>=[]{} TO*lastdymweko…", max_size=20), st.dates())
def test_never_raises(text: str, today: date) -> None:
    read_days(text, today)
    date_end(text, 0)
