"""Ends the browser from outside its event loop, which may hang: signals, and a terminal that goes.

    signal --C handler--> pipe --+
                                 +--> the watchdog's thread --asks--> the event loop
    terminal hung up --poll------+                          --at last--> saves, restores, exits

A handler of asyncio's own waits for the loop, and so for whatever the loop waits for: a terminal
that takes nothing in, a pager, a thread that has died.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from leadersearch.tui import files
from leadersearch.tui.terminal import foreground
from leadersearch.tui.terminal.presence import Terminal

GRACE = 3.0
"""Seconds in which the browser may end by itself."""
LAST_PATIENCE = 6.0
"""Seconds for which what is just being written is waited for after that."""
LOOK_AGAIN = 1.0
"""Seconds between two looks at a terminal of a system that does not tell when it goes."""

_ENDINGS = frozenset(
    getattr(signal, name)
    for name in (
        "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU",
    )
    if hasattr(signal, name)
)  # fmt: skip
"""Whose meaning is to end a process, without having it killed or its fault traced."""
_OF_THE_KEYBOARD = frozenset(
    getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)
)
"""Meant for the program in the foreground alone (POSIX, `system`)."""
HUNG_UP = 128 + 1
"""The exit code for a terminal that has gone, as if SIGHUP had always come with it."""
_WAKE = b"\0"


class Watchdog:
    """Ends the process when it is told to, or when its terminal goes: `with Watchdog() as it:`.

    `code` is the exit code once the end has been decided, else None. The event loop is asked by
    what `obey` was given, and has `GRACE` seconds; without a loop, the end is at once. Systems
    without `poll` are left to themselves.
    """

    def __init__(self) -> None:
        self.terminal = Terminal()
        self.code: int | None = None
        self._ask: Callable[[int], object] | None = None
        self._save: Callable[[], object] = _do_nothing
        self._over = threading.Event()
        self._heard, self._told = os.pipe()
        self._before: dict[int, Any] = {}
        self._doubtful: set[int] = set()
        self._is_lost = False
        self._patience = LAST_PATIENCE
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def expect_end(self, code: int) -> None:
        """The application is about to end; threads of its that never do are not waited for.

        What is being written is, for as long as it takes.
        """
        if self.code is None:
            self._ask, self._patience = _do_nothing, threading.TIMEOUT_MAX
            self.code = code
            self._wake()

    @property
    def is_ending(self) -> bool:
        """Whether the end has been decided."""
        return self.code is not None

    def obey(self, ask: Callable[[int], object], save: Callable[[], object]) -> None:
        """Ask the loop to end by `ask(code)`; where it does not, `save` what is to be kept.

        Both are called in the watchdog's threads; errors of theirs are ignored.
        """
        self._save = save
        self._ask = ask

    def __enter__(self) -> Self:
        """Listen from now on."""
        if hasattr(select, "poll"):
            os.set_blocking(self._told, False)
            self.take_signals()
            self._thread.start()
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> bool:
        """Listen no more; what failed because the terminal had gone is no failure."""
        if self.code is None and any(map(self.terminal.is_gone, self.terminal.descriptors())):
            self._lose_terminal()
        self._over.set()
        self._wake()
        if self._thread.ident is not None:
            self._thread.join()
        self._return_signals()
        os.close(self._heard)
        os.close(self._told)
        return self.code is not None and isinstance(error, OSError)

    def _wake(self) -> None:
        with suppress(BlockingIOError):  # full of signals: it is awake
            os.write(self._told, _WAKE)

    # --- signals ---------------------------------------------------------------------------------

    def take_signals(self) -> None:
        """Hear signals by the pipe; again where another, such as asyncio, has taken them."""
        # Not in a thread of another program.
        with suppress(ValueError):
            for number in _ENDINGS:
                before = signal.signal(number, _do_nothing)
                self._before.setdefault(number, before)
            signal.set_wakeup_fd(self._told, warn_on_full_buffer=False)

    def _return_signals(self) -> None:
        with suppress(ValueError):
            signal.set_wakeup_fd(-1)
            for number, before in self._before.items():
                signal.signal(number, before)

    # --- the thread ------------------------------------------------------------------------------

    def _watch(self) -> None:
        # For the terminal to be restored from behind another program.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        poll = select.poll()
        poll.register(self._heard, select.POLLIN)
        for descriptor in self.terminal.descriptors():
            poll.register(descriptor, 0)
        if not self.terminal.is_whole:
            self._lose_terminal()
        last: float | None = None
        while last is None or time.monotonic() < last:
            if self.code is None or last is not None:
                self._listen(poll, last)
            if self._over.is_set():
                return
            if self.code is not None and last is None:
                last = time.monotonic() + (GRACE if self._ask_to_end(self.code) else 0)
        self._force(self.code or 0)

    def _listen(self, poll: select.poll, last: float | None) -> None:
        """Wait for a signal, the terminal's going, or the last moment."""
        waits = [LOOK_AGAIN] if self._doubtful else []
        waits += [] if last is None else [max(0.0, last - time.monotonic())]
        for descriptor, event in poll.poll(min(waits) * 1000 if waits else None):
            if descriptor == self._heard:
                self._decide(_code_of(os.read(self._heard, 4096)))
                continue
            poll.unregister(descriptor)
            if os.isatty(descriptor) or event & select.POLLNVAL:
                self._doubtful.add(descriptor)  # not every system can poll a terminal
            else:
                self._lose_terminal()
        if any(map(self.terminal.is_gone, self._doubtful)):
            self._lose_terminal()

    def _decide(self, code: int | None) -> None:
        if self.code is None:
            self.code = code

    def _lose_terminal(self) -> None:
        self._decide(HUNG_UP)
        self._doubtful.clear()
        if not self._is_lost:
            self._is_lost = True
            self.terminal.let_go()

    def _ask_to_end(self, code: int) -> bool:
        """Whether the loop could be asked; what has the terminal in its place is ended first."""
        foreground.end()
        if self._ask is None:
            return False
        with suppress(Exception):
            self._ask(code)
        return True

    def _force(self, code: int) -> None:
        """End in any case: what can be saved is, and the terminal is given back."""
        deadline = time.monotonic() + self._patience
        saving = threading.Thread(target=self._save_quietly, daemon=True)
        saving.start()
        files.wait_for_writes(deadline)
        saving.join(max(0.0, min(deadline - time.monotonic(), LAST_PATIENCE)))
        files.drop_unfinished()
        foreground.end()
        self.terminal.restore()
        os._exit(code)

    def _save_quietly(self) -> None:
        with suppress(Exception):
            self._save()


def _code_of(heard: bytes) -> int | None:
    """The exit code for the first signal that ends; the foreground keeps those of the keyboard."""
    kept = _OF_THE_KEYBOARD if foreground.is_busy() else frozenset[int]()
    return next((128 + number for number in heard if number in _ENDINGS - kept), None)


def _do_nothing(*_: object) -> None:
    """Being there, it has the signal's number written to the pipe; programs started have none."""
