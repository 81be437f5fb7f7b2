"""The user's changes, latest first, each with the way back and forth."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.workspace.filter_line import Filter, chips_of

MOST = 100
"""Changes that are kept."""

Step = Callable[[], Awaitable[None] | None]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was changed; `undo` and `redo` also tell what they have done."""

    undo: Step
    redo: Step


class UndoHistory:
    """Changes that can be undone one by one, and those undone that can be redone."""

    def __init__(self) -> None:
        self._done: deque[Change] = deque(maxlen=MOST)
        self._undone: list[Change] = []

    def add(self, change: Change) -> None:
        """Take note of a change; what was undone before it can no longer be redone."""
        self._done.append(change)
        self._undone.clear()

    def undone(self) -> Change | None:
        """The latest change, from now on an undone one; None without any."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redone(self) -> Change | None:
        """The change that was undone last, from now on a done one; None without any."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a search stands: what can be lost of it, and the hit that it was left at."""

    text: str
    typing: bool
    sort: str
    filters: tuple[Filter, ...]
    broaden: bool = False
    marked: tuple[str, ...]
    hit: str = ""
    place: int = 0

    @property
    def asked(self) -> tuple[str, str, tuple[Filter, ...], bool]:
        """The search that the standing stands for."""
        return self.text, self.sort, self.filters, self.broaden


def told(before: Standing, after: Standing) -> str:
    """A summary of the step from one standing to another.

    >>> here = Standing(text="ethics", typing=False, sort="newest", filters=(), marked=())
    >>> there = Standing(text="", typing=False, sort="newest", filters=(), marked=("a", "b"))
    >>> told(here, there)
    'all articles again; 2 marks set'
    """
    return "; ".join(_told(before, after)) or "as it was"


def _told(before: Standing, after: Standing) -> Iterator[str]:
    if before.text != after.text:
        text = one_line(after.text)
        yield f"query: {text}" if text else "all articles again"
    if before.filters != after.filters:
        yield ", ".join(chip.label for chip in chips_of(after.filters)) or "no filters"
    if before.sort != after.sort:
        yield f"sorted by {after.sort}"
    if before.broaden != after.broaden:
        yield "broadened" if after.broaden else "not broadened"
    gained = len(set(after.marked) - set(before.marked))
    lost = len(set(before.marked) - set(after.marked))
    if gained:
        yield f"{counted(gained, 'mark')} set"
    if lost:
        yield f"{counted(lost, 'mark')} removed"


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "mark"), counted(1200, "filter")
    ('1 mark', '1,200 filters')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
