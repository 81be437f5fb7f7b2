"""Errors of code that reads damaged files, translated into IndexCorrupt.

Checksums and limits are looked at where numbers are read. What is left are files that were made to
hold numbers which contradict one another: they end in whatever the arithmetic ends in.
"""

from __future__ import annotations

from contextlib import ContextDecorator
from types import TracebackType

from leadersearch.errors import IndexAccessError, IndexCorrupt, LeaderSearchError


class naming_damage(ContextDecorator):  # noqa: N801  # used as a decorator and by `with`
    """Any error but a deliberate one and the system's becomes IndexCorrupt.

    For what reads an index, which nothing but the index can make fail.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, MemoryError):
            raise IndexAccessError("there is not enough memory to read the index") from error
        if isinstance(error, Exception) and not isinstance(error, LeaderSearchError | OSError):
            raise IndexCorrupt(
                f"the index cannot be read ({type(error).__name__}: {error}). Rebuild the index: "
                "leadersearch index --rebuild FOLDER (leadersearch check lists all damage)"
            ) from error
