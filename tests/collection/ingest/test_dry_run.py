"""A dry run says what a run would do, and does nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import leadersearch
from collection.ingest.corpora import record, write
from leadersearch import FilesVanished, UsageError
from leadersearch.collection.ingest import PlannedChange
from leadersearch.collection.ingest.reading import ReadingHere


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def place(tmp_path: Path, corpus: Path) -> Path:
    write(corpus / "a.jsonl", record("a1"), record("a2"))
    write(corpus / "b.jsonl", record("b1"))
    write(corpus / "c.jsonl", record("c1"))
    with leadersearch.open_index(tmp_path / "index", create=True) as index:
        index.ingest(corpus, reading=ReadingHere())
    write(corpus / "a.jsonl", record("a1", "another text"), record("b1"))
    write(corpus / "d.jsonl", record("d1"))
    (corpus / "e.json").write_text("{", encoding="utf-8")
    (corpus / "f.png").write_bytes(b"\x89PNG")
    (corpus / "c.jsonl").unlink()
    return tmp_path / "index"


@pytest.mark.parametrize("rebuild", [False, True])
def test_it_says_what_the_run_after_it_does_and_changes_nothing(
    place: Path, corpus: Path, *, rebuild: bool
) -> None:
    before = contents(place)
    with leadersearch.open_index(place, rebuild=rebuild) as index:
        planned = index.ingest(corpus, dry_run=True, reading=ReadingHere())
        assert contents(place) == before
        done = index.ingest(corpus, reading=ReadingHere())
    assert planned.is_dry_run
    assert not done.is_dry_run
    assert replace(planned, is_dry_run=False, planned=()) == done
    assert (done.added, len(done.failed), len(done.ignored)) == (3 if rebuild else 1, 1, 1)
    assert len(done.merged) == 1


def test_it_names_the_articles(place: Path, corpus: Path) -> None:
    with leadersearch.open_index(place) as index:
        rows = index.ingest(corpus, dry_run=True, reading=ReadingHere()).planned
        assert {(row.kind, row.title) for row in rows} == {
            ("added", "Title d1"),
            ("updated", "Title a1"),
            ("removed", "Title a2"),
            ("removed", "Title c1"),
        }
        assert all(isinstance(row, PlannedChange) and len(row.id) == 16 for row in rows)


def test_it_keeps_nobody_from_writing(place: Path, corpus: Path) -> None:
    with (
        leadersearch.open_index(place, lock_timeout=0.01) as other,
        leadersearch.open_index(place, lock_timeout=0.01) as index,
        other._writing(),
    ):
        assert index.ingest(corpus, dry_run=True, reading=ReadingHere()).added == 1


def test_it_fails_as_the_run_would(place: Path, corpus: Path) -> None:
    before = contents(place)
    with leadersearch.open_index(place) as index:
        with pytest.raises(UsageError, match="there is no file or folder"):
            index.ingest(corpus / "none", dry_run=True)
        for file in list(corpus.iterdir()):
            file.unlink()
        with pytest.raises(FilesVanished):
            index.ingest(corpus, dry_run=True)
        assert index.ingest(corpus, dry_run=True, prune=True).removed == 4
    assert contents(place) == before


def test_bytes_are_tried_as_files_are(place: Path) -> None:
    before = contents(place)
    with leadersearch.open_index(place) as index:
        report = index.ingest_bytes(b'{"title": "Kind"}\n', "x.jsonl", dry_run=True)
        assert [row.title for row in report.planned] == ["Kind"]
    assert contents(place) == before
