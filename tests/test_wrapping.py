"""Text is measured as a terminal shows it, once for all faces."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from leadersearch.query import Diagnostic, render_diagnostic
from leadersearch.wrapping import columns, wrap

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # one sign of five characters


@pytest.mark.parametrize(
    "text",
    ["", "plain", "naïve “leaders” – …", "e\u0301", "学習", FAMILY, "\u200b", "한국", "a\u00adb"],
)
def test_a_text_is_as_wide_as_it_is_painted(text: str) -> None:
    assert columns(text) == cell_len(text)


def test_a_sign_of_several_characters_is_as_wide_as_one() -> None:
    assert columns(FAMILY) == 2


def test_carets_stand_below_what_is_wrong() -> None:
    text = f"{FAMILY} author:"
    lines = render_diagnostic(text, Diagnostic("an empty field", 6, 13)).splitlines()
    assert lines[1] == "   " + "^" * 7


def test_a_line_is_broken_between_words() -> None:
    text = f"{FAMILY} 学習 and more"
    assert [text[start:end] for start, end in wrap(text, 8)] == [f"{FAMILY} 学習", "and more"]
