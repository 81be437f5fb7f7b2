"""Which engine holds what lies in a place: a table of schemes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypedDict

from leadersearch.arguments import checked
from leadersearch.engine import Engine
from leadersearch.errors import MissingExtra, UsageError
from leadersearch.safety import without_secret


class OpenOptions(TypedDict, total=False):
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


@checked
def open_engine(
    location: str | Path,
    *,
    create: bool = False,
    rebuild: bool = False,
    language: str | None = None,
    lock_timeout: float = 10.0,
) -> Engine:
    """The engine for a folder or an address.

    Raises UsageError for an address of an unknown scheme, and IndexAccessError.
    """
    options: OpenOptions = {
        "create": create,
        "rebuild": rebuild,
        "language": language,
        "lock_timeout": lock_timeout,
    }
    address = _ADDRESS.fullmatch(location) if isinstance(location, str) else None
    if address is None:
        return _folder(str(location), options)
    scheme, place = address.groups()
    opener = SCHEMES.get(scheme.lower())
    if opener is None:
        known = ", ".join(f"{name}://" for name in SCHEMES)
        raise UsageError(
            f"unknown address {without_secret(str(location))}: give the path of a folder, or one that begins with {known}"
        )
    return opener(place, options)


def _folder(place: str, options: OpenOptions) -> Engine:
    # 20 ms: an engine is loaded when the first index is opened.
    from leadersearch.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(Path(place), **options)


def _memory(place: str, options: OpenOptions) -> Engine:
    from leadersearch.engines.memory import MemoryEngine

    if place:
        raise UsageError(f"memory:// is a new index each time and has no name, such as {place!r}")
    return MemoryEngine(options.get("language") or "english")


def _opensearch(place: str, options: OpenOptions, *, is_secure: bool = False) -> Engine:
    try:
        # 200 ms, and an extra package: few indexes are in a cluster.
        import opensearchpy  # noqa: F401
    except ImportError as error:
        raise MissingExtra("an index in OpenSearch", "opensearch") from error
    from leadersearch.engines.opensearch.address import Address
    from leadersearch.engines.opensearch.engine import OpenSearchEngine

    return OpenSearchEngine(Address.parse(place, is_secure=is_secure), **options)


_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://(.*)", re.DOTALL)

SCHEMES: dict[str, Callable[[str, OpenOptions], Engine]] = {
    "file": _folder,
    "memory": _memory,
    "opensearch": _opensearch,
    "opensearchs": partial(_opensearch, is_secure=True),
}
"""Scheme -> what opens the rest of the address; a path without one is a folder."""
