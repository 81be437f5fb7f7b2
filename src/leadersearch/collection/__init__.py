"""A collection: articles taken in from files, copied, checked; saved searches."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadersearch.collection import (
        checking as checking,
        copying as copying,
        ingest as ingest,
        saved as saved,
    )


def __getattr__(name: str) -> Any:
    """Load a part when it is first used: a search needs none of them, reading files takes 30 ms."""
    if name not in {"checking", "copying", "ingest", "saved"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
