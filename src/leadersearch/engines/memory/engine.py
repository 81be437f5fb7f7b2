"""The engine by brute force: every article is looked at for every query.

It is the oracle that the other engines are tested against, so it is written to be evidently
right, not fast; for a few thousand articles it also serves as an index that leaves no files.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from types import TracebackType
from typing import Self

from leadersearch.engine import Capability, WriteOutcome
from leadersearch.engine.protocol import LASTING, checked_name
from leadersearch.engines.memory.match import Document
from leadersearch.engines.memory.view import MemoryView
from leadersearch.model.article import Article
from leadersearch.text import Analysis

_versions = count()
"""No two moments of any engine have the same."""


class MemoryEngine:
    """Articles in a dict. See `leadersearch.engine.Engine` for what the methods do."""

    capabilities = frozenset(Capability) - {Capability.MAINTENANCE}
    location = "the index in memory"

    def __init__(self, language: str = "english") -> None:
        self.analysis = Analysis(language)
        self._view = MemoryView({}, {}, self.analysis, next(_versions))

    def version(self) -> str:
        return self._view.version

    def view(self, *, from_nothing: bool = False) -> MemoryView:
        if not from_nothing:
            return self._view
        kept = {name: data for name, data in self._view.kept.items() if name in LASTING}
        return MemoryView({}, kept, self.analysis, next(_versions))

    def write(self, *, from_nothing: bool = False) -> MemoryWriter:
        return MemoryWriter(self, self.view(from_nothing=from_nothing))

    def close(self) -> None:
        pass

    def commit(self, documents: dict[str, Document], kept: dict[str, bytes]) -> MemoryView:
        """Replace everything at once: the one place where the engine changes."""
        self._view = MemoryView(documents, kept, self.analysis, next(_versions))
        return self._view


class MemoryWriter:
    """See `leadersearch.engine.Writer`."""

    def __init__(self, engine: MemoryEngine, base: MemoryView) -> None:
        self.base = base
        self.analysis = engine.analysis
        self.outcome = WriteOutcome()
        self._engine = engine
        self._documents = dict(base.documents)
        self._kept = dict(base.kept)
        self._put = self._removed = 0
        self._has_changed = self._is_committed = False

    def put(self, articles: Iterable[Article]) -> None:
        for article in articles:
            self._documents[article.id] = Document(article, self.analysis.analyse(article))
            self._put += 1
            self._has_changed = True

    def remove(self, ids: Iterable[str]) -> None:
        for article_id in ids:
            is_removed = self._documents.pop(article_id, None) is not None
            self._removed += is_removed
            self._has_changed |= is_removed

    def keep(self, name: str, data: bytes) -> None:
        self._kept[checked_name(name)] = data

    def commit(self) -> None:
        if self._has_changed or self._kept != self.base.kept:
            self.base = self._engine.commit(dict(self._documents), dict(self._kept))
            self._has_changed, self._is_committed = False, True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()
        put, removed = (self._put, self._removed) if kind is None else (0, 0)
        self.outcome = WriteOutcome(put, removed, self._is_committed)
