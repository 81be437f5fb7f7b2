"""Searches of several numbered lines."""

from __future__ import annotations

import pytest

from leadersearch.query import parse_query
from leadersearch.query.parse.databases import as_here
from leadersearch.query.parse.search_lines import LONGEST, as_one_line


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (
            ["1. exp Sleep/ (123)", "2. okafor.au. (7)", "3. 1 and 2 (1)"],
            "(exp Sleep/) AND (okafor.au.)",
        ),
        (["1 exp Sleep/", "2 okafor.au.", "3 1 or 2"], "(exp Sleep/) OR (okafor.au.)"),
        (["#1 sleep[ti]", "#2 okafor[au]", "#3 #1 AND #2"], "(sleep[ti]) AND (okafor[au])"),
        (["S1 TI sleep", "S2 AU okafor", "S3 S1 AND S2"], "(TI sleep) AND (AU okafor)"),
        (["1. a.ti.", "2. b.ti.", "3. c.ti.", "4. or/1-3"], "(a.ti.) OR (b.ti.) OR (c.ti.)"),
        (["1. a.ti.", "2. b.ti.", "3. c.ti.", "4. and/1,3"], "(a.ti.) AND (c.ti.)"),
        (
            ["1. a.ti.", "2. b.ti.", "3. 1 or 2", '4. limit 3 to (english and yr="2010-2020")'],
            "((a.ti.) OR (b.ti.)) AND date:2010..2020",
        ),
        (["1. a.ti.", '2. limit 1 to yr="2010 -Current"'], "(a.ti.) AND date:2010.."),
        (["1. a.ti.", "2. limit 1 to english language"], "a.ti."),
        (["1. a.ti.", "2. b.ti.", "3. 1 not 2"], "(a.ti.) NOT (b.ti.)"),
        (["#1 sleep", "#2 #1 AND okafor[au]"], "(sleep) AND okafor[au]"),
        (["1. a.ti.", "", "2. b.ti.", "3. (1 or 2)"], "((a.ti.) OR (b.ti.))"),
    ],
)
def test_the_last_line_is_read_with_those_that_it_names(lines: list[str], read: str) -> None:
    assert as_one_line("\n".join(lines)) == read


def test_lines_that_were_joined_to_one_are_the_same() -> None:
    lines = ["1. exp Sleep/ (123)", "2. okafor.au. (7)", "3. 1 and 2 (1)"]
    assert as_one_line(" ".join(lines)) == as_one_line("\n".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        "1. Night work\n2. Sleep and rest",
        "1. Night work\n2. Sleep\n4 or 5 of them",
        "night work\n1 and 2",
        "2 of 3 nurses",
        "1 and 2",
        "#1 priority: sleep",
        "3. sleep\n2. rest\n1. 2 and 3",
        "1. 2 and 3\n2. sleep",
        "1. sleep",
        "S1 AND S2",
    ],
)
def test_lists_are_no_searches(text: str) -> None:
    assert as_one_line(text) is None


def test_lines_that_double_with_each_step_are_not_written_out() -> None:
    lines = ["1. sleep.ti.", *(f"{number + 1}. {number} or {number}" for number in range(1, 40))]
    assert as_one_line("\n".join(lines)) is None
    assert LONGEST < 2**40


def test_the_reading_is_said() -> None:
    parsed = parse_query("1. exp Sleep/\n2. okafor.au.\n3. 1 and 2")
    read = '(("Sleep"[mh] OR "Sleep")) AND (okafor[au])'
    assert parsed.query == parse_query(read).query
    assert [found.message for found in parsed.diagnostics] == [
        f"a search written for another database was read as {read}"
    ]


def test_lines_of_this_query_language_are_read_as_well() -> None:
    assert as_here("#1 sleep[ti]\n#2 okafor[au]\n#3 #1 OR #2") == "(sleep[ti]) OR (okafor[au])"
