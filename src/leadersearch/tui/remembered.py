"""State that the browser remembers from one run to the next: `browser.json` in the state folder.

It is written whenever something changes, by replacing the file, so that a closed terminal loses
nothing; what two browsers at once add to it is merged, one after the other. What cannot be read is
started anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from leadersearch.engine import Sort
from leadersearch.model.fields import FACETS
from leadersearch.tui.files import alone, being_written, read_small, write_whole

MAX_HISTORY = 200
MAX_INDEXES = 20
PATIENCE, LAST_PATIENCE = 0.1, 5.0
"""Seconds to wait while other browsers write: with a key waiting, and when there is no later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedSearch:
    """The state of one index: the search as it was left, the marks, earlier queries.

    `hit` is the id of the article that the cursor was on, `place` its place among the hits, from 0.
    """

    query: str = ""
    sort: str = "relevance"
    filters: tuple[tuple[str, str], ...] = ()
    broaden: bool = False
    hit: str = ""
    place: int = 0
    marked: tuple[str, ...] = ()
    history: tuple[str, ...] = ()

    def with_query(self, query: str) -> RememberedSearch:
        """The session with a query put on top of its history."""
        if not query.strip():
            return self
        older = tuple(past for past in self.history if past != query)
        return replace(self, history=(query, *older)[:MAX_HISTORY])


@dataclass(frozen=True, slots=True, kw_only=True)
class PaneLayout:
    """The state of the person: theme, panes, habits."""

    theme: str = ""
    facets: bool = False
    timeline: bool = False
    preview: bool = True
    article_share: int = 50
    live_search: bool | None = None


@dataclass(slots=True)
class Remembered:
    """The file, and what was read of it; `session` is that of the open index."""

    path: Path
    index: str
    session: RememberedSearch = field(default_factory=RememberedSearch)
    layout: PaneLayout = field(default_factory=PaneLayout)
    _known: tuple[RememberedSearch, PaneLayout] = field(
        default_factory=lambda: (RememberedSearch(), PaneLayout())
    )

    @classmethod
    def read(cls, folder: Path, index: str) -> Remembered:
        """Read what is remembered of an index."""
        path = folder / "browser.json"
        table = _table(path)
        session, layout = _session(_sessions(table).get(index)), _layout(table.get("layout"))
        return cls(path, index, session, layout, (session, layout))

    def write(self) -> None:
        """Write what has changed since it was read or written; what other browsers wrote stays.

        While others write for long, it is left for the next time, or for `close`.
        """
        # A full or read-only disk must not end the browser; it only forgets.
        with suppress(OSError):
            self._write(PATIENCE)

    def close(self) -> None:
        """Write what has not been written yet, if need be beside a process that has stopped."""
        if (self.session, self.layout) == self._known:
            return
        with suppress(OSError), being_written():
            try:
                self._write(LAST_PATIENCE)
            except TimeoutError:
                self._replace()

    def _write(self, patience: float) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with alone(self.path.with_suffix(".lock"), patience):
            self._replace()

    def _replace(self) -> None:
        table = self._merged_into(_table(self.path))
        write_whole(self.path, json.dumps(table))
        self._known = (self.session, self.layout)

    def _merged_into(self, table: dict[str, Any]) -> dict[str, Any]:
        sessions = _sessions(table)
        session, layout = self._known
        found = sessions.pop(self.index, None)  # deleted meanwhile, or never written
        ours = self.session if found is None else _merged(session, self.session, _session(found))
        recent = dict(list(sessions.items())[-(MAX_INDEXES - 1) :])
        return {
            "version": 1,
            "layout": asdict(_layout(table.get("layout"))) | _changes(layout, self.layout),
            "indexes": {**recent, self.index: asdict(ours)},
        }


def _merged(
    before: RememberedSearch, ours: RememberedSearch, theirs: RememberedSearch
) -> RememberedSearch:
    """Our session, with the queries and marks that another browser has added meanwhile."""
    last = before.history[:1]
    visited = list(takewhile(lambda query: (query,) != last, ours.history))
    merged = theirs
    for query in reversed(visited):
        merged = merged.with_query(query)
    unmarked = set(before.marked) - set(ours.marked)
    marked = [row for row in theirs.marked if row not in unmarked]
    marked += [row for row in ours.marked if row not in before.marked]
    return replace(ours, history=merged.history, marked=tuple(dict.fromkeys(marked)))


def _changes(before: PaneLayout, ours: PaneLayout) -> dict[str, Any]:
    old = asdict(before)
    return {name: value for name, value in asdict(ours).items() if value != old[name]}


def _sessions(table: dict[str, Any]) -> dict[str, Any]:
    sessions = table.get("indexes")
    return sessions if isinstance(sessions, dict) else {}


def _table(path: Path) -> dict[str, Any]:
    try:
        table = json.loads(read_small(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}


def _session(value: object) -> RememberedSearch:
    if not isinstance(value, dict):
        return RememberedSearch()
    return RememberedSearch(
        query=_text(value.get("query")),
        sort=_sort(value.get("sort")),
        filters=tuple(filter(_is_filter, map(_pair, _rows(value.get("filters"))))),
        broaden=value.get("broaden") is True and _sort(value.get("sort")) == Sort.RELEVANCE.value,
        hit=_text(value.get("hit")),
        place=_count(value.get("place")),
        marked=tuple(row for row in _rows(value.get("marked")) if isinstance(row, str)),
        history=tuple(row for row in _rows(value.get("history")) if isinstance(row, str)),
    )


def _layout(value: object) -> PaneLayout:
    if not isinstance(value, dict):
        return PaneLayout()
    kept = {}
    for row in fields(PaneLayout):
        found = value.get(row.name)
        default = row.default
        if type(found) is type(default) or (row.name == "live_search" and isinstance(found, bool)):
            kept[row.name] = found
    return PaneLayout(**kept)  # type: ignore[arg-type]  # of the defaults' types, checked above


def _sort(value: object) -> str:
    return str(value) if value in [row.value for row in Sort] else Sort.RELEVANCE.value


def _pair(value: object) -> tuple[str, str]:
    return (
        (str(value[0]), str(value[1])) if isinstance(value, list) and len(value) == 2 else ("", "")
    )


def _is_filter(pair: tuple[str, str]) -> bool:
    return pair[0] in FACETS


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _rows(value: object) -> Iterable[Any]:
    return value if isinstance(value, list) else ()
