"""The browser's own process."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from tui.browsing import open_browser, run

CODE = """
import gc, os, sys
from leadersearch.tui.terminal.process import FRAMES_A_SECOND, SWITCH_INTERVAL, YOUNG, prepare_process
assert "textual" not in sys.modules
prepare_process()
from textual import constants
told = os.environ["TEXTUAL_FPS"]
assert constants.MAX_FPS == int(told)
assert constants.TEXTUAL_ANIMATIONS == sys.argv[1]
assert gc.get_threshold()[0] == YOUNG
assert abs(sys.getswitchinterval() - SWITCH_INTERVAL) < 1e-6
print(told, FRAMES_A_SECOND)
"""


@pytest.mark.parametrize(("told", "animations"), [("", ""), ("30", "full")])
def test_the_browsers_process_is_made_ready_for_typing(
    told: str, animations: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("TEXTUAL_FPS", told), ("TEXTUAL_ANIMATIONS", animations)):
        monkeypatch.delenv(name, raising=False)
        if value:
            monkeypatch.setenv(name, value)
    command = [sys.executable, "-c", CODE, animations or "none"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    frames, ours = done.stdout.split()
    assert frames == (told or ours)


def test_what_later_keys_need_is_loaded_in_the_first_lull_and_kept(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            library = reader.app.index_session
            await reader.until(gc.get_freeze_count)
            assert library.index._engine.analysis.stemmer._snowball
            # Known by now, and not looked up in the index again.
            library.index._now.words = None  # type: ignore[method-assign, assignment]
            labels = [row.label for row in library.completions("author:bav", 10)]
            assert labels == ['"Anna Baverstock"']

    run(test())
    assert gc.get_freeze_count() == 0
