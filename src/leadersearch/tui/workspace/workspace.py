"""The workspace: results and article side by side, and everything that is done with a hit.

Longer than 300 lines: one widget has an action for each key that acts on a hit.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from leadersearch.model.article import Article
from leadersearch.results.page import Hit, Page
from leadersearch.tui.dialogs.citing import cite_articles
from leadersearch.tui.dialogs.exporting import ExportWish, ReplacedFile, export_articles
from leadersearch.tui.dialogs.relating import offer_related
from leadersearch.tui.dialogs.why import WhyDialog
from leadersearch.tui.key_queue import keys_of
from leadersearch.tui.keys import KEYS, bindings
from leadersearch.tui.search_worker import reason_of
from leadersearch.tui.session import IndexSession, MarkedArticle
from leadersearch.tui.terminal import opening
from leadersearch.tui.workspace.article import ArticlePane
from leadersearch.tui.workspace.marking import MarkingWorkspace
from leadersearch.tui.workspace.no_results import NoResultsPane
from leadersearch.tui.workspace.results import ResultList, ShownAnswer

_NEED_A_HIT = {key.action for key in KEYS if key.place == "hits"} - {
    "unmark_all",
    "marked",
    "export",
}


class Workspace(MarkingWorkspace):
    """Holds the selected hit and the marks; posts `Moved` and `MarksChanged`."""

    BINDINGS = bindings("hits")

    class Moved(Message):
        """Another hit or match is selected."""

    class FileReplaced(Message):
        """An export has taken the place of a file."""

        def __init__(self, file: ReplacedFile) -> None:
            super().__init__()
            self.file = file

    class ArticleRead(Message):
        """A worker has marked an article."""

        def __init__(self, article: MarkedArticle) -> None:
            super().__init__()
            self.article = article

    class RelatedFound(Message):
        """A worker has looked for related articles; the keys were kept since `since`."""

        def __init__(self, hits: tuple[Hit, ...], since: int) -> None:
            super().__init__()
            self.hits = hits
            self.since = since

    def __init__(self, library: IndexSession, marked: tuple[str, ...]) -> None:
        super().__init__(library, marked)
        self.page: Page | None = None
        self._strays: list[Hit] = []
        self._astray = ""
        self._is_beside_blank = False
        self._was_reading = False
        self._match_steps = 0
        self._last_style = ""
        self._last_export: ExportWish | None = None

    def compose(self) -> ComposeResult:
        """Results, or what stands in their place, and the article."""
        yield ResultList(id="results")
        yield NoResultsPane(id="blank")
        yield ArticlePane(id="article")

    def on_mount(self) -> None:
        """Nothing is found yet."""
        self.results.show_marks(self.marked.keys())

    @property
    def article(self) -> ArticlePane:
        """The article pane."""
        return self.query_one(ArticlePane)

    @property
    def hit(self) -> Hit | None:
        """The selected hit: the related article that is read, else the one under the cursor."""
        return self._strays[-1] if self._strays else self.results.selected

    @property
    def astray(self) -> str:
        """The kind of a selected hit that need not be in the list; empty for those in it."""
        return self._astray if self._strays else ""

    @property
    def match_note(self) -> str:
        """The place among the matches of the selected hit, while its article is to be seen."""
        shown = self.article.article
        is_seen = self.article.display and shown is not None and shown.hit is self.hit
        return self.article.match_note if is_seen else ""

    @property
    def is_reading(self) -> bool:
        """Whether the article has been opened."""
        return self.has_class("-reading")

    # --- answers ---------------------------------------------------------------------------------

    def show_answer(
        self, page: Page, pages: dict[int, tuple[Hit, ...]], keep: str | None, best: float
    ) -> None:
        """Show an answer that has hits; the article is for the caller to load, in its time."""
        self.page = page
        self._strays, self._match_steps = [], 0
        self.show_blank(shown=False)
        answer = ShownAnswer(page.total, page.all_words, best, _tier_note(page))
        self.results.show(answer, pages, keep)

    def show_blank(self, *, shown: bool = True) -> None:
        """Show the text that stands in the place of results, or the results again."""
        if shown != self.has_class("-blank"):
            self.set_class(shown, "-blank")
            self.refresh_bindings()
        if shown:
            self.results.show(ShownAnswer(), {}, None)
            self.article.show(None)
            self._close_article()

    @on(ResultList.Selected)
    def _select(self, message: ResultList.Selected) -> None:
        message.stop()
        self._strays, self._match_steps = [], 0
        self.load_article()
        self.post_message(self.Moved())

    # --- reading ---------------------------------------------------------------------------------

    def load_article(self) -> None:
        """Show the selected hit, where the article pane can be seen."""
        hit = self.hit
        if hit is None or self.page is None:
            self.article.show(None)
        elif self.article.display:
            self._mark_article(hit, self.page)
        else:
            self.post_message(self.Moved())

    @work(thread=True, exclusive=True, group="article")
    def _mark_article(self, hit: Hit, page: Page) -> None:
        try:
            self.post_message(self.ArticleRead(self.index_session.marked_article(hit, page)))
        except Exception as error:  # noqa: BLE001  # an article must not end the browser
            self.post_message(self.Told(reason_of(error)))

    @on(ArticleRead)
    def _show_article(self, message: ArticleRead) -> None:
        if message.article.hit is not self.hit:
            return
        self.article.show(message.article)
        steps, self._match_steps = self._match_steps, 0
        for _ in range(abs(steps)):
            self.article.go_to_match(1 if steps > 0 else -1)

    @on(ResultList.Opened)
    def read(self) -> None:
        """Open the selected hit and go to it."""
        if self.hit is not None:
            self.add_class("-reading")
            self.call_after_refresh(self.load_article)
            self.article.focus()
            self.post_message(self.Moved())

    def stop_reading(self) -> bool:
        """Back to the results; False where nothing was open."""
        was_reading = self.is_reading or self.article.has_focus
        self._close_article()
        if was_reading:
            (self.query_one(NoResultsPane) if self.has_class("-blank") else self.results).focus()
            self.call_after_refresh(self.post_message, self.Moved())  # what can be seen has changed
        return was_reading

    def step_back(self) -> bool:
        """From a related article to the one that it was found from; else back to the results."""
        if len(self._strays) > 1 or (self._strays and self._was_reading):
            self._strays.pop()
            self.load_article()
            self.post_message(self.Moved())
            return True
        return self.stop_reading()

    def _close_article(self) -> None:
        self.remove_class("-reading")
        if self._strays:
            self._strays = []
            self.load_article()
        if self._is_beside_blank and not self.results.answer.total:
            self._is_beside_blank = False
            self.add_class("-blank")

    @property
    def has_covered_results(self) -> bool:
        """Whether the article stands in the place of the results."""
        return self.is_reading and not self.results.display

    def go_to_results(self) -> None:
        """Go to the results, and close the article that covers them."""
        if self.has_covered_results:
            self.stop_reading()
        self.results.focus()

    @on(ArticlePane.Stepped)
    def _step(self, message: ArticlePane.Stepped) -> None:
        message.stop()
        self._strays = []
        self.results.move_to(self.results.cursor + message.by)

    @on(ArticlePane.MatchMoved)
    def _match_moved(self) -> None:
        self.post_message(self.Moved())

    def action_next_match(self) -> None:
        """Go to the next match in the article."""
        self._go_to_match(1)

    def action_previous_match(self) -> None:
        """Go to the match before."""
        self._go_to_match(-1)

    def _go_to_match(self, by: int) -> None:
        """Go to a match of the selected hit, as soon as its article is there and can be seen."""
        if not self.article.display and self.hit is not None:
            self._match_steps += by
            self.read()
            return
        shown = self.article.article
        if shown is not None and shown.hit is self.hit:
            self.article.go_to_match(by)
        else:
            self._match_steps += by
            self.load_article()

    def read_marked(self, article: Article) -> None:
        """Read an article that is marked and need not be among the results."""
        self.read_stray(Hit(article=article, score=0.0, rank=0), "marked article")

    def read_stray(self, hit: Hit, what: str = "related article") -> None:
        """Read an article that is not among the results; `what` it is called."""
        if not self._strays:
            self._was_reading = self.is_reading or self.article.has_focus
        self._is_beside_blank = self._is_beside_blank or self.has_class("-blank")
        self.remove_class("-blank")
        self._strays.append(hit)
        self._astray = what
        self._match_steps = 0
        self.read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Keys that need a hit are offered where there is one."""
        return not (self.has_class("-blank") and action in _NEED_A_HIT)

    # --- what is done with a hit -----------------------------------------------------------------

    def action_cite(self) -> None:
        """Copy citations of the marked articles, or of the selected hit."""
        self.for_marked(lambda rows: cite_articles(self.app, rows, self._last_style, self._cited))

    def _cited(self, style: str) -> None:
        self._last_style = style

    def action_export(self) -> None:
        """Write the marked articles, or the selected hit, to a file."""
        articles = tuple(self.marked) or (self.hit and self.hit.article)
        if articles:
            last = self._last_export
            export_articles(
                self.app, self.index_session, articles, last, self._exported, self._replaced
            )

    def _replaced(self, file: ReplacedFile) -> None:
        self.post_message(self.FileReplaced(file))

    def _exported(self, wish: ExportWish) -> None:
        self._last_export = wish

    @on(ArticlePane.LinkTaken)
    def action_open_link(self) -> None:
        """Open the link of the selected hit."""
        if self.hit is not None:
            self.tell(opening.open_link(self.app, self.hit.article))

    def action_view(self) -> None:
        """Show the article of the selected hit in the user's pager."""
        told = opening.view(self.app, self.hit.article) if self.hit is not None else ""
        if told:
            self.tell(told)

    def action_copy(self) -> None:
        """Copy the selected text, else title, authors and link of the marked or of the selected hit."""
        selected = self.screen.get_selected_text()
        if selected:
            opening.copy(self.app, selected)
            self.tell("selected text copied")
        else:
            self.for_marked(self._copy_references)

    def _copy_references(self, articles: Sequence[Article]) -> None:
        opening.copy(self.app, "\n\n".join(map(opening.reference, articles)))
        lead = f"of {len(articles):,} articles: " if len(articles) > 1 else ""
        self.tell(f"{lead}title, authors and link copied")

    def action_copy_link(self) -> None:
        """Copy the links of the marked articles, or of the selected hit."""
        self.for_marked(self._copy_links)

    def _copy_links(self, articles: Sequence[Article]) -> None:
        links = [link for link in map(opening.link_of, articles) if link]
        if links:
            opening.copy(self.app, "\n".join(links))
        missing = "this article has no link" if len(articles) == 1 else "no article has a link"
        one = "link copied" if len(links) == 1 else f"{len(links):,} links copied"
        self.tell(one if links else missing)

    def action_related(self) -> None:
        """Choose one of the articles like the selected hit."""
        if self.hit is not None:
            self._look_for_related(self.hit, keys_of(self).hold_keys())

    @work(thread=True, exclusive=True, group="related")
    def _look_for_related(self, hit: Hit, since: int) -> None:
        try:
            self.post_message(self.RelatedFound(self.index_session.related(hit.article), since))
        except Exception as error:  # noqa: BLE001  # damaged files fail in any way
            self.post_message(self.Told(reason_of(error)))

    @on(RelatedFound)
    def _offer_related(self, message: RelatedFound) -> None:
        if keys_of(self).has_heard_since(message.since):
            self.tell("related articles found; r shows them")
        else:
            offer_related(self.app, message.hits, self.read_stray)
        keys_of(self).release_keys()

    def action_why(self) -> None:
        """Tell why the selected hit was found."""
        if self.hit is not None:
            best = 0.0 if self._strays else self.results.best_beside(self.hit)
            self.app.push_screen(WhyDialog(self.hit, best))


def _tier_note(page: Page) -> str:
    if not page.has_tiers:
        return ""
    if not page.all_words:
        return "No article contains all of your words"
    return "Some of your words"
