"""The ids of a file's articles, in few bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any, overload

_DIGITS = 16
_DERIVED = re.compile(f"[0-9a-f]{{{_DIGITS}}}")


class Ids(Sequence[str]):
    """Ids, in order. Where all of them are derived, nothing is kept but their digits."""

    __slots__ = ("_digits", "_rows")

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._digits = ""
        self._rows: tuple[str, ...] = ()
        written, rest = StringIO(), iter(ids)
        for each in rest:
            if not _DERIVED.fullmatch(each):
                self._rows = (*_parts(written.getvalue()), each, *rest)
                return
            written.write(each)
        self._digits = written.getvalue()

    @property
    def packed(self) -> str | list[str]:
        """As they are kept, in JSON: digits one after another, or a list."""
        return self._digits or list(self._rows)

    @classmethod
    def unpacked(cls, kept: Any) -> Ids:
        """The ids of which `packed` is kept; raises TypeError for anything else."""
        if isinstance(kept, list) and all(type(each) is str for each in kept):
            return cls(kept)
        found = cls(_parts(kept)) if isinstance(kept, str) else ()
        if not isinstance(found, Ids) or found.packed != kept:
            raise TypeError
        return found

    def __len__(self) -> int:
        return len(self._rows) or len(self._digits) // _DIGITS

    def __iter__(self) -> Iterator[str]:
        return _parts(self._digits) if self._digits else iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ids) and (self._digits, self._rows) == (other._digits, other._rows)

    def __hash__(self) -> int:
        return hash((self._digits, self._rows))


def _parts(digits: str) -> Iterator[str]:
    return (digits[place : place + _DIGITS] for place in range(0, len(digits), _DIGITS))
