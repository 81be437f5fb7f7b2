"""An engine that can do little: no capability at all, and what is written is seen late.

It stands for a service that is far away: a search may lack whole features, scores are rounded, a
writer that fails has written half, and nothing is seen before a refresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NoReturn

import numpy as np

from leadersearch.engine import Capability, Execution, Found, check_capable, require
from leadersearch.engines.memory.engine import MemoryEngine, MemoryWriter
from leadersearch.engines.memory.view import MemoryView
from leadersearch.model.article import Article
from leadersearch.plan import Lookup


class PoorEngine(MemoryEngine):
    """See `leadersearch.engine.Engine`. Call `refresh` to see what was written."""

    capabilities: frozenset[Capability] = frozenset()
    location = "poor://somewhere"

    def __init__(self) -> None:
        super().__init__()
        self._seen = super().view()

    def refresh(self) -> None:
        self._seen = super().view()

    def version(self) -> str:
        return self._seen.version

    def view(self, *, from_nothing: bool = False) -> PoorView:
        seen = super().view(from_nothing=True) if from_nothing else self._seen
        return PoorView(seen.documents, seen.kept, seen.analysis, int(seen.version))

    def write(self, *, from_nothing: bool = False) -> PoorWriter:
        return PoorWriter(self, super().view(from_nothing=from_nothing))


class PoorView(MemoryView):
    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> NoReturn:
        require(PoorEngine.capabilities, PoorEngine.location, [Capability.VOCABULARY])
        raise AssertionError

    def facet_values(
        self, facet: str, *, containing: str = "", limit: int | None = None
    ) -> NoReturn:
        require(PoorEngine.capabilities, PoorEngine.location, [Capability.FACETS])
        raise AssertionError

    def execute(self, searches: Sequence[Execution]) -> list[Found]:
        check_capable(PoorEngine.capabilities, PoorEngine.location, searches)
        return [_rounded(found) for found in super().execute(searches)]


class PoorWriter(MemoryWriter):
    """Writes at once: what an exception interrupts is half done."""

    def put(self, articles: Iterable[Article]) -> None:
        for article in articles:
            super().put([article])
            self._engine.commit(dict(self._documents), dict(self._kept))

    def remove(self, ids: Iterable[str]) -> None:
        for article_id in ids:
            super().remove([article_id])
            self._engine.commit(dict(self._documents), dict(self._kept))


def _rounded(found: Found) -> Found:
    rows = (row._replace(score=float(np.float32(row.score))) for row in found.articles)
    return replace(found, articles=tuple(rows))
