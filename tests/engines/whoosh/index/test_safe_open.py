"""Files of an index folder are neither followed, nor waited for, nor read without end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from leadersearch import Article, open_index
from leadersearch.engines.whoosh.index.safe_open import (
    NoRegularFile,
    create,
    open_existing,
    open_regular,
    read_whole,
)
from leadersearch.errors import IndexAccessError, IndexCorrupt

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes are those of POSIX")

PATIENCE = 300  # seconds, for a process that must end at once

USING = """
import sys
from pathlib import Path
import leadersearch

def use(folder):
    with leadersearch.open_index(folder) as index:
        yield index.search("kindness", limit=0).total
        yield [article.title for article in index]
        yield index.statistics().articles
        yield [search.name for search in index.saved_searches()]
        report = index.check()
        yield (report.articles, report.problems)
        index.add(leadersearch.Article(title="More"))
        yield len(index)

for folder in sys.argv[1:]:
    try:
        told = [answer for answer in use(folder)]
    except leadersearch.LeaderSearchError as error:
        told = f"{type(error).__name__}: {error}"
    print(Path(folder).name, told)
"""


def things(tmp_path: Path) -> dict[str, object]:
    """Kind -> what puts something of it in the place of a file."""
    (tmp_path / "precious").write_text("precious")

    def bind(path: Path) -> None:
        # A name of a socket is short: it is bound where it is.
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(path.name)
        finally:
            os.chdir(here)

    def large(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(1 << 40)  # of which the disk holds nothing

    return {
        "a link to itself": lambda path: path.symlink_to(path),
        "a link to a copy of it": lambda path: path.symlink_to(_moved(path, tmp_path)),
        "a link to a device": lambda path: path.symlink_to("/dev/zero"),
        "a pipe": os.mkfifo,
        "a socket": bind,
        "a folder": lambda path: path.mkdir(),
        "a file without end": large,
    }


def _moved(path: Path, folder: Path) -> Path:
    return folder / f"copy of {path.name}"


def test_whatever_is_in_the_place_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    with open_index(tmp_path / "index", create=True) as index:
        index.add([Article(title=f"Kindness {number}") for number in range(50)])
        index.save_search("mine", "kindness")
    names = sorted(path.name for path in (tmp_path / "index").iterdir())
    whole = {name: (tmp_path / "index" / name).read_bytes() for name in names}
    for name, content in whole.items():
        (tmp_path / f"copy of {name}").write_bytes(content)
    folders = []
    for kind, put in things(tmp_path).items():
        for name in names:
            folder = tmp_path / f"{kind} for {name}"
            folder.mkdir()
            for other, content in whole.items():
                if other != name:
                    (folder / other).write_bytes(content)
            put(folder / name)  # type: ignore[operator]
            folders.append(folder)

    ran = subprocess.run(
        [sys.executable, "-c", USING, *map(str, folders)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )

    assert ran.stderr == ""
    told = ran.stdout.splitlines()
    assert len(told) == len(folders)
    assert [line for line in told if " Index" not in line and "[50, " not in line] == []
    newest = max(name for name in names if name.endswith(".toc"))
    for line in told:
        if newest in line.split(" [")[0].split(" Index")[0]:
            assert "the last change of the index may be missing" in line
    for name, content in whole.items():
        assert (tmp_path / f"copy of {name}").read_bytes() == content


def test_a_folder_that_is_a_link_is_an_index_like_any_other(tmp_path: Path) -> None:
    open_index(tmp_path / "index", create=True).close()
    (tmp_path / "link").symlink_to(tmp_path / "index")
    with open_index(tmp_path / "link") as index:
        index.add(Article(title="Kindness"))
        assert index.check().problems == ()
    with open_index(tmp_path / "index") as index:
        assert len(index) == 1


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    with open_index(tmp_path / "index", create=True) as index:
        for name in ("stems-english.lsb", "_MAIN_1.toc", "_MAIN_2.toc", "settings_1.lsb", "x.lsb"):
            (tmp_path / "index" / f"{name}.{os.getpid()}.draft").symlink_to(precious)
        index.add(Article(title="Kindness"))
        assert len(index) == 1
        assert index.check().problems == index.check().leftovers == ()
    assert precious.read_text() == "precious"


def test_the_kinds_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for kind in ("link", "folder", "pipe"):
        with pytest.raises(NoRegularFile, match=f"{kind} is a {kind}, not a file"):
            open_regular(tmp_path / kind)
        with pytest.raises(IndexCorrupt, match=f"{kind} is a {kind}, not a file"):
            open_existing(tmp_path / kind)
    with pytest.raises(FileNotFoundError):
        open_existing(tmp_path / "nothing")


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(5):
        with pytest.raises(IndexCorrupt):
            open_existing(tmp_path / "pipe")
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_what_the_system_refuses_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(IndexAccessError, match="cannot be read: Permission denied") as caught:
        open_existing(tmp_path / "file")
    assert not isinstance(caught.value, IndexCorrupt)


def test_what_is_read_as_a_whole_has_a_limit(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 10)
    assert read_whole(tmp_path / "file", 10) == b"x" * 10
    with pytest.raises(IndexCorrupt, match="no index has one of 10 bytes"):
        read_whole(tmp_path / "file", 9)


def test_a_new_file_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("other")
    (tmp_path / "hard").hardlink_to(tmp_path / "other")
    with create(tmp_path / "hard") as file:
        file.write(b"new")
    assert (tmp_path / "hard").read_text() == "new"
    assert (tmp_path / "other").read_text() == "other"
