"""Articles as a table for spreadsheets: CSV as RFC 4180 has it, always with a header row.

A cell that a spreadsheet would run as a formula has an apostrophe before it, which our reader takes
away again; see `leadersearch.safety.guarded_cell`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from leadersearch.export.lists import listed
from leadersearch.model.article import Article
from leadersearch.model.field import Field
from leadersearch.model.fields import TABLE
from leadersearch.results.snippets.display_text import one_line
from leadersearch.safety import guarded_cell

COLUMNS = tuple(sorted((row for row in TABLE if row.column), key=lambda row: row.column))
"""The fields that are columns, in their order."""


def table(articles: Iterable[Article]) -> str:
    """A row for each article below the names of the columns."""
    return table_of([row.key for row in COLUMNS], map(_cells, articles))


def table_of(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Any rows below the names of their columns."""
    written = StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([guarded_cell(one_line(str(cell))) for cell in row] for row in rows)
    return written.getvalue()


def _cells(article: Article) -> list[str]:
    return [_cell(_shown(article, row), row) for row in COLUMNS]


def _cell(values: tuple[str, ...], row: Field) -> str:
    return listed(values, between="; ") if row.several else "; ".join(values)


def _shown(article: Article, row: Field) -> tuple[str, ...]:
    is_source = row.name == "source" and article.source
    return (str(article.source),) if is_source else row.values(article)
