"""Pasted text arrives whole, in every line there is to write in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from textual import events

from leadersearch.tui.line_input import LineInput, joined_lines
from tui.browsing import SMALL, open_browser, run


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("Medical ethics\nand the erosion\nof trust", "Medical ethics and the erosion of trust"),
        ("\n\n  Medical ethics", "Medical ethics"),
        ("a\r\nb\rc\u2028d\x0be\x0cf\x85g", "a b c d e f g"),
        ("misinfor-\n  mation", "misinformation"),
        ("misinfor\u00ad\r\nmation, self\u00adless", "misinformation, selfless"),
        ("COVID-\n19, Díaz-\nBáez", "COVID-19, Díaz-Báez"),
        ("trust -\nslowly", "trust - slowly"),
        ("kind\x1b[31mness\x00\tat work\x1b]0;owned\x07", "kindness at work"),
        (" care", " care"),
        ("\r\n \t\n", ""),
    ],
)
def test_lines_are_joined_to_one(pasted: str, line: str) -> None:
    assert joined_lines(pasted) == line


@given(st.text())
def test_whatever_is_pasted_becomes_one_line_without_controls(text: str) -> None:
    line = joined_lines(text)
    assert len(line.splitlines()) <= 1
    assert "\x1b" not in line


def test_a_title_of_three_lines_is_found(index: Path) -> None:
    title = "\nDigital misinfor-\nmation and the erosion\r\nof medical ethics\n"

    async def main() -> None:
        async with open_browser(index, SMALL) as reader:
            reader.app.post_message(events.Paste(title))
            await reader.answered("Digital misinformation and the erosion of medical ethics")
            assert reader.hit.article.id == "ethics"

    run(main())


def test_a_paste_takes_the_place_of_what_is_selected(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            reader.line.input.action_select_all()
            reader.app.post_message(events.Paste("medical\nethics"))
            await reader.answered("medical ethics")

    run(main())


def test_a_name_is_pasted_into_a_dialog_as_one_line(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press("escape", "S")
            await reader.until(lambda: isinstance(reader.app.focused, LineInput))
            name = reader.app.focused
            assert isinstance(name, LineInput)
            name.action_select_all()
            reader.app.post_message(events.Paste("\nkind\nwords"))
            await reader.until(lambda: name.value == "kind words")

    run(main())
