"""Keys one by one: what a key does is done before the next one is heard.

Textual hands each key to the widget that has the focus when the key comes. Keys that come in one
piece, as over a slow line, would so all go where the first one leads away from: `/quit` would quit.
Pasted text and the mouse take their turns among them.
"""

from __future__ import annotations

from collections import deque
from functools import partial

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

PATIENCE = 0.5
"""Seconds after which the next key is heard in any case, such as when the widget is gone."""


Typed = events.Key | events.Paste
"""What waits for the key before it, and is waited for."""


class KeyPassed(Message):
    """Goes the way of a key, right behind it; `turn` says which key that is."""

    def __init__(self, turn: int) -> None:
        super().__init__()
        self.turn = turn


class KeysInTurn(App[None]):
    """An application that hears keys in turn, and the mouse between the keys where it was used.

    Text typed into an input waits for nothing.
    """

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._waiting: deque[Typed | events.MouseEvent] = deque()
        self._is_busy = False
        self._turn = 0
        self._longest: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hear a key, or keep it until its turn."""
        if not isinstance(event, Typed | events.MouseEvent) or event.is_forwarded:
            await super().on_event(event)
        elif self._is_busy:
            self._waiting.append(event)
        else:
            await self._hear(event)

    async def _hear(self, event: Typed | events.MouseEvent) -> None:
        if isinstance(event, events.MouseEvent) or self._is_text(event):
            await super().on_event(event)
            return
        self._is_busy = True
        self._turn += 1
        self._longest = self.set_timer(PATIENCE, partial(self._end_turn, self._turn))
        target = self.focused or self.screen
        await super().on_event(event)
        target.post_message(KeyPassed(self._turn))

    def _is_text(self, event: Typed) -> bool:
        return isinstance(self.focused, Input) and (
            isinstance(event, events.Paste) or event.is_printable
        )

    @on(KeyPassed)
    def _key_passed(self, message: KeyPassed) -> None:
        message.stop()
        # Focus and screens change once all messages are through; keys are heard by the app alone.
        self.screen.call_after_refresh(self.call_later, self._end_turn, message.turn)

    async def _end_turn(self, turn: int) -> None:
        if turn != self._turn:
            return  # long over: nobody had the patience to wait for it
        if self._longest is not None:
            self._longest.stop()
            self._longest = None
        self._is_busy = False
        while self._waiting and not self._is_busy and self.is_running and not self._exit:
            await self._hear(self._waiting.popleft())
