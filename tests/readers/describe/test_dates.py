from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from leadersearch.readers.describe.dates import date_of, parse_date


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023", "2023"),
        (2023, "2023"),
        ("2023-05", "2023-05"),
        ("2023-05-17", "2023-05-17"),
        ("2023-05-06", "2023-05-06"),
        ("2023/05/17/", "2023-05-17"),
        ("2014//", "2014"),
        ("2023/5", "2023-05"),
        ("20230517", "2023-05-17"),
        ("2023-05-17T23:30:00-07:00", "2023-05-17"),
        ("2023-05-17 10:00:00", "2023-05-17"),
        ("2023-05-00", "2023-05"),
        ("2023-00-00", "2023"),
        ("2023-02-30", "2023-02"),
        ("May 2023", "2023-05"),
        ("17th May 2023", "2023-05-17"),
        ("17 May 2023", "2023-05-17"),
        ("May 17, 2023", "2023-05-17"),
        ("14 June 2025", "2025-06-14"),
        ("Wednesday, 17 May 2023", "2023-05-17"),
        ("Wed, 17 May 2023 10:00:00 +0100", "2023-05-17"),
        ("Wed, 17 May 2023 10:00:00 EST", "2023-05-17"),
        ("2023 Jul-Aug", "2023-07"),
        ("2023 May 17", "2023-05-17"),
        ("Sept 2023", "2023-09"),
        ("Spring 2023", "2023"),
        ("c. 1999", "1999"),
        ("17 May 23", "2023-05-17"),
        (date(2023, 5, 17), "2023-05-17"),
        (datetime(2023, 5, 17, 12, 0), "2023-05-17"),  # noqa: DTZ001 - as front matter gives it
    ],
)
def test_a_date_has_the_precision_it_was_written_with(written: object, meant: str) -> None:
    assert str(parse_date(written)) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17/05/2023", "2023-05-17"),
        ("05/17/2023", "2023-05-17"),
        ("05/06/2023", "2023-06-05"),
        ("5/12/2023", "2023-12-05"),
        ("12/5/2023", "2023-05-12"),
        ("5/13/2023", "2023-05-13"),
        ("13.5.2023", "2023-05-13"),
        ("12-12-2023", "2023-12-12"),
    ],
)
def test_numbers_with_two_readings_are_taken_day_first(written: str, meant: str) -> None:
    assert str(parse_date(written)) == meant


@pytest.mark.parametrize(
    "written", ["", "soon", "n.d.", "0000-00-00", "0212", "9999", True, None, [1]]
)
def test_what_names_no_year_between_1000_and_2200_is_no_date(written: object) -> None:
    assert parse_date(written) is None


def test_a_date_that_is_not_understood_is_reported_but_a_missing_one_is_not() -> None:
    findings: list[str] = []
    assert date_of("next week", findings.append) is None
    assert date_of("", findings.append) is None
    assert findings == ["date not understood: 'next week'"]


def test_missing_parts_are_never_filled_from_today() -> None:
    assert parse_date("Monday") is None
    assert parse_date("10:30") is None
    assert parse_date("17 May") is None


@given(st.text(max_size=40) | st.text(alphabet="0123456789-/ .,:TZMayJunth", max_size=25))
def test_no_text_upsets_the_parser(text: str) -> None:
    found = parse_date(text)
    assert found is None or 1000 <= found.year <= 2200


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5. März 2021", "2021-03-05"),
        ("5 mars 2021", "2021-03-05"),
        ("1er mai 2021", "2021-05-01"),
        ("5 de marzo de 2021", "2021-03-05"),
        ("marzo de 2021", "2021-03"),
        ("5 março 2021", "2021-03-05"),
        ("5 mei 2021", "2021-05-05"),
        ("ottobre 2021", "2021-10"),
        ("Décembre 2021", "2021-12"),
    ],
)
def test_months_of_other_languages_are_read(written: str, expected: str) -> None:
    assert str(parse_date(written)) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("Mon, 01 Jan 0001 00:00:00 +0000", "0001-01-01T00:00:00", "0001-01-01"),
        *("Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z", "1970-01-01 00:00:00"),
    ],
)
def test_the_empty_date_of_a_program_is_none(written: str) -> None:
    assert parse_date(written) is None


