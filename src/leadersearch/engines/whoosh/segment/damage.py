"""Errors of code that reads damaged files, translated into IndexCorrupt.

Checksums and limits are looked at where numbers are read. What is left are files that were made to
hold numbers which contradict one another: they end in whatever the arithmetic ends in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from leadersearch.errors import IndexAccessError, IndexCorrupt, LeaderSearchError

P = ParamSpec("P")
T = TypeVar("T")


class naming_damage:  # noqa: N801  # used as a decorator and by `with`
    """Any error but a deliberate one and the system's becomes IndexCorrupt.

    For what reads an index, which nothing but the index can make fail.
    """

    def __call__(self, read: Callable[P, T]) -> Callable[P, T]:
        """Decorate a function: a `try` that nothing goes wrong in is free, unlike a `with`."""

        @wraps(read)
        def reading(*arguments: P.args, **options: P.kwargs) -> T:
            try:
                return read(*arguments, **options)
            except Exception as error:
                _name(error)
                raise

        return reading

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        if error is not None:
            _name(error)


def _name(error: BaseException) -> None:
    """Raise what an error that reading ended in means; nothing if it says so itself."""
    if isinstance(error, MemoryError):
        raise IndexAccessError("not enough memory to read the index") from error
    if isinstance(error, Exception) and not isinstance(error, LeaderSearchError | OSError):
        raise IndexCorrupt(
            f"the index cannot be read ({type(error).__name__}: {error}). Rebuild the index: "
            "leadersearch index --rebuild FOLDER (leadersearch check lists all damage)"
        ) from error
