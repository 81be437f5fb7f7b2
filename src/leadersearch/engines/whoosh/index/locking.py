"""One writer at a time, and who it is."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from leadersearch.engines.whoosh.index.safe_open import NoRegularFile, open_regular
from leadersearch.errors import IndexAccessError, IndexLocked

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "MAIN_WRITELOCK"
LOCK_POLL = 0.02  # seconds

_HELD_BY_OTHERS = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
_CANNOT_LOCK = {
    getattr(errno, name, -1) for name in ("ENOLCK", "EOPNOTSUPP", "ENOTSUP", "ENOSYS", "EINVAL")
}
_NOTE = 20  # bytes for the process id, padded: changing the size of a file costs milliseconds


class WriteLock:
    """The lock that Whoosh's own writers take, with the holder's process id in its file.

    The system lets go of it when the process that holds it ends, however it ends.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._descriptor: int | None = None

    def acquire(self, timeout: float) -> None:
        """Wait for the lock; raise IndexLocked after `timeout` seconds.

        Raises IndexAccessError where the lock's file cannot be opened or locked.
        """
        until = time.monotonic() + timeout
        while not self._try():
            if time.monotonic() >= until:
                raise IndexLocked(
                    f"another process{self._holder()} is writing to the index; "
                    "try again when it has finished"
                )
            time.sleep(LOCK_POLL)
        self._note(str(os.getpid()))

    def release(self) -> None:
        """Let others write."""
        if self._descriptor is not None:
            self._note("")
            descriptor, self._descriptor = self._descriptor, None
            _unlock(descriptor)
            os.close(descriptor)

    def check_held(self) -> None:
        """Raise IndexAccessError where another folder has taken the place of the one locked."""
        if not self._is_held():
            raise IndexAccessError(
                f"the index in {self._path.parent} was replaced while it was being changed; "
                "open it again"
            )

    def _is_held(self) -> bool:
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.lstat())
        except OSError:
            return False

    def _try(self) -> bool:
        try:
            descriptor = open_regular(self._path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise self._unusable(error) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD_BY_OTHERS:
                return False
            raise self._unusable(error) from error
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        if self._is_held():
            return True
        self.release()  # the folder was replaced while this one waited
        return False

    def _unusable(self, error: OSError) -> IndexAccessError:
        reason = error.strerror or str(error)
        if isinstance(error, NoRegularFile):
            reason = f"{reason}; remove it"
        elif error.errno in _CANNOT_LOCK:
            return IndexAccessError(
                f"the file system of {self._path.parent} cannot lock files ({reason}), and two "
                "programs that write at once would damage the index: put it on a local disk"
            )
        return IndexAccessError(f"the index in {self._path.parent} cannot be written: {reason}")

    def _note(self, text: str) -> None:
        """Say in the lock's file who holds it."""
        assert self._descriptor is not None
        with suppress(OSError):  # on a full disk; the lock holds without the holder's name
            if os.fstat(self._descriptor).st_nlink == 1:  # else it may be a file of somebody else's
                os.lseek(self._descriptor, 0, os.SEEK_SET)
                os.write(self._descriptor, text.ljust(_NOTE).encode())

    def _holder(self) -> str:
        """Who holds the lock, as far as its file tells: Whoosh's own writers leave no note."""
        with suppress(OSError, ValueError):
            descriptor = open_regular(self._path)
            try:
                holder = int(os.read(descriptor, _NOTE))
            finally:
                os.close(descriptor)
            if _is_alive(holder):
                return f" (pid {holder})"
        return ""


def _is_alive(pid: int) -> bool:
    """Whether there is such a process, as far as can be told."""
    if pid <= 0:
        return False
    if os.name == "nt":  # a signal would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
