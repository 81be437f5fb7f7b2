"""The clipboard of this machine: the way for terminals that do not take one in (OSC 52)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

PATIENCE = 2.0
"""Seconds after which a program that does not take the text is left alone."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that puts its input on the clipboard, and what has to be set for it to work."""

    command: tuple[str, ...]
    needs: str = ""
    encoding: str = "utf-8"


_PROGRAMS = (
    Program(("pbcopy",)),
    Program(("wl-copy",), "WAYLAND_DISPLAY"),
    Program(("xclip", "-selection", "clipboard"), "DISPLAY"),
    Program(("xsel", "--clipboard", "--input"), "DISPLAY"),
    Program(("clip.exe",), encoding="utf-16"),
)


def clipboard_program(environment: Mapping[str, str] = os.environ) -> Program | None:
    """The program to use; None over ssh, where it would be the clipboard of another machine."""
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return None
    usable = (row for row in _PROGRAMS if not row.needs or environment.get(row.needs))
    return next((row for row in usable if shutil.which(row.command[0])), None)


def put_on_clipboard(program: Program, text: str) -> None:
    """Hand a text to a program; what it says to that is of no interest."""
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603  # a program of our own table
            program.command,
            input=text.encode(program.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
