"""Files that the browser writes: whole or not at all, and one browser after the other."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

PAUSE = 0.005
"""After how many seconds a lock that another process holds is asked for again."""


LARGEST = 4 << 20
"""Bytes of a file that the browser reads: settings and what it remembers take a few thousand."""


def read_small(path: Path) -> str:
    """The text of a file; raises OSError, also for what is no file or too large, or ValueError.

    A FIFO or a device in its place would keep the browser waiting for ever.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, f"it is larger than {LARGEST >> 20} MB", str(path))
    return data.decode("utf-8")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def write_whole(path: Path, text: str | bytes) -> None:
    """Replace a file, or leave it as it is and nothing beside it; raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        data = text if isinstance(text, bytes) else text.encode("utf-8", errors="replace")
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


@contextmanager
def alone(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock file, for as long as it takes to change another.

    Where no lock can be made (a full disk, a file system without locks) it goes on without one.
    Raises TimeoutError if others have held it for `patience` seconds.
    """
    lock = FileLock(path, timeout=patience, poll_interval=PAUSE)
    try:
        lock.acquire()
    except TimeoutError:
        raise
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        lock.release()
