"""An SQLite database of another program, which may be running, opened without a trace.

SQLite would lock the file, and recover or create files beside it. So it is opened as immutable,
which does none of that. But then it would also pass over what is committed and still in the log
(`-wal`), and over a transaction that is under way (`-journal`): if one of these files is there and
not empty, the database is copied with it to a temporary folder, and opened, and recovered, there.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from leadersearch.errors import ReadError
from leadersearch.readers.raw_file import BLOCK, LARGEST_WHOLE, RawFile

_LARGEST_IN_MEMORY = 2 * LARGEST_WHOLE
_TRIES = 3
_WAL_VERSIONS = slice(18, 20)  # of the header: 2 for a database with a log, 1 for one without


@contextmanager
def opened(file: RawFile) -> Iterator[sqlite3.Connection]:
    """A connection that only reads; raises ReadError for what is no sound database.

    A file that is packed or is no file, as in an archive, is read in memory.
    """
    path = _path_of(file)
    try:
        with ExitStack() as stack:
            if not path:
                connection = _in_memory(file)
            elif any(map(_is_filled, _companions(path))):
                folder = TemporaryDirectory(prefix="leadersearch-", ignore_cleanup_errors=True)
                connection = _of_a_copy(path, Path(stack.enter_context(folder)))
            else:
                connection = _connected(path, "mode=ro&immutable=1")
            stack.callback(connection.close)
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_WHOLE)
            connection.execute("PRAGMA query_only = 1")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA trusted_schema = 0")
            yield connection
    except sqlite3.Error as error:
        raise ReadError(f"damaged, or not a database of this kind ({error})") from error


def columns_of(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Table -> the names of its columns; a view is no table."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: frozenset(
            row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
        )
        for (name,) in rows
    }


def _path_of(file: RawFile) -> str:
    """The path of the file that is being read; "" if it is none, or another one by now."""
    if file.name.lower().endswith(".gz"):
        return ""
    try:
        path = os.path.realpath(file.name)
        is_same = os.path.samestat(os.stat(path), os.fstat(file.stream.fileno()))  # noqa: PTH116
    except (OSError, ValueError):
        return ""
    return path if is_same else ""


def _companions(path: str) -> list[Path]:
    return [Path(path + ending) for ending in ("-wal", "-journal")]


def _is_filled(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size > 0


def _connected(path: str, options: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(path).as_uri()}?{options}", uri=True)


def _in_memory(file: RawFile) -> sqlite3.Connection:
    data = bytearray(file.read_bytes(_LARGEST_IN_MEMORY))
    data[_WAL_VERSIONS] = b"\1\1"
    connection = sqlite3.connect(":memory:")
    connection.deserialize(bytes(data))
    return connection


def _of_a_copy(path: str, folder: Path) -> sqlite3.Connection:
    """A connection to a copy, whose files are gone by name, where they can be, once it is open."""
    copy = folder / "copy"
    _copied(path, copy)
    connection = _connected(str(copy), "mode=rw")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # no file for memory to be shared in
    connection.execute("PRAGMA journal_mode = DELETE")  # the log becomes part of the database
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for each in folder.iterdir():
        with suppress(OSError):  # Windows: it goes with the folder, in the end
            each.unlink()
    return connection


def _copied(path: str, copy: Path) -> None:
    """Copy a database with its companions as they are at one moment; raises ReadError."""
    sources = [Path(path), *_companions(path)]
    for _ in range(_TRIES):
        before = [_state(source) for source in sources]
        for source in sources:
            target = Path(str(copy) + str(source)[len(path) :])
            target.unlink(missing_ok=True)
            if _is_filled(source):
                with source.open("rb") as read, target.open("wb") as written:
                    _copy(read, written)
        if [_state(source) for source in sources] == before:
            return
    raise ReadError("the program that it belongs to is writing to it; index it again later")


def _copy(read: BinaryIO, written: BinaryIO) -> None:
    shutil.copyfileobj(read, written, BLOCK)


def _state(path: Path) -> tuple[int, int, int] | None:
    with suppress(OSError):
        status = path.stat()
        return status.st_size, status.st_mtime_ns, status.st_ino
    return None
