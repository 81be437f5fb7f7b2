"""Programs that have the terminal for themselves while they run: a pager, a text browser."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

PATIENCE = 1.0
"""Seconds in which a program may end by itself when it is told to."""

_running: set[subprocess.Popen[bytes]] = set()
"""A process has one terminal, so this belongs to the process."""


def run(command: Sequence[str], told: bytes | None = None) -> None:
    """Run a program, with a text on its standard input; raises OSError where it cannot be run.

    No shell reads the command. The terminal must have been left to it.
    """
    keyboard = None if told is None else subprocess.PIPE
    with _undisturbed(), subprocess.Popen(command, stdin=keyboard) as program:  # noqa: S603  # the user's own
        _running.add(program)
        try:
            program.communicate(told)
        finally:
            _running.discard(program)


def is_busy() -> bool:
    """Whether a program has the terminal."""
    return bool(_running)


def end() -> None:
    """End the program that has the terminal; called by another thread than the one that waits."""
    for program in list(_running):
        program.terminate()
        with suppress(OSError, AttributeError):  # it may have been stopped, or is gone
            program.send_signal(signal.SIGCONT)
        try:
            program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            program.kill()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Leave ctrl+c to the program that has the terminal: it would end the browser behind it."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
