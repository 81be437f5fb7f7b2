"""Which engine holds what lies in a place: a table of schemes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict, Unpack

from leadersearch.engine import Engine
from leadersearch.errors import UsageError


class Opening(TypedDict, total=False):
    """The options of `leadersearch.open_index`, each with a default.

    `create` makes an index where there is none; `rebuild` starts from nothing, the old index
    staying until the first commit. `language` (English unless given; a name or a code such as
    `de`) is fixed when an index is made. `lock_timeout` is how many seconds to wait while another
    process writes (10).
    """

    create: bool
    rebuild: bool
    language: str | None
    lock_timeout: float


def open_engine(location: str | Path, **options: Unpack[Opening]) -> Engine:
    """The engine for a folder or an address.

    Raises UsageError for an address of an unknown scheme, and IndexAccessError.
    """
    scheme = _SCHEME.match(location) if isinstance(location, str) else None
    if scheme is None:
        return _folder(str(location), options)
    opener = SCHEMES.get(scheme[1])
    if opener is None:
        known = ", ".join(f"{name}://" for name in SCHEMES)
        raise UsageError(
            f"no index can be opened by {scheme[1]}://: give the path of a folder, or one of {known}"
        )
    return opener(location[scheme.end() :], options)  # type: ignore[index]  # a text


def _folder(place: str, options: Opening) -> Engine:
    # 20 ms: an engine is loaded when the first index is opened.
    from leadersearch.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(Path(place), **options)


def _memory(place: str, options: Opening) -> Engine:
    from leadersearch.engines.memory import MemoryEngine

    if place:
        raise UsageError(f"memory:// is a new index each time and has no name, such as {place!r}")
    return MemoryEngine(options.get("language") or "english")


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")

SCHEMES: dict[str, Callable[[str, Opening], Engine]] = {"file": _folder, "memory": _memory}
"""Scheme -> what opens the rest of the address; a path without one is a folder."""
