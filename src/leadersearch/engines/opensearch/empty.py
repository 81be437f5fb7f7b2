"""The view that a rebuild begins with: no article, and only the data that people made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leadersearch.engine import Execution, FacetCount, Figures, Found, Statistics
from leadersearch.engine.protocol import LASTING
from leadersearch.engines.opensearch.client import Json
from leadersearch.engines.opensearch.view import OpenSearchView
from leadersearch.model.article import Article
from leadersearch.plan import Leaf, Lookup


class EmptyView:
    """See `leadersearch.engine.View` for what the methods do."""

    articles = 0
    version = "nothing"
    warnings: tuple[str, ...] = ()

    def __init__(self, before: OpenSearchView | None, language: str) -> None:
        self._before = before
        self._language = language

    def look_up(self, words: Sequence[Sequence[Lookup]], *, enough: int | None = None) -> list[int]:  # noqa: ARG002
        return [0] * len(words)

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:  # noqa: ARG002
        return {}

    def facet_values(
        self,
        facet: str,  # noqa: ARG002
        *,
        containing: str = "",  # noqa: ARG002
        limit: int | None = None,  # noqa: ARG002
    ) -> list[FacetCount]:
        return []

    def execute(self, searches: Sequence[Execution]) -> list[Found]:
        return [Found((), 0, 0, facets=dict.fromkeys(each.facets, ())) for each in searches]

    def figures(self, leaves: Sequence[Leaf]) -> Figures:
        return Figures(0, 0.0, dict.fromkeys(leaves, 0))

    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        return [None] * len(ids)

    def fingerprints(self, ids: Sequence[str]) -> list[str | None]:
        return [None] * len(ids)

    def scan(self, *, after: str = "", batch: int = 500) -> Iterator[list[Article]]:  # noqa: ARG002
        return iter(())

    def statistics(self) -> Statistics:
        return Statistics(articles=0, language=self._language)

    def document(self, name: str) -> bytes | None:
        return self._before.document(name) if self._before and name in LASTING else None

    def stored(self, ids: Sequence[str]) -> dict[str, Json]:  # noqa: ARG002
        """Nothing: the new index holds nothing yet."""
        return {}
