"""Marks: articles that are kept together, to be listed, read, cited and exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on, work
from textual.containers import Horizontal
from textual.message import Message

from leadersearch.model.article import Article
from leadersearch.results.page import Hit
from leadersearch.tui.dialogs.marked import list_marked
from leadersearch.tui.key_queue import keys_of
from leadersearch.tui.search_worker import reason_of
from leadersearch.tui.session import IndexSession
from leadersearch.tui.workspace.results import ResultList

ForArticles = Callable[[Sequence[Article]], None]


class MarkingWorkspace(Horizontal):
    """Holds the marks, and hands marked articles to what is done with them."""

    class MarksChanged(Message):
        """The user has marked other articles than `before`; `is_sweeping`: has removed all marks."""

        def __init__(self, before: tuple[str, ...], *, is_sweeping: bool = False) -> None:
            super().__init__()
            self.before = before
            self.is_sweeping = is_sweeping

    class MarksSet(Message):
        """Other articles are marked, by an undo."""

    class MarkedRead(Message):
        """A worker has read the marked articles, for `use`; the keys were kept since `since`."""

        def __init__(self, articles: dict[str, Article], use: ForArticles, since: int) -> None:
            super().__init__()
            self.articles = articles
            self.use = use
            self.since = since

    class Told(Message):
        """A worker has something to say."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, library: IndexSession, marked: tuple[str, ...]) -> None:
        super().__init__(id="workspace")
        self.index_session = library
        self.marked: dict[str, None] = dict.fromkeys(marked)

    @property
    def results(self) -> ResultList:
        """The list of results."""
        return self.query_one(ResultList)

    @property
    def hit(self) -> Hit | None:
        """The selected hit."""
        return self.results.selected

    def tell(self, text: str) -> None:
        """Say something in passing."""
        self.app.notify(text)

    @on(Told)
    def _pass_on(self, message: Told) -> None:
        keys_of(self).release_keys()
        self.tell(message.text)

    # --- marking ---------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark or unmark the selected hit; in the list, go on to the next."""
        hit = self.hit
        if hit is None:
            return
        self.toggle_mark(hit.article.id)
        if self.results.has_focus:
            self.results.action_cursor_down()

    def action_unmark_all(self) -> None:
        """Remove all marks."""
        before = tuple(self.marked)
        if not before:
            self.tell("nothing is marked")
            return
        self.marked.clear()
        self.results.show_marks(self.marked.keys())
        self.post_message(self.MarksChanged(before, is_sweeping=True))

    def toggle_mark(self, article_id: str) -> None:
        """Mark an article, or unmark it."""
        before = tuple(self.marked)
        if article_id in self.marked:
            del self.marked[article_id]
        else:
            self.marked[article_id] = None
        self.results.show_marks(self.marked.keys())
        self.post_message(self.MarksChanged(before))

    def set_marks(self, marked: tuple[str, ...]) -> None:
        """Mark these articles and no others."""
        self.marked.clear()
        self.marked.update(dict.fromkeys(marked))
        self.results.show_marks(self.marked.keys())
        self.post_message(self.MarksSet())

    # --- what is marked --------------------------------------------------------------------------

    def action_marked(self) -> None:
        """List what is marked, to read and to unmark."""
        if not self.marked:
            self.tell("nothing is marked; press space to mark")
            return

        def show(articles: Sequence[Article]) -> None:
            known = {article.id: article for article in articles}
            list_marked(self.app, self.marked, known, self.toggle_mark, self.read_marked)

        self._read_marked(show, keys_of(self).hold_keys())

    def read_marked(self, article: Article) -> None:
        """Read an article that is marked and need not be among the results."""
        raise NotImplementedError

    def for_marked(self, use: ForArticles) -> None:
        """Do something with the marked articles, or with the selected one."""
        if self.marked:
            self._read_marked(use, keys_of(self).hold_keys())
        elif self.hit is not None:
            use([self.hit.article])

    @work(thread=True, exclusive=True, group="marked")
    def _read_marked(self, use: ForArticles, since: int) -> None:
        try:
            articles = self.index_session.articles(tuple(self.marked))
            self.post_message(self.MarkedRead(articles, use, since))
        except Exception as error:  # noqa: BLE001  # damaged files fail in any way
            self.post_message(self.Told(reason_of(error)))

    @on(MarkedRead)
    def _use_marked(self, message: MarkedRead) -> None:
        """Go on with the articles, unless the user has gone on to something else."""
        if keys_of(self).has_heard_since(message.since):
            self.tell("reading the marked articles took too long; press the key again")
        else:
            message.use(list(message.articles.values()))
        keys_of(self).release_keys()
