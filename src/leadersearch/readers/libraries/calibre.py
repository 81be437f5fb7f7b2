"""A library of Calibre: its database, and the books in the folders beside it.

The tables and columns that are read stand in docs/internals/libraries.md.
"""

# ruff: noqa: S608 - the names in queries are our own; values are parameters
from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from leadersearch.errors import ArticleError, ReadError
from leadersearch.model.article import Source
from leadersearch.model.identity import digest
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.describe.attachments import attached
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.libraries.sqlite_file import columns_of, opened

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# All formats of a book have the same text; the first that is there is read.
_FORMATS = (
    *("EPUB", "KEPUB", "DOCX", "ODT", "RTF", "HTML", "XHTML", "HTM", "MD", "MARKDOWN", "TXT"),
    *("HTMLZ", "TXTZ", "PDF", "ZIP"),
)
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+")
_UNKNOWN_YEAR = "0101-"


def read(file: RawFile) -> Iterator[Article]:
    """The articles of all books, by their numbers."""
    with opened(file) as connection:
        tables = columns_of(connection)
        for name in ("books", "data", "authors", "books_authors_link"):
            if name not in tables:
                raise ReadError(f"not a database of Calibre: it has no table {name!r}")
        books = _Books(connection, tables)
        root = f"calibre://show-book/{_library_name(file.name)}/"
        for number, title, path, uuid, published in books.rows():
            record = books.record(number, title, published)
            record["id"] = digest(["library", str(uuid or number)], size=8)
            try:
                article = article_of(record, file.report)
            except ArticleError:
                file.report(f"book {number} skipped: no title and no text")
                continue
            article = replace(
                article,
                source=Source(file.name, max(1, number)),
                extra={**article.extra, "library": (f"{root}{number}",)},
            )
            yield attached(article, books.files(number, str(path)))


class _Books:
    def __init__(
        self, connection: sqlite3.Connection, tables: Mapping[str, frozenset[str]]
    ) -> None:
        self._connection = connection
        self._tables = tables

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Number, title, folder, identifier and day of each book."""
        return self._rows("SELECT id, title, path, uuid, pubdate FROM books ORDER BY id")

    def record(self, number: int, title: object, published: object) -> dict[str, object]:
        """A book as `article_of` takes it."""
        identifiers = {
            str(kind).lower(): str(value)
            for kind, value in self._optional("identifiers", "type, val", number)
        }
        return {
            "title": str(title or ""),
            "authors": [name.replace("|", ",") for name in self._linked("author", number)],
            "abstract": text_of_html("\n".join(self._texts("comments", "text", number))),
            "body": "\n\n".join(self._marked(number)),
            "date": _day(str(published or "")),
            "venue": next(iter(self._linked("publisher", number)), ""),
            "tags": [*self._linked("tag", number), *self._linked("series", number, table="series")],
            "language": self._language(number),
            "doi": identifiers.get("doi", ""),
            "isbn": identifiers.get("isbn", ""),
            "url": identifiers.get("url") or identifiers.get("uri", ""),
            "pmid": identifiers.get("pmid", ""),
            "arxiv": identifiers.get("arxiv", ""),
        }

    def files(self, number: int, folder: str) -> list[str]:
        """The one attachment of a book: the paths of its formats, the best first."""
        formats = {
            str(kind).upper(): str(name)
            for kind, name in self._optional("data", "format, name", number)
        }
        order = [kind for kind in _FORMATS if kind in formats]
        order += [kind for kind in sorted(formats) if kind not in _FORMATS]
        paths = [f"{folder}/{formats[kind]}.{kind.lower()}" for kind in order]
        return ["\n".join(path for path in paths if "\n" not in path)]

    def _linked(self, kind: str, number: int, *, table: str = "") -> list[str]:
        """The names of the authors, tags or publishers of a book."""
        table = table or f"{kind}s"
        link = f"books_{table}_link"
        if table not in self._tables or link not in self._tables:
            return []
        rows = self._rows(
            f"SELECT name FROM {link} JOIN {table} ON {table}.id = {link}.{kind}"
            f" WHERE book = ? ORDER BY {link}.id",
            number,
        )
        return [str(name) for (name,) in rows]

    def _language(self, number: int) -> str:
        if not {"languages", "books_languages_link"} <= self._tables.keys():
            return ""
        rows = self._rows(
            "SELECT languages.lang_code FROM books_languages_link AS link"
            " JOIN languages ON languages.id = link.lang_code WHERE book = ? ORDER BY link.id",
            number,
        )
        return str(next(rows, ("",))[0])

    def _marked(self, number: int) -> list[str]:
        """The places that were highlighted, with the notes on them."""
        if "searchable_text" not in self._tables.get("annotations", ()):
            return []
        rows = self._rows(
            "SELECT searchable_text FROM annotations WHERE book = ? AND annot_type = 'highlight'"
            " ORDER BY id",
            number,
        )
        return [str(text) for (text,) in rows if text]

    def _texts(self, table: str, column: str, number: int) -> list[str]:
        return [str(text) for (text,) in self._optional(table, column, number) if text]

    def _optional(self, table: str, columns: str, number: int) -> Iterator[tuple[Any, ...]]:
        """The rows of a book in a table that not all versions have."""
        if table not in self._tables:
            return iter(())
        return self._rows(f"SELECT {columns} FROM {table} WHERE book = ? ORDER BY id", number)

    def _rows(self, query: str, *values: int) -> Iterator[tuple[Any, ...]]:
        return iter(self._connection.execute(query, values))


def _day(published: str) -> str:
    """The day of publication; a book without one has one in the year 101."""
    return "" if published.startswith(_UNKNOWN_YEAR) else published.partition(" ")[0][:10]


def _library_name(path: str) -> str:
    """The name of a library in links: that of its folder, in a form that a link can have."""
    name = os.path.basename(os.path.dirname(os.path.realpath(path))).replace(" ", "_")  # noqa: PTH119, PTH120
    return name if _PLAIN.fullmatch(name) else f"_hex_-{os.fsencode(name).hex()}"
