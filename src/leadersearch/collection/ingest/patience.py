"""Ending a process that neither answers nor works, as one that waits for a lost network drive."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from leadersearch.collection.ingest.limits import processor_limit

PATIENCE = 300.0
"""Seconds without an answer and without work after which a process is ended."""

_IDLE = 1.0
"""Seconds of processor time in all that while that do not count as work."""


class Watch:
    """Watches over a process, in a thread of its own, while it owes an answer.

    Where the kernel does not tell how much a process works, it may take ten times as long as its
    file may take of the processor.
    """

    def __init__(self, process: subprocess.Popen[bytes], patience: float) -> None:
        self._process = process
        self._patience = patience
        self._owed = 0  # the number of the answer that is waited for; 0: none is
        self._number = 0
        self._size = 0
        self._least = 0.0
        self._is_over = Event()
        self.has_ended_it = False
        self._thread = Thread(target=self._watch, name="leadersearch-patience", daemon=True)
        self._thread.start()

    @property
    def reason(self) -> str:
        """Why the process was ended."""
        return f"its reader did nothing for {self._patience:,.0f} s"

    @contextmanager
    def waiting(self, size: int, patience: float = 0.0) -> Iterator[None]:
        """Wait for an answer about a file of some bytes, for `patience` seconds if that is longer."""
        self._number += 1
        self._least = patience
        self._size, self._owed = size, self._number
        try:
            yield
        finally:
            self._owed = 0

    def end(self) -> None:
        """Watch no longer."""
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        # Ticks are counted and no clock is read: while a laptop sleeps or Ctrl-Z holds both
        # processes, no time passes for either.
        tick = min(5.0, self._patience / 10)
        owed, ticks, work = 0, 0, 0.0
        while not self._is_over.wait(tick):
            worked = _processor_time(self._process.pid)
            is_working = worked is not None and worked - work > _IDLE
            if not self._owed or self._owed != owed or is_working:
                owed, ticks, work = self._owed, 0, worked or 0.0
                continue
            ticks += 1
            if ticks * tick >= self._patience_for(worked):
                self.has_ended_it = True
                self._process.kill()
                return

    def _patience_for(self, worked: float | None) -> float:
        patience = max(self._patience, self._least)
        return patience if worked is not None else max(patience, 10 * processor_limit(self._size))


def _processor_time(process: int) -> float | None:
    """The seconds of processor time that a process has taken; None where the kernel is silent."""
    if sys.platform != "linux":
        return None
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    user, system = text.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
