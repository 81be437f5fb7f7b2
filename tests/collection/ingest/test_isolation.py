"""No file ends a run: what reads files is a process of its own, and is replaced when it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collection.ingest.corpora import articles, bodies, ingest, names, record, write
from leadersearch.collection.ingest import (
    IngestReport,
    Problem,
    ingest as ingest_into,
    ingest_bytes as ingest_bytes_into,
)
from leadersearch.collection.ingest.isolation import ReadingApart
from leadersearch.collection.ingest.pool import default_reading
from leadersearch.collection.ingest.reading import ReadingHere, Wanted
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import ReadError
from waiting import PATIENCE, wait_until

HOURS = 3600.0
LONG = "sum(range(2**31))"  # a minute in one call of C

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


def by_default(engine: Engine, paths: list[Path]) -> IngestReport:
    with engine.write() as writer:
        return ingest_into(writer, paths)


def bytes_by_default(engine: Engine, data: bytes, name: str, **options: Any) -> IngestReport:
    with engine.write() as writer:
        return ingest_bytes_into(writer, data, name, **options)


@pytest.fixture
def engine() -> Engine:
    return MemoryEngine()


def reading_with(action: str, *, setup: str = "", patience: float = HOURS) -> ReadingApart:
    """A reading whose reader does something else where a file is called bad."""
    return ReadingApart(
        f"""
import os, select, signal, sys
from leadersearch.collection.ingest import child, limits
from leadersearch.readers import read_articles_from
{setup}
def read(content, name, **options):
    articles = read_articles_from(content, name, **options)
    if "bad" in name:
        yield next(articles)
        {action}
    yield from articles
child.serve(read)
""",
        patience,
    )


def fill(corpus: Path) -> Path:
    """Files before and after a bad one, which is returned."""
    for name in ("a", "c", "d"):
        write(corpus / f"{name}.jsonl", record(f"{name}1"), record(f"{name}2"))
    return write(corpus / "bad.jsonl", record("b1"), record("b2"))


def assert_named(report: IngestReport, engine: Engine, bad: Path, reason: str) -> None:
    """The file is named, the others are read, and the articles before the failure are kept."""
    assert report.failed == (Problem(str(bad), reason),)
    assert report.files_read == 3
    assert names(engine) == ["a1", "a2", *names(engine)[2:-4], "c1", "c2", "d1", "d2"]


FAILURES = {
    "raise ValueError('no\\nsuch thing')": "its reader failed (ValueError: no such thing)",
    "raise UnicodeDecodeError('zlib', b'a', 0, 1, 'bad')": (
        "its reader failed (UnicodeDecodeError: "
        "'zlib' codec can't decode byte 0x61 in position 0: bad)"
    ),
    "(lambda f: f(f))(lambda f: f(f))": (
        "its reader failed (RecursionError: maximum recursion depth exceeded)"
    ),
    "sys.exit(0)": "its reader crashed (status 0)",
    "os._exit(3)": "its reader crashed (status 3)",
    "raise KeyboardInterrupt": "its reader crashed (signal 2, Interrupt)",
    "os.kill(os.getpid(), signal.SIGSEGV)": ("its reader crashed (signal 11, Segmentation fault)"),
    "os.abort()": "its reader crashed (signal 6, Aborted)",
    "os.kill(os.getpid(), signal.SIGKILL)": (
        "its reader was killed, perhaps because the machine had no memory left"
    ),
}


@pytest.mark.parametrize("action", FAILURES)
def test_whatever_a_reader_does_the_file_is_named_and_the_rest_is_read(
    engine: Engine, corpus: Path, action: str
) -> None:
    bad = fill(corpus)
    report = ingest(engine, [corpus], reading=reading_with(action))
    assert_named(report, engine, bad, FAILURES[action])


def test_a_file_that_takes_too_much_time_is_named(engine: Engine, corpus: Path) -> None:
    """In one call of C, that no signal handler of Python's would interrupt."""
    bad = fill(corpus)
    reading = reading_with(LONG, setup="limits.processor_limit = lambda size: 0.2")
    report = ingest(engine, [corpus], reading=reading)
    assert_named(report, engine, bad, "it takes more than 30 s of processor time")


@pytest.mark.skipif(sys.platform != "linux", reason="other kernels do not limit memory")
@pytest.mark.parametrize(
    "action", ["hoard = [bytearray(10**7) for _ in range(70)]", "hoard = ' ' * (7 * 10**8)"]
)
def test_a_file_that_needs_too_much_memory_is_named(
    engine: Engine, corpus: Path, action: str
) -> None:
    bad = fill(corpus)
    report = ingest(engine, [corpus], reading=reading_with(action))
    assert_named(report, engine, bad, "it needs more than 500 MB of memory")


