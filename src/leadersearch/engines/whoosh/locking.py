"""One writer at a time, and who it is."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from whoosh.util.filelock import FileLock

from leadersearch.errors import IndexAccessError, IndexLocked

LOCK_NAME = "MAIN_WRITELOCK"
LOCK_POLL = 0.02  # seconds


class WriteLock:
    """Whoosh's own write lock, with the holder's process id in it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._lock = FileLock(str(self._path))

    def acquire(self, timeout: float) -> None:
        """Wait for the lock; raise IndexLocked after `timeout` seconds."""
        until = time.monotonic() + timeout
        while not self._try():
            if time.monotonic() >= until:
                raise IndexLocked(
                    f"another process{self._holder()} is writing to the index; "
                    "try again when it has finished"
                )
            time.sleep(LOCK_POLL)
        with suppress(OSError):  # on a full disk; the lock holds without the holder's name
            # Padded, not cut to size: changing the size of a file costs milliseconds.
            os.write(self._lock.fd, f"{os.getpid():<20}".encode())

    def release(self) -> None:
        """Let others write."""
        if self._lock.fd is not None:
            self._lock.release()

    def _try(self) -> bool:
        try:
            return bool(self._lock.acquire())
        except OSError as error:
            raise IndexAccessError(
                f"the index in {self._path.parent} cannot be written: {error.strerror or error}"
            ) from error

    def _holder(self) -> str:
        try:
            return f" (pid {int(self._path.read_text())})"
        except (OSError, ValueError):
            return ""
