"""Saved searches: the dialogs that ask for a name, and that list them to run or delete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.contrast import LegibleText
from leadersearch.tui.dialogs.dialog import Dialog
from leadersearch.tui.dialogs.menu import Choice, ChoiceList, Menu
from leadersearch.tui.line_input import LineInput


@dataclass(frozen=True, slots=True)
class SaveWish:
    """The name to save a search under, and whether the one that has it is to be replaced."""

    name: str
    replaces: bool


class SaveDialog(Dialog[SaveWish]):
    """Asks for a name; `note` says why it is asked for again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss_none", "Back")]

    def __init__(self, what: Content, taken: frozenset[str], name: str, note: str = "") -> None:
        super().__init__()
        self.what = what
        self.taken = taken
        self.proposed = name
        self.note = note
        self._doubtful = ""

    def compose(self) -> ComposeResult:
        """The search to save, its name, and a problem with the name."""
        with Vertical(classes="dialog-box") as box:
            box.border_title = "Save this search"
            box.border_subtitle = "enter saves, esc goes back"
            yield LegibleText(self.what, markup=False)
            yield LegibleText("Name:", classes="label")
            yield LineInput(self.proposed, placeholder="a name for it", compact=True)
            yield LegibleText(self.note, id="saving-note", markup=False)

    def on_input_submitted(self) -> None:
        """Save, where the name is free or is given twice."""
        name = one_line(self.query_one(Input).value)
        if not name:
            problem = "enter a name"
        elif name in self.taken and self._doubtful != name:
            self._doubtful = name
            problem = "a search with this name exists; enter again to replace it"
        else:
            self.dismiss(SaveWish(name, name in self.taken))
            return
        self.query_one("#saving-note", LegibleText).update(problem)


class SavedMenu(Menu):
    """Lists saved searches; `is_to_delete` says what is to be done with the chosen one."""

    HINT = "enter runs, d deletes, esc goes back"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("d,delete", "delete", "Delete")]

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__("Saved searches", choices)
        self.is_to_delete = False
        self._doubtful: int | None = None

    def action_delete(self) -> None:
        """Delete the search under the cursor, when told twice."""
        index = self.query_one(ChoiceList).highlighted
        if index is None:
            return
        name = self.choices[index].value
        if self._doubtful != index:
            self._doubtful = index
            self.query_one(Vertical).border_subtitle = "d again deletes it, esc goes back"
        else:
            self.is_to_delete = True
            self.dismiss(name)

    def on_option_list_option_highlighted(self) -> None:
        """Another search, another question."""
        self._doubtful = None
        self.query_one(Vertical).border_subtitle = self.HINT
