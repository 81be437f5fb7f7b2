"""Article -> how it is cited, for reference managers and for reference lists.

    cite(article, "vancouver")        one article
    export(articles, "bibtex")        a file of them; also "csv"
    pieces(articles, "bibtex")        the same piece by piece, of more than fit into memory

`STYLES` is the table of citation styles, `FORMATS` that of files, one row each. What is not known of
an article is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from leadersearch.arguments import checked
from leadersearch.errors import UsageError
from leadersearch.export import bibtex, csl, prose, ris, table
from leadersearch.model.article import Article

__all__ = ["FORMATS", "STYLES", "CitationStyle", "Format", "cite", "export", "pieces"]


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style: what it is, the suffix of its files, one citation, and the pieces of a file."""

    description: str
    suffix: str
    one: Callable[[Article], str]
    pieces: Callable[[Iterable[Article]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: what it is, the suffix, and the pieces of a file of articles."""

    description: str
    suffix: str
    pieces: Callable[[Iterable[Article]], Iterator[str]]


STYLES: dict[str, CitationStyle] = {
    "bibtex": CitationStyle("BibTeX, for LaTeX", ".bib", bibtex.entry, bibtex.pieces),
    "ris": CitationStyle("RIS, for reference managers", ".ris", ris.record, ris.pieces),
    "csl": CitationStyle("CSL-JSON, for Zotero and pandoc", ".json", csl.item_json, csl.pieces),
    "vancouver": CitationStyle(
        "Vancouver, used by medical journals", ".txt", prose.vancouver, prose.numbered
    ),
    "apa": CitationStyle("APA, 7th edition", ".txt", prose.apa, prose.apa_list),
    "markdown": CitationStyle(
        "Markdown, a list with links", ".md", prose.markdown, prose.markdown_list
    ),
}


FORMATS: dict[str, Format] = {
    **{name: Format(row.description, row.suffix, row.pieces) for name, row in STYLES.items()},
    "csv": Format("CSV, for spreadsheets", ".csv", table.pieces),
}
"""Name -> a format in which articles are written to a file, on every face."""


@checked
def cite(article: Article, style: str) -> str:
    """The citation of an article; raises UsageError for an unknown style."""
    return _style(style).one(article)


@checked
def export(articles: Iterable[Article], name: str) -> str:
    """Articles as the text of a file, each id once. Raises UsageError for an unknown format."""
    return "".join(pieces({article.id: article for article in articles}.values(), name))


def pieces(articles: Iterable[Article], name: str) -> Iterator[str]:
    """The text of a file of articles, piece by piece. Raises UsageError for an unknown format."""
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}: choose from {', '.join(FORMATS)}")
    return FORMATS[name].pieces(articles)


def _style(name: str) -> CitationStyle:
    if name not in STYLES:
        raise UsageError(f"unknown citation style {name!r}: choose from {', '.join(STYLES)}")
    return STYLES[name]
