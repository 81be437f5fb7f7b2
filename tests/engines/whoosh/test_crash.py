"""Killed at any moment, an index opens, holds what was committed, and is tidy again afterwards."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from leadersearch.article import Article
from leadersearch.engines.whoosh.contents import generations, read_segments
from leadersearch.index import open_index

INDEXING = """
import sys
import leadersearch
folder, start = sys.argv[1], int(sys.argv[2])
index = leadersearch.open_index(folder)
number = start
as_letters = str.maketrans("0123456789", "abcdefghij")
while True:
    articles = [
        leadersearch.Article(
            id=f"a{n}", title=f"word {n}", body=f"text of {n * 7919}s ".translate(as_letters) * 40
        )
        for n in range(number, number + 60)
    ]
    with index.engine.write() as writer:
        for article in articles:
            writer.add(article)
        writer.attach("count", str(number + 60).encode())
    number += 60
    print(number, flush=True)
"""

KILLS = int(10 * float(os.environ.get("EXAMPLES_TIMES", "1")))
KNOWN_FILE = re.compile(
    r"_MAIN_\d+\.toc|MAIN_[0-9a-z]+\.\w+|MAIN_WRITELOCK|[a-z]+_\d+\.lsb|stems-english(?:-recent)?\.lsb"
)


def kill_while_indexing(folder: Path, start: int, delay: float) -> int:
    """Index until killed; returns how many articles are known to be committed."""
    process = subprocess.Popen(
        [sys.executable, "-c", INDEXING, str(folder), str(start)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    committed = int(process.stdout.readline())
    time.sleep(delay)
    process.kill()
    told = process.stdout.read().split()
    process.wait()
    process.stdout.close()
    return int(told[-1]) if told else committed


@pytest.mark.parametrize("part", range(2))
def test_what_was_committed_survives_every_kill(tmp_path: Path, part: int) -> None:
    chance = random.Random(part)
    open_index(tmp_path, create=True).close()
    committed = 0
    for _ in range(max(1, KILLS // 2)):
        told = kill_while_indexing(tmp_path, committed, chance.uniform(0.0, 0.15))
        with open_index(tmp_path, lock_timeout=5) as index:
            held = sorted(int(article_id[1:]) for article_id in index.engine.ids())
            assert held == list(range(len(held)))
            assert len(held) % 60 == 0
            assert len(held) >= told
            assert index.engine.attachment("count") == str(len(held)).encode()
            assert index.search("word", limit=0).total == len(held)
            assert [article.id for article in index][:1] != []
            committed = len(held)
    with open_index(tmp_path) as index:
        index.add(Article(id=f"a{committed}", title="word last"))
        assert len(index) == committed + 1
        assert index.check(fix=True).problems == ()
        segments = index.statistics().segments
    names = sorted(path.name for path in tmp_path.iterdir())
    assert [name for name in names if not KNOWN_FILE.fullmatch(name)] == []
    assert len([name for name in names if name.endswith(".toc")]) == 2  # one to fall back on
    held_segments = {n.split(".")[0] for n in names if n.startswith("MAIN_") and "." in n}
    tables = [read_segments(tmp_path, generation) for generation in generations(tmp_path)]
    assert len(tables[0]) == segments
    assert held_segments == {f"MAIN_{row.state['segid']}" for rows in tables for row in rows}
    stems = {"stems-english.lsb", "stems-english-recent.lsb"}
    assert {name for name in names if name.endswith(".lsb")} - stems == {
        "settings_0.lsb",
        *(name for name in names if name.startswith("count_")),
    }
    assert len([name for name in names if name.startswith("count_")]) <= 2


LEFTOVERS = (
    "MAIN_deadbeefdeadbeef.columnar",
    "MAIN_deadbeefdeadbeef.tmp",
    "_MAIN_99999.toc.1700000000.5",
    "_MAIN_7.toc.4567.draft",
    "_MAIN_0.toc",
    "notes_99999.lsb",
    "stems-english.lsb.12345.draft",
    "notes_3.lsb.4567.draft",
    "stems-german.lsb",
)


@pytest.mark.parametrize("name", LEFTOVERS)
def test_what_a_killed_run_left_behind_is_found_and_swept(tmp_path: Path, name: str) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id="a", title="word"))
        assert index.check().leftovers == ()
        (tmp_path / name).write_bytes(b"half a file")
        assert index.check().leftovers == (name,)
        assert (tmp_path / name).exists()
        assert index.check(fix=True).leftovers == (name,)
        assert not (tmp_path / name).exists()
        report = index.check()
        assert (report.articles, report.problems, report.leftovers) == (1, (), ())


@pytest.mark.parametrize("name", LEFTOVERS)
def test_the_next_commit_sweeps_it(tmp_path: Path, name: str) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id="a", title="word"))
        (tmp_path / name).write_bytes(b"half a file")
        index.add(Article(id="b", title="word"))
        assert not (tmp_path / name).exists()
        assert len(index) == 2


@pytest.mark.parametrize("name", LEFTOVERS)
def test_leftovers_do_not_keep_an_index_from_opening(tmp_path: Path, name: str) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id="a", title="word"))
    (tmp_path / name).write_bytes(b"half a file")
    with open_index(tmp_path) as index:
        assert [hit.article.id for hit in index.search("word")] == ["a"]
        assert index.engine.attachment("notes") is None


def test_the_files_of_others_are_left_alone(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        names = ("README.md", "notes.txt", ".gitignore", "x.lsb", "MAIN.txt")
        for name in names:
            (tmp_path / name).write_text("mine")
        index.add(Article(id="a", title="word"))
        index.add(Article(id="b", title="word"))
        index.check(fix=True)
    for name in names:
        assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("left", [0, 1000])
def test_a_file_that_is_cut_short_while_open_is_an_error(tmp_path: Path, left: int) -> None:
    # In a process of its own: to read what is mapped and gone ends a process.
    code = (
        "import os, sys, glob, leadersearch\n"
        "index = leadersearch.open_index(sys.argv[1])\n"
        "(segment,) = glob.glob(sys.argv[1] + '/*.columnar')\n"
        "os.truncate(segment, int(sys.argv[2]))\n"
        "for ask in (lambda: index.search('word'), lambda: list(index), index.statistics):\n"
        "    try:\n"
        "        ask()\n"
        "    except leadersearch.IndexCorrupt as error:\n"
        "        print('cut short' in str(error))\n"
    )
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id=f"a{n}", title=f"word {n}", body="text " * 99) for n in range(200))
    command = [sys.executable, "-c", code, str(tmp_path), str(left)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 3
