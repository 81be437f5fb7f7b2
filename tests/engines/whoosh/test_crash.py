"""Files of a killed run are found and deleted. Writers are killed in `stress.kills`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from asking import ids
from leadersearch.index import open_index
from leadersearch.model.article import Article

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
        assert ids(index.search("word")) == ["a"]
        assert index._engine.view().document("notes") is None


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
