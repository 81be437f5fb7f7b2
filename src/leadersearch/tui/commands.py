"""The command palette: everything that a key does, by name, where the focus is now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from leadersearch.tui.keys import KEYS, effective_keys

if TYPE_CHECKING:
    from leadersearch.tui.app import Browser

_OWNERS = {"anywhere": "screen", "hits": "desk"}


def commands(app: Browser) -> Iterator[SystemCommand]:
    """One command for each row of the table of keys that can be run from anywhere."""
    for key, spoken in effective_keys(app.settings.keys, KEYS):
        if key.in_palette and key.place in _OWNERS:
            title = key.help[:1].upper() + key.help[1:]
            yield SystemCommand(title, f"key: {spoken}", partial(_run, app, key.place, key.action))


async def _run(app: Browser, place: str, action: str) -> None:
    node = app.search if _OWNERS[place] == "screen" else app.search.desk
    await app.run_action(action, default_namespace=node)
