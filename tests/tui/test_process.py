"""The browser's own process."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import gc, os, sys
from leadersearch.tui.process import FRAMES_A_SECOND, SWITCH_INTERVAL, YOUNG, prepare_process
assert "textual" not in sys.modules
prepare_process()
from textual import constants
told = os.environ["TEXTUAL_FPS"]
assert constants.MAX_FPS == int(told)
assert gc.get_threshold()[0] == YOUNG
assert abs(sys.getswitchinterval() - SWITCH_INTERVAL) < 1e-6
print(told, FRAMES_A_SECOND)
"""


@pytest.mark.parametrize("told", ["", "30"])
def test_the_browsers_process_is_made_ready_for_typing(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEXTUAL_FPS", raising=False)
    if told:
        monkeypatch.setenv("TEXTUAL_FPS", told)
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    frames, ours = done.stdout.split()
    assert frames == (told or ours)
