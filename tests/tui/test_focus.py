"""Where keys go after a terminal has been too small, or was clicked where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tui.browsing import SMALL, open_browser, run


@pytest.mark.parametrize("keys", [(), ("escape",), ("escape", "S"), ("escape", "f1"), ("ctrl+p",)])
def test_neither_a_lack_of_room_nor_a_click_beyond_it_takes_the_focus_away(
    keys: tuple[str, ...], index: Path
) -> None:
    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press(*keys)
            await reader.until(lambda: ("S" in keys) == (reader.focus == "LineInput"))
            focus = reader.focus
            for size in ((3, 2), (1, 1), (90, 30)):
                await reader.pilot.resize_terminal(*size)
                reader.app.post_message(
                    events.MouseDown(None, 99, 99, 0, 0, 1, False, False, False, 99, 99)
                )
                await reader.pilot.pause()
            assert focus
            await reader.until(lambda: reader.focus == focus)

    run(main())


def test_it_goes_elsewhere_where_what_had_it_is_gone(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape", "f")
            await reader.until(lambda: reader.focus == "facets")
            reader.facets.display = False
            await reader.until(lambda: reader.focus == "results")
            reader.results.display = reader.article.display = False
            await reader.until(lambda: reader.focus == "query")

    run(main())


@pytest.mark.parametrize(
    ("keys", "place"),
    [("/", "results"), ("f", "article"), ("t", "article"), ("esc", "article")],
)
def test_from_an_article_that_covers_the_results_it_goes_to_what_is_seen(
    keys: str, place: str, index: Path
) -> None:
    ways = {"/": ("slash", "down"), "f": "ff", "t": "tt", "esc": ("slash", "escape")}

    async def main() -> None:
        async with open_browser(index, SMALL) as reader:
            await reader.press("escape", "enter")
            await reader.until(lambda: reader.focus == "article")
            for key in ways[keys]:
                await reader.press(key)
                await reader.pilot.pause()
            await reader.until(lambda: reader.focus == place)
            await reader.until(lambda: reader.app.screen.focused.region)  # type: ignore[union-attr]

    run(main())


def test_a_query_without_hits_leaves_it_on_what_is_seen(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, SMALL) as reader:
            await reader.press("escape", "enter", "slash")
            await reader.type("qqq")
            await reader.press("enter")
            await reader.answered("qqq")
            await reader.until(lambda: reader.app.screen.focused in reader.app.screen.focus_chain)
            assert reader.results.answer.total == 0

    run(main())


def test_a_screen_without_room_has_no_scrollbars_to_lay_it_out_for(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, (20, 4)) as reader:
            await reader.press("escape", "t")
            await reader.until(lambda: reader.timeline.display)
            assert not any(reader.app.search.scrollbars_enabled)

    run(main())
