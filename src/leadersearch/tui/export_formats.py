"""Articles -> the text of a file, format by format: what the library cites, and a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from leadersearch.article import Article
from leadersearch.cite import STYLES, cite_all
from leadersearch.tui.files import write_whole

_COLUMNS = ("id", "title", "authors", "date", "venue", "doi", "url", "tags", "excerpt")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write articles to a file."""

    label: str
    suffix: str
    render: Callable[[Sequence[Article]], str]


def write_articles(articles: Sequence[Article], name: str, path: Path) -> None:
    """Write articles to a file, whole or not at all."""
    write_whole(path, FORMATS[name].render(articles))


def _csv(articles: Sequence[Article]) -> str:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for article in articles:
        values = (getattr(article, name) for name in _COLUMNS)
        cells = ("; ".join(v) if isinstance(v, tuple) else str(v or "") for v in values)
        # A spreadsheet would run a cell that begins like a formula.
        writer.writerow(f"'{cell}" if cell and cell[0] in "=+-@\t\r" else cell for cell in cells)
    return table.getvalue()


FORMATS: dict[str, Format] = {
    name: Format(style.description, style.suffix, partial(cite_all, style=name))
    for name, style in STYLES.items()
} | {"csv": Format("CSV, for spreadsheets", ".csv", _csv)}
