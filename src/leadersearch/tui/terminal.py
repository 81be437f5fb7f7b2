"""The terminal that the browser runs on: what ends it from outside, and bytes that are no text."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from functools import partial

_ENDINGS = (
    "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU",
)  # fmt: skip
"""Whose meaning is to end a process, without having it killed or its fault traced."""


def on_ending(end: Callable[[int], None]) -> None:
    """Call `end` with the exit code when the process is told to end: by `kill`, a closed terminal.

    A process that just died would leave the terminal without echo and cursor.
    """
    loop = asyncio.get_running_loop()
    for number in (getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)):
        # Not on Windows, nor in a thread of another program.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, end, 128 + number)


def is_gone() -> bool:
    """Whether the terminal that keys came from has been closed."""
    try:
        os.get_terminal_size(0)
    except OSError as error:
        return error.errno == errno.EIO
    return False


def forgive_strange_bytes() -> None:
    """Have Textual hear no keys in bytes that are not UTF-8: it would end with a traceback."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = _forgiving_decoder  # type: ignore[attr-defined, assignment]


def _forgiving_decoder(encoding: str) -> Callable[[], IncrementalDecoder]:
    return partial(getincrementaldecoder(encoding), errors="ignore")
