"""Changes to Textual's drivers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from leadersearch.tui.terminal.driver import noticing_driver


@pytest.mark.parametrize("signal", ["start_application_mode", "suspend_application_mode"])
def test_a_signal_while_it_starts_changes_nothing(signal: str) -> None:
    done: list[str] = []

    class Driver:
        def start_application_mode(self) -> None:
            done.append("begins")
            getattr(self, signal)()  # as SIGCONT and SIGTSTP do, between two steps
            done.append("started")

        def suspend_application_mode(self) -> None:
            done.append("suspended")

        def stop_application_mode(self) -> None:
            done.append("stopped")

    watchdog: Any = SimpleNamespace(
        terminal=SimpleNamespace(is_drawn_on=False), is_ending=False, take_signals=lambda: None
    )
    base: Any = Driver
    noticing: Any = noticing_driver(base, watchdog, lambda: None)
    driver = noticing()
    driver.start_application_mode()
    assert done == ["begins", "started"]
    driver.suspend_application_mode()
    assert done == ["begins", "started", "suspended"]
