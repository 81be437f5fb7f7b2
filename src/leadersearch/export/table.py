"""Articles as a table for spreadsheets: CSV as RFC 4180 has it, always with a header row.

A cell that a spreadsheet would run as a formula has an apostrophe before it, which our reader takes
away again; see `leadersearch.safety.guarded_cell`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from leadersearch.model.article import Article
from leadersearch.results.snippets.display_text import one_line
from leadersearch.safety import guarded_cell

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


def table(articles: Iterable[Article]) -> str:
    """A row for each article below the names of the columns."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(map(_cells, articles))
    return written.getvalue()


def _cells(article: Article) -> list[str]:
    values = (getattr(article, name) for name in COLUMNS)
    texts = ("; ".join(value) if isinstance(value, tuple) else str(value or "") for value in values)
    return [guarded_cell(one_line(text)) for text in texts]
