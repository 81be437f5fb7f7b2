"""A writer that writes nothing, and remembers what it would have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import TracebackType
from typing import Self

from leadersearch.engine.answer import WriteOutcome
from leadersearch.engine.protocol import View
from leadersearch.model.article import Article
from leadersearch.text import Analysis

_BATCH = 500


class DryWriter:
    """The `Writer` of a dry run: nothing is written, and no other process is kept from writing."""

    def __init__(self, base: View, analysis: Analysis) -> None:
        self.analysis = analysis
        self._base = base
        self._put: dict[str, tuple[str, str]] = {}  # id -> title and fingerprint
        self._removed: dict[str, None] = {}

    @property
    def base(self) -> View:
        """See `Writer`."""
        return self._base

    @property
    def outcome(self) -> WriteOutcome:
        """See `Writer`."""
        return WriteOutcome()

    def put(self, articles: Iterable[Article]) -> None:
        """See `Writer`."""
        for article in articles:
            self._removed.pop(article.id, None)
            self._put[article.id] = article.title, article.fingerprint

    def remove(self, ids: Iterable[str]) -> None:
        """See `Writer`."""
        for each in ids:
            self._put.pop(each, None)
            self._removed[each] = None

    def keep(self, name: str, data: bytes) -> None:
        """See `Writer`."""

    def commit(self) -> None:
        """Nothing: whoever writes in portions has no use for this writer."""

    def planned(self) -> Iterator[tuple[str, str, str]]:
        """The articles that would be `added`, `updated` or `removed`: which, the id, the title."""
        for ids in _batches(sorted(self._put)):
            for each, held in zip(ids, self._base.fingerprints(ids), strict=True):
                title, fingerprint = self._put[each]
                if held != fingerprint:
                    yield ("updated" if held else "added", each, title)
        for ids in _batches(sorted(self._removed)):
            for article in filter(None, self._base.fetch(ids)):
                yield ("removed", article.id, article.title)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None


def _batches(ids: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        yield batch
