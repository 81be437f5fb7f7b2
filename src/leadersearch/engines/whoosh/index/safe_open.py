"""Files of an index folder, opened without trusting the folder.

Somebody else may have filled it. What is read is a regular file of the folder itself: no link, which
may lead anywhere, and nothing that keeps who reads it waiting (a pipe, a device, a socket). What is
written is a file that was not there before, so that nothing is written through a link either.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from leadersearch.errors import IndexAccessError, IndexCorrupt

_SAFELY = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_KINDS = {
    stat.S_IFLNK: "a link",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class NoRegularFile(OSError):
    """Something else than a file lies there; `strerror` says what."""


def open_regular(path: Path, flags: int = os.O_RDONLY) -> int:
    """The descriptor of a regular file, which the caller closes.

    Raises OSError: FileNotFoundError, and NoRegularFile, among others.
    """
    if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
        raise _no_file(path)
    try:
        descriptor = os.open(path, flags | _SAFELY, 0o666)
    except FileNotFoundError:
        raise
    except OSError as error:
        # Neither a link nor a socket can be opened so, and each system has its own words for that.
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(path.lstat().st_mode):
                raise _no_file(path) from error
        raise
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise _no_file(path)


def _no_file(path: Path) -> NoRegularFile:
    kind = _KINDS.get(stat.S_IFMT(path.lstat().st_mode), "something else")
    return NoRegularFile(errno.EINVAL, f"{path.name} is {kind}, not a file", str(path))


def open_existing(path: Path) -> BinaryIO:
    """A regular file, for reading.

    Raises FileNotFoundError; IndexCorrupt where something else than a file lies there;
    IndexAccessError where the system refuses.
    """
    try:
        return os.fdopen(open_regular(path), "rb")
    except FileNotFoundError:
        raise
    except NoRegularFile as error:
        raise IndexCorrupt(
            f"the index in {path.parent} is damaged: {error.strerror}. Remove it, and rebuild the "
            "index: leadersearch index --rebuild FOLDER"
        ) from error
    except OSError as error:
        raise IndexAccessError(
            f"{path.name} of the index in {path.parent} cannot be read: {error.strerror or error}"
        ) from error


def create(path: Path) -> BinaryIO:
    """A new file, for writing; what had its name is removed, and not written to. Raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileExistsError:
        path.unlink()
        descriptor = os.open(path, flags, 0o666)
    return os.fdopen(descriptor, "wb")


def read_whole(path: Path, most: int) -> bytes:
    """The content of a regular file of `most` bytes at most. Raises the errors of `open_existing`."""
    with open_existing(path) as file:
        check_size(path.name, os.fstat(file.fileno()).st_size, most)
        return file.read(most)


def check_size(name: str, size: int, most: int) -> None:
    """Raise IndexCorrupt for a file that is too large to be read as a whole."""
    if size > most:
        raise IndexCorrupt(
            f"{name} is damaged: no index has one of {size:,} bytes. "
            "Rebuild the index: leadersearch index --rebuild FOLDER"
        )
