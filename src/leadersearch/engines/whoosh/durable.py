"""Files that are on disk before they count."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def sync_file(path: Path) -> None:
    """Return when the content of a file is on disk."""
    handle = os.open(path, os.O_RDWR)
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
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    try:
        with draft.open("wb") as file:
            _write_all(file, parts)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _write_all(file: IO[bytes], parts: list[bytes]) -> None:
    for part in parts:
        file.write(part)
    file.flush()
    os.fsync(file.fileno())
