"""A library of Calibre in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from collection.ingest.corpora import articles, ingest
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.model.article import Article
from readers.libraries.calibre_library import CalibreLibrary
from readers.packed import epub


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = MemoryEngine()
    yield made
    made.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[CalibreLibrary]:
    made = CalibreLibrary(tmp_path / "Calibre Library")
    yield made
    made.close()


def book(text: str) -> bytes:
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    title = "<dc:title>As the publisher calls it</dc:title><dc:creator>Another</dc:creator>"
    return epub(title, item, '<itemref idref="a"/>', a=f"<p>{text}</p>")


def only(engine: Engine) -> Article:
    (article,) = articles(engine)
    return article


def test_each_book_is_once_with_the_text_of_one_format(
    engine: Engine, library: CalibreLibrary
) -> None:
    formats = {"EPUB": book("Call me Ishmael."), "TXT": b"Call me Ishmael.", "MOBI": b"\0\1"}
    library.book("Moby Dick", authors=["Herman Melville"], formats=formats)
    (library.folder / "notes.md").write_text("Of mine.", encoding="utf-8")
    report = ingest(engine, [library.folder.parent])
    article = only(engine)
    assert (article.title, article.authors) == ("Moby Dick", ("Herman Melville",))
    assert article.body == "Call me Ishmael."
    assert (report.added, report.failed, report.ignored) == (1, (), ())
    report = ingest(engine, [library.folder.parent])
    assert (report.files_read, report.files_unchanged) == (0, 2)


def test_a_format_that_goes_is_replaced_by_the_next(
    engine: Engine, library: CalibreLibrary
) -> None:
    formats = {"EPUB": book("Call me Ishmael."), "TXT": b"Call me Ahab."}
    library.book("Moby Dick", formats=formats)
    ingest(engine, [library.folder])
    next(library.folder.rglob("*.epub")).unlink()
    ingest(engine, [library.folder])
    assert only(engine).body == "Call me Ahab."


def test_a_book_of_a_format_that_nobody_reads_is_an_article(
    engine: Engine, library: CalibreLibrary
) -> None:
    library.book("Moby Dick", formats={"MOBI": b"\0\1"})
    report = ingest(engine, [library.folder])
    assert only(engine).title == "Moby Dick"
    (reason,) = [note.reason for note in report.notes]
    assert reason.startswith("1 attached file is of no format that is read")
    assert reason.endswith("The book.mobi'")


def test_a_book_that_goes_is_removed(engine: Engine, library: CalibreLibrary) -> None:
    first = library.book("Moby Dick", formats={"TXT": "Call me Ishmael."})
    library.book("Emma", formats={"TXT": "Handsome, clever, and rich."})
    ingest(engine, [library.folder])
    library.run("DELETE FROM books WHERE id = ?", first)
    ingest(engine, [library.folder])
    assert only(engine).body == "Handsome, clever, and rich."


def test_nothing_is_written(engine: Engine, library: CalibreLibrary) -> None:
    library.book("Moby Dick", formats={"TXT": "Call me Ishmael."})
    library.connection.execute("BEGIN EXCLUSIVE")
    paths = sorted(library.folder.rglob("*"))
    before = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
    ingest(engine, [library.folder])
    paths = sorted(library.folder.rglob("*"))
    assert [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths] == before
    library.connection.rollback()


def test_a_folder_that_only_looks_like_a_library_is_listed(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "metadata.db").write_bytes(b"of another program")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "one.md").write_text("# Mine\n\nText.", encoding="utf-8")
    ingest(engine, [tmp_path])
    assert only(engine).title == "Mine"
