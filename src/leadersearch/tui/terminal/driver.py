"""Changes to Textual's drivers: when they draw, when they do not, bytes that are not text.

`tests/tui/test_terminal.py` notices when the details of Textual that this rests upon move.
"""

from __future__ import annotations

import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

    from leadersearch.tui.terminal.watchdog import Watchdog


def noticing_driver(
    driver: type[Driver], watchdog: Watchdog, repaint: Callable[[], object]
) -> type[Driver]:
    """The driver class, telling when it draws, and obeying when it should no more.

    It repaints what a shell has written over. A SIGCONT that comes without SIGTSTP, as the system
    sends it with a hang-up, would start a second pair of threads beside the first, which nobody
    ends. Both signals are heard between any two steps of Python, hence also while it starts.
    """
    terminal = watchdog.terminal

    class NoticingDriver(driver):  # type: ignore[misc, valid-type]  # a class known at run time
        has_started = False
        is_starting = False

        def start_application_mode(self) -> None:
            if self.is_starting or (terminal.is_drawn_on and watchdog.is_ending):
                return
            self.is_starting = True
            try:
                self._start()
            finally:
                self.is_starting = False

        def suspend_application_mode(self) -> None:
            if not self.is_starting:  # of two threads, one may not have started yet
                super().suspend_application_mode()

        def _start(self) -> None:
            if terminal.is_drawn_on:
                super().suspend_application_mode()
            terminal.is_drawn_on = True
            super().start_application_mode()
            watchdog.take_signals()
            if self.has_started:
                repaint()
            self.has_started = True

        def stop_application_mode(self) -> None:
            super().stop_application_mode()
            terminal.is_drawn_on = False

    return NoticingDriver


def forgive_strange_bytes() -> None:
    """Have Textual hear no keys in bytes that are not UTF-8: it would end with a traceback."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = _forgiving_decoder  # type: ignore[attr-defined, assignment]


def _forgiving_decoder(encoding: str) -> Callable[[], IncrementalDecoder]:
    return partial(getincrementaldecoder(encoding), errors="ignore")
