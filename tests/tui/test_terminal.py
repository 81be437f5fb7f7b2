"""The browser on a terminal of its own: what signals and strange bytes do to it."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.browsing import config_folder
from waiting import PATIENCE, wait_until

NORMAL_SCREEN = b"\x1b[?1049l"


class Terminal:
    """A browser in a process of its own, and what it writes."""

    def __init__(self, index: Path) -> None:
        self.keyboard, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "leadersearch.tui", str(index)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
        )
        os.close(slave)
        self.written = b""

    def read_until(self, text: bytes) -> None:
        def is_there() -> bool:
            if text not in self.written:
                ready, _, _ = select.select([self.keyboard], [], [], PATIENCE)
                assert ready, self.written[-2000:]
                self.written += os.read(self.keyboard, 65536)
            return text in self.written

        wait_until(is_there)  # the cursor blinks for ever, so there is always more to read

    def type(self, data: bytes) -> None:
        os.write(self.keyboard, data)


@pytest.fixture
def terminal(index: Path) -> Iterator[Terminal]:
    terminal = Terminal(index)
    try:
        terminal.read_until(b"sorted by")
        yield terminal
    finally:
        terminal.process.kill()
        terminal.process.wait()
        os.close(terminal.keyboard)


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGXCPU],
)
def test_a_signal_ends_it_with_the_terminal_restored_and_the_query_remembered(
    number: signal.Signals, terminal: Terminal
) -> None:
    terminal.type(b"kindness")
    terminal.read_until(b"title: Kindness")
    terminal.process.send_signal(number)
    terminal.read_until(NORMAL_SCREEN)
    assert terminal.process.wait(PATIENCE) == 128 + number
    remembered = json.loads((config_folder() / "browser.json").read_text())
    assert [row["query"] for row in remembered["indexes"].values()] == ["kindness"]


def test_bytes_that_are_no_text_are_no_keys(terminal: Terminal) -> None:
    terminal.type(b"\xff\x9b\x80")
    for _ in range(3):  # the cursor blinks, the bytes have been read
        terminal.written += os.read(terminal.keyboard, 65536)
    terminal.type(b"\xffkindness")
    terminal.read_until(b"title: Kindness")


def test_a_closed_terminal_ends_it(terminal: Terminal) -> None:
    os.close(terminal.keyboard)
    terminal.keyboard = os.open(os.devnull, os.O_RDONLY)
    terminal.process.send_signal(signal.SIGHUP)
    assert terminal.process.wait(PATIENCE) == 128 + signal.SIGHUP
