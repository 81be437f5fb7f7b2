"""JSON Lines: one article a line, read line by line, so that the file may be of any size."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError
from leadersearch.readers.describe.records import article_in, article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile


def read(file: RawFile) -> Iterator[Article]:
    """The articles of the lines; a line that is none is reported by number and skipped."""
    for number, line in enumerate(file.lines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            file.report(f"line {number} skipped: not JSON ({error})")
            continue
        except RecursionError:
            file.report(f"line {number} skipped: nested too deeply")
            continue
        if not isinstance(record, dict):
            file.report(f"line {number} skipped: not an object")
            continue
        try:
            yield article_of(article_in(record), file.report)
        except ArticleError:
            file.report(f"line {number} skipped: no title, excerpt or body")
