"""The word being typed at the cursor (shown as `|`)."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from leadersearch.query import Typed, field_names, typed_at

CASES = {
    "|": Typed("word", "", 0, 0),
    "lead|": Typed("word", "lead", 0, 4),
    "le|ad ethics": Typed("word", "le", 0, 4),
    "ethics aut|": Typed("field", "aut", 7, 10),
    "-aut|": Typed("field", "aut", 1, 4),
    "ethics |": Typed("word", "", 7, 7),
    "author:|": Typed("value", "", 7, 7, "author"),
    "by:|": Typed("value", "", 3, 3, "author"),
    "author:mem|": Typed("value", "mem", 7, 10, "author"),
    "author:me|mon x": Typed("value", "me", 7, 12, "author"),
    "author:-mem|": Typed("value", "mem", 8, 11, "author"),
    'author:"zain m|': Typed("value", "zain m", 8, 14, "author", is_quoted=True),
    'author:"zain m|emon"': Typed("value", "zain m", 8, 18, "author", is_quoted=True),
    'author:"zain memon"|': Typed("word", "", 19, 19),
    "author:memon |": Typed("word", "", 13, 13),
    "author:(memon OR za|": Typed("value", "za", 17, 19, "author"),
    "author:(memon) za|": Typed("word", "za", 15, 17),
    "(tag:lead|)": Typed("value", "lead", 5, 9, "tag"),
    'x "medical eth|': Typed("word", "medical eth", 3, 14, is_quoted=True),
    "=lead|": Typed("word", "lead", 1, 5),
    "date:20|": Typed("value", "20", 5, 7, "date"),
}


@pytest.mark.parametrize("case", CASES)
def test_typed(case: str) -> None:
    assert typed_at(case.replace("|", ""), case.index("|")) == CASES[case]


def test_names_of_fields_that_begin_so() -> None:
    assert field_names("T") == ("title", "tag")


@given(st.text(alphabet='ab" :()-=[]author“‘’', max_size=20), st.integers(-5, 30))
def test_the_cursor_lies_in_what_is_typed(text: str, cursor: int) -> None:
    typed = typed_at(text, cursor)
    place = min(max(cursor, 0), len(text))
    assert typed.start <= place <= typed.end
    assert text[typed.start : place] == typed.fragment
