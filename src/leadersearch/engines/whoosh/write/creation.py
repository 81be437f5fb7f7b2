"""A new, empty index."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from leadersearch.engines.whoosh.index import folder as files
from leadersearch.engines.whoosh.index.durable import sync_folder
from leadersearch.engines.whoosh.index.locking import WriteLock
from leadersearch.engines.whoosh.index.toc import latest_generation
from leadersearch.engines.whoosh.index.whoosh_fields import make_schema
from leadersearch.engines.whoosh.stock.storage import write_table
from leadersearch.errors import IndexAccessError
from leadersearch.text import Analysis


def create_index(path: Path, language: str, timeout: float) -> None:
    """Make an index in a folder, unless another process does meanwhile.

    Waits `timeout` seconds for the lock. Raises IndexAccessError, IndexLocked among them.
    """
    try:
        _make_folder(path)
        lock = WriteLock(path)
        lock.acquire(timeout)
        try:
            if latest_generation(path) < 0:  # another process may have been first
                _write_empty(path, language)
        finally:
            lock.release()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IndexAccessError(f"cannot create an index in {path}: {reason}") from error


def _make_folder(path: Path) -> None:
    """Make a folder and those above it, whose names are on disk when this returns."""
    parents = path.absolute().parents
    missing = [parent for parent in parents if not parent.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for parent in parents[: len(missing) + 1]:
        with suppress(PermissionError):  # one may make a folder where one may not read
            sync_folder(parent)


def _write_empty(path: Path, language: str) -> None:
    settings = files.side_file_path(path, files.SETTINGS, 0)
    files.write_blob(settings, files.SETTINGS, files.settings_of(language))
    sync_folder(path)
    write_table(path, make_schema(Analysis(language)), [], 0)
