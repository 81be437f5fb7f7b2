"""Kindle's `My Clippings.txt`: what was marked and noted, an article a book.

Title of the book (Lee, Ann)
- Your Highlight on page 10 | Added on Tuesday, March 2, 2021

The words that were marked.
==========
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadersearch.readers.convert.clean_text import clean_line, clean_text
from leadersearch.readers.describe.records import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_END = re.compile(r"^==========[ \t]*$", re.MULTILINE)
_AUTHORS = re.compile(r" \((?P<names>[^()]*(?:\([^()]*\)[^()]*)?)\)\Z")


def read(file: RawFile) -> Iterator[Article]:
    """The articles of the books, in the order in which something was first marked in them."""
    text = file.read_text().replace("\r\n", "\n").replace("\ufeff", "")
    books: dict[str, list[str]] = {}
    for block in _END.split(text):
        name, _, below = block.strip().partition("\n")
        if name:
            marked = clean_text(below.partition("\n")[2])
            books.setdefault(clean_line(name), []).extend(filter(None, (marked,)))
    return articles_of((_record(name, texts) for name, texts in books.items()), file.report)


def _record(name: str, texts: list[str]) -> dict[str, object]:
    authors = _AUTHORS.search(name)
    return {
        "title": name[: authors.start()] if authors else name,
        "authors": authors["names"] if authors else "",
        "body": "\n\n".join(dict.fromkeys(texts)),
    }
