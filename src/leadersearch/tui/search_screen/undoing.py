"""Undoing and redoing what was done to a search, and saying that it can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leadersearch.tui.changes import Change, Step
from leadersearch.tui.keys import first_key

if TYPE_CHECKING:
    from leadersearch.tui.dialogs.exporting import ReplacedFile
    from leadersearch.tui.search_screen.question import AskingScreen


async def undo(screen: AskingScreen) -> None:
    """Undo the latest change."""
    screen.settle_typing()
    change = screen.changes.undone()
    await _take(screen, change.undo if change else None, "there is nothing to undo")


async def redo(screen: AskingScreen) -> None:
    """Redo what was undone last."""
    screen.settle_typing()
    change = screen.changes.redone()
    await _take(screen, change.redo if change else None, "there is nothing to redo")


async def _take(screen: AskingScreen, step: Step | None, otherwise: str) -> None:
    if step is None:
        screen.app.notify(otherwise)
        return
    done = step()
    if done is not None:
        await done


def note_file(screen: AskingScreen, file: ReplacedFile) -> None:
    """Take note that an export has replaced a file."""

    def put(*, back: bool) -> None:
        screen.app.notify(file.exchange(back=back))

    screen.changes.add(Change(partial(put, back=True), partial(put, back=False)))


def tell_lost(screen: AskingScreen, what: str) -> None:
    """Say what has gone, and which key brings it back."""
    screen.app.notify(f"{what} – {first_key(screen.keymap, 'anywhere.undo')} undoes")
