"""Article -> how it is cited, for reference managers and for reference lists.

    cite(article, "vancouver")        one article
    cite_all(articles, "bibtex")      a file of them

`STYLES` is the table of styles, one row each. What is not known of an article is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from leadersearch.errors import UsageError
from leadersearch.export import bibtex, csl, prose, ris
from leadersearch.export.name_parts import Name, name_parts
from leadersearch.export.table import table
from leadersearch.model.article import Article

__all__ = ["STYLES", "Name", "Style", "cite", "cite_all", "name_parts", "table"]


@dataclass(frozen=True, slots=True)
class Style:
    """A style: what it is, the suffix of its files, one citation, and a file of citations."""

    description: str
    suffix: str
    one: Callable[[Article], str]
    all: Callable[[Sequence[Article]], str]


STYLES: dict[str, Style] = {
    "bibtex": Style("BibTeX, for LaTeX", ".bib", bibtex.entry, bibtex.file),
    "ris": Style("RIS, for reference managers", ".ris", ris.record, ris.file),
    "csl": Style("CSL-JSON, for Zotero and pandoc", ".json", csl.item_json, csl.file),
    "vancouver": Style(
        "Vancouver, used by medical journals", ".txt", prose.vancouver, prose.numbered
    ),
    "apa": Style("APA, 7th edition", ".txt", prose.apa, prose.apa_list),
    "markdown": Style("Markdown, a list with links", ".md", prose.markdown, prose.markdown_list),
}


def cite(article: Article, style: str) -> str:
    """The citation of an article; raises UsageError for an unknown style."""
    return _style(style).one(article)


def cite_all(articles: Iterable[Article], style: str) -> str:
    """The citations of several articles as one file; of none, an empty file of the style."""
    return _style(style).all(list(articles))


def _style(name: str) -> Style:
    if name not in STYLES:
        raise UsageError(f"unknown citation style {name!r}: choose from {', '.join(STYLES)}")
    return STYLES[name]
