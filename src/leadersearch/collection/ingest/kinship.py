"""The ids whose records share a key, so that they may be of one article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from leadersearch.errors import IndexCorrupt

DOCUMENT = "keys"

MOST = 20
"""Ids that share a key. A key of more is none: some exports give all articles one address."""

Keys = tuple[int, ...]


class Kinship:
    """Id -> the keys of its records (see `same_work.keys`), before a run and after it.

    Keys are kept as numbers: there may be a million.
    """

    def __init__(self, data: bytes | None) -> None:
        self._keys = _load(data)
        self._changed: dict[str, Keys] = {}
        self._before: dict[int, str | tuple[str, ...]] = {}  # key -> its ids; most have one
        self._now: dict[int, str | tuple[str, ...]] = {}  # of the keys that were touched
        for base, keys in self._keys.items():
            for key in keys:
                held = _ids(self._before, key)
                self._before[key] = (*held, base) if held else base

    def add(self, base: str, keys: Iterable[str]) -> None:
        """Note a record of an id: its keys are more, until `change` says which they are."""
        self.change(base, [*map(_hex, self._of(base)), *keys])

    def change(self, base: str, keys: Iterable[str]) -> None:
        """Note all keys of an id."""
        new = tuple(sorted({int(key, 16) for key in keys}))
        old = self._of(base)
        if new == old:
            return
        self._changed[base] = new
        for key in set(old).difference(new):
            self._now[key] = tuple(each for each in self._ids_now(key) if each != base)
        for key in set(new).difference(old):
            held = self._ids_now(key)
            self._now[key] = (*held, base) if held else base

    def kin(self, base: str) -> set[str]:
        """The ids that share a key with one, now or before the run, and this one."""
        found = {base}
        for key in {*self._keys.get(base, ()), *self._of(base)}:
            for ids in (_ids(self._before, key), self._ids_now(key)):
                found.update(ids if len(ids) <= MOST else ())
        return found

    def families(self, bases: Iterable[str]) -> Iterator[set[str]]:
        """All ids that some are connected with, family by family."""
        seen: set[str] = set()
        for base in sorted(bases):
            if base in seen:
                continue
            family, rest = {base}, [base]
            while rest:
                more = self.kin(rest.pop()) - family
                family |= more
                rest += more
            seen |= family
            yield family

    def dump(self) -> bytes | None:
        """All keys as they are kept; None if nothing has changed."""
        now = {base: keys for base, keys in (self._keys | self._changed).items() if keys}
        if now == self._keys:
            return None
        rows = {base: " ".join(map(_hex, now[base])) for base in sorted(now)}
        return json.dumps(rows, separators=(",", ":")).encode()

    def _of(self, base: str) -> Keys:
        changed = self._changed.get(base)
        return self._keys.get(base, ()) if changed is None else changed

    def _ids_now(self, key: int) -> tuple[str, ...]:
        return _ids(self._now if key in self._now else self._before, key)


def _ids(held: Mapping[int, str | tuple[str, ...]], key: int) -> tuple[str, ...]:
    ids = held.get(key, ())
    return (ids,) if isinstance(ids, str) else ids


def _hex(key: int) -> str:
    return f"{key:x}"


def _load(data: bytes | None) -> dict[str, Keys]:
    try:
        rows = json.loads(data) if data else {}
        return {base: tuple(int(key, 16) for key in row.split()) for base, row in rows.items()}
    except (ValueError, AttributeError, RecursionError) as error:
        raise IndexCorrupt(
            "the list of article keys is damaged; rebuild the index:\n"
            "  leadersearch index --rebuild FOLDER"
        ) from error
