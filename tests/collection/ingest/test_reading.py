"""One file in pieces, whatever becomes of it between being listed and being read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collection.ingest.corpora import bodies, ingest, names, record, touch, write
from leadersearch.collection.ingest import Problem, Progress
from leadersearch.collection.ingest.reading import ReadingHere, Wanted, read_pieces
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.model.article import Article
from leadersearch.readers import read_articles_from


@pytest.fixture
def engine() -> Engine:
    return MemoryEngine()


def doing(action: Callable[[], object]) -> ReadingHere:
    """A reading in which something happens after the first article of a file."""

    def read(content: object, name: str, **options: object) -> Iterator[Article]:
        articles = read_articles_from(content, name, **options)  # type: ignore[arg-type]
        yield next(articles)
        action()
        yield from articles

    return ReadingHere(read)


def at_first_progress(action: Callable[[], object]) -> Callable[[Progress], None]:
    """Do something when the first file has been read and the others are listed."""
    waiting = [action]

    def act(_: Progress) -> None:
        if waiting:
            waiting.pop()()

    return act


class TestReplacedBeforeItIsRead:
    def test_by_a_pipe(self, engine: Engine, corpus: Path) -> None:
        write(corpus / "a.jsonl", record("a1"))
        file = write(corpus / "b.jsonl", record("b1"))
        write(corpus / "c.jsonl", record("c1"))

        def replace() -> None:
            file.unlink()
            os.mkfifo(file)

        report = ingest(engine, [corpus], progress=at_first_progress(replace))
        assert names(engine) == ["a1", "c1"]
        assert report.failed == (Problem(str(file), "not a file but a pipe or a device"),)

    def test_by_a_link(self, engine: Engine, corpus: Path, tmp_path: Path) -> None:
        write(corpus / "a.jsonl", record("a1"))
        file = write(corpus / "b.jsonl", record("b1"))
        secret = write(tmp_path / "secret.jsonl", record("s1"))

        def replace() -> None:
            file.unlink()
            file.symlink_to(secret)

        report = ingest(engine, [corpus], progress=at_first_progress(replace))
        assert names(engine) == ["a1"]
        assert report.failed == (Problem(str(file), "it has been replaced by a link"),)

    def test_by_a_folder(self, engine: Engine, corpus: Path) -> None:
        write(corpus / "a.jsonl", record("a1"))
        file = write(corpus / "b.jsonl", record("b1"))

        def replace() -> None:
            file.unlink()
            file.mkdir()

        report = ingest(engine, [corpus], progress=at_first_progress(replace))
        assert names(engine) == ["a1"]
        assert len(report.failed) == 1

    def test_by_another_file_which_is_read(self, engine: Engine, corpus: Path) -> None:
        write(corpus / "a.jsonl", record("a1"))
        file = write(corpus / "b.jsonl", record("b1"))
        other = write(corpus / ".b.jsonl", record("b2"))
        ingest(engine, [corpus], progress=at_first_progress(lambda: other.rename(file)))
        assert names(engine) == ["a1", "b2"]
        assert ingest(engine, [corpus]).files_unchanged == 2


class TestChangedWhileItIsRead:
    @pytest.mark.parametrize("count", [1, 5])
    def test_it_is_read_again_by_the_next_run(
        self, engine: Engine, corpus: Path, count: int
    ) -> None:
        """Shorter or longer."""
        file = write(corpus / "a.jsonl", record("a1"), record("a2"), record("a3"))
        after = [record(f"a{number}", "new text") for number in range(count)]
        report = ingest(engine, [corpus], reading=doing(lambda: write(file, *after)))
        told = "it changed while it was read; the next run reads it again"
        assert report.notes[-1] == Problem(str(file), told)
        assert ingest(engine, [corpus]).files_read == 1
        assert bodies(engine) == {f"a{number}": "new text" for number in range(count)}
        assert ingest(engine, [corpus]).files_unchanged == 1

    def test_one_whose_time_is_set_back_too(self, engine: Engine, corpus: Path) -> None:
        file = write(corpus / "a.jsonl", record("a1", "text one"))
        status = file.stat()

        def change() -> None:
            file.write_text(file.read_text().replace("one", "two"))
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

        ingest(engine, [corpus], reading=doing(change))
        ingest(engine, [corpus])
        assert bodies(engine) == {"a1": "text two"}

    def test_one_that_vanishes_is_gone_with_the_next_run(
        self, engine: Engine, corpus: Path
    ) -> None:
        file = write(corpus / "a.jsonl", record("a1"))
        write(corpus / "b.jsonl", record("b1"))
        report = ingest(engine, [corpus], reading=doing(lambda: file.unlink(missing_ok=True)))
        assert report.failed == ()
        ingest(engine, [corpus])
        assert names(engine) == ["b1"]


def test_pieces_are_bounded_by_what_they_hold(corpus: Path) -> None:
    file = write(corpus / "a.jsonl", *[record(f"a{n}", "x" * 300_000) for n in range(10)])
    pieces = list(read_pieces(Wanted(str(file), str(file))))
    assert [len(piece.articles) for piece in pieces] == [4, 4, 2]


def test_a_file_that_failed_is_not_taken_for_what_the_index_holds(
    engine: Engine, corpus: Path
) -> None:
    file = write(corpus / "a.jsonl", record("a1"), record("a2", "longer text"))
    ingest(engine, [corpus])
    before = file.read_bytes()
    write(file, record("a1", "new text"), record("a2", "new text"))

    def fail() -> None:
        raise ValueError

    ingest(engine, [corpus], reading=doing(fail))
    assert bodies(engine) == {"a1": "new text", "a2": "longer text"}
    file.write_bytes(before)
    touch(file)
    assert ingest(engine, [corpus]).files_read == 1
    assert bodies(engine) == {"a1": "some text", "a2": "longer text"}
    assert json.loads(engine.view().document("sources") or b"")[str(file)]["digest"]
