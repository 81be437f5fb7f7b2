"""The command palette: everything that a key does, by name, where the focus is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.widgets import OptionList

from leadersearch.tui.focus import FocusKeeper
from leadersearch.tui.keys import KEYS, Place, effective_keys
from leadersearch.tui.option_list import has_page

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode


def commands(
    app: App[None], keymap: Mapping[str, str], owners: Mapping[Place, DOMNode]
) -> Iterator[SystemCommand]:
    """One command for each row of the table of keys whose place has an owner to run it on."""
    for key, spoken in effective_keys(keymap, KEYS):
        owner = owners.get(key.place)
        if key.in_palette and owner is not None:
            title = f"{key.label}: {key.help}"
            run = partial(app.run_action, key.action, default_namespace=owner)
            yield SystemCommand(title, f"key: {spoken}", run)


class Palette(CommandPalette, FocusKeeper[None]):
    """Textual's palette, which no key and no double click ends the browser with."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once: Textual would leave whatever is in front."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @on(OptionList.OptionSelected)
    def _run_once(self, event: OptionList.OptionSelected) -> None:
        """A command runs once, even when it is chosen twice."""
        if not self.is_active:
            event.stop()
            event.prevent_default()

    def _action_command_list(self, action: str) -> None:
        if "page" not in action or has_page(self.query_one(CommandList)):
            super()._action_command_list(action)
