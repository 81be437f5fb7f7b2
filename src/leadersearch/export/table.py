"""Articles as a table for spreadsheets: CSV as RFC 4180 has it, always with a header row.

A cell that a spreadsheet would run as a formula has an apostrophe before it, which our reader takes
away again; see `leadersearch.safety.guarded_cell`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from leadersearch.export.lists import listed
from leadersearch.model.article import Article
from leadersearch.model.field import Field
from leadersearch.model.fields import TABLE
from leadersearch.results.snippets.display_text import one_line
from leadersearch.safety import guarded_cell

COLUMNS = tuple(sorted((row for row in TABLE if row.column), key=lambda row: row.column))
"""The fields that are columns, in their order."""


def pieces(articles: Iterable[Article]) -> Iterator[str]:
    """A row for each article below the names of the columns, row by row."""
    return _lines([row.key for row in COLUMNS], map(_cells, articles))


def table_of(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Any rows below the names of their columns."""
    return "".join(_lines(columns, rows))


def _lines(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    written = StringIO()
    lines = csv.writer(written, lineterminator="\n")
    guarded = ([guarded_cell(one_line(str(cell))) for cell in row] for row in rows)
    for row in chain([columns], guarded):
        lines.writerow(row)
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def _cells(article: Article) -> list[str]:
    return [_cell(_shown(article, row), row) for row in COLUMNS]


def _cell(values: tuple[str, ...], row: Field) -> str:
    return listed(values, between="; ") if row.several else "; ".join(values)


def _shown(article: Article, row: Field) -> tuple[str, ...]:
    is_source = row.name == "source" and article.source
    return (str(article.source),) if is_source else row.values(article)
