"""The tables of formats. A renderer's module is loaded when its format is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadersearch.cli.output.views import PageView
    from leadersearch.cli.terminal import OutputStyle
    from leadersearch.model.article import Article

EXPORTS = ("csv", "bibtex", "ris", "csl", "vancouver", "apa")
"""The formats of `leadersearch.export` that are formats of pages and articles alike."""


def _in(module: str, name: str) -> Callable[..., str]:
    """A renderer that is imported at the first call."""

    def render(*values: Any) -> str:
        found: Callable[..., str] = getattr(
            import_module(f"leadersearch.cli.output.{module}"), name
        )
        return found(*values)

    return render


def _exported(articles: list[Article], name: str) -> str:
    from leadersearch.export import export

    return export(articles, name)


def _page_exported(name: str) -> Callable[[PageView], str]:
    return lambda view: _exported([hit.article for hit in view.page.hits], name)


def _article_exported(name: str) -> Callable[[Article, OutputStyle], str]:
    return lambda article, _: _exported([article], name)


PAGE_FORMATS: dict[str, Callable[[PageView], str]] = {
    "text": _in("text", "render_page"),
    "json": _in("data", "page_json"),
    "jsonl": _in("data", "page_lines"),
    **{name: _page_exported(name) for name in (*EXPORTS, "markdown")},
}

ARTICLE_FORMATS: dict[str, Callable[[Article, OutputStyle], str]] = {
    "text": _in("article_text", "render_article"),
    "json": _in("data", "article_json"),
    "jsonl": _in("data", "article_line"),
    **{name: _article_exported(name) for name in EXPORTS},
    "markdown": _in("article_text", "render_markdown"),
}

LIST_FORMATS = ("text", "json", "csv")
"""The formats of lists."""

FIGURE_FORMATS = ("text", "json")
"""The formats of reports and figures."""
