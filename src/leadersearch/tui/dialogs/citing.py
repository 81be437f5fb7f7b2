"""Cite: choose a style, get the citation on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from leadersearch.tui import opening
from leadersearch.tui.dialogs.menu import Choice, Menu, line_width
from leadersearch.tui.painting import MarkedText, cut_to, plain_content
from leadersearch.tui.wrapping import one_line

if TYPE_CHECKING:
    from textual.app import App

    from leadersearch.article import Article


READ_BY_PEOPLE = ("vancouver", "apa", "markdown")


def cite_hit(app: App[None], article: Article, current: str, took: Callable[[str], None]) -> None:
    """Ask for a style, the cursor on the `current` one, and copy the citation; `took` is told."""
    from leadersearch.cite import STYLES, cite

    names = sorted(STYLES, key=lambda name: name not in READ_BY_PEOPLE)
    citations = {name: cite(article, name) for name in names}
    width = line_width(app)
    choices = [
        _choice(name, STYLES[name].description, text, width) for name, text in citations.items()
    ]

    def copy(style: str | None) -> None:
        if style is not None:
            took(style)
            opening.copy(app, citations[style])
            app.notify(f"citation copied ({style})", markup=False)

    app.push_screen(Menu("Cite: the citation is copied", choices, current or None), copy)


def _choice(name: str, description: str, citation: str, width: int) -> Choice:
    """What the style is called, and the beginning of the citation below it."""
    beginning = cut_to(MarkedText(one_line(citation[: 4 * width])), width).text
    lines = [plain_content((description, "bold")), plain_content(f"  {beginning}")]
    return Choice(name, Content("\n").join(lines))
