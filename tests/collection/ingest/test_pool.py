"""Several processes read at once, and nobody can tell from the index."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from collection.ingest.corpora import articles, ingest, names, record, write
from collection.ingest.test_isolation import is_alive, samples
from leadersearch.collection.ingest import Problem, turns
from leadersearch.collection.ingest.isolation import ReadingApart
from leadersearch.collection.ingest.messages import Answer
from leadersearch.collection.ingest.pool import ReadingPool, default_reading, processors
from leadersearch.collection.ingest.process import AT_ONCE
from leadersearch.collection.ingest.reading import Wanted
from leadersearch.collection.ingest.turns import Stopped, Turns
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import ReadError, UsageError
from waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

LARGE = "word " * (AT_ONCE // 4)


def pool_with(action: str, jobs: int = 2) -> ReadingPool:
    """A pool whose readers do something else before a file is read."""
    return ReadingPool(
        jobs,
        f"""
import os, time
from pathlib import Path
from leadersearch.collection.ingest import child
from leadersearch.readers import read_articles_from
def read(content, name, **options):
    {action}
    yield from read_articles_from(content, name, **options)
child.serve(read)
""",
    )


def fill(corpus: Path, *called: str) -> list[str]:
    """Files of one article each, large enough to be read by different processes."""
    return [str(write(corpus / f"{name}.jsonl", record(name, LARGE))) for name in called]


def wanted(paths: list[str]) -> list[Wanted]:
    return [Wanted(path, path, Path(path).stat().st_size) for path in paths]


def test_a_slow_file_keeps_no_other_from_being_read_and_comes_in_its_turn(corpus: Path) -> None:
    """The first file is read only when the last one has been."""
    paths = fill(corpus, "a", "b", "c", "d")
    action = f"""
    while name.endswith("a.jsonl") and not Path({str(corpus / "read")!r}).exists():
        time.sleep(0.01)
    if name.endswith("d.jsonl"):
        Path({str(corpus / "read")!r}).touch()
"""
    with pool_with(action.strip()) as pool:
        pieces = list(pool.pieces(iter(wanted(paths))))
    assert [piece.path for piece in pieces if piece.end] == paths
    assert [article.doi for piece in pieces for article in piece.articles] == [
        f"10.1000/{name}" for name in "abcd"
    ]


def test_several_processes_read_what_one_reads(corpus: Path) -> None:
    assert len(list(samples(corpus))) == 10
    fill(corpus, "large1", "x1", "large2")
    one, three = MemoryEngine(), MemoryEngine()
    report = ingest(one, [corpus], reading=ReadingApart())
    assert ingest(three, [corpus], reading=ReadingPool(3)) == report
    assert articles(three) == articles(one)


def test_a_crash_costs_one_file(corpus: Path) -> None:
    *_, bad, _ = fill(corpus, "a", "b", "c", "d", "bad", "e")
    engine = MemoryEngine()
    pool = pool_with("os._exit(3) if 'bad' in name else None")
    report = ingest(engine, [corpus], reading=pool)
    assert report.failed == (Problem(bad, "its reader crashed (status 3)"),)
    assert names(engine) == ["a", "b", "c", "d", "e"]


def test_no_process_is_started_for_nothing(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> object:
        started.append(arguments)
        return popen(*arguments, **options)  # type: ignore[call-overload]  # passed on

    monkeypatch.setattr(subprocess, "Popen", noted)
    for number in range(30):
        write(corpus / f"note{number}.jsonl", record(f"n{number}"))
    assert ingest(MemoryEngine(), [corpus], reading=ReadingPool(4)).files_read == 30
    assert len(started) == 1


def test_processes_that_cannot_begin_are_an_error_and_change_nothing(corpus: Path) -> None:
    fill(corpus, "a", "b", "c")
    engine = MemoryEngine()
    with pytest.raises(ReadError, match=r"ended before it began \(status 5\)"):
        ingest(engine, [corpus], reading=ReadingPool(2, "raise SystemExit(5)"))
    assert articles(engine) == []


def test_no_process_and_no_thread_is_left_behind(corpus: Path) -> None:
    """In the middle of a file that is read for hours."""
    paths = fill(corpus, "a", "b", "c")
    action = f"""
    if name.endswith("b.jsonl"):
        Path({str(corpus / "pid")!r}).write_text(str(os.getpid()))
        sum(range(2**40))
"""
    threads = threading.active_count()
    with pool_with(action.strip()) as pool:
        pieces = pool.pieces(iter(wanted(paths)))
        assert next(pieces).path == paths[0]
        wait_until(lambda: (corpus / "pid").exists() and (corpus / "pid").read_text() != "")
        pieces.close()  # type: ignore[attr-defined]  # a generator
    wait_until(lambda: not is_alive(int((corpus / "pid").read_text())))
    wait_until(lambda: threading.active_count() == threads)


def test_as_many_read_as_there_are_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(default_reading(jobs=2), ReadingPool)
    assert isinstance(default_reading(jobs=1), ReadingApart)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 7})
    assert processors() == (3 if sys.platform == "linux" else os.cpu_count())
    with pytest.raises(UsageError, match="the number of processes must be at least 1, not 0"):
        default_reading(jobs=0)


class TestTurns:
    """Answers wait for their turn, in bounded memory."""

    @pytest.fixture
    def make_turns(self) -> Iterator[Callable[..., Turns]]:
        with ExitStack() as stack:

            def make(*paths: str) -> Turns:
                made = Turns(iter([Wanted(path) for path in paths]))
                stack.callback(made.close)
                list(made.wanted())
                return made

            yield make

    def answer(self, size: int, *, is_end: bool = True) -> Answer:
        return Answer(b"x" * size, is_end, is_last=False)

    def test_they_come_in_the_order_of_the_files(self, make_turns: Callable[..., Turns]) -> None:
        made = make_turns("a", "b", "c")
        for path, size in (("c", 3), ("a", 1), ("b", 2)):
            made.put(path, self.answer(size))
        taken = [made.take(), made.take(), made.take()]
        assert [(row[0], len(row[1].data)) for row in taken if row] == [
            ("a", 1),
            ("b", 2),
            ("c", 3),
        ]
        assert made.take() is None

    def test_a_process_far_ahead_waits(
        self, make_turns: Callable[..., Turns], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(turns, "MOST_WAITING", 100)
        made = make_turns("a", "b")
        made.put("b", self.answer(100, is_end=False))
        late = threading.Thread(target=made.put, args=("b", self.answer(1)), daemon=True)
        late.start()
        made.put("a", self.answer(1000))  # it is its turn: it never waits for those behind it
        assert made.take() == ("a", self.answer(1000))
        assert made.take() == ("b", self.answer(100, is_end=False))
        assert made.take() == ("b", self.answer(1))
        late.join()

    def test_who_waits_for_nobody_is_stopped(
        self, make_turns: Callable[..., Turns], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(turns, "MOST_AHEAD", 100)
        made = make_turns("a")
        made.put("a", self.answer(100, is_end=False))
        made.stop()
        with pytest.raises(Stopped):
            made.put("a", self.answer(1))
