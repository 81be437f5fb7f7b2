"""The search screen: owns the question, the filters and the order; the workspace owns the hits."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Horizontal

from leadersearch.tui import messages
from leadersearch.tui.changes import counted
from leadersearch.tui.key_queue import keys_of
from leadersearch.tui.keys import KEY_NAMES, OFFERED_WHILE_READING, bindings, moved_keys
from leadersearch.tui.search_screen import answer, commands
from leadersearch.tui.search_screen.question import AskingScreen
from leadersearch.tui.search_screen.undoing import note_file, tell_lost
from leadersearch.tui.workspace.article import ArticlePane
from leadersearch.tui.workspace.facets import FacetPane
from leadersearch.tui.workspace.filter_line import Chips, years_of
from leadersearch.tui.workspace.key_line import KeyLine
from leadersearch.tui.workspace.no_results import NoResultsPane
from leadersearch.tui.workspace.query_line import QueryLine
from leadersearch.tui.workspace.results import ResultList
from leadersearch.tui.workspace.status_line import StatusLine
from leadersearch.tui.workspace.timeline import Timeline
from leadersearch.tui.workspace.workspace import Workspace


class SearchScreen(AskingScreen):
    """The main screen. Handlers of its panes' and workers' messages change its state."""

    BINDINGS = bindings("anywhere")
    HORIZONTAL_BREAKPOINTS = commands.BREAKPOINTS
    AUTO_FOCUS = "#query"

    def compose(self) -> ComposeResult:
        """Search line and filters above, panes between, timeline, status and keys below."""
        yield self.search_worker
        yield QueryLine(self.index_session.completions, id="query-line")
        yield Chips(id="chips")
        with Horizontal(id="panes"):
            yield FacetPane(id="facets")
            yield Workspace(self.index_session, self.remembered.session.marked)
        yield Timeline(id="timeline")
        yield StatusLine(id="status", markup=False)
        yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        """Restore what was left."""
        self.query_line.input.moved_keys = moved_keys(self.keymap)
        self.query_line.set_text(self.start_text)
        if self.is_restored:
            self.query_line.input.action_select_all()
        commands.apply_layout(self)
        self.tell_state(marked=len(self.workspace.marked))
        await self.query_one(Chips).show(self.filters)
        self.is_ready = True
        keys_of(self).release_keys()

    def on_resize(self) -> None:
        """Beside each other or one in the place of the other."""
        commands.apply_layout(self)
        self.call_after_refresh(self.workspace.load_article)

    @on(QueryLine.Changed)
    def _typed(self) -> None:
        self.is_headed_on = False
        self.note_typing()
        self.after_pause("look further", None)
        if not self.is_live:
            answer.tell_stale(self, is_searching=False)
        else:
            self.search_worker.ask_soon(self.question(typing=True))

    @on(QueryLine.Run)
    def _run(self) -> None:
        self.remember(visited=True)
        hit, place = self.workspace.hit, self.workspace.results.cursor
        is_same = self.shown.search.text == self.query_line.text and self.search_worker.is_latest(
            self.shown
        )
        if not is_same:
            self.ask()
        elif self.shown.typing and self.workspace.results.answer.total:
            # The words are complete: another question, where there is anything to narrow.
            self.ask(keep=hit.article.id if hit and place else None, place=place)
        elif self.page is not None:
            answer.show_remarks(self, self.question(), self.page)
        self.leave_line()

    @on(QueryLine.Moved)
    def _moved_out(self, message: QueryLine.Moved) -> None:
        results = self.workspace.results
        if message.where == "down":
            self.leave_line()
            return
        if message.where == "up":
            commands.choose_earlier(self)
        elif message.where == "next":
            results.action_cursor_down()
        else:
            results.move_to(results.cursor - 1)
        keys_of(self).release_keys()

    @on(ResultList.LeftAtTop)
    def _left_at_top(self) -> None:
        self.query_line.focus_input()

    # --- answers ---------------------------------------------------------------------------------

    @on(messages.IndexOpened)
    def _index_opened(self, message: messages.IndexOpened) -> None:
        self.tell_state(notice="", failure="", is_opening=False)
        for warning in message.warnings:
            self.app.notify(warning, severity="warning", timeout=12)
        if message.articles:
            hit = self.workspace.results.selected
            at = (hit.article.id, self.workspace.results.cursor) if hit else self.left_at
            self.left_at = ("", 0)
            self.ask_again(keep=at[0] or None, place=at[1])
        else:
            reason = f"The index in {self.index_session.place} is empty."
            answer.show_unusable(self, reason)

    @on(messages.IndexUnusable)
    def _index_unusable(self, message: messages.IndexUnusable) -> None:
        self.tell_state(is_opening=False)
        if self.index_session.is_open and self.shown.serial:
            what = "is gone" if message.is_missing else "cannot be read"
            self.tell_state(notice=f"the index {what}; these results were read before")
            self.app.notify(message.reason, severity="warning", timeout=12)
        elif message.is_missing:
            reason = f"There is no index in {self.index_session.place} yet."
            answer.show_unusable(self, reason)
        else:
            answer.show_unreadable(self, message.reason)

    @on(messages.IndexOutdated)
    def _index_outdated(self, message: messages.IndexOutdated) -> None:
        if not message.is_gone and not self.shown.serial:
            self.search_worker.open_index()
        elif message.is_gone:
            self.tell_state(notice="the index is gone; these results were read before")
        else:
            self.tell_state(notice="index updated, press ctrl+r")

    @on(messages.Answered)
    def _answered(self, message: messages.Answered) -> None:
        if not self.search_worker.is_latest(message.question):
            return
        self.search_worker.settle()
        self.shown, self.page = message.question, message.page
        answer.show_answer(self, message)
        answer.show_remarks(self, message.question, message.page)
        answer.look_further(self, message.question, message.page)
        self.after_pause("remember", self.remember)
        self._arrive(are_void=not message.page.total)

    def _arrive(self, *, are_void: bool = False) -> None:
        """The answer that the search line was left for is there: keys pressed meanwhile are meant for it."""
        if self.is_headed_on:
            self.is_headed_on = False
            keys_of(self).release_keys(are_void=are_void)

    @on(messages.Suggested)
    def _suggested(self, message: messages.Suggested) -> None:
        if self.page is not None and self.search_worker.is_latest(message.question):
            self.page = replace(self.page, suggestions=message.suggestions)
            answer.show_suggestions(self, self.page, message.unfiltered)

    @on(messages.Failed)
    def _failed(self, message: messages.Failed) -> None:
        if self.search_worker.is_latest(message.question) or message.question == self.shown:
            self.search_worker.settle()
            if message.question == self.shown:  # the hits are those of the question all the same
                answer.tell_unread(self, message.reason)
            else:
                answer.show_unreadable(self, message.reason)
            self._arrive()

    @on(messages.Waiting)
    def _waiting(self) -> None:
        if not self.search_worker.is_latest(self.shown):
            answer.tell_stale(self, is_searching=True)

    @on(messages.Counted)
    def _counted(self, message: messages.Counted) -> None:
        if message.question.serial == self.shown.serial:
            self.query_one(FacetPane).show(message.counts, frozenset(self.filters))
            years = frozenset(years_of(self.filters))
            self.query_one(Timeline).show(message.counts.get("year", ()), years)

    @on(ResultList.PagesWanted)
    def _pages_wanted(self, message: ResultList.PagesWanted) -> None:
        self.search_worker.read_pages(self.shown, message.pages)

    @on(messages.PageRead)
    def _page_read(self, message: messages.PageRead) -> None:
        if message.question.serial == self.shown.serial:
            self.workspace.results.add_page(message.number, message.hits)

    @on(Workspace.Moved)
    def _moved(self) -> None:
        if self.workspace.is_reading:
            self.remember(visited=True)
        place = self.workspace.results.cursor + 1 if self.workspace.results.answer.total else 0
        self.tell_state(place=place, matches=self.workspace.match_note, apart=self.workspace.astray)

    @on(Workspace.MarksChanged)
    def _marks_changed(self, message: Workspace.MarksChanged) -> None:
        self.note(replace(self.standing(), marked=message.before))
        if message.is_sweeping:
            tell_lost(self, f"{counted(len(message.before), 'mark')} removed")
        self._marks_shown()

    @on(Workspace.MarksSet)
    def _marks_shown(self) -> None:
        self.tell_state(marked=len(self.workspace.marked))
        self.remember()

    @on(Workspace.FileReplaced)
    def _file_replaced(self, message: Workspace.FileReplaced) -> None:
        note_file(self, message.file)
        tell_lost(self, f"{message.file.path.name} replaced")

    @on(NoResultsPane.Chosen)
    def _suggestion_taken(self, message: NoResultsPane.Chosen) -> None:
        self.ask_anew(message.query)

    @on(NoResultsPane.Widened)
    async def _filters_given_up(self) -> None:
        await self.narrow(())

    # --- narrowing -------------------------------------------------------------------------------

    @on(FacetPane.Toggled)
    async def _facet_toggled(self, message: FacetPane.Toggled) -> None:
        await self._toggle(((message.facet, message.value),))

    @on(Timeline.Toggled)
    async def _years_toggled(self, message: Timeline.Toggled) -> None:
        await self._toggle(tuple(("year", str(year)) for year in message.years))

    @on(Timeline.RangeChosen)
    async def _years_chosen(self, message: Timeline.RangeChosen) -> None:
        others = tuple(row for row in self.filters if row[0] != "year")
        await self.narrow((*others, *(("year", str(year)) for year in message.years)))

    @on(Chips.Removed)
    async def _chip_removed(self, message: Chips.Removed) -> None:
        await self.narrow(tuple(row for row in self.filters if row not in message.filters))

    @on(Chips.Emptied)
    def _chips_emptied(self) -> None:
        self.focus_results()

    async def _toggle(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Apply all of these, or remove them where any is applied."""
        kept = tuple(row for row in self.filters if row not in rows)
        await self.narrow(kept if len(kept) < len(self.filters) else (*self.filters, *rows))

    # --- keys ------------------------------------------------------------------------------------

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys as they are; in the article others of them are offered."""
        found = super().active_bindings
        if not isinstance(self.focused, ArticlePane):
            return found
        return {
            key: row._replace(
                binding=replace(row.binding, show=row.binding.id in OFFERED_WHILE_READING)
            )
            if row.binding.id in KEY_NAMES
            else row
            for key, row in found.items()
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The way to the search line is not offered in it, where `/` is but a letter."""
        return not (
            (action, parameters) == ("do", ("search",)) and self.focused is self.query_line.input
        )

    async def action_do(self, name: str) -> None:
        """Do what a key of the place `anywhere` stands for."""
        done = commands.ACTIONS[name](self)
        if done is not None:
            await done
