"""Files that the browser writes: whole or not at all, and one browser after the other."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ATTEMPTS, PAUSE = 20, 0.005
"""How often, and after how many seconds, a lock is asked for: no key waits for a stopped process."""


def write_whole(path: Path, text: str) -> None:
    """Replace a file, or leave it as it is and nothing beside it; raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, "utf-8", errors="replace", newline="")
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock file, for as long as it takes to change another; raises OSError.

    Without locks (Windows), or where one is held for long, it goes on without.
    """
    with path.open("a") as held:
        for _ in range(ATTEMPTS):
            if _has_locked(held.fileno()):
                break
            time.sleep(PAUSE)
        yield  # closing the file lets others in


def _has_locked(number: int) -> bool:
    if sys.platform == "win32":
        return True
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        flock(number, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks
    return True
