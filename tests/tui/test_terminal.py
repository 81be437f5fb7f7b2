"""The browser on a terminal of its own: how it ends with it, by signals, by bytes that are no text."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadersearch.tui.terminal.presence import MODES
from tui.browsing import config_folder
from tui.ptys import ENDINGS, NORMAL_SCREEN, STATES, Terminal, problems_of
from waiting import PATIENCE


@pytest.fixture
def terminal(index: Path) -> Iterator[Terminal]:
    terminal = Terminal(index)
    try:
        terminal.read_until(b"sorted by")
        yield terminal
    finally:
        terminal.end()


def remembered_queries() -> list[str]:
    table = json.loads((config_folder() / "browser.json").read_text())
    return [row["query"] for row in table["indexes"].values()]


@pytest.mark.parametrize(
    ("ending", "state"),
    [
        ("closed in silence", "idle"),
        ("closed in silence", "in the pager"),
        ("closed in silence", "with a loop that spins"),
        ("closed", "opening the index"),
        ("closed", "in a dialog"),
        ("SIGTERM", "on a terminal that nobody reads"),
        ("SIGHUP", "exporting"),
        ("SIGINT", "loading"),
        ("SIGQUIT", "searching"),
    ],
)
def test_whatever_it_does_it_ends_with_its_terminal_or_by_a_signal(
    index: Path, tmp_path: Path, ending: str, state: str
) -> None:
    """`stress.terminals` tries all of them; each start takes a second of processor time."""
    assert problems_of(index, tmp_path / "config", STATES[state], ENDINGS[ending]) == []
    assert list(tmp_path.glob("*leadersearch-export*")) == []


@pytest.mark.parametrize("state", ["reading", "with a loop that waits"])
def test_the_query_is_remembered_and_the_terminal_restored(
    index: Path, tmp_path: Path, state: str
) -> None:
    problems = problems_of(index, tmp_path / "config", STATES[state], ENDINGS["SIGTERM"])
    assert problems == []
    assert remembered_queries() == ["kindness"]


def test_each_mode_that_the_browser_sets_is_one_that_can_be_ended(terminal: Terminal) -> None:
    """By the watchdog, where Textual does not come to do so."""
    terminal.process.send_signal(signal.SIGUSR1)
    assert terminal.wait()[0] == 128 + signal.SIGUSR1
    set_modes = {int(mode) for mode in re.findall(rb"\x1b\[\?(\d+)h", terminal.written)}
    alternate_screen, cursor, wrapping = 1049, 25, 7
    assert set_modes <= {alternate_screen, cursor, wrapping, *MODES}
    assert terminal.written.count(b"\x1b[>") == terminal.written.count(b"\x1b[<u")


def test_it_can_be_left_while_a_search_does_not_come_to_an_end(index: Path) -> None:
    terminal = Terminal(index, obstruct="searching")
    try:
        terminal.wait_for_obstruction()
        terminal.type(b"\x11")  # ctrl+q
        assert terminal.wait()[0] == 0
    finally:
        terminal.end()


def test_it_can_be_stopped_and_goes_on(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTSTP)
    os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
    terminal.read_until(NORMAL_SCREEN)
    terminal.written = b""
    terminal.process.send_signal(signal.SIGCONT)
    terminal.process.send_signal(signal.SIGCONT)  # one that no stop has gone before
    terminal.read_until(b"sorted by")
    terminal.type(b"kindness")
    terminal.read_until(b"title: Kindness")
    terminal.process.send_signal(signal.SIGTSTP)
    os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
    terminal.close()
    assert terminal.wait()[0] == 128 + signal.SIGHUP
    assert terminal.left_behind() == []


def test_bytes_that_are_no_text_are_no_keys(terminal: Terminal) -> None:
    terminal.type(b"\xff\x9b\x80")
    for _ in range(3):  # the cursor blinks, the bytes have been read
        terminal.written += os.read(terminal.keyboard, 65536)
    terminal.type(b"\xffkindness")
    terminal.read_until(b"title: Kindness")


@pytest.mark.parametrize("closed", [0, 2])
def test_without_keyboard_or_screen_it_ends_at_once(index: Path, closed: int) -> None:
    command = [sys.executable, "-m", "leadersearch.tui", str(index)]
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}>&-', "sh", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 128 + signal.SIGHUP


def test_a_keyboard_that_is_a_pipe_ends_it_with_the_pipe(index: Path) -> None:
    command = [sys.executable, "-m", "leadersearch.tui", str(index)]
    done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=PATIENCE)
    assert done.returncode == 128 + signal.SIGHUP
