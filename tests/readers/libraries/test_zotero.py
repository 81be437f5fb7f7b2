"""Items of Zotero's database as articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadersearch import ReadError
from leadersearch.model.article import Article
from leadersearch.readers import read_articles, read_articles_from
from leadersearch.readers.describe.attachments import attachments
from readers.libraries.zotero_library import VERSIONS, ZoteroLibrary


@pytest.fixture(params=VERSIONS)
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ZoteroLibrary]:
    made = ZoteroLibrary(tmp_path / "Zotero", request.param)
    yield made
    made.close()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[ZoteroLibrary]:
    made = ZoteroLibrary(tmp_path / "Zotero")
    yield made
    made.close()


def read(library: ZoteroLibrary, report: list[str] | None = None) -> list[Article]:
    note = (report if report is not None else []).append
    return list(read_articles(library.database, report=note))


def only(library: ZoteroLibrary) -> Article:
    (article,) = read(library)
    return article


def test_an_item_is_an_article_with_all_its_fields(library: ZoteroLibrary) -> None:
    number = library.item(
        title="Leading <i>with</i> kindness",
        creators=[("author", "Ann", "Smith"), ("author", "", "World Health Organization")],
        tags=["kindness", "to read"],
        date="2018-05-00 May 2018",
        publicationTitle="BMJ Leader",
        abstractNote="On kindness.",
        DOI="10.1136/leader-2018-000001",
        url="https://example.org/a",
        language="en",
        volume="5",
        issue="3",
        pages="117–121",
        extra="PMID: 31234567\nCitation Key: smith2018",
    )
    library.collection("Thesis", number)
    article = only(library)
    place = [article.extra[name] for name in ("volume", "issue", "pages")]
    assert place == [("5",), ("3",), ("117-121",)]
    assert article.title == "Leading with kindness"
    assert article.authors == ("Ann Smith", "World Health Organization")
    assert article.tags == ("kindness", "to read", "Thesis")
    assert (str(article.date), article.venue, article.excerpt) == (
        "2018-05",
        "BMJ Leader",
        "On kindness.",
    )
    assert (article.doi, article.url) == ("10.1136/leader-2018-000001", "https://example.org/a")
    assert article.language == "en"
    assert article.extra["pmid"] == ("31234567",)
    assert article.extra["library"] == (f"zotero://select/library/items/{library.key(number)}",)
    assert article.source is not None
    assert article.source.position == number


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2018-05-17 17 May 2018", "2018-05-17"),
        ("2018-05-00 May 2018", "2018-05"),
        ("2018-00-00 2018", "2018"),
        ("2018-05-17", "2018-05-17"),
        ("0000-00-00 forthcoming", "None"),
        ("0000-05-00 May", "None"),
        ("2018", "2018"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(new: ZoteroLibrary, written: str, date: str) -> None:
    new.item(title="A title", date=written)
    assert str(only(new).date) == date


@pytest.mark.parametrize(
    ("kind", "creators", "authors"),
    [
        ("bookSection", [("editor", "Ed", "Itor"), ("author", "Ann", "Smith")], ["Ann Smith"]),
        ("book", [("editor", "Ed", "Itor"), ("translator", "T", "R")], ["Ed Itor"]),
        ("film", [("producer", "P", "R"), ("director", "Agnès", "Varda")], ["Agnès Varda"]),
        ("book", [("translator", "Tom", "Rule")], ["Tom Rule"]),
        ("book", [], []),
    ],
)
def test_authors_are_those_of_the_main_role(
    new: ZoteroLibrary, kind: str, creators: list[tuple[str, str, str]], authors: list[str]
) -> None:
    new.item(kind, title="A title", creators=creators)
    assert list(only(new).authors) == authors


def test_the_title_of_a_case_is_its_name(new: ZoteroLibrary) -> None:
    new.item("case", caseName="Donoghue v Stevenson", dateDecided="1932-05-26 26 May 1932")
    article = only(new)
    assert (article.title, str(article.date)) == ("Donoghue v Stevenson", "1932-05-26")


def test_attachments_are_named_by_their_paths(library: ZoteroLibrary) -> None:
    number = library.item(title="A title")
    stored = library.attachment(number, "storage:a b.pdf")
    library.attachment(number, "storage:page.html", mode=1)
    library.attachment(number, "/home/ann/linked.pdf", mode=2)
    library.attachment(number, "attachments:papers/based.pdf", mode=2)
    library.attachment(number, "", mode=3, url="https://example.org")
    library.attachment(number, "storage:.zotero-ft-cache")
    library.attachment(number, "storage:../../../secret.txt")
    assert attachments(only(library)) == (
        f"storage/{library.key(stored)}/a b.pdf",
        f"storage/{library.key(stored + 1)}/page.html",
        "/home/ann/linked.pdf",
        "papers/based.pdf",
        f"storage/{library.key(stored + 6)}/secret.txt",
    )


def test_notes_and_annotations_are_text(new: ZoteroLibrary) -> None:
    number = new.item(title="A title")
    new.note("<div><p>My <b>note</b> &amp; more</p></div>", number)
    file = new.attachment(number, "storage:a.pdf")
    new.annotation(file, "second mark", order="00002")
    new.annotation(file, "first mark", "my comment", order="00001")
    assert only(new).body == "My note & more\n\nfirst mark\nmy comment\n\nsecond mark"


def test_what_is_in_the_bin_is_left_out(new: ZoteroLibrary) -> None:
    gone = new.item(title="Gone")
    new.attachment(gone, "storage:gone.pdf")
    new.note("of what is gone", gone)
    number = new.item(title="Kept")
    note = new.note("a note that is gone", number)
    file = new.attachment(number, "storage:gone.pdf")
    kept = new.attachment(number, "storage:kept.pdf")
    mark = new.annotation(kept, "a mark that is gone")
    collection = new.collection("Gone", number)
    new.run("INSERT INTO deletedCollections VALUES (?, '')", collection)
    for each in (gone, note, file, mark):
        new.delete(each)
    article = only(new)
    assert (article.title, article.body, article.tags) == ("Kept", "", ())
    assert attachments(article) == (f"storage/{new.key(kept)}/kept.pdf",)


def test_a_note_that_stands_alone_is_an_article(library: ZoteroLibrary) -> None:
    number = library.note("<p>On swallows</p><p>They fly.</p>", title="On swallows")
    library.collection("Birds", number)
    article = only(library)
    assert (article.title, article.tags) == ("On swallows", ("Birds",))
    assert "They fly." in article.body


def test_a_file_that_stands_alone_is_an_article(library: ZoteroLibrary) -> None:
    number = library.attachment(None, "storage:swallows.pdf", title="Swallows")
    bare = library.attachment(None, "storage:cranes.pdf")
    first, second = read(library)
    assert first.title == "Swallows"
    assert second.title == "cranes.pdf"
    assert attachments(first) == (f"storage/{library.key(number)}/swallows.pdf",)
    assert attachments(second) == (f"storage/{library.key(bare)}/cranes.pdf",)


def test_items_of_groups_are_linked_to_their_group(library: ZoteroLibrary) -> None:
    number = library.item(title="A title", library=library.group(4711, 5))
    assert only(library).extra["library"] == (
        f"zotero://select/groups/4711/items/{library.key(number)}",
    )


def test_items_of_feeds_are_left_out(new: ZoteroLibrary) -> None:
    new.run("INSERT INTO libraries VALUES (7, 'feed')")
    new.item(title="News", library=7)
    new.item(title="Kept")
    assert only(new).title == "Kept"


def test_an_item_of_nothing_is_reported(new: ZoteroLibrary) -> None:
    number = new.item(url="https://example.org")
    new.item(title="Kept")
    report: list[str] = []
    assert len(read(new, report)) == 1
    assert report == [f"item {new.key(number)} skipped: no title, text or file"]


def test_tables_of_other_programs_make_no_difference(new: ZoteroLibrary) -> None:
    new.run("CREATE TABLE betterbibtex (itemID INT, citationKey TEXT)")
    new.item(title="Kept")
    assert only(new).title == "Kept"


def test_a_database_in_an_archive_or_packed_is_read(new: ZoteroLibrary) -> None:
    new.item(title="Kept")
    (article,) = read_articles_from(new.database.read_bytes(), "zotero.sqlite")
    assert article.title == "Kept"


def test_another_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "zotero.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE items (itemID INT)")
    connection.close()
    with pytest.raises(ReadError, match="no table 'itemData'"):
        list(read_articles(path))


def test_a_view_is_no_table(new: ZoteroLibrary) -> None:
    new.run("ALTER TABLE items RENAME TO others")
    new.run("CREATE VIEW items AS SELECT * FROM others")
    with pytest.raises(ReadError, match="no table 'items'"):
        read(new)


@pytest.mark.parametrize("kept", [0, 50, 100, 4096, 20_000])
def test_a_database_that_is_cut_short_is_refused_with_a_reason(
    new: ZoteroLibrary, kept: int
) -> None:
    new.item(title="Kept")
    new.database.write_bytes(new.database.read_bytes()[:kept])
    with pytest.raises(ReadError):
        read(new)


def test_values_of_other_types_do_no_harm(new: ZoteroLibrary) -> None:
    number = new.item(title="A title")
    new.run("UPDATE itemDataValues SET value = x'ff00fe'")
    new.run("UPDATE items SET key = 17, libraryID = 1.0")
    new.attachment(number, "storage:a.pdf")
    new.run("UPDATE itemAttachments SET path = 12, linkMode = 'x'")
    assert len(read(new)) == 1
