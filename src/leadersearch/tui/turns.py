"""Keys one by one: what a key does is done before the next one is heard.

Textual hands each key to the widget that has the focus when the key comes. Keys that come in one
piece, as over a slow line, would so all go where the first one leads away from: `/quit` would quit.
Pasted text takes its turn among them.
"""

from __future__ import annotations

from collections import deque

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

PATIENCE = 0.5
"""Seconds after which the next key is heard in any case, such as when the widget is gone."""


Typed = events.Key | events.Paste


class KeyPassed(Message):
    """Goes the way of a key, right behind it."""


class KeysInTurn(App[None]):
    """An application that hears keys in turn. Text typed into an input waits for nothing."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._waiting: deque[Typed] = deque()
        self._is_busy = False
        self._longest: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hear a key, or keep it until its turn."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
        elif self._is_busy:
            self._waiting.append(event)
        else:
            await self._hear(event)

    async def _hear(self, event: Typed) -> None:
        is_text = isinstance(self.focused, Input) and (
            isinstance(event, events.Paste) or event.is_printable
        )
        if not is_text:
            self._is_busy = True
            self._longest = self.set_timer(PATIENCE, self._next_turn)
        target = self.focused or self.screen
        await super().on_event(event)
        if not is_text:
            target.post_message(KeyPassed())

    @on(KeyPassed)
    def _key_passed(self, message: KeyPassed) -> None:
        message.stop()
        # Focus and screens change once all messages are through; keys are heard by the app alone.
        self.screen.call_after_refresh(self.call_later, self._next_turn)

    async def _next_turn(self) -> None:
        if self._longest is not None:
            self._longest.stop()
            self._longest = None
        self._is_busy = False
        while self._waiting and not self._is_busy and self.is_running and not self._exit:
            await self._hear(self._waiting.popleft())
