"""Everything shown is legible in every theme."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from leadersearch.tui.contrast import LEAST_CONTRAST, contrast, legible
from tui.browsing import Reader, open_browser, run

PANES = ("query", "results", "article", "facets", "timeline")


def faint_texts(strips: list[Strip]) -> list[str]:
    """The words that are hard to read; signs that are drawn with are none."""
    return [
        segment.text
        for strip in strips
        for segment in strip
        if any(letter.isalnum() for letter in segment.text)
        and segment.style
        and all(map(is_known, (segment.style.color, segment.style.bgcolor)))
        and contrast(*colours(segment.style)) < LEAST_CONTRAST
    ]


def is_known(colour: object) -> bool:
    """Whether a colour is the same in every terminal."""
    return getattr(colour, "triplet", None) is not None


def colours(style: Style) -> tuple[Color, Color]:
    assert style.color
    assert style.bgcolor
    return Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)


def test_what_is_hard_to_read_is_made_legible() -> None:
    faint = Style.parse("#a86d1c on #9cb1c0")
    assert contrast(*colours(faint)) < 2
    assert contrast(*colours(legible(faint))) >= 4.5
    clear = Style.parse("#ffffff on #000000")
    assert legible(clear) == clear
    assert contrast(*colours(clear)) == pytest.approx(21)


async def all_panes(reader: Reader) -> None:
    await reader.ask("kindness ethics")
    reader.line.input.action_select_all()
    await reader.press("escape", "f", "escape")
    await reader.until(lambda: reader.facets.option_count)
    await reader.press("t")
    await reader.until(lambda: reader.timeline._spans)
    await reader.press("escape", "n")


async def completions(reader: Reader) -> None:
    await reader.type("author:")
    await reader.until(lambda: reader.line.is_completing)


async def a_remark(reader: Reader) -> None:
    await reader.ask("titel:kindness")
    await reader.until(lambda: "did you mean" in reader.screen_text())


async def advice(reader: Reader) -> None:
    await reader.ask("kindnesz")
    await reader.until(lambda: reader.blank.choices.display)
    await reader.press("down")


async def filters_and_marks(reader: Reader) -> None:
    await reader.ask("kindness")
    await reader.press("enter", "space", "t")
    await reader.until(lambda: reader.timeline._spans)
    await reader.press("space")
    await reader.until(lambda: reader.app.search.filters)
    await reader.until(lambda: "year:" in reader.screen_text())


@pytest.mark.parametrize("show", [all_panes, completions, a_remark, advice, filters_and_marks])
def test_text_stands_out_from_its_background_in_every_theme(
    index: Path, show: Callable[[Reader], Coroutine[None, None, None]]
) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await show(reader)
            for theme in sorted(reader.app.available_themes):
                reader.app.theme = theme
                for pane in PANES if show is all_panes else (reader.focus,):
                    reader.app.search.query_one(f"#{pane}").focus()
                    await reader.pilot.pause()
                    assert not faint_texts(reader.screen_strips()), (theme, pane)

    run(test())


@pytest.mark.parametrize("key", ["c", "e", "w", "S", "question_mark"])
def test_a_dialog_stands_out_from_its_background_in_every_theme(index: Path, key: str) -> None:
    async def test() -> None:
        async with open_browser(index, query="kindness ethics") as reader:
            await reader.press("escape", key)
            region = reader.app.screen.query_one(".dialog-box").region
            for theme in sorted(reader.app.available_themes):
                reader.app.theme = theme
                await reader.pilot.pause()
                lines = reader.screen_strips()[region.y : region.bottom]
                box = [line.crop(region.x, region.right) for line in lines]
                assert not faint_texts(box), theme

    run(test())
