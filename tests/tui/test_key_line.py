"""The line of keys at the bottom of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadersearch.tui.workspace.key_line import KeyLine
from tui.browsing import SIZES, Reader, config_folder, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])


def key_line(reader: Reader) -> str:
    return reader.screen_text().splitlines()[-1]


def underlined(reader: Reader) -> str:
    strip = reader.screen_strips()[-1]
    return "".join(part.text for part in strip if part.style and part.style.underline)


@both_sizes
def test_a_click_does_what_the_key_does(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size, query="kindness") as reader:
            await reader.press("escape")
            await reader.pilot.click(KeyLine, offset=(key_line(reader).index("arrow"), 0))
            await reader.until(lambda: reader.focus == "facets")
            await reader.pilot.click(KeyLine, offset=(key_line(reader).index("f Narrow"), 0))
            await reader.until(lambda: not reader.facets.display)

    run(test())


@both_sizes
def test_the_key_under_the_mouse_is_underlined(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size, query="kindness") as reader:
            await reader.press("escape")
            assert not underlined(reader)
            await reader.pilot.hover(KeyLine, offset=(key_line(reader).index("Cite"), 0))
            await reader.until(lambda: underlined(reader) == "c Cite")
            await reader.pilot.hover("#results")
            await reader.until(lambda: not underlined(reader))

    run(test())


def test_where_room_is_short_the_way_out_is_still_shown(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, (40, 20), query="kindness") as reader:
            await reader.press("escape")
            await reader.until(lambda: "Mark" in key_line(reader))
            assert key_line(reader).strip() == "⏎ Read space Mark c Cite ^q Quit"
            await reader.pilot.click(KeyLine, offset=(36, 0))
            assert reader.focus == "results"
            await reader.pilot.click(KeyLine, offset=(key_line(reader).index("Quit"), 0))
            await reader.until(lambda: not reader.app.is_running)

    run(test())


def test_a_key_of_the_users_is_shown(index: Path) -> None:
    folder = config_folder()
    folder.mkdir()
    (folder / "config.toml").write_text('[keys]\n"hits.cite" = "z"\n')

    async def test() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press("escape")
            await reader.until(lambda: " z Cite" in key_line(reader))

    run(test())
