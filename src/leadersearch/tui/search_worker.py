"""Asks the library in worker threads: one question at a time, the latest wins.

A question that has been overtaken before its turn is never asked; an answer to anything but the
latest question is dropped. So no key need wait for a burst of keys to be over: while one search
is running, only the latest of the questions that came meanwhile is kept. What goes with an answer
(counts, suggestions, later pages) is asked beside the searches, which never wait for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from textual import work
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from leadersearch.errors import IndexMissing, LeaderSearchError
from leadersearch.tui import messages
from leadersearch.tui.session import PAGE_SIZE, IndexSession, Question, State
from leadersearch.tui.terminal.process import keep_what_is_loaded

PATIENCE = 0.3
"""Seconds after which the user is told that a search is going on."""

LULL = 0.12
"""Seconds without a key after which what goes with an answer is looked for: article, counts."""

WATCH_EVERY = 2.0


class SearchWorker(Widget):
    """An invisible widget: `ask` is called with what is wanted, messages bring what was found."""

    def __init__(self, library: IndexSession, delay: float) -> None:
        super().__init__(id="search_worker")
        self.index_session = library
        self.delay = delay
        self.question = Question()
        self.wants_counts = False
        self._turn = threading.Lock()
        self._side_turn = threading.Lock()
        self._last_asked = 0.0
        self._debounce: Timer | None = None
        self._patience: Timer | None = None
        self._is_warm = False
        self._told: State = "same"

    def on_mount(self) -> None:
        """Open the index, then look after it."""
        self.open_index()
        self.set_interval(WATCH_EVERY, self.watch_index)

    # --- asking ----------------------------------------------------------------------------------

    def ask(self, question: Question, *, keep: str | None = None, place: int = 0) -> None:
        """Ask now; the cursor shall go to the article `keep`, which was last seen at `place`."""
        if self._debounce:
            self._debounce.stop()
        self._last_asked = time.monotonic()
        self.question = replace(question, serial=self.question.serial + 1)
        if not self.index_session.is_open:
            return
        self._wait_patiently()
        self._search(self.question, keep, place)

    def ask_soon(self, question: Question) -> None:
        """Ask at once; where a delay is set, after a burst of keys."""
        self.question = replace(self.question, serial=self.question.serial + 1)
        if self._debounce:
            self._debounce.stop()
        if time.monotonic() - self._last_asked >= self.delay:
            self.ask(question)
        else:
            self._last_asked = time.monotonic()
            self._debounce = self.set_timer(self.delay, lambda: self.ask(question))

    def is_latest(self, question: Question) -> bool:
        """Whether nothing has been asked since."""
        return question.serial == self.question.serial

    def _wait_patiently(self) -> None:
        if self._patience:
            self._patience.stop()
        self._patience = self.set_timer(PATIENCE, lambda: self.post_message(messages.Waiting()))

    def settle(self) -> None:
        """The latest question is answered."""
        if self._patience:
            self._patience.stop()

    @work(thread=True, exclusive=True, group="search")
    def _search(self, question: Question, keep: str | None, place: int) -> None:
        with self._answering(question, self._turn) as is_wanted:
            if not is_wanted():
                return
            page = self.index_session.first_page(question)
            pages = {0: page.hits}
            if place >= PAGE_SIZE:
                number = min(place, max(page.total - 1, 0)) // PAGE_SIZE
                pages[number] = self.index_session.hits(question, number) if number else page.hits
            if is_wanted():
                best = self.index_session.best_score(question, page)
                self.post_message(messages.Answered(question, page, pages, keep, best))

    @work(thread=True, exclusive=True, group="count")
    def count(self, question: Question, *, is_wide: bool) -> None:
        """Count the facets of an answer: over what holds all words, `is_wide`: over all hits."""
        with self._answering(question, self._side_turn) as is_wanted:
            if is_wanted() and self.index_session.is_open:
                self.post_message(
                    messages.Counted(question, self.index_session.counts(question, is_wide=is_wide))
                )

    @work(thread=True, exclusive=True, group="suggest")
    def suggest(self, question: Question) -> None:
        """Look for better questions than one that found too little."""
        with self._answering(question, self._side_turn) as is_wanted:
            if is_wanted():
                suggestions = self.index_session.suggestions(question)
                unfiltered = self.index_session.total_without_filters(question)
                self.post_message(messages.Suggested(question, suggestions, unfiltered))

    @work(thread=True, exclusive=True, group="pages")
    def read_pages(self, question: Question, numbers: tuple[int, ...]) -> None:
        """Read further pages of an answer."""
        with self._answering(question, self._side_turn) as is_wanted:
            for number in numbers:
                if is_wanted():
                    hits = self.index_session.hits(question, number)
                    self.post_message(messages.PageRead(question, number, hits))

    @contextmanager
    def _answering(self, question: Question, turn: threading.Lock) -> Iterator[Callable[[], bool]]:
        """One at a time; whatever goes wrong is told and never ends the browser."""
        worker: Worker[None] = get_current_worker()
        with turn:
            try:
                yield lambda: not worker.is_cancelled
            except Exception as error:  # noqa: BLE001  # damaged files fail in any way
                if not worker.is_cancelled:
                    self.post_message(messages.Failed(question, reason_of(error)))

    # --- the index -------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="open")
    def open_index(self) -> None:
        """Open the index, or see what has changed in it."""
        with self._turn:
            try:
                articles = self.index_session.open()
            except Exception as error:  # noqa: BLE001  # damaged files fail in any way
                self.post_message(
                    messages.IndexUnusable(reason_of(error), isinstance(error, IndexMissing))
                )
            else:
                self._told = "same"
                self._is_warm = False
                self.post_message(messages.IndexOpened(articles, self.index_session.index.warnings))

    def warm_up(self) -> None:
        """Load what searches will need before anybody waits for it, once there is time."""
        if not self._is_warm:
            self._is_warm = True
            self._warm_up()

    @work(thread=True, group="warm up")
    def _warm_up(self) -> None:
        with suppress(Exception):  # a damaged index: the search itself will tell
            self.index_session.warm_up()
        keep_what_is_loaded()

    def refresh_index(self) -> None:
        """See what has changed in the index, and ask again."""
        self.open_index()

    @work(thread=True, exclusive=True, group="watch")
    def watch_index(self) -> None:
        """Tell, once each, that the index on disk has changed or is gone."""
        state = self.index_session.look()
        if state != self._told:
            self._told = state
            is_gone = state == "gone"
            if state != "same" and not (is_gone and not self.index_session.is_open):
                self.post_message(messages.IndexOutdated(is_gone=is_gone))


def reason_of(error: Exception) -> str:
    """The message of an error, for people; an error of ours has its own."""
    if isinstance(error, LeaderSearchError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "files of the index are gone; press ctrl+r"
    return f"the index could not be read ({type(error).__name__}: {error}); press ctrl+r"
