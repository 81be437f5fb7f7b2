"""SQLite FTS5: porter stems, accents removed, all columns weighted; facets and dates by SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.peers.corpus import authors_of, day_number, read_articles, year_of
from benchmarks.peers.peer import (
    COMMON_WRITINGS,
    FACET_LIMIT,
    LIMIT,
    Answer,
    Ask,
    Form,
    Want,
    Writing,
)

from leadersearch import Article

BATCH = 5_000

SCHEMA = """
CREATE TABLE article(
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, day INTEGER, year INTEGER,
    url TEXT, venue TEXT, tags TEXT
);
CREATE TABLE authorship(article INTEGER, name TEXT, PRIMARY KEY(article, name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5(
    title, excerpt, author, tokenize='porter unicode61 remove_diacritics 2'
);
INSERT INTO found(found, rank) VALUES('rank', 'bm25(3.0, 1.0, 2.0)');
"""
SETTINGS = """
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -262144;
PRAGMA mmap_size = 8589934592;
"""

# The index is read once for page, total and facets: twice as fast as a statement for each.
FOUND = "WITH h AS MATERIALIZED (SELECT rowid AS r, rank AS k FROM found WHERE found MATCH ?)"
FIRST = f"SELECT r, (SELECT count(*) FROM h) AS n FROM h ORDER BY k LIMIT {LIMIT}"
PAGE = f"{FOUND} SELECT n, (SELECT title FROM found WHERE rowid = r) FROM ({FIRST})"
NEWEST = f"""
WITH h AS MATERIALIZED (SELECT rowid AS r FROM found WHERE found MATCH ?)
SELECT n, (SELECT title FROM found WHERE rowid = r)
FROM (
    SELECT r, (SELECT count(*) FROM h) AS n FROM h JOIN article ON number = r
    ORDER BY day DESC LIMIT {LIMIT}
)
"""
FACETS = f"""
{FOUND}
SELECT n, (SELECT title FROM found WHERE rowid = r), 'page' FROM ({FIRST})
UNION ALL SELECT * FROM (
    SELECT count(*), name, 'author' FROM authorship WHERE article IN (SELECT r FROM h)
    GROUP BY name ORDER BY 1 DESC LIMIT {FACET_LIMIT}
)
UNION ALL SELECT * FROM (
    SELECT count(*), year, 'year' FROM article WHERE number IN (SELECT r FROM h)
    GROUP BY year ORDER BY 1 DESC LIMIT {FACET_LIMIT}
)
"""
SNIPPETS = f"""
SELECT highlight(found, 0, '[', ']'), snippet(found, 1, '[', ']', '…', 40),
       highlight(found, 2, '[', ']')
FROM found WHERE found MATCH ? ORDER BY rank LIMIT {LIMIT}
"""
COUNT = "SELECT count(*) FROM found WHERE found MATCH ?"


def _in_columns(ask: Ask) -> str:
    return f"{{title excerpt author}} : ({' OR '.join(ask.words)})"


class Fts5:
    """One connection, its pages cached and mapped."""

    writings: ClassVar[Mapping[Form, Writing]] = {
        **{form: write for form, write in COMMON_WRITINGS.items() if form is not Form.FUZZY},
        Form.FIELDS: _in_columns,
    }
    cannot: ClassVar[Mapping[str, str]] = {Form.FUZZY.name: "no fuzzy search"}

    def __init__(self, folder: Path) -> None:
        self.connection = _connect(folder)
        self.wants: Mapping[Want, Callable[[str], Answer]] = {
            Want.PAGE: lambda text: self._page(PAGE, text),
            Want.NEWEST: lambda text: self._page(NEWEST, text),
            Want.FACETS: self._facets,
            Want.SNIPPETS: self._snippets,
        }

    def _rows(self, statement: str, text: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement, (text,)).fetchall()

    def _page(self, statement: str, text: str) -> Answer:
        rows = self._rows(statement, text)
        return Answer(rows[0][0] if rows else 0, tuple(row[1] for row in rows))

    def _facets(self, text: str) -> Answer:
        rows = self._rows(FACETS, text)
        titles = tuple(title for _, title, kind in rows if kind == "page")
        return Answer(rows[0][0] if rows else 0, titles, {"rows": rows[len(titles) :]})

    def _snippets(self, text: str) -> Answer:
        rows = self._rows(SNIPPETS, text)
        (count,) = self._rows(COUNT, text)[0]
        return Answer(count, tuple(row[0] for row in rows), {"rows": rows})

    def update(self, article: Article) -> None:
        """Replace an article and show it to searches."""
        connection = self.connection
        (number,) = connection.execute(
            "SELECT number FROM article WHERE id = ?", (article.id,)
        ).fetchone()
        with connection:
            connection.execute("DELETE FROM article WHERE number = ?", (number,))
            connection.execute("DELETE FROM authorship WHERE article = ?", (number,))
            connection.execute("DELETE FROM found WHERE rowid = ?", (number,))
            _insert(connection, [(number, article)])

    def optimise(self) -> None:
        """Merge the index into one piece."""
        _optimise(self.connection)

    def close(self) -> None:
        """Release files."""
        self.connection.close()


def _connect(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "articles.db")
    connection.executescript(SETTINGS)
    return connection


def _optimise(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute("INSERT INTO found(found) VALUES('optimize')")


def _insert(connection: sqlite3.Connection, batch: list[tuple[int, Article]]) -> None:
    connection.executemany(
        "INSERT INTO article VALUES(?, ?, ?, ?, ?, ?, ?)",
        [
            (n, row.id, day_number(row), year_of(row), row.url, row.venue, json.dumps(row.tags))
            for n, row in batch
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO authorship VALUES(?, ?)",
        [(n, name) for n, row in batch for name in row.authors],
    )
    connection.executemany(
        "INSERT INTO found(rowid, title, excerpt, author) VALUES(?, ?, ?, ?)",
        [(n, row.title, row.text, authors_of(row)) for n, row in batch],
    )


def _batches(corpus: Path) -> Iterator[list[tuple[int, Article]]]:
    batch: list[tuple[int, Article]] = []
    for numbered in enumerate(read_articles(corpus), 1):
        batch.append(numbered)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def build(corpus: Path, folder: Path) -> None:
    """All articles in one transaction."""
    connection = _connect(folder)
    connection.executescript(SCHEMA)
    with connection:
        for batch in _batches(corpus):
            _insert(connection, batch)
    connection.close()


def open_index(folder: Path) -> Fts5:
    return Fts5(folder)
