"""Who writes waits for who is writing. Readers and writers at once: see `stress.concurrency`."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from asking import held_ids
from leadersearch.engines.whoosh.index import folder
from leadersearch.index import open_index
from leadersearch.model.article import Article
from waiting import PATIENCE

WRITER = """
import sys
import leadersearch
folder, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with leadersearch.open_index(folder, lock_timeout=300) as index:
    for number in range(count):
        index.add(leadersearch.Article(id=f"{name}{number}", title=f"word {name}"))
        if number % 5 == 4:
            index.remove(f"{name}{number - 1}")
"""

HOLDER = """
import sys
import leadersearch
with leadersearch.open_index(sys.argv[1])._engine.write() as writer:
    writer.put([leadersearch.Article(id="held", title="held")])
    print("holding", flush=True)
    sys.stdin.readline()
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, errors


def test_a_second_process_waits_for_the_first_and_both_commits_count(tmp_path: Path) -> None:
    open_index(tmp_path, create=True).close()
    holder = start(HOLDER, tmp_path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holding\n"
    waiting = start(WRITER, tmp_path, "w", 1)
    assert finish(holder) == (0, "")
    assert finish(waiting) == (0, "")
    with open_index(tmp_path) as index:
        assert set(held_ids(index._engine)) == {"held", "w0"}


def test_whoever_waits_too_long_is_told_which_process_writes(tmp_path: Path) -> None:
    open_index(tmp_path, create=True).close()
    holder = start(HOLDER, tmp_path)
    assert holder.stdout is not None
    holder.stdout.readline()
    impatient = start(WRITER.replace("lock_timeout=300", "lock_timeout=0.1"), tmp_path, "w", 1)
    code, errors = finish(impatient)
    assert code == 1
    assert f"IndexLocked: another process (pid {holder.pid}) is writing" in errors
    assert finish(holder) == (0, "")


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    open_index(tmp_path, create=True).close()
    holder = start(HOLDER, tmp_path)
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.kill()
    holder.communicate()
    with open_index(tmp_path, lock_timeout=5) as index:
        index.add(Article(id="after", title="after"))
        assert set(held_ids(index._engine)) == {"after"}


def test_threads_that_write_wait_for_each_other(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True, lock_timeout=300) as index:
        threads = [
            threading.Thread(target=index.add, args=(Article(id=f"a{n}", title="word"),))
            for n in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert held_ids(index._engine) == [f"a{n}" for n in range(8)]


CREATOR = """
import sys
import leadersearch
sys.stdin.readline()
with leadersearch.open_index(sys.argv[1], create=True, lock_timeout=300) as index:
    index.add(leadersearch.Article(id=sys.argv[2], title="word"))
"""


def test_an_index_that_several_processes_make_at_once_is_one(tmp_path: Path) -> None:
    for attempt in range(2):
        folder = tmp_path / str(attempt)
        creators = [start(CREATOR, folder, name) for name in "abc"]
        for creator in creators:
            assert creator.stdin is not None
            creator.stdin.write("\n")
            creator.stdin.flush()
        assert [finish(creator) for creator in creators] == [(0, "")] * 3
        with open_index(folder) as index:
            assert held_ids(index._engine) == ["a", "b", "c"]


def test_settings_that_a_rebuild_sweeps_away_meanwhile_are_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id="a", title="old"))
    read, generations = folder.read_language, list[int]()

    def read_late(path: Path, generation: int) -> str:
        generations.append(generation)
        if len(generations) == 1:
            for title in ("new", "newer", "newest"):
                with open_index(path, rebuild=True) as other:
                    other.add(Article(id="b", title=title))
        return read(path, generation)

    monkeypatch.setattr(folder, "read_language", read_late)
    with open_index(tmp_path) as index:
        assert [article.title for article in index] == ["newest"]
