"""`leadersearch index ~/Zotero`: a data folder in place, while Zotero runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from collection.ingest.corpora import articles, ingest
from leadersearch.collection.ingest.isolation import ReadingApart
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.model.article import Article
from readers.libraries.zotero_library import ZoteroLibrary

PAGE = "<html><body><article><p>The swallows of the second summer.</p></article></body></html>"


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = MemoryEngine()
    yield made
    made.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[ZoteroLibrary]:
    made = ZoteroLibrary(tmp_path / "Zotero")
    yield made
    made.close()


def by_title(engine: Engine) -> dict[str, Article]:
    return {article.title: article for article in articles(engine)}


def traces(folder: Path) -> dict[str, tuple[object, ...]]:
    """All that can be seen of a folder: names, bytes and times."""
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted([folder, *folder.rglob("*")]):
        status = path.stat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (data, status.st_mtime_ns, status.st_ctime_ns, status.st_size)
    return found


def test_each_item_is_an_article_with_the_text_of_its_attachments(
    engine: Engine, library: ZoteroLibrary
) -> None:
    first = library.item(title="With a text", DOI="10.1000/a")
    library.note("<p>My note.</p>", first)
    library.attachment(first, "storage:paper.txt", content="The swallows of summer.")
    library.attachment(first, "storage:more.md", content="The cranes of autumn.")
    library.item(title="Without one")
    library.attachment(None, "storage:alone.txt", content="The storks of spring.")
    report = ingest(engine, [library.folder])
    found = by_title(engine)
    assert found["With a text"].body == (
        "My note.\n\nThe swallows of summer.\n\nThe cranes of autumn."
    )
    assert found["Without one"].body == ""
    assert "storks" in found["alone"].body
    assert (len(found), report.added, report.files_ignored) == (3, 3, 0)


def test_a_file_that_stands_alone_has_its_own_title(engine: Engine, library: ZoteroLibrary) -> None:
    text = "---\ntitle: On storks\nauthor: Ann Lee\n---\nThe storks of spring.\n"
    library.attachment(None, "storage:lee-2019.md", content=text)
    library.attachment(None, "storage:cranes.md", content=text, title="My own title")
    ingest(engine, [library.folder])
    found = by_title(engine)
    assert set(found) == {"On storks", "My own title"}
    assert found["On storks"].authors == ("Ann Lee",)
    assert "library" in found["On storks"].extra


def test_files_that_no_item_names_are_nobodys(engine: Engine, library: ZoteroLibrary) -> None:
    gone = library.item(title="Gone")
    library.attachment(gone, "storage:gone.txt", content="The dodos.")
    library.delete(gone)
    library.item(title="Kept")
    for name in ("styles/a.xml", "storage/ORPHAN01/b.txt", "notes.md"):
        path = library.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("The dodos.", encoding="utf-8")
    report = ingest(engine, [library.folder.parent])
    assert list(by_title(engine)) == ["Kept"]
    assert (report.failed, report.ignored) == ((), ())


def test_an_unchanged_library_is_not_opened(engine: Engine, library: ZoteroLibrary) -> None:
    number = library.item(title="With a text")
    library.attachment(number, "storage:paper.txt", content="The swallows of summer.")
    ingest(engine, [library.folder])
    report = ingest(engine, [library.folder])
    assert (report.files_read, report.files_unchanged, report.unchanged) == (0, 2, 1)


def test_a_change_of_one_item_reads_the_database_and_no_text(
    engine: Engine, library: ZoteroLibrary
) -> None:
    first, second = library.item(title="First"), library.item(title="Second")
    for number in (first, second):
        library.attachment(number, "storage:paper.txt", content="The swallows of summer.")
    ingest(engine, [library.folder])
    library.fill(first, {"abstractNote": "On birds."})
    report = ingest(engine, [library.folder])
    assert (report.files_read, report.updated, report.unchanged) == (1, 1, 1)
    found = by_title(engine)
    assert (found["First"].excerpt, found["First"].body) == ("On birds.", "The swallows of summer.")


def test_a_new_title_keeps_the_text(engine: Engine, library: ZoteroLibrary) -> None:
    number = library.item(title="A title with an error", date="2018-00-00 2018")
    library.attachment(number, "storage:paper.txt", content="The swallows of summer.")
    ingest(engine, [library.folder])
    library.fill(number, {"title": "Another title"})
    ingest(engine, [library.folder])
    assert {title: each.body for title, each in by_title(engine).items()} == {
        "Another title": "The swallows of summer."
    }


def test_an_item_in_the_bin_goes_with_its_text(engine: Engine, library: ZoteroLibrary) -> None:
    first, second = library.item(title="First"), library.item(title="Second")
    library.attachment(first, "storage:paper.txt", content="The swallows of summer.")
    ingest(engine, [library.folder])
    library.delete(first)
    report = ingest(engine, [library.folder])
    assert list(by_title(engine)) == ["Second"]
    assert (report.removed, second) == (1, 2)
    assert ingest(engine, [library.folder]).files_unchanged == 1


def test_nothing_is_written_while_the_database_is_locked(
    engine: Engine, library: ZoteroLibrary
) -> None:
    number = library.item(title="With a text")
    library.attachment(number, "storage:paper.txt", content="The swallows of summer.")
    library.connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    library.connection.execute("BEGIN EXCLUSIVE")
    before = traces(library.folder)
    with ReadingApart() as reading:
        ingest(engine, [library.folder], reading=reading)
    assert traces(library.folder) == before
    library.connection.rollback()
    assert by_title(engine)["With a text"].body == "The swallows of summer."


def test_the_log_of_a_running_program_is_read_and_not_touched(
    engine: Engine, tmp_path: Path
) -> None:
    library = ZoteroLibrary(tmp_path / "Zotero", log=True)
    library.run("PRAGMA wal_checkpoint(TRUNCATE)")
    library.connection.execute("PRAGMA wal_autocheckpoint = 0")
    library.item(title="In the log alone")
    assert (library.folder / "zotero.sqlite-wal").stat().st_size
    before = traces(library.folder)
    ingest(engine, [library.folder])
    assert list(by_title(engine)) == ["In the log alone"]
    assert traces(library.folder) == before
    assert ingest(engine, [library.folder]).files_unchanged == 1
    main = library.database.stat()
    library.item(title="Later")
    assert (main.st_size, main.st_mtime_ns) == (
        library.database.stat().st_size,
        library.database.stat().st_mtime_ns,
    )
    ingest(engine, [library.folder])
    assert set(by_title(engine)) == {"In the log alone", "Later"}
    library.close()


def test_what_is_not_committed_is_not_seen(engine: Engine, tmp_path: Path) -> None:
    library = ZoteroLibrary(tmp_path / "Zotero")
    library.item(title="Committed")
    library.connection.execute("PRAGMA journal_mode = DELETE")
    library.connection.execute("PRAGMA cache_size = 1")
    library.connection.execute("PRAGMA cache_spill = 1")
    library.connection.execute("BEGIN IMMEDIATE")
    rows = [(number, "x" * 500) for number in range(100, 3000)]
    library.connection.executemany("INSERT INTO tags VALUES (?, ?)", rows)
    library.connection.execute("UPDATE itemDataValues SET value = 'Not committed'")
    assert (library.folder / "zotero.sqlite-journal").stat().st_size
    before = traces(library.folder)
    ingest(engine, [library.folder])
    assert list(by_title(engine)) == ["Committed"]
    assert traces(library.folder) == before
    library.connection.rollback()
    library.close()


def test_a_linked_file_is_looked_for_in_the_given_folders(
    engine: Engine, library: ZoteroLibrary, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text("The swallows of summer.", encoding="utf-8")
    number = library.item(title="Linked")
    library.attachment(number, "attachments:a.txt", mode=2)
    other = library.item(title="Absolute")
    library.attachment(other, str(papers / "a.txt"), mode=2)
    report = ingest(engine, [library.folder])
    assert [problem.reason[:23] for problem in report.passed_over] == ["1 attached file is outs"]
    ingest(engine, [library.folder, papers])
    assert {title: each.body for title, each in by_title(engine).items()} == {
        "Linked": "The swallows of summer.",
        "Absolute": "The swallows of summer.",
    }


def test_an_item_of_a_group_that_is_a_copy_is_the_same_article(
    engine: Engine, library: ZoteroLibrary
) -> None:
    group = library.group(4711, 5)
    title = "Leading with kindness in hospitals"
    first = library.item(title=title, DOI="10.1000/a")
    second = library.item(library=group, tags=["shared"], title=title, DOI="10.1000/a")
    ingest(engine, [library.folder])
    (article,) = articles(engine)
    assert article.tags == ("shared",)
    assert set(article.extra["library"]) == {
        f"zotero://select/library/items/{library.key(first)}",
        f"zotero://select/groups/4711/items/{library.key(second)}",
    }


def test_two_items_of_one_library_are_two_articles(engine: Engine, library: ZoteroLibrary) -> None:
    for abstract in ("One.", "Two."):
        library.item(title="Editorial", abstractNote=abstract, DOI="10.1000/a")
    ingest(engine, [library.folder])
    assert len(articles(engine)) == 2


def test_a_missing_text_and_one_that_cannot_be_read_are_named(
    engine: Engine, library: ZoteroLibrary
) -> None:
    number = library.item(title="Kept")
    library.attachment(number, "storage:missing.txt")
    library.attachment(number, "storage:bad.pdf", content=b"%PDF-1.4 no more")
    library.attachment(number, "storage:film.mp4", content=b"\0\1\2\3")
    report = ingest(engine, [library.folder])
    assert list(by_title(engine)) == ["Kept"]
    assert [Path(problem.path).name for problem in report.failed] == ["bad.pdf"]
    reasons = [note.reason.partition(":")[0] for note in report.notes]
    assert reasons == [
        "1 attached file is not there",
        "1 attached file is of no format that is read",
    ]


def test_a_link_in_storage_that_leads_out_is_not_followed(
    engine: Engine, library: ZoteroLibrary, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The swallows.", encoding="utf-8")
    number = library.item(title="Kept")
    file = library.attachment(number, "storage:link.txt", content="x")
    link = library.folder / "storage" / library.key(file) / "link.txt"
    link.unlink()
    link.symlink_to(secret)
    ingest(engine, [library.folder])
    assert by_title(engine)["Kept"].body == ""
    ingest(engine, [library.folder], follow_links=True)
    assert by_title(engine)["Kept"].body == "The swallows."


def test_a_damaged_database_keeps_what_the_index_holds(
    engine: Engine, library: ZoteroLibrary
) -> None:
    number = library.item(title="Kept")
    library.attachment(number, "storage:paper.txt", content="The swallows of summer.")
    ingest(engine, [library.folder])
    library.close()
    library.database.write_bytes(b"SQLite format 3\0" + b"\0" * 500)
    report = ingest(engine, [library.folder])
    assert [Path(problem.path).name for problem in report.failed] == ["zotero.sqlite"]
    assert by_title(engine)["Kept"].body == "The swallows of summer."
    with pytest.raises(sqlite3.ProgrammingError):
        library.connection.execute("SELECT 1")
