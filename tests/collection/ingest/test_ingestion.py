"""Files become articles, doing no more than what has changed, all of it or nothing."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, strategies as st

from asking import document_frequency, held_ids
from collection.ingest.corpora import (
    Unused,
    articles,
    bodies,
    ingest,
    ingest_bytes,
    names,
    record,
    refuse,
    source,
    touch,
    write,
)
from leadersearch.collection.ingest import IngestReport, Problem, Progress
from leadersearch.collection.ingest.reading import ReadingHere
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.errors import ReadError, UsageError
from leadersearch.model.article import Article, Source
from strategies import everyday

# --- what a run does -----------------------------------------------------------------------------


def test_the_articles_of_all_files_are_added(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", record("a1"), record("a2"))
    (corpus / "deep" / "er").mkdir(parents=True)
    write(corpus / "deep" / "er" / "b.jsonl", record("b1"))
    report = ingest(engine, [corpus])
    assert names(engine) == ["a1", "a2", "b1"]
    assert report == IngestReport(added=3, files_read=2)
    assert source(engine, "b1") == str(corpus / "deep" / "er" / "b.jsonl")


def test_an_empty_folder_gives_nothing(engine: Engine, corpus: Path) -> None:
    report = ingest(engine, [corpus], reading=Unused())
    assert report == IngestReport()
    assert not report.has_changed


def test_a_missing_path_is_named_and_nothing_is_done(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", record("a1"))
    with pytest.raises(UsageError, match=r"there is no file or folder .*nowhere"):
        ingest(engine, [corpus, corpus / "nowhere"])
    assert engine.view().articles == 0


def test_unchanged_files_are_not_opened_again(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", record("a1"), record("a2"))
    ingest(engine, [corpus])
    report = ingest(engine, [corpus], reading=Unused())
    assert report == IngestReport(unchanged=2, files_unchanged=1)


def test_a_touched_file_with_the_same_content_is_hashed_once_and_not_read(
    engine: Engine, corpus: Path
) -> None:
    file = write(corpus / "a.jsonl", record("a1"))
    ingest(engine, [corpus])
    touch(file)
    same = IngestReport(unchanged=1, files_unchanged=1)
    assert ingest(engine, [corpus], reading=ReadingHere(refuse)) == same
    assert ingest(engine, [corpus], reading=Unused()) == same


def test_a_changed_file_replaces_what_it_gave(engine: Engine, corpus: Path) -> None:
    file = write(corpus / "a.jsonl", record("a1"), record("a2"), record("a3"))
    ingest(engine, [corpus])
    write(file, record("a1"), record("a2", "other text"), record("a4"))
    report = ingest(engine, [corpus])
    assert bodies(engine) == {"a1": "some text", "a2": "other text", "a4": "some text"}
    assert report == IngestReport(added=1, updated=1, unchanged=1, removed=1, files_read=1)


def test_what_a_vanished_file_gave_is_removed(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", record("a1"))
    gone = write(corpus / "b.jsonl", record("b1"), record("b2"))
    ingest(engine, [corpus])
    gone.unlink()
    report = ingest(engine, [corpus])
    assert names(engine) == ["a1"]
    assert (report.removed, report.files_removed) == (2, 1)
    assert ingest(engine, [corpus]) == IngestReport(unchanged=1, files_unchanged=1)


def test_a_vanished_folder_is_known_by_its_name(engine: Engine, corpus: Path) -> None:
    folder = corpus / "blog"
    folder.mkdir()
    file = write(folder / "a.jsonl", record("a1"))
    ingest(engine, [folder])
    file.unlink()
    folder.rmdir()
    assert ingest(engine, [folder], prune=True).removed == 1
    assert engine.view().articles == 0


def test_files_outside_the_given_folders_are_left_alone(engine: Engine, corpus: Path) -> None:
    for name in ("one", "two"):
        (corpus / name).mkdir()
        write(corpus / name / "a.jsonl", record(name))
    ingest(engine, [corpus / "one", corpus / "two"])
    (corpus / "one" / "a.jsonl").unlink()
    report = ingest(engine, [corpus / "two"])
    assert names(engine) == ["one", "two"]
    assert report == IngestReport(unchanged=1, files_unchanged=1)


def test_a_folder_whose_name_begins_alike_is_another_one(engine: Engine, corpus: Path) -> None:
    for name in ("blog", "blog2"):
        (corpus / name).mkdir()
        write(corpus / name / "a.jsonl", record(name))
    ingest(engine, [corpus / "blog2"])
    ingest(engine, [corpus / "blog"])
    assert names(engine) == ["blog", "blog2"]


def test_a_renamed_file_is_recognised_and_not_read(engine: Engine, corpus: Path) -> None:
    file = write(corpus / "a.jsonl", record("a1"), record("a2"))
    ingest(engine, [corpus])
    file.rename(corpus / "b.jsonl")
    report = ingest(engine, [corpus], reading=Unused())
    assert report == IngestReport(unchanged=2, files_renamed=1)
    assert source(engine, "a2") == str(corpus / "b.jsonl")
    assert ingest(engine, [corpus]) == IngestReport(unchanged=2, files_unchanged=1)


def test_a_file_that_is_renamed_to_another_format_is_read_again(
    engine: Engine, corpus: Path
) -> None:
    file = corpus / "a.txt"
    file.write_text("# A title\n\nSome *text*.\n", encoding="utf-8")
    ingest(engine, [corpus])
    file.rename(corpus / "a.md")
    ingest(engine, [corpus])
    (article,) = articles(engine)
    assert article.title == "A title"


def test_a_file_whose_title_is_its_name_takes_the_new_name(engine: Engine, corpus: Path) -> None:
    file = corpus / "first name.txt"
    file.write_text("One long line without a title.", encoding="utf-8")
    ingest(engine, [corpus])
    file.rename(corpus / "second name.txt")
    ingest(engine, [corpus])
    (article,) = articles(engine)
    assert article.title == "second name"


def test_a_copy_is_no_rename(engine: Engine, corpus: Path) -> None:
    file = write(corpus / "a.jsonl", record("a1"))
    ingest(engine, [corpus])
    write(corpus / "b.jsonl", *[json.loads(line) for line in file.read_text().splitlines()])
    report = ingest(engine, [corpus])
    assert (report.files_renamed, report.duplicates) == (0, 1)
    assert source(engine, "a1") == str(file)


def test_swapped_files_are_both_read(engine: Engine, corpus: Path) -> None:
    a, b = write(corpus / "a.jsonl", record("a1")), write(corpus / "b.jsonl", record("b1", "long"))
    ingest(engine, [corpus])
    a.rename(corpus / "c.jsonl")
    b.rename(a)
    (corpus / "c.jsonl").rename(b)
    ingest(engine, [corpus])
    assert names(engine) == ["a1", "b1"]
    assert source(engine, "a1") == str(b)


# --- files that cannot be read -------------------------------------------------------------------


def test_a_failed_file_keeps_what_the_index_had_of_it(engine: Engine, corpus: Path) -> None:
    file = write(corpus / "a.jsonl", record("a1"))
    write(corpus / "b.jsonl", record("b1"))
    ingest(engine, [corpus])
    file.write_bytes(b"\0\0\0")
    touch(file)
    report = ingest(engine, [corpus])
    assert names(engine) == ["a1", "b1"]
    assert [problem.path for problem in report.failed] == [str(file)]
    assert report.removed == 0
    assert report.files_unchanged == 1


def test_a_failed_file_is_tried_again_and_taken_when_it_is_mended(
    engine: Engine, corpus: Path
) -> None:
    file = write(corpus / "a.jsonl", record("a1"))
    ingest(engine, [corpus])
    file.write_bytes(b"\0\0\0")
    touch(file)
    ingest(engine, [corpus])
    assert len(ingest(engine, [corpus]).failed) == 1
    write(file, record("a2"))
    assert ingest(engine, [corpus]).failed == ()
    assert names(engine) == ["a2"]


def test_what_was_read_before_a_failure_is_taken(engine: Engine, corpus: Path) -> None:
    def failing(*_: object, **__: object) -> Iterator[Article]:
        yield Article(doi="10.1000/a1", body="new")
        raise ReadError("the disk is scratched")

    file = write(corpus / "a.jsonl", record("a1"), record("a2"))
    ingest(engine, [corpus])
    touch(write(file, record("a1", "longer")))
    report = ingest(engine, [corpus], reading=ReadingHere(failing))
    assert bodies(engine) == {"a1": "new", "a2": "some text"}
    assert report.failed == (Problem(str(file), "the disk is scratched"),)


def test_a_failed_file_that_vanishes_takes_its_articles_along(engine: Engine, corpus: Path) -> None:
    file = write(corpus / "a.jsonl", record("a1"))
    ingest(engine, [corpus])
    file.write_bytes(b"\0\0\0")
    touch(file)
    ingest(engine, [corpus])
    file.unlink()
    assert ingest(engine, [corpus], prune=True).removed == 1
    assert engine.view().articles == 0


def test_a_vanished_failed_file_is_not_taken_for_a_changed_one(
    engine: Engine, corpus: Path
) -> None:
    failed = write(corpus / "a.jsonl", record("a1"))
    changed = write(corpus / "b.jsonl", record("b1"))
    ingest(engine, [corpus])
    failed.write_bytes(b"\0\0\0")
    touch(failed)
    ingest(engine, [corpus])
    failed.unlink()
    write(changed, record("b1", "other text"))
    report = ingest(engine, [corpus])
    assert bodies(engine) == {"b1": "other text"}
    assert (report.files_renamed, report.files_read) == (0, 1)


def test_a_file_that_may_not_be_opened_is_a_failed_file(
    engine: Engine, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = write(corpus / "a.jsonl", record("a1"))
    ingest(engine, [corpus])
    gone.unlink()  # so that new files are compared with it
    locked = write(corpus / "b.jsonl", record("b1"))
    write(corpus / "c.jsonl", record("c1"))
    opened = os.open

    def refusing(path: str, *arguments: int, **options: int) -> int:
        if path == str(locked):
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refusing)
    report = ingest(engine, [corpus])
    assert names(engine) == ["c1"]
    assert report.failed == (Problem(str(locked), "Permission denied"),)


def test_a_file_that_vanishes_during_the_walk_costs_nothing_else(
    engine: Engine, corpus: Path
) -> None:
    write(corpus / "a.jsonl", record("a1"))
    vanishing = write(corpus / "b.jsonl", record("b1"))
    write(corpus / "c.jsonl", record("c1"))

    def remove(_: Progress) -> None:
        vanishing.unlink(missing_ok=True)

    report = ingest(engine, [corpus], progress=remove)
    assert names(engine) == ["a1", "c1"]
    assert [problem.path for problem in report.failed] == [str(vanishing)]


def test_a_record_without_text_is_a_note_and_costs_no_other(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", {"doi": "10.1000/empty"}, record("a1"))
    report = ingest(engine, [corpus])
    assert names(engine) == ["a1"]
    assert len(report.notes) == 1
    assert report.failed == ()


# --- which files ---------------------------------------------------------------------------------


def test_hidden_files_and_folders_are_left_out(engine: Engine, corpus: Path) -> None:
    write(corpus / ".hidden.jsonl", record("h1"))
    (corpus / ".git").mkdir()
    write(corpus / ".git" / "a.jsonl", record("h2"))
    assert ingest(engine, [corpus]) == IngestReport()


def test_a_hidden_folder_that_is_named_is_read(engine: Engine, corpus: Path) -> None:
    (corpus / ".notes").mkdir()
    write(corpus / ".notes" / "a.jsonl", record("a1"))
    assert ingest(engine, [corpus / ".notes"]).added == 1


def test_pictures_are_ignored_and_counted(engine: Engine, corpus: Path) -> None:
    (corpus / "photo.png").write_bytes(b"\x89PNG")
    (corpus / "noname").write_text("text")
    paths = (str(corpus / "noname"), str(corpus / "photo.png"))
    assert ingest(engine, [corpus]) == IngestReport(files_ignored=2, ignored=paths)


@pytest.mark.parametrize("name", ["export", "export.cgi", "export.data", "export.bib"])
def test_a_file_is_known_by_its_first_bytes_whatever_it_is_called(
    engine: Engine, corpus: Path, name: str
) -> None:
    (corpus / name).write_text("TY  - JOUR\nTI  - Kind rounds\nER  - \n")
    assert ingest(engine, [corpus]).added == 1
    assert ingest(engine, [corpus]) == IngestReport(unchanged=1, files_unchanged=1)


def test_skipped_folders_are_left_out(engine: Engine, corpus: Path) -> None:
    (corpus / "index").mkdir()
    write(corpus / "index" / "a.jsonl", record("skipped"))
    write(corpus / "b.jsonl", record("b1"))
    ingest(engine, [corpus], skip=[corpus / "index"])
    assert names(engine) == ["b1"]


@pytest.mark.parametrize(
    "name", ["späte Frücht’e.jsonl", "a b\tc.jsonl", "日本.jsonl", "-r.jsonl", "a#1?.jsonl"]
)
def test_names_may_be_any(engine: Engine, corpus: Path, name: str) -> None:
    file = write(corpus / name, record("a1"))
    assert ingest(engine, [corpus]).added == 1
    assert source(engine, "a1") == str(file)
    assert ingest(engine, [corpus]) == IngestReport(unchanged=1, files_unchanged=1)


def test_a_name_that_is_no_unicode_is_read_like_any(engine: Engine, corpus: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(str(corpus)) + b"/caf\xe9.jsonl"))
    try:
        write(file, record("a1"))
    except OSError:
        pytest.skip("the file system admits Unicode names only")
    assert ingest(engine, [corpus]).added == 1
    assert source(engine, "a1") == str(file)
    assert ingest(engine, [corpus]) == IngestReport(unchanged=1, files_unchanged=1)


def test_a_folder_given_through_a_link_is_that_folder(
    engine: Engine, corpus: Path, tmp_path: Path
) -> None:
    write(corpus / "a.jsonl", record("a1"))
    link = tmp_path / "link"
    link.symlink_to(corpus)
    ingest(engine, [link])
    assert ingest(engine, [corpus]) == IngestReport(unchanged=1, files_unchanged=1)


def test_the_same_folder_given_twice_is_read_once(engine: Engine, corpus: Path) -> None:
    file = write(corpus / "a.jsonl", record("a1"))
    assert ingest(engine, [corpus, corpus, file]) == IngestReport(added=1, files_read=1)


def test_a_relative_path_is_the_same_place(
    engine: Engine, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(corpus / "a.jsonl", record("a1"))
    ingest(engine, [corpus])
    monkeypatch.chdir(corpus)
    assert ingest(engine, [Path()]) == IngestReport(unchanged=1, files_unchanged=1)


def test_two_roots_are_one_commit(engine: Engine, corpus: Path) -> None:
    for name in ("one", "two"):
        (corpus / name).mkdir()
        write(corpus / name / "a.jsonl", record(name))
    report = ingest(engine, [corpus / "one", corpus / "two"])
    assert report == IngestReport(added=2, files_read=2)


def test_a_single_file_is_read_whatever_its_folder_holds(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", record("a1"))
    file = write(corpus / "b.jsonl", record("b1"))
    ingest(engine, [file])
    assert names(engine) == ["b1"]


# --- one article in several places ---------------------------------------------------------------

SHORT, LONG = "short", "a much longer text than the other"


@pytest.mark.parametrize(("first", "second"), [(SHORT, LONG), (LONG, SHORT)])
def test_of_an_article_in_two_files_the_longest_is_kept(
    engine: Engine, corpus: Path, first: str, second: str
) -> None:
    write(corpus / "a.jsonl", record("x1", first))
    write(corpus / "b.jsonl", record("x1", second))
    report = ingest(engine, [corpus])
    assert bodies(engine) == {"x1": LONG}
    assert (report.added, report.duplicates) == (1, 1)
    again = ingest(engine, [corpus])
    assert not again.has_changed
    assert bodies(engine) == {"x1": LONG}


@pytest.mark.parametrize("removed", ["a.jsonl", "b.jsonl"])
@pytest.mark.parametrize(("first", "second"), [(SHORT, LONG), (LONG, SHORT), (LONG, LONG)])
def test_removing_one_file_keeps_the_article_from_the_other(
    engine: Engine, corpus: Path, removed: str, first: str, second: str
) -> None:
    held = {"a.jsonl": first, "b.jsonl": second}
    for name, body in held.items():
        write(corpus / name, record("x1", body))
    ingest(engine, [corpus])
    (corpus / removed).unlink()
    report = ingest(engine, [corpus])
    (kept,) = set(held) - {removed}
    assert bodies(engine) == {"x1": held[kept]}
    assert source(engine, "x1") == str(corpus / kept)
    assert report.removed == 0
    assert report.files_removed == 1


def test_an_article_that_moves_to_another_file_stays(engine: Engine, corpus: Path) -> None:
    a = write(corpus / "a.jsonl", record("x1"), record("a1"))
    b = write(corpus / "b.jsonl", record("b1"))
    ingest(engine, [corpus])
    write(a, record("a1"))
    write(b, record("b1"), record("x1"))
    ingest(engine, [corpus])
    assert names(engine) == ["a1", "b1", "x1"]
    assert source(engine, "x1") == str(b)
    write(b, record("b1"))
    write(a, record("a1"), record("x1"))
    ingest(engine, [corpus])
    assert names(engine) == ["a1", "b1", "x1"]
    assert source(engine, "x1") == str(a)


def test_an_article_dropped_by_the_file_it_came_from_is_taken_from_the_other(
    engine: Engine, corpus: Path
) -> None:
    a = write(corpus / "a.jsonl", record("x1", LONG), record("a1"))
    b = write(corpus / "b.jsonl", record("x1", SHORT))
    ingest(engine, [corpus])
    write(a, record("a1"))
    ingest(engine, [corpus])
    assert bodies(engine) == {"x1": SHORT, "a1": "some text"}
    assert source(engine, "x1") == str(b)


def test_new_files_do_not_displace_a_longer_article_of_an_unchanged_file(
    engine: Engine, corpus: Path
) -> None:
    write(corpus / "z.jsonl", record("x1", LONG))
    ingest(engine, [corpus])
    write(corpus / "a.jsonl", record("x1", SHORT))
    write(corpus / "b.jsonl", record("x1", SHORT + " and"))
    ingest(engine, [corpus])
    assert bodies(engine) == {"x1": LONG}


@pytest.mark.parametrize("after", [[record("z1")], [record("x1", "s")]])
def test_the_text_of_a_file_that_changed_later_in_the_run_is_not_kept(
    engine: Engine, corpus: Path, after: list[dict[str, str]]
) -> None:
    z = write(corpus / "z.jsonl", record("x1", LONG))
    ingest(engine, [corpus])
    write(corpus / "a.jsonl", record("x1", SHORT))
    write(z, *after)
    ingest(engine, [corpus])
    assert bodies(engine)["x1"] == SHORT


def test_two_articles_of_one_file_that_share_an_id_are_both_kept(
    engine: Engine, corpus: Path
) -> None:
    write(corpus / "a.jsonl", record("x1", SHORT), record("x1", LONG))
    ingest(engine, [corpus])
    assert sorted(article.body for article in articles(engine)) == sorted([SHORT, LONG])
    assert ingest(engine, [corpus]) == IngestReport(unchanged=2, files_unchanged=1)


def test_two_articles_that_share_an_id_are_kept_beside_a_file_that_has_one_of_them(
    engine: Engine, corpus: Path
) -> None:
    write(corpus / "a.jsonl", record("x1", SHORT))
    write(corpus / "b.jsonl", record("x1", SHORT), record("x1", LONG))
    ingest(engine, [corpus])
    assert sorted(article.body for article in articles(engine)) == sorted([SHORT, LONG])


def test_an_article_twice_in_one_file_is_one(engine: Engine, corpus: Path) -> None:
    file = write(corpus / "a.jsonl", record("x1"), record("x1"))
    report = ingest(engine, [corpus])
    (merged,) = report.merged
    assert merged.sources == (Source(str(file)), Source(str(file), 2))
    assert replace(report, merged=()) == IngestReport(added=1, duplicates=1, files_read=1)


def test_an_article_removed_by_hand_does_not_make_the_counts_negative(
    engine: Engine, corpus: Path
) -> None:
    a = write(corpus / "a.jsonl", record("x1"))
    write(corpus / "b.jsonl", record("x1"))
    ingest(engine, [corpus])
    with engine.write() as writer:
        writer.remove([articles(engine)[0].id])
    a.unlink()
    report = ingest(engine, [corpus])
    assert min(report.added, report.updated, report.removed, report.unchanged) >= 0
    assert names(engine) == ["x1"]


# --- all or nothing ------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, MemoryError])
def test_an_interruption_leaves_everything_as_it_was(
    engine: Engine, corpus: Path, error: type[BaseException]
) -> None:
    a = write(corpus / "a.jsonl", record("a1"))
    gone = write(corpus / "b.jsonl", record("b1"))
    ingest(engine, [corpus])
    write(a, record("a1", "other"))
    gone.unlink()
    write(corpus / "c.jsonl", record("c1"))

    def interrupt(progress: Progress) -> None:
        if progress.path.endswith("c.jsonl"):
            raise error

    with pytest.raises(error):
        ingest(engine, [corpus], progress=interrupt)
    assert bodies(engine) == {"a1": "some text", "b1": "some text"}
    report = ingest(engine, [corpus])
    assert (report.added, report.updated, report.removed) == (1, 1, 1)


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.name: (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.iterdir()
        if "LOCK" not in path.name
    }


def test_nothing_is_written_when_nothing_has_changed(tmp_path: Path, corpus: Path) -> None:
    write(corpus / "a.jsonl", record("a1"), record("x1", LONG))
    write(corpus / "b.jsonl", record("x1", SHORT))
    (corpus / "bad.jsonl").write_bytes(b"\0\0\0")
    with closing(WhooshEngine(tmp_path / "index", create=True)) as engine:
        ingest(engine, [corpus])
        before = listing(tmp_path / "index")
        report = ingest(engine, [corpus])
        assert not report.has_changed
        assert listing(tmp_path / "index") == before


def test_a_rebuild_in_another_language_reads_all_again(tmp_path: Path, corpus: Path) -> None:
    write(corpus / "a.jsonl", record("a1", "Die Häuser"))
    folder = tmp_path / "index"
    with closing(WhooshEngine(folder, create=True)) as engine:
        ingest(engine, [corpus])
    with closing(WhooshEngine(folder, rebuild=True, language="de")) as engine:
        assert ingest(engine, [corpus], from_nothing=True) == IngestReport(added=1, files_read=1)
        assert document_frequency(engine, "body", "haus") == 1
    with closing(WhooshEngine(folder)) as engine:
        assert engine.analysis.language == "german"
        assert ingest(engine, [corpus]) == IngestReport(unchanged=1, files_unchanged=1)


# --- progress ------------------------------------------------------------------------------------


def test_progress_counts_up_to_the_whole(engine: Engine, corpus: Path) -> None:
    for number in range(5):
        write(corpus / f"{number}.jsonl", record(f"a{number}", "word " * 10 * number))
    (corpus / "bad.jsonl").write_bytes(b"\0\0\0")
    told: list[Progress] = []
    ingest(engine, [corpus], progress=told.append)
    assert {step.files_total for step in told} == {6}
    assert len({step.bytes_total for step in told}) == 1
    assert [step.bytes_done for step in told] == sorted(step.bytes_done for step in told)
    assert [step.files_done for step in told] == sorted(step.files_done for step in told)
    last = told[-1]
    assert (last.files_done, last.bytes_done) == (last.files_total, last.bytes_total)
    assert last.articles == 5


def test_progress_is_told_within_a_big_file(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", *[record(f"a{number}") for number in range(450)])
    told: list[Progress] = []
    ingest(engine, [corpus], progress=told.append)
    assert [step.articles for step in told][:3] == [200, 400, 450]


def test_unchanged_files_make_no_progress(corpus: Path) -> None:
    engine = MemoryEngine()
    told: list[Progress] = []
    ingest(engine, [corpus], progress=told.append)
    assert told == []


# --- bytes ---------------------------------------------------------------------------------------


def test_bytes_are_read_like_a_file_of_the_name(engine: Engine) -> None:
    data = json.dumps(record("a1")).encode()
    assert ingest_bytes(engine, data, "some.jsonl") == IngestReport(added=1)
    assert source(engine, "a1") == "some.jsonl"
    assert ingest_bytes(engine, data, "some.jsonl") == IngestReport(unchanged=1)


def test_bytes_of_a_named_reader(engine: Engine) -> None:
    ingest_bytes(engine, b"doi,title\n10.1000/a1,Kind\n", "-", reader="csv")
    assert names(engine) == ["a1"]


def test_bytes_that_cannot_be_read_change_nothing(engine: Engine) -> None:
    with pytest.raises(ReadError):
        ingest_bytes(engine, b"\0\0\0", "-")
    assert engine.view().articles == 0


# --- the same as from scratch --------------------------------------------------------------------

FILES = ("a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl")
contents = st.lists(
    st.tuples(
        st.sampled_from(["x1", "y1", "z1"]), st.sampled_from(["s", "medium", "the long text"])
    ),
    max_size=3,
    unique_by=lambda row: row[0],
)
states = st.fixed_dictionaries({name: st.none() | contents for name in FILES})


def put(corpus: Path, state: dict[str, list[tuple[str, str]] | None], stamp: int) -> None:
    for name, rows in state.items():
        file = corpus / name
        text = "".join(json.dumps(record(*row)) + "\n" for row in rows or [])
        if rows is None:
            file.unlink(missing_ok=True)
        elif not file.exists() or file.read_text() != text:
            file.write_text(text)
            os.utime(file, ns=(stamp, stamp))


@everyday(150)
@given(st.lists(states, min_size=2, max_size=4))
def test_an_index_kept_up_to_date_is_that_made_from_scratch(
    history: list[dict[str, list[tuple[str, str]] | None]],
) -> None:
    kept = MemoryEngine()
    with TemporaryDirectory() as folder:
        for stamp, state in enumerate(history, 1):
            # An empty file is a failed one, which keeps what it had: another fact, tested above.
            put(Path(folder), {name: rows or None for name, rows in state.items()}, stamp * 10**9)
            report = ingest(kept, [Path(folder)], prune=True)
            counts = (report.added, report.updated, report.removed, report.unchanged)
            assert min(counts) >= 0
        made = MemoryEngine()
        ingest(made, [Path(folder)])
        assert bodies(kept) == bodies(made)
        assert ingest(kept, [Path(folder)]).has_changed is False


def test_a_folder_that_cannot_be_listed_keeps_what_the_index_has_of_it(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "listed"
    (place / "inner").mkdir(parents=True)
    (place / "inner" / "a.md").write_text("# Kindness\n\nLeaders are kind.", encoding="utf-8")
    ingest(engine, [place])
    listed = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("inner"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = ingest(engine, [place])

    assert report.removed == 0
    assert [problem.path for problem in report.failed] == [str(place / "inner")]
    assert engine.view().articles == 1


def test_a_pipe_is_named_and_not_waited_for(engine: Engine, tmp_path: Path) -> None:
    place = tmp_path / "piped"
    place.mkdir()
    os.mkfifo(place / "pipe.txt")

    (problem,) = ingest(engine, [place]).failed

    assert "pipe" in problem.reason


def test_a_correction_after_a_move_is_taken(engine: Engine, tmp_path: Path) -> None:
    before, after = tmp_path / "before.md", tmp_path / "after.md"
    head = "---\ntitle: Kindness\nauthor: Ada Example\ndate: 2023-05-01\n---\n"
    before.write_text(head + "A long text about kindness and leaders.", encoding="utf-8")
    ingest(engine, [before])
    before.rename(after)
    ingest(engine, [after])
    after.write_text(head + "A short text.", encoding="utf-8")

    ingest(engine, [after])

    (article,) = engine.view().fetch(held_ids(engine))
    assert article is not None
    assert article.body == "A short text."
