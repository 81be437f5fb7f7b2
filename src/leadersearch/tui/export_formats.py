"""Articles -> the text of a file, format by format: what the library cites, and a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from leadersearch.export import STYLES, cite_all, table
from leadersearch.model.article import Article
from leadersearch.tui.files import write_whole


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write articles to a file."""

    label: str
    suffix: str
    render: Callable[[Sequence[Article]], str]


def write_articles(articles: Sequence[Article], name: str, path: Path) -> None:
    """Write articles to a file, whole or not at all."""
    write_whole(path, FORMATS[name].render(articles))


FORMATS: dict[str, Format] = {
    name: Format(style.description, style.suffix, partial(cite_all, style=name))
    for name, style in STYLES.items()
} | {"csv": Format("CSV, for spreadsheets", ".csv", table)}
