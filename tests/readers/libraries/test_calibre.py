"""Books of Calibre's database as articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadersearch import ReadError
from leadersearch.model.article import Article
from leadersearch.readers import read_articles
from leadersearch.readers.describe.attachments import attachments
from leadersearch.safety import library_link
from readers.libraries.calibre_library import CalibreLibrary


@pytest.fixture
def library(tmp_path: Path) -> Iterator[CalibreLibrary]:
    made = CalibreLibrary(tmp_path / "Calibre Library")
    yield made
    made.close()


def only(library: CalibreLibrary) -> Article:
    (article,) = read_articles(library.database)
    return article


def test_a_book_is_an_article_with_all_its_fields(library: CalibreLibrary) -> None:
    book = library.book(
        "Moby Dick",
        authors=["Herman Melville", "Smith| John"],
        tags=["Whales", "Sea"],
        published="1851-10-18 00:00:00+00:00",
        comment="<p>A whale &amp; a captain.</p>",
        publisher="Standard Ebooks",
        series="Classics",
        language="eng",
        identifiers={"isbn": "9780306406157", "doi": "10.1000/a", "uri": "https://example.org/m"},
    )
    library.mark(book, "Call me Ishmael.")
    article = only(library)
    assert (article.title, article.authors) == ("Moby Dick", ("Herman Melville", "John Smith"))
    assert article.tags == ("Whales", "Sea", "Classics")
    assert (str(article.date), article.venue) == ("1851-10-18", "Standard Ebooks")
    assert (article.excerpt, article.body) == ("A whale & a captain.", "Call me Ishmael.")
    assert (article.doi, article.url, article.language) == (
        "10.1000/a",
        "https://example.org/m",
        "eng",
    )
    assert article.extra["isbn"] == ("9780306406157",)
    (link,) = article.extra["library"]
    assert link == library_link(link) == f"calibre://show-book/Calibre_Library/{book}"


def test_a_book_without_a_day_has_no_date(library: CalibreLibrary) -> None:
    library.book("A book")
    assert only(library).date is None


def test_a_folder_of_another_script_is_named_in_digits(tmp_path: Path) -> None:
    library = CalibreLibrary(tmp_path / "Bücher")
    library.book("A book")
    (link,) = only(library).extra["library"]
    assert link == library_link(link) == "calibre://show-book/_hex_-42c3bc63686572/1"
    library.close()


def test_the_formats_of_a_book_are_one_text_the_best_first(library: CalibreLibrary) -> None:
    library.book("A book", formats={"MOBI": "m", "PDF": "p", "EPUB": "e"})
    place = "Ann Smith/A book (1)/The book"
    assert attachments(only(library)) == (f"{place}.epub\n{place}.pdf\n{place}.mobi",)


def test_a_book_without_files_is_an_article(library: CalibreLibrary) -> None:
    library.book("A book", authors=[])
    article = only(library)
    assert (article.authors, attachments(article)) == ((), ())


def test_tables_that_are_not_there_are_done_without(library: CalibreLibrary) -> None:
    library.book("A book", tags=["a"])
    for table in ("annotations", "identifiers", "comments", "tags", "series", "languages"):
        library.run(f"DROP TABLE {table}")
    assert only(library).title == "A book"


def test_another_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "metadata.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE books (id INT)")
    connection.close()
    with pytest.raises(ReadError, match="no table 'data'"):
        list(read_articles(path))
