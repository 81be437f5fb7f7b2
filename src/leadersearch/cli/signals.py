"""Signals that end a program, met like Ctrl-C: what was begun is abandoned in good order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ended(KeyboardInterrupt):
    """A signal asked the program to end; `exit_code` is what a shell reports of that."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.strsignal(number))
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
