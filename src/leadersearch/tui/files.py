"""Files that the browser writes: whole or not at all, and one browser after the other."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

PAUSE = 0.005
"""After how many seconds a lock that another process holds is asked for again."""

_ending = threading.Condition()
_writes = 0
_unfinished: set[Path] = set()
"""The files being written, by any thread of the process."""


@contextmanager
def being_written() -> Iterator[None]:
    """While this lasts, an end by force waits for it, as long as it has patience."""
    global _writes  # noqa: PLW0603  # a count for the process
    with _ending:
        _writes += 1
    try:
        yield
    finally:
        with _ending:
            _writes -= 1
            _ending.notify_all()


def wait_for_writes(deadline: float) -> None:
    """Wait until nothing is being written, or until `deadline` (`time.monotonic`)."""
    with _ending:
        _ending.wait_for(lambda: not _writes, max(0.0, deadline - time.monotonic()))


def drop_unfinished() -> None:
    """Remove files that are not whole: the process ends before they are."""
    for path in list(_unfinished):
        with suppress(OSError):
            path.unlink()


LARGEST = 4 << 20
"""Bytes of a file that the browser reads: settings and what it remembers take a few thousand."""


def read_small(path: Path) -> str:
    """The text of a file; raises OSError, also for what is no file or too large, or ValueError.

    A FIFO or a device in its place would keep the browser waiting for ever.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, f"it is larger than {LARGEST >> 20} MB", str(path))
    return data.decode("utf-8")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def write_whole(path: Path, text: str | bytes) -> None:
    """Replace a file, or leave it as it is and nothing beside it; raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    _unfinished.add(temporary)
    try:
        data = text if isinstance(text, bytes) else text.encode("utf-8", errors="replace")
        temporary.unlink(missing_ok=True)
        temporary.touch(exist_ok=False)  # never through a link that somebody has put there
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    finally:
        _unfinished.discard(temporary)


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
