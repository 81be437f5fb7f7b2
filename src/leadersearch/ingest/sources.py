"""Which files there are, and what is known of those that were read before."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file that was read: `stamp` (modified, ns) 0 means: read it again."""

    size: int
    stamp: int
    digest: str
    ids: tuple[str, ...]


def walk(folder: Path, skipped: set[Path], failed: Callable[[OSError], None]) -> Iterator[Path]:
    """The files of a folder and those in it, in order; hidden and skipped ones left out.

    `failed` is told of folders that cannot be listed, each as the error's `filename`.
    """
    for parent, folders, names in os.walk(folder, onerror=failed):
        here = Path(parent)
        folders[:] = sorted(
            name for name in folders if name[0] != "." and here / name not in skipped
        )
        yield from (here / name for name in sorted(names) if name[0] != ".")


def is_under(path: str, roots: Sequence[Path]) -> bool:
    """Whether a path is one of some places or lies in it."""
    return any(Path(path).is_relative_to(root.resolve()) for root in roots)


def stamp_of(path: Path) -> tuple[int, int]:
    """The size of a file and when it was changed (ns); raises OSError."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file, but a pipe or a device")
    return status.st_size, status.st_mtime_ns


def digest_of(path: Path) -> str:
    """A hash of the content of a file; raises OSError."""
    hashed = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            hashed.update(block)
    return hashed.hexdigest()


def load(data: bytes | None) -> dict[str, Known]:
    """Path -> what is known, from what `dump` made of it."""
    rows = json.loads(data) if data else {}
    return {path: Known(**row | {"ids": tuple(row["ids"])}) for path, row in rows.items()}


def dump(known: Mapping[str, Known]) -> bytes:
    """What is known of all files, to be kept in the index."""
    return json.dumps({path: asdict(row) for path, row in sorted(known.items())}).encode()
