from __future__ import annotations

import pytest

from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.record_dates import date_in


@pytest.mark.parametrize(
    ("values", "month", "expected"),
    [
        (["2021-03-05", "2021"], "", "2021-03-05"),
        (["soon", "2021-03-05"], "", "2021-03-05"),
        (["MAR 5", "2021"], "", "2021-03-05"),
        ([2021], "Mar", "2021-03"),
        ([2021], 3, "2021-03"),
        (["2021"], "13", "2021"),
        (["2021"], "n.d.", "2021"),
        ([1614902400], "", "2021-03-05"),
        (["1614902400000"], "", "2021-03-05"),
        ([{"date-parts": [[2021, 3]]}, "2022-01-01"], "", "2021-03"),
    ],
)
def test_the_date_of_a_record(values: list[object], month: object, expected: str) -> None:
    assert str(parse_date(date_in(values, month))) == expected


def test_without_any_date_the_first_value_is_reported() -> None:
    assert date_in(["", "soon"]) == "soon"
    assert date_in([]) == ""


def test_a_number_that_begins_with_a_year_counts_no_seconds() -> None:
    assert str(parse_date(date_in(["2021030510"]))) != "2034-01-16"
