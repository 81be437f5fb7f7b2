"""The base of all dialogs: a screen in front of the search that is left once."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from leadersearch.tui.focus import FocusKeeper

T = TypeVar("T")


class Dialog(ModalScreen[T | None], FocusKeeper[T | None]):
    """Gives what was chosen, None for nothing.

    What is behind it stays visible: Textual takes the styles of the first base.
    """

    def __init__(self) -> None:
        super().__init__(classes="dialog")

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave. Textual would leave whatever is in front, which a double click leaves twice."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def action_dismiss_none(self) -> None:
        """Give nothing."""
        self.dismiss(None)
