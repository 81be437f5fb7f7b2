from __future__ import annotations

import pytest

from leadersearch.readers.describe.byline_lines import byline_in


@pytest.mark.parametrize(
    ("line", "names", "date"),
    [
        ("By Ann Lee", ("Ann Lee",), ""),
        ("Posted by Ann Lee on March 2, 2021", ("Ann Lee",), "March 2, 2021"),
        ("Von Anna M\u00fcller, 2. M\u00e4rz 2021", ("Anna M\u00fcller",), "2. M\u00e4rz 2021"),
        ("Par Anne Dupont le 2 mars 2021", ("Anne Dupont",), "2 mars 2021"),
        ("*by Ann Lee and Bo Ray \u00b7 2 March 2021*", ("Ann Lee", "Bo Ray"), "2 March 2021"),
        ("Authors: Ann Lee, Bo Ray", ("Ann Lee", "Bo Ray"), ""),
    ],
)
def test_a_line_says_who_wrote_and_when(line: str, names: tuple[str, ...], date: str) -> None:
    assert byline_in(line) == (names, date)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee",
        "Von Neumann",
        "By the sea",
        "By Ann Lee, who was there",
        "by night",
        "By " + "Ann Lee, " * 60,
    ],
)
def test_other_lines_say_nothing(line: str) -> None:
    assert byline_in(line) is None


def test_a_marked_line_needs_no_word_before_the_name() -> None:
    assert byline_in("Ann Lee", is_marked=True) == (("Ann Lee",), "")
    assert byline_in("Ann Lee | Reporter | 2 March 2021", is_marked=True) == (
        ("Ann Lee",),
        "2 March 2021",
    )
    assert byline_in("More from this author", is_marked=True) is None
