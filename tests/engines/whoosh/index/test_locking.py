"""One writer at a time, whoever else writes, and whatever lies in the place of the lock."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whoosh.util.filelock import FileLock

from asking import ids
from leadersearch import Article, IndexLocked, open_index
from leadersearch.engines.whoosh.index import locking
from leadersearch.engines.whoosh.index.locking import LOCK_NAME, WriteLock
from leadersearch.errors import IndexAccessError

HOLDER = """
import sys
from pathlib import Path
from leadersearch.engines.whoosh.index.locking import WriteLock
lock = WriteLock(Path(sys.argv[1]))
lock.acquire(0)
print("holding", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of a folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holding\n"
        yield process
        process.kill()


def test_the_holder_is_named(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(IndexLocked, match=rf"another process \(pid {holder.pid}\) is writing"):
        WriteLock(tmp_path).acquire(0)


def test_a_lock_goes_with_a_holder_that_is_killed(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.kill()
    holder.wait()
    assert (tmp_path / LOCK_NAME).read_text().strip() == str(holder.pid)

    with open_index(tmp_path, create=True, lock_timeout=0) as index:
        index.add(Article(title="Kindness"))
        assert len(index) == 1


@pytest.mark.parametrize("left", ["1", "999999999", "-1", "nonsense", "", "9" * 400])
def test_what_stands_in_the_file_of_a_lock_holds_nobody_up(tmp_path: Path, left: str) -> None:
    (tmp_path / LOCK_NAME).write_text(left)
    with open_index(tmp_path, create=True, lock_timeout=0) as index:
        index.add(Article(title="Kindness"))
        assert len(index) == 1


@pytest.mark.parametrize("left", ["999999999", "-1", "nonsense", ""])
def test_who_is_dead_is_not_named_for_the_holder(tmp_path: Path, left: str) -> None:
    (tmp_path / LOCK_NAME).write_text(left)
    whoosh = FileLock(str(tmp_path / LOCK_NAME))
    assert whoosh.acquire()
    try:
        with pytest.raises(IndexLocked, match="another process is writing"):
            WriteLock(tmp_path).acquire(0)
    finally:
        whoosh.release()


def test_whoosh_and_we_exclude_each_other(tmp_path: Path) -> None:
    ours, theirs = WriteLock(tmp_path), FileLock(str(tmp_path / LOCK_NAME))
    ours.acquire(0)
    assert not theirs.acquire()
    ours.release()
    assert theirs.acquire()
    with pytest.raises(IndexLocked):
        ours.acquire(0)
    theirs.release()
    ours.acquire(0)
    ours.release()
    ours.release()


def test_a_lock_that_is_let_go_names_nobody(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path)
    lock.acquire(0)
    assert (tmp_path / LOCK_NAME).read_text().strip() == str(os.getpid())
    lock.release()
    assert (tmp_path / LOCK_NAME).read_text().strip() == ""


@pytest.mark.parametrize("name", ["ENOLCK", "EOPNOTSUPP", "ENOSYS", "EINVAL"])
def test_a_file_system_without_locks_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refuse(_: int) -> None:
        number = getattr(errno, name)
        raise OSError(number, os.strerror(number))

    with open_index(tmp_path, create=True) as index:
        index.add(Article(id="a", title="Kindness"))
        monkeypatch.setattr(locking, "_lock", refuse)
        with pytest.raises(IndexAccessError, match=r"cannot lock files .*local disk"):
            index.add(Article(title="Ethics"))
    with open_index(tmp_path) as index:
        assert ids(index.search("kindness")) == ["a"]
    with pytest.raises(IndexAccessError, match="cannot lock files"):
        open_index(tmp_path / "new", create=True)


posix = pytest.mark.skipif(os.name == "nt", reason="links and pipes are those of POSIX")


@posix
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder"])
def test_what_is_no_file_is_no_lock(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "precious"
    target.write_text("the first twenty bytes are precious")
    folder = tmp_path / "index"
    with open_index(folder, create=True) as index:
        index.add(Article(id="a", title="Kindness"))
        lock = folder / LOCK_NAME
        lock.unlink()
        make: dict[str, Callable[[], object]] = {
            "link": lambda: lock.symlink_to(target),
            "dangling link": lambda: lock.symlink_to(tmp_path / "nothing"),
            "pipe": lambda: os.mkfifo(lock),
            "folder": lock.mkdir,
        }
        make[kind]()
        for change in (lambda: index.add(Article(title="Ethics")), lambda: index.check(fix=True)):
            try:
                report = change()
                assert any(f"{LOCK_NAME} is a" in row for row in report.problems)  # type: ignore[union-attr]
            except IndexAccessError as error:
                assert f"{LOCK_NAME} is a" in str(error)  # noqa: PT017  # a check tells it otherwise
                assert "remove it" in str(error)  # noqa: PT017
        assert ids(index.search("kindness")) == ["a"]
    assert target.read_text() == "the first twenty bytes are precious"
    assert not (tmp_path / "nothing").exists()


@posix
def test_a_lock_that_is_a_file_of_somebody_else_too_is_not_written_to(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("the first twenty bytes are precious")
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / LOCK_NAME).hardlink_to(target)
    with open_index(folder, create=True) as index:
        index.add(Article(title="Kindness"))
        assert len(index) == 1
    assert target.read_text() == "the first twenty bytes are precious"


@posix
def test_a_folder_that_was_replaced_is_not_the_one_that_is_locked(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    lock = WriteLock(folder)
    lock.acquire(0)
    lock.check_held()
    folder.rename(tmp_path / "away")
    with pytest.raises(IndexAccessError, match="was replaced"):
        lock.check_held()
    folder.mkdir()
    other = WriteLock(folder)
    other.acquire(0)
    other.check_held()
    with pytest.raises(IndexAccessError, match="was replaced"):
        lock.check_held()
    other.release()
    lock.release()
