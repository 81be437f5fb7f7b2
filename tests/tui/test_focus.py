"""Where keys go after a terminal has been too small, or was clicked where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tui.browsing import open_browser, run


@pytest.mark.parametrize("keys", [(), ("escape",), ("escape", "S"), ("escape", "f1"), ("ctrl+p",)])
def test_neither_a_lack_of_room_nor_a_click_beyond_it_takes_the_focus_away(
    keys: tuple[str, ...], index: Path
) -> None:
    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press(*keys)
            await reader.until(lambda: ("S" in keys) == (reader.focus == "Input"))
            focus = reader.focus
            for size in ((3, 2), (1, 1), (90, 30)):
                await reader.pilot.resize_terminal(*size)
                reader.app.post_message(
                    events.MouseDown(None, 99, 99, 0, 0, 1, False, False, False, 99, 99)
                )
                await reader.pilot.pause()
            assert focus
            assert reader.focus == focus

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
