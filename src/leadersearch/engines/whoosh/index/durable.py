"""Files that are on disk before they count.

A system that loses its power keeps of a file what was synced, and of what came later anything or
nothing, in any order; the same goes for the names in a folder, each on its own. So whatever a file
refers to is synced, and the name of it, before the file itself gets its name.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from leadersearch.engines.whoosh.index.safe_open import create, open_regular


def sync_file(path: Path) -> None:
    """Return when the content of a file is on disk."""
    handle = open_regular(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Return when the names in a folder are on disk (a no-op where the system cannot say)."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, parts: list[bytes]) -> None:
    """Write a file so that after a crash there is the old one or the new one, never a half."""
    write_whole(path, parts)
    sync_folder(path.parent)


def write_whole(path: Path, parts: list[bytes]) -> None:
    """As `write_durably`, but which of the two there is after a crash is open for now."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        with create(draft) as file:
            _write_all(file, parts)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _write_all(file: IO[bytes], parts: list[bytes]) -> None:
    for part in parts:
        file.write(part)
    file.flush()
    os.fsync(file.fileno())
