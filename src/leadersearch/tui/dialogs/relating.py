"""Related articles: those like the selected one, to go on reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.dialogs.menu import Choice, Menu, line_width
from leadersearch.tui.hit_lines import name_of
from leadersearch.tui.painting import MarkedText, cut_to, plain_content

if TYPE_CHECKING:
    from textual.app import App

    from leadersearch.results.page import Hit


def offer_related(app: App[None], hits: tuple[Hit, ...], read: Callable[[Hit], None]) -> None:
    """Let the user choose one of the related articles and read it."""
    if not hits:
        app.notify("no similar articles found")
        return
    found = {hit.article.id: hit for hit in hits}

    def take(article_id: str | None) -> None:
        if article_id is not None:
            read(found[article_id])

    choices = [_choice(hit, line_width(app)) for hit in hits]
    app.push_screen(Menu("Related articles", choices), take)


def _choice(hit: Hit, width: int) -> Choice:
    """Title, byline, and the words that both articles hold: a line each."""
    article = hit.article
    date = str(article.date or "")
    authors = one_line(", ".join(article.authors))
    facts = (cut_to(MarkedText(authors), width - len(date) - 3).text, date)
    byline = " · ".join(part for part in facts if part)
    why = cut_to(MarkedText(one_line(" · ".join(map(str, hit.reasons)))), width).text
    title = cut_to(MarkedText(name_of(article)), width + 2).text
    lines = [plain_content((title, "bold"))]
    lines += [plain_content(f"  {byline}")] if byline else []
    lines += [plain_content((f"  {why}", "italic"))] if why else []
    return Choice(article.id, Content("\n").join(lines))
