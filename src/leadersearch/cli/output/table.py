"""Articles as a table for spreadsheets: CSV as RFC 4180 has it, always with a header row."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from leadersearch.article import Article
from leadersearch.cli.output.marks import one_line
from leadersearch.cli.output.views import PageView
from leadersearch.cli.terminal import Style

COLUMNS = (
    "id",
    "title",
    "authors",
    "date",
    "venue",
    "doi",
    "url",
    "tags",
    "excerpt",
    "source",
)


def page_table(view: PageView) -> str:
    """The articles of a page in the order of their ranks."""
    return _table(hit.article for hit in view.page.hits)


def article_table(article: Article, _: Style) -> str:
    """One article under the same header."""
    return _table([article])


def _table(articles: Iterable[Article]) -> str:
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([one_line(value) for value in _values(article)] for article in articles)
    return written.getvalue()


def _values(article: Article) -> tuple[str, ...]:
    return (
        article.id,
        article.title,
        "; ".join(article.authors),
        str(article.date or ""),
        article.venue,
        article.doi,
        article.url,
        "; ".join(article.tags),
        article.excerpt,
        str(article.source or ""),
    )
