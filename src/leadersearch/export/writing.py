"""A file that is there as a whole, or as it was."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_ALONE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write a file piece by piece, in place of one that there may be; raises OSError.

    It is written beside its place and moved there, so that nothing is half written. A link in its
    place is replaced: what it leads to stays as it is.
    """
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with os.fdopen(os.open(draft, _ALONE, 0o666), "w", encoding="utf-8", newline="") as file:
            file.writelines(piece.encode("utf-8", "replace").decode() for piece in pieces)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
