"""The tables of formats. A renderer's module is loaded when its format is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadersearch.cli.output.views import PageView
    from leadersearch.cli.terminal import Style
    from leadersearch.model.article import Article

CITATIONS = ("bibtex", "ris", "csl", "vancouver", "apa")
"""The styles of `leadersearch.export` that are formats of pages and articles alike."""


def _in(module: str, name: str) -> Callable[..., str]:
    """A renderer that is imported at the first call."""

    def render(*values: Any) -> str:
        found: Callable[..., str] = getattr(
            import_module(f"leadersearch.cli.output.{module}"), name
        )
        return found(*values)

    return render


def _cited(style: str) -> Callable[[list[Article]], str]:
    def render(articles: list[Article]) -> str:
        from leadersearch.export import cite_all

        return cite_all(articles, style)

    return render


def _page_cited(style: str) -> Callable[[PageView], str]:
    return lambda view: _cited(style)([hit.article for hit in view.page.hits])


def _article_cited(style: str) -> Callable[[Article, Style], str]:
    return lambda article, _: _cited(style)([article])


def _table(articles: list[Article]) -> str:
    from leadersearch.export import table

    return table(articles)


PAGE_FORMATS: dict[str, Callable[[PageView], str]] = {
    "text": _in("text", "render_page"),
    "json": _in("data", "page_json"),
    "jsonl": _in("data", "page_lines"),
    "csv": lambda view: _table([hit.article for hit in view.page.hits]),
    **{style: _page_cited(style) for style in (*CITATIONS, "markdown")},
}

ARTICLE_FORMATS: dict[str, Callable[[Article, Style], str]] = {
    "text": _in("article_text", "render_article"),
    "json": _in("data", "article_json"),
    "jsonl": _in("data", "article_line"),
    "csv": lambda article, _: _table([article]),
    **{style: _article_cited(style) for style in CITATIONS},
    "markdown": _in("article_text", "render_markdown"),
}

FIGURE_FORMATS = ("text", "json")
"""The formats of reports and figures."""
