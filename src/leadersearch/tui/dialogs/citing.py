"""Cite: choose a style, get the citation on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.dialogs.menu import Choice, Menu, line_width
from leadersearch.tui.painting import MarkedText, cut_to, plain_content
from leadersearch.tui.terminal import opening

if TYPE_CHECKING:
    from textual.app import App

    from leadersearch.model.article import Article


READ_BY_PEOPLE = ("vancouver", "apa", "markdown")


def cite_articles(
    app: App[None], articles: Sequence[Article], current: str, took: Callable[[str], None]
) -> None:
    """Ask for a style, the cursor on the `current` one, and copy citations; `took` is told."""
    from leadersearch.export import STYLES, cite, export

    if not articles:
        app.notify("the marked articles are no longer in the index")
        return
    names = sorted(STYLES, key=lambda name: name not in READ_BY_PEOPLE)
    width = line_width(app)
    choices = [
        _choice(name, STYLES[name].description, cite(articles[0], name), width) for name in names
    ]

    def copy(style: str | None) -> None:
        if style is None:
            return
        took(style)
        is_one = len(articles) == 1
        opening.copy(app, cite(articles[0], style) if is_one else export(articles, style))
        what = "citation" if is_one else f"{len(articles):,} citations"
        app.notify(f"{what} copied ({style})")

    title = "Cite: the citation is copied"
    if len(articles) > 1:
        title = f"Cite {len(articles):,} articles: the citations are copied"
    app.push_screen(Menu(title, choices, current or None), copy)


def _choice(name: str, description: str, citation: str, width: int) -> Choice:
    """The label of the style, and the beginning of the citation below it."""
    beginning = cut_to(MarkedText(one_line(citation[: 4 * width])), width).text
    lines = [plain_content((description, "bold")), plain_content(f"  {beginning}")]
    return Choice(name, Content("\n").join(lines))
