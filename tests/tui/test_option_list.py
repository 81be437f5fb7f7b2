"""Lists of options without room, and clicks that come twice or late."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual import events
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from leadersearch.tui.option_list import SturdyList
from tui.browsing import Reader, open_browser, run


async def double_click(reader: Reader, widget: Widget) -> None:
    """Two clicks that arrive in one piece, on the first line of a widget."""
    x, y = widget.content_region.x + 4, widget.content_region.y
    for kind in (events.MouseDown, events.MouseUp) * 2:
        reader.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
    await reader.pilot.pause()


def option_list(reader: Reader) -> OptionList:
    return reader.app.screen.query_one(OptionList)


@pytest.mark.parametrize("size", [(1, 1), (4, 24), (50, 1)])
@pytest.mark.parametrize("key", ["s", "e", "ctrl+p"])
def test_page_keys_in_a_list_without_room_do_no_harm(
    key: str, size: tuple[int, int], index: Path
) -> None:
    async def main() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("escape", key)
            await reader.until(lambda: option_list(reader).option_count)
            await reader.press("pagedown", "pageup")
            await reader.pilot.resize_terminal(120, 40)
            await reader.press("pagedown", "pageup", "pagedown")
            assert reader.app.is_running

    run(main())


@pytest.mark.parametrize("columns", [4, 6, 9])
def test_the_palette_outlives_a_terminal_of_few_columns(columns: int, index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("ctrl+p")
            await reader.until(lambda: option_list(reader).option_count)
            await reader.pilot.resize_terminal(columns, 24)
            await reader.pilot.resize_terminal(120, 40)
            await reader.press("escape")
            assert reader.app.screen is reader.app.search

    run(main())


def test_a_menu_that_is_clicked_twice_at_once_is_left_once(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape", "s")
            await double_click(reader, option_list(reader))
            assert reader.app.screen is reader.app.search

    run(main())


def test_a_command_that_is_clicked_twice_at_once_runs_once(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("ctrl+p")
            await reader.type("show the facets")
            await reader.until(lambda: option_list(reader).option_count == 1)
            await double_click(reader, option_list(reader))
            await reader.until(lambda: reader.app.screen is reader.app.search)
            assert reader.facets.display

    run(main())


def test_a_click_on_an_option_that_has_gone_is_not_heard(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            options = SturdyList(Option("one"))
            await reader.app.search.mount(options)
            click = events.Click(options, 0, 0, 0, 0, 1, False, False, False)
            click.style = Style(meta={"option": 3})
            options.post_message(click)
            await reader.pilot.pause()
            assert reader.app.is_running

    run(main())
