"""The clipboard of the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from leadersearch.tui.terminal.clipboard import Program, clipboard_program, put_on_clipboard

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, the only ones there are."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def make(programs: Path, name: str, script: str = "") -> None:
    path = programs / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@only_posix
def test_the_program_that_works_here_is_found(programs: Path) -> None:
    assert clipboard_program({}) is None
    make(programs, "xclip")
    assert clipboard_program({}) is None
    found = clipboard_program({"DISPLAY": ":0"})
    assert found
    assert found.command[0] == "xclip"


@only_posix
def test_the_clipboard_of_another_machine_is_left_alone(programs: Path) -> None:
    make(programs, "pbcopy")
    assert clipboard_program({})
    assert clipboard_program({"SSH_CONNECTION": "192.0.2.1 22"}) is None


@only_posix
def test_the_program_is_given_the_text(programs: Path) -> None:
    make(programs, "pbcopy", f'while read -r line; do echo "$line" >> "{programs}/copied"; done')
    put_on_clipboard(Program(("pbcopy",)), "Kindness – é\n")
    assert (programs / "copied").read_text() == "Kindness – é\n"


def test_a_program_that_cannot_be_run_is_survived() -> None:
    put_on_clipboard(Program(("/no/such/program",)), "text")
