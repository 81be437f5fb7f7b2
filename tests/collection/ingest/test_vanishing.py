"""A drive that is not there is not taken for files that were deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from collection.ingest.corpora import ingest, names, record, write
from leadersearch.engine import Engine
from leadersearch.errors import FilesVanished


def fill(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True, parents=True)
    return [
        write(folder / f"{folder.name}{number}.jsonl", record(f"{folder.name}{number}"))
        for number in range(count)
    ]


def delete(*files: Path) -> None:
    for file in files:
        file.unlink()


@pytest.mark.parametrize("count", [1, 2, 12])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_place_where_nothing_is_left_is_refused_and_nothing_changes(
    engine: Engine, corpus: Path, count: int, *, is_there: bool
) -> None:
    fill(corpus, count)
    ingest(engine, [corpus])
    before, attached = names(engine), engine.view().document("sources")
    shutil.rmtree(corpus)
    if is_there:
        corpus.mkdir()
    with pytest.raises(FilesVanished, match="--prune") as raised:
        ingest(engine, [corpus])
    assert raised.value.places == ((str(corpus), count, count),)
    assert (names(engine), engine.view().document("sources")) == (before, attached)


def test_nothing_of_the_run_counts(engine: Engine, corpus: Path, tmp_path: Path) -> None:
    fill(corpus, 3)
    ingest(engine, [corpus])
    shutil.rmtree(corpus)
    other = tmp_path / "other"
    fill(other, 1)
    with pytest.raises(FilesVanished):
        ingest(engine, [other, corpus])
    assert "other0" not in names(engine)


def test_they_are_removed_on_demand(engine: Engine, corpus: Path) -> None:
    files = fill(corpus, 12)
    ingest(engine, [corpus])
    delete(*files)
    assert ingest(engine, [corpus], prune=True).removed == 12
    assert names(engine) == []


@pytest.mark.parametrize(
    ("known", "gone", "is_refused"),
    [(2, 1, False), (3, 2, False), (4, 3, True), (6, 3, False), (10, 6, True), (40, 20, False)],
)
def test_most_are_too_many_and_a_few_are_not(
    engine: Engine, corpus: Path, known: int, gone: int, *, is_refused: bool
) -> None:
    files = fill(corpus, known)
    ingest(engine, [corpus])
    delete(*files[:gone])
    if is_refused:
        with pytest.raises(FilesVanished):
            ingest(engine, [corpus])
    else:
        assert ingest(engine, [corpus]).removed == gone


def test_each_place_is_judged_by_itself(engine: Engine, corpus: Path, tmp_path: Path) -> None:
    fill(corpus, 20)
    drive = tmp_path / "drive"
    fill(drive, 3)
    ingest(engine, [corpus, drive])
    shutil.rmtree(drive)
    with pytest.raises(FilesVanished) as raised:
        ingest(engine, [corpus, drive])
    assert raised.value.places == ((str(drive), 3, 3),)
    assert not ingest(engine, [corpus]).has_changed  # a place that is not named is not looked at


def test_a_new_export_replaces_the_one_before(engine: Engine, corpus: Path) -> None:
    old = write(corpus / "export-2023.jsonl", record("a1"), record("a2"))
    ingest(engine, [corpus])
    old.unlink()
    write(corpus / "export-2024.jsonl", record("a2"), record("a3"))
    ingest(engine, [corpus])
    assert names(engine) == ["a2", "a3"]


def test_renamed_files_have_not_vanished(engine: Engine, corpus: Path) -> None:
    files = fill(corpus, 6)
    ingest(engine, [corpus])
    (corpus / "moved").mkdir()
    for file in files:
        file.rename(corpus / "moved" / file.name)
    assert ingest(engine, [corpus]).files_renamed == 6


def test_files_of_another_format_by_name_alone_have_not_vanished(
    engine: Engine, corpus: Path
) -> None:
    for number in range(6):
        (corpus / f"{number}.txt").write_text(f"# Title {number}\n\nSome *text*.\n")
    ingest(engine, [corpus])
    for number in range(6):
        (corpus / f"{number}.txt").rename(corpus / f"{number}.md")
    assert ingest(engine, [corpus]).files_removed == 6


def test_files_that_cannot_be_read_have_not_vanished(engine: Engine, corpus: Path) -> None:
    files = fill(corpus, 6)
    ingest(engine, [corpus])
    for file in files:
        file.write_bytes(b"\0\0\0\0")
    report = ingest(engine, [corpus])
    assert (report.removed, len(report.failed)) == (0, 6)


class TestFoldersBelow:
    def test_an_empty_one_where_files_were_is_refused(self, engine: Engine, corpus: Path) -> None:
        fill(corpus, 30)
        fill(corpus / "drive" / "blog", 3)
        ingest(engine, [corpus])
        shutil.rmtree(corpus / "drive" / "blog")
        with pytest.raises(FilesVanished) as raised:
            ingest(engine, [corpus])
        assert raised.value.places == ((str(corpus / "drive"), 3, 3),)

    def test_one_that_is_gone_was_deleted(self, engine: Engine, corpus: Path) -> None:
        fill(corpus, 30)
        fill(corpus / "blog", 10)
        ingest(engine, [corpus])
        shutil.rmtree(corpus / "blog")
        assert ingest(engine, [corpus]).removed == 10

    def test_one_that_held_a_few_was_tidied_up(self, engine: Engine, corpus: Path) -> None:
        fill(corpus, 30)
        delete(*fill(corpus / "blog", 2))
        assert ingest(engine, [corpus]).removed == 0
        files = fill(corpus / "blog", 2)
        ingest(engine, [corpus])
        delete(*files)
        assert ingest(engine, [corpus]).removed == 2