def test_midnight_and_a_time_zone_are_no_empty_year() -> None:
    assert str(parse_date("Mon, 05 Mar 2021 00:00:00 +0000")) == "2021-03-05"
    assert str(parse_date("1970-01-01")) == "1970-01-01"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021年3月5日", "2021-03-05"),
        ("2021 年 3 月 5 日", "2021-03-05"),
        ("２０２１年３月", "2021-03"),
        ("2021年3-4月", "2021-03"),
        ("2021年", "2021"),
        ("2021년 3월 5일", "2021-03-05"),
        ("令和3年3月5日", "2021-03-05"),
        ("令和元年5月", "2019-05"),
        ("2021. 3. 5.", "2021-03-05"),
        ("2021. 03. 05. 10:30", "2021-03-05"),
        ("2021.03.05", "2021-03-05"),
        ("ngày 5 tháng 3 năm 2021", "2021-03-05"),
    ],
)
def test_dates_of_east_asia_are_read(written: str, expected: str) -> None:
    assert str(parse_date(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-W05", "2021-02"),
        ("2021-W09-5", "2021-03-05"),
        ("2021W095", "2021-03-05"),
        ("2021-W39", "2021"),
        ("2021-W54", "2021"),
        ("2021-060", "2021-03-01"),
        ("2020-366T10:00:00Z", "2020-12-31"),
        ("2021-366", "2021"),
        ("2021-000", "2021"),
        ("20210305T101500+0100", "2021-03-05"),
        ("D:20210305101500+01'00'", "2021-03-05"),
        ("202103", "2021-03"),
        ("03.2021", "2021-03"),
        ("5.III.2021", "2021-03-05"),
        ("5 xii 2021", "2021-12-05"),
        ("5 mix 2021", "2021"),
    ],
)
def test_weeks_days_of_the_year_and_roman_months_are_read(written: str, expected: str) -> None:
    assert str(parse_date(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mar 5-12, 2021", "2021-03-05"),
        ("5–12 March 2021", "2021-03-05"),
        ("5th - 7th of May 2021", "2021-05-05"),
        ("2021 Mar 5-12", "2021-03-05"),
    ],
)
def test_of_several_days_the_first_counts(written: str, expected: str) -> None:
    assert str(parse_date(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5 марта 2021 г.", "2021-03-05"),
        ("Январь 2021", "2021-01"),
        ("5 kwietnia 2021", "2021-04-05"),
        ("5. března 2021", "2021-03-05"),
        ("2021. március 5.", "2021-03-05"),
        ("5 Ağustos 2021", "2021-08-05"),
        ("5 Μαρτίου 2021", "2021-03-05"),
        ("5. marts 2021", "2021-03-05"),
        ("5. maaliskuuta 2021", "2021-03-05"),
        ("5 مارس 2021", "2021-03-05"),
        ("5 d'abril de 2021", "2021-04-05"),
        ("1.er marzo 2020", "2020-03-01"),
        ("5. Mär. 2021", "2021-03-05"),
        ("5 dic 2021", "2021-12-05"),
        ("5. Ma\u0308rz 2021", "2021-03-05"),
        ("enero-febrero 2021", "2021-01"),
        ("5 listopada 2021", "2021"),
        ("5 jun\u0131 2021", "2021-06-05"),
    ],
)
def test_months_of_more_languages_are_read_where_they_have_one_meaning(
    written: str, expected: str
) -> None:
    assert str(parse_date(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"), [("Mar-21", "2021-03"), ("Dec-99", "1999-12"), ("Mar 21", "None")]
)
def test_a_spreadsheet_writes_months_with_two_digits_of_the_year(
    written: str, expected: str
) -> None:
    assert str(parse_date(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("30 March - 2 April 2021", "2021-03-30"),
        ("March 30–April 2, 2021", "2021-03-30"),
        ("28 December - 3 January 2021", "2020-12-28"),
        ("Dec 28, 2020 - Jan 3, 2021", "2020-12-28"),
        ("from 5 to 7 May 2021", "2021-05-05"),
        ("5 and 6 May 2021", "2021-05-05"),
        ("Sunday 5 - Tuesday 7 May 2021", "2021-05-05"),
        ("05.–07.05.2021", "2021-05-05"),
        ("5.-7. Mai 2021", "2021-05-05"),
        ("30. März bis 2. April 2021", "2021-03-30"),
        ("du 30 mars au 2 avril 2021", "2021-03-30"),
        ("March to April 2021", "2021-03"),
        ("May 2020 - June 2021", "2020-05"),
        ("May 2020 - today", "2020-05"),
        ("02-Mar-2021", "2021-03-02"),
        ("5-3-2021", "2021-03-05"),
    ],
)
def test_what_took_some_days_is_dated_by_the_first(written: str, expected: str) -> None:
    assert str(parse_date(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2 มีนาคม 2564", "2021-03-02"),
        ("๒ มี.ค. ๒๕๖๔", "2021-03-02"),
        ("พ.ศ. 2564", "2021"),
        ("2 มีนาคม ค.ศ. 2021", "2021-03-02"),
        ("۱۲ اسفند ۱۳۹۹", "2021-03-02"),
        ("اسفند 1399", "2021-02"),
        ("1399/12/12", "2021-03-02"),
        ("۱۴۰۳/۱۲/۳۰", "2025-03-20"),
        ("1357-11-22", "1979-02-11"),
        ("1399/13/12", "1399"),
        ("2 במרץ 2021", "2021-03-02"),
        ("מרץ 2021", "2021-03"),
        ("2 मार्च 2021", "2021-03-02"),
        ("২ মার্চ ২০২১", "2021-03-02"),
    ],
)
def test_other_calendars_and_scripts_are_read(written: str, expected: str) -> None:
    assert str(parse_date(written)) == expected
