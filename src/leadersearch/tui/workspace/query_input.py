"""The input of the search line: a letter costs no layout, and keys that lead out of it are told."""

from __future__ import annotations

from typing import Self

from textual.geometry import Region
from textual.message import Message

from leadersearch.results.snippets.display_text import strip_controls
from leadersearch.tui.key_queue import keys_of
from leadersearch.tui.keys import bindings
from leadersearch.tui.line_input import LineInput


class QueryInput(LineInput):
    """The input; what leads out of it is told to the search line."""

    BINDINGS = bindings("search line")
    moved_keys: frozenset[str] = frozenset()

    class Asked(Message):
        """The user pressed a key that is not about the text; who hears it releases the keys."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text here.

        Textual asks it of the keys that rows of the table have by default, before it lays the
        user's keymap over them: a row that has been given another key must not be lost with a letter.
        """
        return key not in self.moved_keys and super().check_consume_key(key, character)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,  # noqa: ARG002  # see below
        recompose: bool = False,
    ) -> Self:
        """Repaint; one line of a fixed width, so that no letter needs a new layout of the screen."""
        return super().refresh(*regions, repaint=repaint, recompose=recompose)

    def validate_value(self, value: str) -> str:
        """Text that was pasted, or given on a command line, may contain control characters."""
        return strip_controls(value).replace("\n", " ").replace("\t", " ")

    def _ask(self, what: str) -> None:
        """Tell it; the keys that come next wait until it is done."""
        keys_of(self).hold_keys()
        self.post_message(self.Asked(what))

    def action_run(self) -> None:
        """Run the query, or take the completion that the cursor is on."""
        self._ask("run")

    def action_to_results(self) -> None:
        """Go down, to completions or results."""
        self._ask("down")

    def action_earlier(self) -> None:
        """Go up, to completions or history."""
        self._ask("up")

    def action_complete(self) -> None:
        """Take a completion; without one, stay: letters that follow are meant for the line."""
        self._ask("complete")

    def action_completion_before(self) -> None:
        """Go up in the completions; without any, stay."""
        self._ask("complete before")

    def action_next_hit(self) -> None:
        """Select the next hit."""
        self._ask("next")

    def action_previous_hit(self) -> None:
        """Select the hit before."""
        self._ask("previous")
