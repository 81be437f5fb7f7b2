"""The search line: input, completions below it, and what is wrong with the query."""

from __future__ import annotations

from collections.abc import Callable

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from leadersearch.query import Diagnostic
from leadersearch.results.completion import Completion
from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.contrast import LegibleText
from leadersearch.tui.key_queue import keys_of
from leadersearch.tui.option_list import SturdyList
from leadersearch.tui.painting import plain_content, shortened
from leadersearch.tui.search_worker import LULL
from leadersearch.tui.workspace.query_input import QueryInput
from leadersearch.wrapping import columns

Completer = Callable[[str, int], list[Completion]]
"""How a text may go on at a cursor; takes time, so that it is called in a worker."""


class QueryLine(Vertical):
    """Owns the text of the query; `completer` tells how it may go on."""

    class Changed(Message):
        """The user has changed the text."""

    class Run(Message):
        """The user wants the results of the text as it stands; who hears it releases the keys."""

    class Moved(Message):
        """The user wants to go somewhere: `down`, `up`, `next` or `previous` hit; as `Run`."""

        def __init__(self, where: str) -> None:
            super().__init__()
            self.where = where

    class Completed(Message):
        """A worker has found how the text may go on."""

        def __init__(self, text: str, completions: list[Completion]) -> None:
            super().__init__()
            self.text = text
            self.completions = completions

    def __init__(self, completer: Completer, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._completer = completer
        self._completions: list[Completion] = []
        self._lull: Timer | None = None
        self._takes_first = False
        self.fix: str | None = None

    def compose(self) -> ComposeResult:
        """Input, completions, what is wrong."""
        yield QueryInput(
            placeholder='Search: words, "a phrase", author:name, date:2020..2023   (f1 help)',
            id="query",
            select_on_focus=False,
            compact=True,
        )
        yield SturdyList(id="completions", markup=False, compact=True)
        yield LegibleText(id="diagnostic", markup=False)

    def on_mount(self) -> None:
        """Completions are chosen from the input."""
        self._popup.can_focus = False

    @property
    def input(self) -> QueryInput:
        """The input itself."""
        return self.query_one(QueryInput)

    @property
    def text(self) -> str:
        """The query as it stands."""
        return self.input.value

    @property
    def is_completing(self) -> bool:
        """Whether completions are shown."""
        return self.has_class("-completing")

    @property
    def is_remarking(self) -> bool:
        """Whether something is said of the query."""
        return self.has_class("-remarking")

    @property
    def _popup(self) -> OptionList:
        return self.query_one("#completions", OptionList)

    def focus_input(self) -> None:
        """Go to the input."""
        self.input.focus()

    def set_text(self, text: str, cursor: int | None = None) -> None:
        """Replace the query; nobody is told, since nobody has typed it."""
        with self.input.prevent(Input.Changed):
            self.input.value = text
        self.input.cursor_position = len(text) if cursor is None else cursor
        self.close_popup()

    # --- completions -----------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of the new text, and show how it may go on."""
        event.stop()
        self._stop_completing()
        self._lull = self.set_timer(LULL, self._complete_here)
        self.post_message(self.Changed())

    def _stop_completing(self) -> None:
        self._takes_first = False
        if self._lull is not None:
            self._lull.stop()
            self._lull = None

    def _complete_here(self) -> None:
        """Look for completions of the text as it stands."""
        self._complete(self.text, self.input.cursor_position)

    @work(thread=True, exclusive=True, group="complete")
    def _complete(self, text: str, cursor: int) -> None:
        worker = get_current_worker()
        completions = self._completer(text, cursor)
        if not worker.is_cancelled:
            self.post_message(self.Completed(text, completions))

    def on_query_line_completed(self, message: Completed) -> None:
        """Show completions, unless the text has changed since."""
        message.stop()
        if message.text != self.text or not self.input.has_focus:
            return
        takes_first, self._lull, self._takes_first = self._takes_first, None, False
        if not takes_first:
            self._show_completions(message.completions)
        elif message.completions:
            self._take(message.completions[0])
        else:
            self._tell_of_none()

    def _show_completions(self, completions: list[Completion]) -> None:
        if not completions:
            self.close_popup()
            return
        self._completions = completions
        width = max(self.size.width - 6, 10)  # without padding and scrollbar
        self._popup.set_options(map(Option, _rows(completions, width)))
        self._popup.highlighted = None
        self.add_class("-completing")

    def close_popup(self) -> bool:
        """Close the completions; False where none were open."""
        was_open = self.is_completing
        self._stop_completing()
        self.remove_class("-completing")
        self._completions = []
        return was_open

    def _take(self, completion: Completion) -> None:
        self.set_text(completion.text, completion.cursor)
        self._complete_here()
        self.post_message(self.Changed())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the completion that was clicked."""
        event.stop()
        if event.option_index < len(self._completions):
            self._take(self._completions[event.option_index])

    def on_query_input_asked(self, message: QueryInput.Asked) -> None:
        """Keys that the open completions take first, then what they mean without them."""
        message.stop()
        chosen = self._popup.highlighted
        if self.is_completing and message.what in {"down", "up", "complete before"}:
            if message.what == "down":
                self._popup.action_cursor_down()
            else:
                self._popup.action_cursor_up()
        elif self._lull is not None and message.what == "complete":
            # Completions shown, if any, were made for a text that has changed since.
            self._takes_first = True
            self._complete_here()
        elif self.is_completing and message.what == "complete":
            self._take(self._completions[chosen or 0])
        elif self.is_completing and message.what == "run" and chosen is not None:
            self._take(self._completions[chosen])
        elif message.what == "run":
            self.close_popup()
            self.post_message(self.Run())
            return
        elif message.what.startswith("complete"):
            self._tell_of_none()
        else:
            self.post_message(self.Moved(message.what))
            return
        keys_of(self).release_keys()

    def _tell_of_none(self) -> None:
        self.app.notify("no completion; enter or ↓ goes to the results", timeout=2)

    # --- what is wrong ---------------------------------------------------------------------------

    def show_diagnostics(
        self, diagnostics: tuple[Diagnostic, ...], hint: str, fix: str | None
    ) -> None:
        """Show the first thing that is wrong, a caret under its place, and what would mend it.

        `hint` is shown where nothing is wrong with the query but it could be better.
        """
        mended = diagnostics[0].suggestion if diagnostics else None
        self.fix = mended if mended is not None else fix
        self.set_class(bool(diagnostics or hint), "-remarking")
        if diagnostics:
            self._remark(self._explained(diagnostics[0], len(diagnostics) - 1))
        elif hint:
            self._remark(plain_content(self._offer(), hint))

    def _remark(self, remark: Content) -> None:
        pane = self.query_one("#diagnostic", LegibleText)
        if pane.content != remark:  # the same once more would have the screen laid out anew
            pane.update(remark)

    def _explained(self, diagnostic: Diagnostic, others: int) -> Content:
        message = one_line(diagnostic.message) + (f" (and {others} more)" if others else "")
        before = columns(self.text[: diagnostic.start]) - self.input.scroll_offset.x
        width = columns(self.text[diagnostic.start : diagnostic.end])
        room = max(self.size.width - 4, 1)
        at = max(0, min(before, room - 1))
        caret = " " * at + "^" * max(1, min(width, room - at))
        # The fix comes first: a long message must not push it out of sight.
        return Content.assemble((caret, "bold"), "\n", plain_content(self._offer(), message))

    def _offer(self) -> str:
        return f"try: {self.fix} (ctrl+f) · " if self.fix else ""


def _rows(completions: list[Completion], width: int) -> list[Content]:
    """Each completion on one line, the counts of all in a column before them."""
    counts = [f"{row.count:,}" if row.count else "" for row in completions]
    room = max(map(len, counts))
    leads = [f" {count:>{room}}  " if room else " " for count in counts]
    return [
        plain_content(lead, shortened(row.label, max(width - len(lead), 1)))
        for lead, row in zip(leads, completions, strict=True)
    ]
