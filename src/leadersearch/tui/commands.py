"""The command palette: everything that a key does, by name, where the focus is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from leadersearch.tui.keys import KEYS, Place, effective_keys

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
