"""Signals that end a program, met like Ctrl-C: what was begun is abandoned in good order."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

_PAUSE = 0.01  # seconds; a finaliser is over long before

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ended(KeyboardInterrupt):
    """A signal asked the program to end; `exit_code` is what a shell reports of that."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.strsignal(number))
        self.number = number
        self.exit_code = 128 + number


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Raise Ended where a signal would end the program at once; a second one does end it.

    One that is ignored, as `nohup` has it, stays so. For the main thread.
    """
    met = [number for number in ENDING if signal.getsignal(number) is signal.SIG_DFL]

    def reset() -> None:
        for number in met:
            signal.signal(number, signal.SIG_DFL)

    def end(number: int, _: FrameType | None) -> NoReturn:
        reset()
        raise Ended(number)

    for number in met:
        signal.signal(number, end)
    try:
        yield
    finally:
        reset()


def meet_dropped_signals() -> None:
    """Send Ctrl-C again where Python drops it, as it does while a finaliser or a callback runs.

    Whoever loads modules runs hundreds of them: one Ctrl-C in twenty was lost, with a traceback.
    """
    sys.unraisablehook = _send_again


def _send_again(dropped: sys.UnraisableHookArgs) -> None:
    if not issubclass(dropped.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(dropped)
        return
    error, pause = dropped.exc_value, _PAUSE
    while True:
        try:
            _send_soon(getattr(error, "number", signal.SIGINT), pause)
        except KeyboardInterrupt as sooner:  # it is dropped here, too
            error, pause = sooner, 2 * pause
        else:
            return


def _send_soon(number: int, pause: float) -> None:
    from threading import Timer, main_thread

    if hasattr(signal, "pthread_kill"):  # it wakes the main thread from what it waits for
        sending = Timer(pause, signal.pthread_kill, (main_thread().ident, number))
    else:
        sending = Timer(pause, signal.raise_signal, (number,))
    sending.daemon = True
    sending.start()