def test_so_is_one_whose_format_needs_too_much(engine: Engine, corpus: Path) -> None:
    """The reader itself meets the limit, and says so in words of its own."""
    bad = fill(corpus)
    setup = """
from leadersearch.readers import registry
def hoard(file):
    raise MemoryError
    yield
jsonl = next(row for row in registry.READERS if row.name == "jsonl")
reading = jsonl.read
object.__setattr__(jsonl, "read", lambda file: (hoard if "bad" in file.name else reading)(file))
"""
    report = ingest(engine, [corpus], reading=reading_with("pass", setup=setup))
    assert_named(report, engine, bad, "it needs more than 500 MB of memory")


@pytest.mark.skipif(sys.platform != "linux", reason="other kernels do not tell who works")
def test_a_file_for_which_nothing_happens_is_named(engine: Engine, corpus: Path) -> None:
    bad = fill(corpus)
    reading = reading_with("select.select([], [], [], 60)", patience=0.5)
    report = ingest(engine, [corpus], reading=reading)
    assert_named(report, engine, bad, "its reader did nothing for 0 s")


def test_what_the_index_held_of_a_file_stays(engine: Engine, corpus: Path) -> None:
    bad = fill(corpus)
    ingest(engine, [corpus])
    write(bad, record("b1", "new text"), record("b2", "new text"))
    ingest(engine, [corpus], reading=reading_with("os.abort()"))
    assert bodies(engine)["b2"] == "some text"
    assert ingest(engine, [corpus]).files_read == 1  # it is tried again
    assert bodies(engine)["b2"] == "new text"


def test_a_run_may_consist_of_bad_files(engine: Engine, corpus: Path) -> None:
    for number in range(5):
        write(corpus / f"bad{number}.jsonl", record(f"b{number}"))
    report = ingest(engine, [corpus], reading=reading_with("os._exit(1)"))
    assert len(report.failed) == 5


def test_what_a_reader_prints_is_no_answer(engine: Engine, corpus: Path) -> None:
    fill(corpus)
    printing = "print('x' * 99, flush=True); os.write(1, b'y' * 99); os.write(2, b'z')"
    assert ingest(engine, [corpus], reading=reading_with(printing)).files_read == 4


def test_a_process_that_keeps_much_memory_is_replaced_between_files(
    engine: Engine, corpus: Path
) -> None:
    fill(corpus)
    reading = reading_with("pass", setup="limits.KEPT = -1; limits.Memory.used = lambda _: 0")
    assert ingest(engine, [corpus], reading=reading) == IngestReport(added=8, files_read=4)


def test_a_process_that_cannot_begin_is_an_error_and_changes_nothing(
    engine: Engine, corpus: Path
) -> None:
    fill(corpus)
    with pytest.raises(ReadError, match=r"ended before it began \(status 5\)"):
        ingest(engine, [corpus], reading=ReadingApart("raise SystemExit(5)"))
    assert articles(engine) == []


def test_long_requests_and_answers_do_not_wait_for_each_other(corpus: Path) -> None:
    paths = [corpus / f"{'ä' * 110}{number}.jsonl" for number in range(200)]
    for path in paths:
        write(path, record("a1", "word " * 40_000), record("a2", "word " * 100_000))
    wanted = [Wanted(str(path), str(path), path.stat().st_size) for path in paths]
    with ReadingApart() as reading:
        pieces = list(reading.pieces(iter(wanted)))
    assert [piece.path for piece in pieces if piece.end] == [str(path) for path in paths]
    assert sum(len(piece.articles) for piece in pieces) == 400


def samples(corpus: Path) -> Iterator[Path]:
    """Files of several formats, good and bad, with all that an article can have."""
    full = {
        **record("full", "Text \ud800 with a lone surrogate.\u2028 And \0 more."),
        "authors": ["Ann Example", "Bo Beispiel"],
        "date": "2023-05-17",
        "tags": ["one", "two"],
        "url": "https://example.org/a?b=c",
        "venue": "Journal",
        "language": "en",
        "excerpt": "An excerpt",
    }
    yield write(corpus / "full.jsonl", full, {"title": "Month", "date": "2023-05"}, {"doi": "1"})
    yield write(corpus / "twice.jsonl", record("x1", "one"), record("x1", "two"), record("x1"))
    yield write(corpus / "broken.json", {"title": "x"}, {})
    yield write(corpus / "many.jsonl", *[record(f"m{number}") for number in range(450)])
    for name, data in {
        "latin.txt": "Après l'été\n\nDes mots élevés, où ça.".encode("cp1252"),
        "note.md": b"---\ntitle: Note\n---\n\nText.",
        "page.html": b"<html><head><title>T</title></head><body><p>Text of it.</p></body></html>",
        "empty.txt": b"",
        "zeros.csv": bytes(99),
        os.fsdecode(b"caf\xe9\n.md"): b"# Title\n\nText.",
    }.items():
        (corpus / name).write_bytes(data)
        yield corpus / name


