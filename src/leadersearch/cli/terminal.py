"""Where output goes: streams, colour, width.

The one module of the package that writes. Data goes to stdout, everything else to stderr. Whatever
a command forgets to clean, a terminal is given no control but colours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import TextIO

from leadersearch.safety import writable
from leadersearch.values import dataclass

BROKEN_PIPE = 128 + 13
"""The exit code that a shell reports for a program that SIGPIPE ended."""

WIDEST = 100
"""Columns of a line of prose: longer ones are hard to read, however wide the terminal is."""

BOLD, DIM, UNDERLINE, YELLOW, RED, CYAN = "1", "2", "4", "33", "31", "36"


class PipeClosed(Exception):
    """The reader of a stream has gone away: the run ends, and nothing is said."""


@dataclass(frozen=True, slots=True)
class OutputStyle:
    """How to write: with colour or without, and how many columns wide; 0 is without limit."""

    colour: bool = False
    width: int = 0

    def paint(self, text: str, *codes: str) -> str:
        """The text with some graphic attributes (ECMA-48 SGR), where there is colour."""
        if not (self.colour and codes and text):
            return text
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"


PLAIN = OutputStyle()
"""For pipes and files: no colour, lines of any length."""


def style_for(
    stream: TextIO, color: str = "auto", environment: Mapping[str, str] = os.environ
) -> OutputStyle:
    """The style of a stream. What was asked for on the command line goes before the environment.

    NO_COLOR goes before FORCE_COLOR, as in Python itself; both count when they are not empty.
    """
    is_terminal = stream.isatty()
    width = _terminal_width() if is_terminal else 0
    if color != "auto":
        return OutputStyle(color == "always", width)
    if environment.get("NO_COLOR"):
        return OutputStyle(colour=False, width=width)
    if environment.get("FORCE_COLOR", "0") not in {"", "0"}:
        return OutputStyle(colour=True, width=width)
    return OutputStyle(is_terminal and environment.get("TERM") != "dumb", width)


def _terminal_width() -> int:
    from shutil import get_terminal_size  # 3 ms, for the archives that it can unpack

    return max(20, min(WIDEST, get_terminal_size().columns))


def output_style(color: str = "auto") -> OutputStyle:
    """The style of stdout."""
    return style_for(sys.stdout, color)


def message_style() -> OutputStyle:
    """The style of stderr."""
    return style_for(sys.stderr)


def write(text: str) -> None:
    """Write data to stdout, ending with a line end; a reader that has gone away ends the run."""
    if not text:
        return
    _write(sys.stdout, text if text.endswith("\n") else f"{text}\n")


def write_pieces(pieces: Iterable[str]) -> None:
    """Write data to stdout piece by piece; a reader that has gone away ends the run."""
    for piece in pieces:
        _write(sys.stdout, piece)


def tell(text: str) -> None:
    """Write a message to stderr."""
    if text:
        _write(sys.stderr, f"{text}\n")


def _write(stream: TextIO, text: str) -> None:
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")  # a terminal that cannot show a letter shows "?"
    try:
        stream.write(writable(text))
        stream.flush()
    except BrokenPipeError as error:
        silence(stream)
        raise PipeClosed from error


def silence(stream: TextIO) -> None:
    """Let the interpreter's flush at exit succeed for a stream whose reader has gone away."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
