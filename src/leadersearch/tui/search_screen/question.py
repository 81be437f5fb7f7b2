"""The search of the screen: its words, filters and order, and their history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.timer import Timer

from leadersearch.results.page import Page
from leadersearch.results.search import Search
from leadersearch.tui.changes import Change, Standing, UndoHistory, told
from leadersearch.tui.focus import FocusKeeper
from leadersearch.tui.key_queue import keys_of
from leadersearch.tui.remembered import Remembered
from leadersearch.tui.search_worker import SearchWorker
from leadersearch.tui.session import IndexSession, Question
from leadersearch.tui.settings import Settings
from leadersearch.tui.workspace.filter_line import Chips
from leadersearch.tui.workspace.no_results import NoResultsPane
from leadersearch.tui.workspace.query_line import QueryLine
from leadersearch.tui.workspace.status_line import State, StatusLine
from leadersearch.tui.workspace.workspace import Workspace

PAUSE = 1.0
"""Seconds without an answer after which a query is taken to be what the user means for now."""


class AskingScreen(FocusKeeper[None]):
    """The state of a search and the ways to change it; what is on the screen comes with it."""

    def __init__(
        self, library: IndexSession, remembered: Remembered, settings: Settings, query: str
    ) -> None:
        super().__init__()
        self.index_session = library
        self.remembered = remembered
        session, layout = remembered.session, remembered.layout
        self.keymap = settings.keys
        self.start_text = query or session.query
        self.is_restored = bool(session.query) and not query
        self.is_ready = False
        self.left_at = ("", 0) if query else (session.hit, session.place)
        self.sort = session.sort
        self.broaden = session.broaden
        self.filters: tuple[tuple[str, str], ...] = () if query else session.filters
        self.is_live = settings.live_search if layout.live_search is None else layout.live_search
        self.state = State(sort=self.sort, broaden=self.broaden, is_live=self.is_live)
        self.shown = Question()
        self.page: Page | None = None
        self.is_wide = False
        self.is_headed_on = False
        self.changes = UndoHistory()
        self.typed_from: Standing | None = None
        self.search_worker: SearchWorker = SearchWorker(library, settings.search_delay)
        self._waiting_to: dict[str, Timer] = {}

    @property
    def query_line(self) -> QueryLine:
        """The search line."""
        return self.query_one(QueryLine)

    @property
    def workspace(self) -> Workspace:
        """Results and article."""
        return self.query_one(Workspace)

    def tell_state(self, **changes: object) -> None:
        """Show a change of the state in the status line."""
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]  # fields of State
        self.query_one(StatusLine).show(self.state)

    # --- asking ----------------------------------------------------------------------------------

    def question(self, *, typing: bool = False) -> Question:
        """The search that the screen stands for."""
        search = Search(self.query_line.text, self.sort, self.filters, broaden=self.broaden)
        return Question(search=search, typing=typing)

    def ask(self, *, keep: str | None = None, place: int = 0, typing: bool = False) -> None:
        """Ask now."""
        self.remember()
        self.search_worker.ask(self.question(typing=typing), keep=keep, place=place)

    def ask_again(self, *, keep: str | None = None, place: int = 0) -> None:
        """Ask the same words in another way; a last word that was not finished still is not."""
        is_typed = self.shown.serial > 0 and self.shown.typing
        is_same = self.shown.search.text == self.query_line.text
        self.ask(keep=keep, place=place, typing=is_typed and is_same)

    def ask_anew(self, text: str) -> None:
        """Ask for another text."""
        if text != self.query_line.text:
            self.note(self.standing())
        self.query_line.set_text(text)
        self.remember(visited=True)
        self.ask()

    async def ask_saved(self, search: Search) -> None:
        """Ask a saved search, in its order and with its filters."""
        self.note(self.standing())
        self.sort, self.filters = search.sort.value, search.filters
        self.broaden = search.broaden
        await self.query_one(Chips).show(self.filters)
        self.query_line.set_text(search.text)
        self.remember(visited=True)
        self.ask()

    def remember(self, *, visited: bool = False) -> None:
        """Write down the state, once there is one; a `visited` query goes into the history."""
        if not self.is_ready:
            return
        session = replace(
            self.remembered.session,
            query=self.query_line.text,
            sort=self.sort,
            filters=self.filters,
            broaden=self.broaden,
            marked=tuple(self.workspace.marked),
        )
        if self.shown.serial:
            selected, place = self.workspace.results.selected, self.workspace.results.cursor
            session = replace(session, hit=selected.article.id if selected else "", place=place)
        if visited:
            session = session.with_query(self.query_line.text)
        if session != self.remembered.session:
            self.remembered.session = session
            self.remembered.write()

    async def narrow(self, filters: tuple[tuple[str, str], ...]) -> None:
        """Ask again with other filters."""
        if filters != self.filters:
            self.note(self.standing())
            self.filters = filters
            await self.query_one(Chips).show(filters)
            self.ask_again()

    # --- what can be undone ----------------------------------------------------------------------

    def standing(self, text: str | None = None) -> Standing:
        """How the search stands now; with another text than the line's where that has changed."""
        hit = self.workspace.results.selected
        return Standing(
            text=self.query_line.text if text is None else text,
            typing=self.shown.serial > 0 and self.shown.typing,
            sort=self.sort,
            filters=self.filters,
            broaden=self.broaden,
            marked=tuple(self.workspace.marked),
            hit=hit.article.id if hit else "",
            place=self.workspace.results.cursor,
        )

    def note(self, before: Standing) -> None:
        """Take note that the search has stood otherwise."""
        self.settle_typing()
        there = before

        async def exchange() -> None:
            nonlocal there
            here, goal = self.standing(), there
            there = here
            await self._stand(goal)
            self.app.notify(told(here, goal))

        self.changes.add(Change(exchange, exchange))

    def note_typing(self) -> None:
        """A letter has been typed: an undo goes back to what stood before the first of them."""
        if self.typed_from is None:
            asked = self.search_worker.question  # who types quickly has not seen its answer
            self.typed_from = self.standing(asked.search.text if asked.serial else self.start_text)

    def settle_typing(self) -> None:
        """Typing is over for now: take note of it, if it came to anything."""
        before, self.typed_from = self.typed_from, None
        if before is not None and before.text != self.query_line.text:
            self.note(before)

    async def _stand(self, goal: Standing) -> None:
        """Have the search stand as it did."""
        if goal.marked != tuple(self.workspace.marked):
            self.workspace.set_marks(goal.marked)
        if goal.asked != self.standing().asked:
            self.sort, self.filters = goal.sort, goal.filters
            self.broaden = goal.broaden
            await self.query_one(Chips).show(goal.filters)
            self.query_line.set_text(goal.text)
            self.ask(keep=goal.hit or None, place=goal.place, typing=goal.typing)

    # --- waiting and moving ----------------------------------------------------------------------

    def focus_results(self) -> None:
        """Go to the results, or to what stands in their place."""
        blank = self.query_one(NoResultsPane)
        if not self.workspace.has_class("-blank"):
            self.workspace.go_to_results()
        else:
            (blank.choices if blank.choices.display else blank).focus()

    def leave_line(self) -> None:
        """Go from the search line to the results, at once; where there are none, stay.

        The keys that come next are meant for the answer, if one is on its way. The focus comes back
        when that is empty, and goes nowhere by itself afterwards: what is typed is text again.
        """
        self.settle_typing()
        self.is_headed_on = not self.search_worker.is_latest(self.shown)
        is_empty = (
            self.workspace.has_class("-blank") and not self.query_one(NoResultsPane).choices.display
        )
        if self.is_headed_on or not is_empty:
            self.focus_results()
        if not self.is_headed_on:
            self.call_after_refresh(keys_of(self).release_keys)

    def focus_workspace(self) -> None:
        """Go back to the article where it stands in the place of the results, else to these."""
        if self.workspace.has_covered_results:
            self.workspace.article.focus()
        else:
            self.focus_results()

    def after_pause(self, what: str, do: Callable[[], None] | None, pause: float = PAUSE) -> None:
        """Do something once nothing has come for a while; in place of what was to be done."""
        if what in self._waiting_to:
            self._waiting_to.pop(what).stop()
        if do is not None:
            self._waiting_to[what] = self.set_timer(pause, do)
