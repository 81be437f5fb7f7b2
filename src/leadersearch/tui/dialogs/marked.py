"""The marked articles: a list to read from and to unmark in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.dialogs.menu import Choice, ChoiceList, Menu, line_width
from leadersearch.tui.hit_lines import name_of
from leadersearch.tui.painting import MarkedText, cut_to, plain_content

if TYPE_CHECKING:
    from textual.app import App

    from leadersearch.model.article import Article


class MarkedMenu(Menu):
    """Lists articles in the order of their marks; `toggle` marks one or unmarks it.

    An unmarked article stays in the list, so that it can be marked again.
    """

    HINT = "enter reads, space unmarks and marks, esc goes back"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,m", "mark", "Mark"),
        Binding("M", "dismiss_none", "Back"),
    ]

    def __init__(self, rows: Sequence[Choice], marked: Mapping[str, None], toggle: Toggle) -> None:
        super().__init__("", [_row(choice, is_marked=True) for choice in rows])
        self._rows = tuple(rows)
        self._marked = marked
        self._toggle = toggle

    def on_mount(self) -> None:
        """The cursor begins at the first."""
        super().on_mount()
        self._head()

    def _head(self) -> None:
        count = len(self._marked)
        self.query_one(".dialog-box").border_title = f"{count:,} marked" if count else "None marked"

    def action_mark(self) -> None:
        """Unmark the article under the cursor, or mark it again, and go to the next."""
        options = self.query_one(ChoiceList)
        index = options.highlighted
        if index is None:
            return
        self._toggle(self._rows[index].value)
        is_marked = self._rows[index].value in self._marked
        row = _row(self._rows[index], is_marked=is_marked)
        options.replace_option_prompt_at_index(index, row.label)
        self._head()
        options.highlighted = min(index + 1, len(self._rows) - 1)


Toggle = Callable[[str], None]


def _row(choice: Choice, *, is_marked: bool) -> Choice:
    return Choice(choice.value, plain_content("● " if is_marked else "○ ") + choice.label)


def list_marked(
    app: App[None],
    marked: Mapping[str, None],
    articles: Mapping[str, Article],
    toggle: Toggle,
    read: Callable[[Article], None],
) -> None:
    """Show what is marked, to read one of the articles or to unmark some."""

    def take(article_id: str | None) -> None:
        if article_id is None:
            return
        if article_id in articles:
            read(articles[article_id])
        else:
            app.notify("this article is no longer in the index")

    width = line_width(app)
    rows = [_choice(article_id, articles.get(article_id), width) for article_id in marked]
    app.push_screen(MarkedMenu(rows, marked, toggle), take)


def _choice(article_id: str, article: Article | None, width: int) -> Choice:
    """Title and byline, a line each."""
    if article is None:
        return Choice(
            article_id, plain_content((f"{article_id}: no longer in the index", "italic"))
        )
    title = name_of(article)
    authors = one_line(", ".join(article.authors))
    byline = " · ".join(part for part in (str(article.date or ""), authors) if part)
    first = plain_content((cut_to(MarkedText(title), width - 2).text, "bold"))
    if not byline:
        return Choice(article_id, first)
    second = plain_content(f"  {cut_to(MarkedText(byline), width - 2).text}")
    return Choice(article_id, Content("\n").join([first, second]))