def test_what_is_read_apart_is_what_is_read_here(corpus: Path) -> None:
    assert len(list(samples(corpus))) == 10
    here, apart = MemoryEngine(), MemoryEngine()
    report = ingest(here, [corpus])
    assert ingest(apart, [corpus], reading=ReadingApart()) == report
    assert (report.files_read, len(report.failed), len(report.notes)) == (8, 2, 3)
    by_id = {article.id: article for article in articles(here)}
    assert {article.id: article for article in articles(apart)} == by_id
    for article in articles(apart):
        assert article.fingerprint == by_id[article.id].fingerprint
        assert type(article.date) is type(by_id[article.id].date)


def test_that_is_the_way_unless_said_otherwise(
    engine: Engine, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(corpus)
    started: list[object] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> object:
        started.append(arguments)
        return popen(*arguments, **options)  # type: ignore[call-overload]  # passed on

    monkeypatch.setattr(subprocess, "Popen", noted)
    assert by_default(engine, [corpus]).files_read == 4
    assert len(started) == 1
    assert by_default(engine, [corpus]).files_unchanged == 4
    assert len(started) == 1  # nothing had to be read
    assert bytes_by_default(engine, b'{"title": "Kind"}', "-").added == 1
    assert len(started) == 2


def test_a_program_that_is_no_python_reads_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(default_reading(jobs=1), ReadingApart)
    monkeypatch.setattr(sys, "executable", "")
    assert isinstance(default_reading(), ReadingHere)
    monkeypatch.undo()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert isinstance(default_reading(), ReadingHere)


def test_nothing_is_imported_from_the_current_folder(
    engine: Engine, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(corpus)
    for name in ("json", "leadersearch", "yaml", "resource"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w')\nraise SystemExit\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    assert ingest(engine, [corpus], reading=ReadingApart()).files_read == 4
    assert not (tmp_path / "ran").exists()
    (tmp_path / "of_no_package.py").touch()
    with pytest.raises(ReadError, match=r"before it began \(status 1\)"):
        ingest(MemoryEngine(), [corpus], reading=ReadingApart("import of_no_package"))


class TestBytes:
    def test_large_ones_are_read_apart(self, engine: Engine) -> None:
        data = b"".join(
            json.dumps(record(f"a{n}", "word " * 99)).encode() + b"\n" for n in range(999)
        )
        with ReadingApart() as reading:
            pieces = list(reading.pieces(iter([Wanted("-", size=len(data), data=data)])))
        assert sum(len(piece.articles) for piece in pieces) == 999

    def test_those_that_crash_their_reader_change_nothing(self, engine: Engine) -> None:
        data = b'{"title": "Kind"}\n{"title": "Kinder"}\n'
        with pytest.raises(ReadError, match="crashed"):
            bytes_by_default(engine, data, "bad", reading=reading_with("os.abort()"))
        assert articles(engine) == []


HANGING = """
import signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from collection.ingest.test_isolation import reading_with
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.collection.ingest import ingest
corpus = Path({corpus!r})
reading = reading_with("os.kill(os.getppid(), signal.SIGUSR1) or sum(range(2**40))",
    setup="limits.processor_limit = lambda size: 3600")
with MemoryEngine().write() as writer:
    ingest(writer, [corpus / "a.jsonl"])  # loads all there is: Python drops Ctrl-C in a finaliser
signal.signal(signal.SIGUSR1, lambda *_: print(reading._child._process.pid, flush=True))
try:
    with MemoryEngine().write() as writer:
        ingest(writer, [corpus], reading=reading)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:  # it has gone meanwhile, or there is no /proc
        return not Path("/proc/self").exists()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_process_ends_with_the_one_that_asks(corpus: Path, sign: signal.Signals) -> None:
    """While it is in the middle of a call of C; Ctrl-C reaches both, the others one."""
    fill(corpus)
    code = HANGING.format(tests=str(Path(__file__).parents[2]), corpus=str(corpus))
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True, text=True
    ) as asking:
        assert asking.stdout is not None
        child = int(asking.stdout.readline())
        try:
            (os.killpg if sign == signal.SIGINT else os.kill)(asking.pid, sign)
            rest, _ = asking.communicate(timeout=PATIENCE)
            assert rest == ("interrupted\n" if sign == signal.SIGINT else "")
            wait_until(lambda: not is_alive(child))
        finally:
            if is_alive(child):
                os.kill(child, signal.SIGKILL)
