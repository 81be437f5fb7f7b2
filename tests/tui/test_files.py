"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadersearch.tui.files import alone, write_whole

FULL_DISK = """
import resource, sys
from pathlib import Path
from leadersearch.tui.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
write_whole(Path(sys.argv[1]), "new")
"""


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for text in ("old", "new\r\n"):
        write_whole(path, text)
    assert path.read_bytes() == b"new\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    command = [sys.executable, "-c", FULL_DISK, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "OSError" in done.stderr
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_replaced_leaves_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "full").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        write_whole(folder, "new")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_lock_keeps_others_out_until_it_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with alone(path, 0), pytest.raises(TimeoutError), alone(path, 0):
        pytest.fail("two hold it at once")
    with alone(path, 0):
        pass


def test_where_no_lock_can_be_made_work_goes_on(tmp_path: Path) -> None:
    entered = []
    for path in (tmp_path, tmp_path / "missing" / "lock"):
        with alone(path, 0):
            entered.append(path)
    assert len(entered) == 2


def test_nothing_is_written_through_a_link_that_waits_there(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    path = tmp_path / "export.bib"
    path.with_name(f".{path.name}.{os.getpid()}.tmp").symlink_to(other)
    write_whole(path, "new")
    assert other.read_text(encoding="utf-8") == "mine"
    assert path.read_text(encoding="utf-8") == "new"
    assert not path.is_symlink()
