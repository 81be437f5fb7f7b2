"""The common behaviour of all dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadersearch.tui.dialogs.dialog import Dialog
from tui.browsing import SIZES, open_browser, run


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_what_is_behind_a_dialog_is_still_seen(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size, query="kindness") as reader:
            await reader.press("enter")
            lines = reader.screen_text().splitlines()
            for key in ("question_mark", "s", "H", "S", "c", "e", "r", "w"):
                await reader.press(key)
                await reader.until(lambda: isinstance(reader.app.screen, Dialog))
                shown = reader.screen_text().splitlines()
                assert (shown[0], shown[-1]) == (lines[0], lines[-1]), key
                await reader.press("escape")
                await reader.until(lambda: reader.app.screen is reader.app.search)

    run(test())
