"""Orphans: files in an index folder that the index does not need.

A process that is killed while it writes leaves files that no table of contents names: they do no
harm, but take space. Every commit clears them away; so does `leadersearch check --fix`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from leadersearch.engines.whoosh.index import folder as files
from leadersearch.engines.whoosh.index.locking import WriteLock
from leadersearch.engines.whoosh.index.toc import (
    INDEX_NAME,
    Table,
    read_before,
    read_newest,
    table_name,
)

_SEGMENT = re.compile(rf"({INDEX_NAME}_[0-9a-z]+)\.[A-Za-z0-9_.]+\Z", re.ASCII)
_TABLE = re.compile(rf"_{INDEX_NAME}_[0-9]+\.toc(?:\.[0-9.]+)?\Z")
_STEMS = re.compile(r"stems-[a-z]+(?:-recent)?\.lsb\Z")
_DRAFT = re.compile(rf"(?:.+\.lsb|_{INDEX_NAME}_[0-9]+\.toc)\.[0-9]+\.draft\Z|{INDEX_NAME}\.tmp\Z")


def sweep(folder: Path, language: str, timeout: float, *, remove: bool) -> list[str]:
    """The names of what is left behind in a folder; with `remove` it is deleted.

    Waits `timeout` seconds for the lock. Raises IndexLocked.
    """
    lock = WriteLock(folder)
    lock.acquire(timeout)
    try:
        table = read_newest(folder)
        if table.damage:  # what only the damaged one names is known when there is another
            found = find_drafts(folder)
        else:
            before = read_before(folder, table)
            found = find_leftovers(folder, [table, before] if before else [table], language)
        if remove:
            remove_leftovers(found)
    finally:
        lock.release()
    return [path.name for path in found]


def find_leftovers(folder: Path, tables: Iterable[Table], language: str) -> list[Path]:
    """The files that are needed by none of the tables of contents that are kept.

    `language` is that of the index, whose stems are kept.
    """
    tables = list(tables)
    names = {table_name(table.generation) for table in tables}
    segments = {
        f"{row.state.get('indexname')}_{row.state.get('segid')}"
        for table in tables
        for row in table.segments
    }
    outdated = set(files.outdated_side_files(folder, tables))

    def is_left(path: Path) -> bool:
        name = path.name
        if path in outdated or _DRAFT.match(name):
            return True
        if _TABLE.match(name):
            return name not in names
        if match := _SEGMENT.match(name):
            return match[1] not in segments
        stems = (f"stems-{language}{files.SUFFIX}", f"stems-{language}-recent{files.SUFFIX}")
        return _STEMS.match(name) is not None and name not in stems

    return sorted(path for path in files.listing(folder) if is_left(path))


def find_drafts(folder: Path) -> list[Path]:
    """Files of a process that died while it wrote them, as seen by the one that may write now."""
    return [path for path in files.listing(folder) if _DRAFT.match(path.name)]


def remove_leftovers(paths: Iterable[Path]) -> None:
    """Delete files and folders; those that are gone already, or in use, are no trouble.

    Tables of contents go first: none is left behind that names what has gone.
    """
    for path in sorted(paths, key=lambda path: not _TABLE.match(path.name)):
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
