"""The terminal that the browser runs on: whether it is there, and how it was."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from typing import Any

STANDARD = (0, 1, 2)
_GONE = frozenset((errno.EIO, errno.ENXIO, errno.ENODEV, errno.EBADF))
PATIENCE, PAUSE = 0.5, 0.02
"""Seconds for which a terminal that takes nothing in is tried, and between two tries."""


class Terminal:
    """The terminal, or the pipes in its place, as the process found it.

    `is_whole`: whether there are a keyboard and a screen at all; `is_drawn_on`: whether it has been
    made ready to be drawn on, and not yet been given back.
    """

    def __init__(self) -> None:
        self.is_whole = not any(map(_is_closed, STANDARD))
        while any(map(_is_closed, STANDARD)):
            os.open(os.devnull, os.O_RDWR)  # else the next file that is opened would take its place
        self.is_drawn_on = False
        self._attributes = _attributes_of(0)
        self._name = _name_of(0)

    @staticmethod
    def descriptors() -> list[int]:
        """Those that can go while the browser runs: terminals and pipes, not files."""
        return [number for number in STANDARD if _can_go(number)]

    @staticmethod
    def is_gone(descriptor: int) -> bool:
        """Whether a terminal has been hung up, or closed. A pipe never says so when asked."""
        try:
            os.get_terminal_size(descriptor)
        except (OSError, ValueError) as error:
            return getattr(error, "errno", None) in _GONE
        return False

    @staticmethod
    def let_go() -> None:
        """Put a keyboard that is silent and a screen that shows nothing in the terminal's place.

        Threads that read or write go on as before: a closed terminal would be read for ever, and
        a write to it would end the thread that all others wait for.
        """
        keyboard, hand = os.pipe()
        os.write(hand, FOCUS)  # a thread may be past its waiting for a key, and about to read one
        screen = os.open(os.devnull, os.O_WRONLY)
        for number in STANDARD:
            os.dup2(screen if number else keyboard, number)

    def restore(self) -> None:
        """Give the terminal back as it was found, as far as it takes anything; never waits long.

        Must be called with SIGTTOU blocked. A terminal that others have in front is left alone.
        """
        if sys.platform == "win32" or self._attributes is None or not _is_in_front(0):
            return
        import termios

        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, self._attributes)
        if self.is_drawn_on and self._name:
            with suppress(OSError, termios.error):
                self._write_at_once(RESTORED)

    def _write_at_once(self, data: bytes) -> None:
        """Write, past a thread that waits in the middle of a write, to a terminal that is full."""
        import termios

        # The descriptors that we have are shared with the shell: they must stay blocking.
        own = os.open(self._name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # that thread has nothing more to say
        last = time.monotonic() + PATIENCE
        while data and time.monotonic() < last:
            try:
                data = data[os.write(own, data) :]
            except BlockingIOError:
                termios.tcflush(own, termios.TCOFLUSH)
                time.sleep(PAUSE)


def _attributes_of(descriptor: int) -> list[Any] | None:
    if sys.platform == "win32":
        return None
    import termios

    try:
        return termios.tcgetattr(descriptor)
    except termios.error:
        return None


def _name_of(descriptor: int) -> str:
    try:
        return os.ttyname(descriptor)
    except (OSError, AttributeError):
        return ""


def _is_closed(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return True
    return False


def _can_go(descriptor: int) -> bool:
    mode = os.fstat(descriptor).st_mode
    is_pipe = stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
    return is_pipe or os.isatty(descriptor) or Terminal.is_gone(descriptor)


def _is_in_front(descriptor: int) -> bool:
    """Whether the process may draw; so it may on a terminal that controls no process."""
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError as error:
        return error.errno == errno.ENOTTY


# --- what terminals are told, and say -----------------------------------------------------------

MODES = (2026, 2004, 2048, 1000, 1003, 1015, 1006, 1016, 1004)
"""Private modes that Textual sets: synchronised output, bracketed paste, sizes in band, the mouse,
the focus. The alternate screen is left after them."""

RESTORED = (
    "".join(f"\x1b[?{mode}l" for mode in MODES) + "\x1b[?7h\x1b[<u\x1b[0m\x1b[?1049l\x1b[?25h"
).encode()
"""Ends the modes, wraps lines, takes back the keyboard protocol of kitty; the normal screen, and
the cursor on it."""

FOCUS = b"\x1b[I"
"""Sent by a terminal that gets the focus: not a key."""
