"""A library of Calibre, made in code: the tables that are read."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_TABLES = """
CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, timestamp TIMESTAMP, pubdate TIMESTAMP,
    path TEXT NOT NULL DEFAULT '', uuid TEXT, last_modified TIMESTAMP);
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, sort TEXT);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE publishers (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE languages (id INTEGER PRIMARY KEY, lang_code TEXT);
CREATE TABLE books_authors_link (id INTEGER PRIMARY KEY, book INTEGER, author INTEGER);
CREATE TABLE books_tags_link (id INTEGER PRIMARY KEY, book INTEGER, tag INTEGER);
CREATE TABLE books_publishers_link (id INTEGER PRIMARY KEY, book INTEGER, publisher INTEGER);
CREATE TABLE books_series_link (id INTEGER PRIMARY KEY, book INTEGER, series INTEGER);
CREATE TABLE books_languages_link (id INTEGER PRIMARY KEY, book INTEGER, lang_code INTEGER);
CREATE TABLE comments (id INTEGER PRIMARY KEY, book INTEGER, text TEXT);
CREATE TABLE identifiers (id INTEGER PRIMARY KEY, book INTEGER, type TEXT, val TEXT);
CREATE TABLE data (id INTEGER PRIMARY KEY, book INTEGER, format TEXT, name TEXT);
CREATE TABLE annotations (id INTEGER PRIMARY KEY, book INTEGER, annot_type TEXT,
    searchable_text TEXT);
"""


class CalibreLibrary:
    """The folder of a library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "metadata.db"
        folder.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(self.database)
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.executescript(_TABLES)

    def run(self, query: str, *values: object) -> int:
        done = self.connection.execute(query, values)
        self.connection.commit()
        return done.lastrowid or 0

    def close(self) -> None:
        self.connection.close()

    def book(  # each is a keyword of its own
        self,
        title: str,
        *,
        authors: Sequence[str] = ("Ann Smith",),
        tags: Sequence[str] = (),
        published: str = "0101-01-01 00:00:00+00:00",
        comment: str = "",
        publisher: str = "",
        series: str = "",
        language: str = "",
        identifiers: Mapping[str, str] | None = None,
        formats: Mapping[str, str | bytes] | None = None,
    ) -> int:
        """A book with a file for each format, and the description that Calibre keeps beside it."""
        book = self.run(
            "INSERT INTO books (title, pubdate, uuid) VALUES (?, ?, ?)",
            title,
            published,
            f"u-{title}",
        )
        place = f"{authors[0] if authors else 'Unknown'}/{title} ({book})"
        self.run("UPDATE books SET path = ? WHERE id = ?", place, book)
        self._link(book, "authors", "author", "name", authors)
        self._link(book, "tags", "tag", "name", tags)
        self._link(book, "publishers", "publisher", "name", [publisher] if publisher else [])
        self._link(book, "series", "series", "name", [series] if series else [])
        self._link(book, "languages", "lang_code", "lang_code", [language] if language else [])
        if comment:
            self.run("INSERT INTO comments (book, text) VALUES (?, ?)", book, comment)
        for kind, value in (identifiers or {}).items():
            self.run(
                "INSERT INTO identifiers (book, type, val) VALUES (?, ?, ?)", book, kind, value
            )
        folder = self.folder / place
        folder.mkdir(parents=True)
        opf = (
            '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></metadata></package>'
        )
        (folder / "metadata.opf").write_text(opf, encoding="utf-8")
        for kind, content in (formats or {}).items():
            self.run("INSERT INTO data (book, format, name) VALUES (?, ?, 'The book')", book, kind)
            data = content if isinstance(content, bytes) else content.encode()
            (folder / f"The book.{kind.lower()}").write_bytes(data)
        return book

    def mark(self, book: int, text: str) -> None:
        self.run(
            "INSERT INTO annotations (book, annot_type, searchable_text) VALUES (?, 'highlight', ?)",
            book,
            text,
        )

    def _link(self, book: int, table: str, column: str, name: str, values: Sequence[str]) -> None:
        for value in values:
            number = self.run(f"INSERT INTO {table} ({name}) VALUES (?)", value)
            self.run(f"INSERT INTO books_{table}_link (book, {column}) VALUES (?, ?)", book, number)


def example() -> bytes:
    """A small database."""
    with TemporaryDirectory() as folder:
        library = CalibreLibrary(Path(folder))
        library.run("PRAGMA page_size = 512")
        library.run("VACUUM")
        book = library.book("One é", tags=["a"], comment="<p>On it.</p>", formats={"TXT": "Text"})
        library.mark(book, "A mark")
        library.close()
        return library.database.read_bytes()
