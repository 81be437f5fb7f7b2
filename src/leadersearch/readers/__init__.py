"""file -> articles: which reader knows a file, and the articles that it finds in it.

    for article in read_articles(Path("corpus/bmj-leader-latest-articles.txt")):
        print(article.title)

`READERS` (in `registry`) is the list of formats; a reader's module is imported when it is first
used. Nothing here touches an index.
"""

from __future__ import annotations

from leadersearch.readers.opening import (
    is_readable,
    read_articles,
    read_articles_from,
    reader_for,
    reader_named,
)
from leadersearch.readers.raw_file import RawFile, Report
from leadersearch.readers.reader import Reader
from leadersearch.readers.registry import READERS

__all__ = [
    "READERS",
    "RawFile",
    "Reader",
    "Report",
    "is_readable",
    "read_articles",
    "read_articles_from",
    "reader_for",
    "reader_named",
]
