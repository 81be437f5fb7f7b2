"""A new, empty index."""

from __future__ import annotations

from pathlib import Path

from whoosh.index import FileIndex

from leadersearch.engines.whoosh import folder as files
from leadersearch.engines.whoosh.contents import INDEX_NAME, latest_generation
from leadersearch.engines.whoosh.locking import WriteLock
from leadersearch.engines.whoosh.schema import make_schema
from leadersearch.engines.whoosh.storage import SyncedStorage
from leadersearch.errors import IndexAccessError
from leadersearch.text import Analysis


def create_index(path: Path, language: str, timeout: float) -> None:
    """Make an index in a folder, unless another process does meanwhile.

    Waits `timeout` seconds for the lock. Raises IndexAccessError, IndexLocked among them.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = WriteLock(path)
        lock.acquire(timeout)
        try:
            if latest_generation(path) < 0:  # another process may have been first
                _write_empty(path, language)
        finally:
            lock.release()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IndexAccessError(f"an index cannot be made in {path}: {reason}") from error


def _write_empty(path: Path, language: str) -> None:
    settings = files.attachment_path(path, files.SETTINGS, 0)
    files.write_blob(settings, files.SETTINGS, files.settings_of(language))
    FileIndex.create(SyncedStorage(str(path)), make_schema(Analysis(language)), INDEX_NAME)
