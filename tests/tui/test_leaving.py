"""Leaving the browser at any step of what it does: nothing fails, and nothing remembered is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from leadersearch.tui.app import Browser
from leadersearch.tui.remembered import Remembered, RememberedSearch
from leadersearch.tui.settings import state_folder
from tui.browsing import SMALL, Reader

LEFT = RememberedSearch(
    query="kindness", filters=(("year", "2024"),), marked=("ethics",), history=("care",)
)
"""The state left by the previous session."""

WAYS: dict[str, Callable[[Browser], object]] = {
    "ctrl+q": lambda app: app.call_later(app.action_quit),
    "a signal": lambda app: app.call_later(app._end, 0),
}


class Steps:
    """Counts the messages that widgets hear; does something at one of them."""

    def __init__(self) -> None:
        self.left = 0
        self.do: Callable[[], object] = lambda: None

    def take(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.do()


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[Steps]:
    counted = Steps()
    dispatch = MessagePump._dispatch_message

    async def dispatch_and_count(pump: MessagePump, message: events.Event) -> None:
        counted.take()
        await dispatch(pump, message)

    monkeypatch.setattr(MessagePump, "_dispatch_message", dispatch_and_count)
    yield counted
    counted.left = 0


def failure_of(app: Browser) -> BaseException | None:
    """The error that ended the browser: a traceback on the terminal."""
    return app._exception


@pytest.mark.parametrize("way", WAYS)
def test_it_can_be_left_at_any_step_of_its_start(index: Path, steps: Steps, way: str) -> None:
    """Its widgets are made at the first 40 steps; every third is tried."""
    for step in range(1, 40, 3):
        remembered = Remembered.read(state_folder(), str(index))
        remembered.session = LEFT
        remembered.write()
        app = Browser(index)
        steps.left, steps.do = step, lambda app=app: WAYS[way](app)  # type: ignore[misc]
        asyncio.run(app.run_async(headless=True, size=SMALL))
        assert failure_of(app) is None, step
        assert app.return_code == 0
        left = Remembered.read(state_folder(), str(index)).session
        assert (left.query, left.filters, left.marked, left.history) == (
            LEFT.query,
            LEFT.filters,
            LEFT.marked,
            LEFT.history,
        ), step


@pytest.mark.parametrize("key", ["e", "ctrl+p"])
def test_it_can_be_left_at_any_step_of_a_dialogs_opening(
    index: Path, steps: Steps, key: str
) -> None:
    """Dialogs are made at the first 30 steps after their key; some are tried."""

    async def leave_at(step: int) -> Browser:
        app = Browser(index)

        async def open_dialog(pilot: Pilot[Any]) -> None:
            await pilot.pause()
            reader = Reader(app, pilot)
            await reader.answered()
            await reader.press("escape")
            steps.left, steps.do = step, app.exit
            app.post_message(events.Key(key, key if len(key) == 1 else None))
            await reader.until(lambda: app._exit)

        await app.run_async(headless=True, size=SMALL, auto_pilot=open_dialog)
        return app

    for step in (9, 16, 18, 21):
        app = asyncio.run(leave_at(step))
        assert failure_of(app) is None, step
        assert app.return_code == 0
