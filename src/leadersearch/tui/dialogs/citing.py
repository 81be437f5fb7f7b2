"""Cite: choose a style, get the citation on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.tui import opening
from leadersearch.tui.dialogs.menu import Choice, Menu
from leadersearch.tui.painting import plain_content
from leadersearch.tui.wrapping import one_line

if TYPE_CHECKING:
    from textual.app import App

    from leadersearch.article import Article


PREVIEW = 110
"""Characters of a citation that the menu shows."""


def cite_hit(app: App[None], article: Article) -> None:
    """Ask for a style and copy the citation."""
    from leadersearch.cite import STYLES, cite

    citations = {style: cite(article, style) for style in STYLES}
    choices = [
        Choice(style, plain_content((style.ljust(12), "bold"), one_line(text)[:PREVIEW]))
        for style, text in citations.items()
    ]

    def copy(style: str | None) -> None:
        if style is not None:
            opening.copy(app, citations[style])
            app.notify(f"citation copied ({style})", markup=False)

    app.push_screen(Menu("Cite: the citation is copied", choices), copy)
