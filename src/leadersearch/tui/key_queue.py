"""Keys one by one: what a key does is done before the next one is heard.

Textual hands each key to the widget that has the focus when the key comes. Keys that come in one
piece, as over a slow line, would so all go where the first one leads away from: `/quit` would quit.
Pasted text and the mouse take their turns among them.

A terminal without bracketed paste sends a text as keys, its line ends as Enter. Letters that follow
an Enter in one burst and read as text are no commands for the pane that Enter leads to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import TypeGuard, cast

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

PATIENCE = 0.5
"""Seconds after which the next key is heard in any case, such as when the widget is gone."""

BURST = 0.02
"""Seconds between keys below which nobody's fingers typed them: half of the quickest repeat."""

_BREAKS = {"enter": "\n", "ctrl+j": "\n", "tab": " "}
"""Keys that a text sent as keys is broken by."""

Typed = events.Key | events.Paste
"""The key that waits for the one before it, and is waited for."""


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
        self._is_held = False
        self._is_early = False
        self._turn = 0
        self._heard = 0
        self._longest: Timer | None = None
        self._entered: tuple[Input, float] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hear a key, or keep it until its turn."""
        if not isinstance(event, Typed | events.MouseEvent) or event.is_forwarded:
            await super().on_event(event)
        elif self._is_busy:
            self._waiting.append(_as_meant(event) if self._is_early else event)
        elif self._entered and event.time - self._entered[1] <= BURST:
            self._waiting.append(event)
            self._begin_turn(BURST)  # to see what the burst is
        else:
            await self._hear(event)

    def _begin_turn(self, longest: float) -> None:
        self._is_busy = True
        self._turn += 1
        self._longest = self.set_timer(longest, partial(self._end_turn, self._turn, is_late=True))

    async def _hear(self, event: Typed | events.MouseEvent) -> None:
        self._entered = None
        self._heard += isinstance(event, Typed)
        if isinstance(event, events.MouseEvent) or self._is_text(event):
            await super().on_event(event)
            return
        self._begin_turn(PATIENCE)
        target = self.focused or self.screen
        if isinstance(target, Input) and isinstance(event, events.Key) and event.key == "enter":
            self._entered = (target, event.time)
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

    def hold_keys(self) -> int:
        """Have the keys that come next wait for what the present one asked for.

        It may come later than they have the patience for: `has_heard_since` what this returns tells.
        """
        self._is_held = True
        return self._heard

    def keep_keys(self) -> None:
        """Hear no key until `release_keys`: there is nothing yet that they could be meant for."""
        self._is_busy = self._is_early = True
        self.hold_keys()

    def has_heard_since(self, number: int) -> bool:
        """Whether the user has gone on to something else."""
        return self._heard != number

    def release_keys(self, *, are_void: bool = False) -> None:
        """It is there; `are_void`: keys that waited for it have nothing to act on."""
        if self._is_held:
            self._is_held = False
            if are_void and not self._burst():
                self._waiting.clear()
            self.screen.call_after_refresh(self.call_later, self._end_turn, self._turn)

    async def _end_turn(self, turn: int, *, is_late: bool = False) -> None:
        if turn != self._turn or (self._is_held and not is_late):
            return  # long over: nobody had the patience to wait for it; or not yet
        self._is_held = False
        if self._longest is not None:
            self._longest.stop()
            self._longest = None
        self._is_busy = self._is_early = False
        self._take_burst()
        while self._waiting and not self._is_busy and self.is_running and not self._exit:
            await self._hear(self._waiting.popleft())

    def _burst(self) -> list[events.Key]:
        """The keys that came in one piece with an Enter, where they read as text."""
        if self._entered is None:
            return []
        keys: list[events.Key] = []
        last = self._entered[1]
        for event in self._waiting:
            if not (_is_typed(event) and event.time - last <= BURST):
                break
            keys.append(event)
            last = event.time
        return keys if _is_prose(_text_of(keys)) else []

    def _take_burst(self) -> None:
        """Write text that follows an Enter in one burst where the Enter came from."""
        keys = self._burst()
        if keys and self._entered:
            line, _ = self._entered
            for _ in keys:
                self._waiting.popleft()
            self.take_text(line, _text_of(keys))
            self._entered = (line, keys[-1].time)

    def take_text(self, line: Input, text: str) -> None:
        """Write lines that came as keys, the first of them into `line`, which an Enter has left."""


def keys_of(widget: Widget) -> KeysInTurn:
    """The application that a widget is in, which hears keys in turn."""
    return cast("KeysInTurn", widget.app)


def _as_meant(event: Typed | events.MouseEvent) -> Typed | events.MouseEvent:
    """Keys that came before the terminal was ours: it has turned Enter into a line feed."""
    if not (isinstance(event, events.Key) and event.key == "ctrl+j"):
        return event
    enter = events.Key("enter", "\r")
    enter.time = event.time
    return enter


def _is_typed(event: Typed | events.MouseEvent) -> TypeGuard[events.Key]:
    return isinstance(event, events.Key) and (event.is_printable or event.key in _BREAKS)


def _text_of(keys: Iterable[events.Key]) -> str:
    return "".join(_BREAKS.get(event.key, event.character or "") for event in keys)


def _is_prose(text: str) -> bool:
    """Whether keys read as text: a word of some letters; a key held down has but one.

    >>> _is_prose("language models"), _is_prose("jjjj"), _is_prose("/quick")
    (True, False, False)
    """
    return text[:1] != "/" and any(len(word) > 3 and len({*word}) > 2 for word in text.split())
