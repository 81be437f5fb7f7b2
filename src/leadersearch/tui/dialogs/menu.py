"""The dialog that asks for a choice from a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from leadersearch.tui.dialogs.dialog import Dialog
from leadersearch.tui.option_list import SturdyList

LIST_KEYS: list[BindingType] = [
    Binding("j", "cursor_down", "Down", show=False),
    Binding("k", "cursor_up", "Up", show=False),
    Binding("g", "first", "First", show=False),
    Binding("G", "last", "Last", show=False),
]


class ChoiceList(SturdyList):
    """A list with the keys of the other lists."""

    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a menu, and what choosing it gives."""

    value: str
    label: Content


def line_width(app: App[None]) -> int:
    """How many columns a line of a choice can have on the screen as it is."""
    return max(min(app.size.width * 9 // 10, 110) - 10, 10)


class Menu(Dialog[str]):
    """Shows choices; gives the value of the one that is taken, None for none."""

    HINT = "enter takes, esc goes back"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss_none", "Back")]

    def __init__(self, title: str, choices: Sequence[Choice], current: str | None = None) -> None:
        super().__init__()
        self.heading = title
        self.choices = tuple(choices)
        self.current = current

    def compose(self) -> ComposeResult:
        """The title above the choices."""
        with Vertical(classes="dialog-box") as box:
            box.border_title = self.heading
            box.border_subtitle = self.HINT
            yield ChoiceList(*(Option(choice.label) for choice in self.choices), markup=False)

    def on_mount(self) -> None:
        """The cursor begins at the current value."""
        values = [choice.value for choice in self.choices]
        chosen = values.index(self.current) if self.current in values else 0
        self.query_one(ChoiceList).highlighted = chosen

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the choice."""
        event.stop()
        self.dismiss(self.choices[event.option_index].value)
