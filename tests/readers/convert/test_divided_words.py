"""Words that a line end divided are found whole, and what only looks divided stays."""

from __future__ import annotations

import pytest

from leadersearch.readers.convert.clean_text import clean_line, clean_text
from leadersearch.readers.convert.divided_words import join_divided
from leadersearch.text import tokenise


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("organi-\nsation", "organisation"),
        ("organi-\r\nsation", "organisation"),
        ("surgi-\n   cal ward", "surgical ward"),
        ("Die Po\u00ad\nlitik", "Die Politik"),
        ("manage\u2010\nment", "management"),
        ("a multi-\ndisciplinary team", "a multi-disciplinary team"),
        ("a well-\nknown nurse-\nled unit", "a well-known nurse-led unit"),
        ("in sin- gle rooms", "in sin-gle rooms"),
        ("lead-\ners; leaders", "leaders; leaders"),
        ("pre- and post-test", "pre- and post-test"),
        ("ein- oder zweimal", "ein- oder zweimal"),
        ("Smith-\nJones", "Smith-\nJones"),
        ("a list -\nof words", "a list -\nof words"),
        ("1-\n2", "1-\n2"),
        ("A dash-\n\nand a paragraph", "A dash-\n\nand a paragraph"),
    ],
)
def test_divided_words_are_joined(written: str, read: str) -> None:
    assert join_divided(written) == read


@pytest.mark.parametrize("word", ["multidisciplinary", "wellknown", "well", "known"])
def test_a_hyphen_that_stays_leaves_all_readings_to_be_found(word: str) -> None:
    text = clean_text("A multi-\ndisciplinary team, well-\r\nknown.")
    assert word in {token.form for token in tokenise(text)}


def test_lines_and_texts_are_joined() -> None:
    assert clean_text("The organi-\nsation") == "The organisation"
    assert clean_line("The organi-\n sation") == "The organisation"


def test_long_runs_take_linear_work() -> None:
    for text in ("-\n" * 200_000, "a-\n" * 200_000, "a" * 400_000 + "-\nb", "a- " * 200_000):
        join_divided(text)
