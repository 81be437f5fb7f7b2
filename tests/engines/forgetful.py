"""An engine that forgets: a view raises IndexChanged once anything was committed after it."""

from __future__ import annotations

from typing import Any

from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.engines.memory.view import MemoryView
from leadersearch.errors import IndexChanged

READING = ("fetch", "execute", "words", "look_up", "statistics", "fingerprints", "document")


class ForgetfulEngine(MemoryEngine):
    """See `leadersearch.engine.Engine`."""

    def view(self, *, from_nothing: bool = False) -> MemoryView:
        seen = super().view(from_nothing=from_nothing)
        return _View(self, seen) if not from_nothing else seen


class _View(MemoryView):
    def __init__(self, engine: ForgetfulEngine, seen: MemoryView) -> None:
        super().__init__(seen.documents, seen.kept, seen.analysis, int(seen.version))
        self._engine = engine

    def __getattribute__(self, name: str) -> Any:
        if name in READING and self._engine.version() != self.version:
            raise IndexChanged("changed; search again")
        return super().__getattribute__(name)
