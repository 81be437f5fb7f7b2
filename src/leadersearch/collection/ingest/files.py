"""Files as the operating system has them: identity, opening, places in the tree of folders."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import BinaryIO, NamedTuple

# A pipe opens at once, a terminal does not become ours, a link in the file's place is an error.
_CAREFULLY = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Stamp(NamedTuple):
    """The properties that tell, without opening a file, whether it is the one that was read.

    `size` is in bytes; `modified` (of its content) and `changed` (of anything about it) are times
    in ns. A program can set `modified` to what it was; `changed` and `inode` it cannot. 0 in
    `inode` stands for "not known".
    """

    size: int
    modified: int
    inode: int = 0
    changed: int = 0

    def is_that_of(self, other: Stamp) -> bool:
        """Whether both can be of the same file in the same state."""
        if not (self.inode and other.inode):
            return self[:2] == other[:2]
        return self == other


def stamp_from(status: os.stat_result) -> Stamp:
    """The stamp of a regular file; raises OSError where it is none."""
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a file but a pipe or a device")
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns)


def stamp_of(path: str) -> Stamp:
    """The stamp of a file; raises OSError where it is none, a link included."""
    return stamp_from(os.lstat(path))


def open_file(path: str) -> BinaryIO:
    """Open a regular file to read; raises OSError for anything else, and waits for nothing.

    Looked at again once it is open: it may have been replaced since it was listed.
    """
    try:
        descriptor = os.open(path, _CAREFULLY)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "it has been replaced by a link") from error
        raise
    try:
        stamp_from(os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def with_companions(stamp: Stamp, companions: Iterable[str]) -> Stamp:
    """The stamp of a database and of the files beside it: a commit may change these alone."""
    for path in companions:
        try:
            beside = stamp_of(path)
        except OSError:
            continue
        if beside.size:
            changed = max(stamp.changed, beside.changed)
            modified = max(stamp.modified, beside.modified)
            stamp = Stamp(stamp.size + beside.size, modified, stamp.inode, changed)
    return stamp


def digest_of(file: BinaryIO) -> str:
    """A hash of the content of a file from where it stands; raises OSError."""
    hashed = blake2b(digest_size=16)
    while block := file.read(1 << 20):
        hashed.update(block)
    return hashed.hexdigest()


def reason_of(error: OSError | ValueError) -> str:
    """The reason of an error, without the name of the file."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


class KnownPlaces:
    """Some files and folders, to ask what lies in them; paths are real ones."""

    def __init__(self, places: Iterable[str]) -> None:
        self._places = frozenset(places)

    def around(self, path: str) -> Iterator[str]:
        """Those of the places that a path is or lies in, the nearest first."""
        while True:
            if path in self._places:
                yield path
            above = os.path.dirname(path)  # noqa: PTH120  # a Path for each is dear
            if above == path:
                return
            path = above

    def hold(self, path: str) -> bool:
        """Whether a path is one of the places or lies in one."""
        return next(self.around(path), None) is not None
