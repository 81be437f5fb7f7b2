"""The articles of an index in a cluster, as of one moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leadersearch.engine import Execution, FacetCount, Figures, Found, Statistics
from leadersearch.engine.facet_finder import FacetFinder
from leadersearch.engines.opensearch import executing, side_files, vocabulary
from leadersearch.engines.opensearch.client import Cluster, Json, encoded
from leadersearch.engines.opensearch.documents import article_in, document_id
from leadersearch.engines.opensearch.mapping import KEYWORDS, LISTED
from leadersearch.engines.opensearch.match import (
    EVERY_ARTICLE,
    any_of,
    combined,
    matching,
    selecting,
)
from leadersearch.engines.opensearch.moment import Moment
from leadersearch.engines.opensearch.score import MOST_SELECTED
from leadersearch.model.article import Article
from leadersearch.plan import Leaf, Lookup, StartsWith, WordNode, scored_leaves
from leadersearch.text.analysis import facet_field

_BATCH = 1_000
"""Ids of one search."""


class OpenSearchView:
    """See `leadersearch.engine.View` for what the methods do."""

    warnings: tuple[str, ...] = ()

    def __init__(self, cluster: Cluster, moment: Moment, language: str) -> None:
        self.moment = moment
        self._cluster = cluster
        self._language = language
        self._counts: dict[object, int] = {}
        self._expanded: dict[tuple[Lookup, str], tuple[str, ...] | None] = {}
        self._mean_length: float | None = None

    @property
    def version(self) -> str:
        return self.moment.version

    @property
    def articles(self) -> int:
        return self.moment.articles

    def look_up(
        self,
        words: Sequence[Sequence[Lookup]],
        *,
        enough: int | None = None,  # noqa: ARG002  # all are counted: scores ask for it later
    ) -> list[int]:
        keys = [combined(tuple(lookups)) for lookups in words]
        self._count({key: any_of(map(selecting, key)) for key in keys})
        return [self._counts[key] for key in keys]

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        return vocabulary.words(self.moment, lookups, limit)

    def facet_values(
        self, facet: str, *, containing: str = "", limit: int | None = None
    ) -> list[FacetCount]:
        values = self.words([Lookup(facet, facet_field(facet), StartsWith(""))])
        return FacetFinder(values.items()).containing(containing, limit)

    def execute(self, searches: Sequence[Execution]) -> list[Found]:
        leaves = [leaf for search in searches for leaf in scored_leaves(search.plan.root)]
        figures = self.figures(list(dict.fromkeys(leaves)))
        return executing.execute(self.moment, searches, figures, self._expand)

    def figures(self, leaves: Sequence[Leaf]) -> Figures:
        keys = {leaf: _key(leaf) for leaf in leaves}
        self._count({key: matching(leaf) for leaf, key in keys.items()})
        frequencies = {leaf: self._counts[key] for leaf, key in keys.items()}
        return Figures(self.articles, self._mean(), frequencies)

    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        stored = self._of_articles(ids, "article")
        return [article_in(found) if (found := stored.get(each)) else None for each in ids]

    def fingerprints(self, ids: Sequence[str]) -> list[str | None]:
        stored = self._of_articles(ids, "fingerprint")
        return [found["fingerprint"] if (found := stored.get(each)) else None for each in ids]

    def scan(self, *, after: str = "", batch: int = 500) -> Iterator[list[Article]]:
        body: Json = {
            "size": batch,
            "query": EVERY_ARTICLE,
            "sort": [{"id": "asc"}],
            "_source": ["article"],
            "track_total_hits": False,
        }
        if after:
            body["search_after"] = [after]
        while hits := self._search(body)["hits"]["hits"]:
            yield [article_in(hit["_source"]) for hit in hits]
            body["search_after"] = hits[-1]["sort"]

    def statistics(self) -> Statistics:
        days = {"oldest": {"min": {"field": "day"}}, "newest": {"max": {"field": "day"}}}
        distinct = {
            name: {"cardinality": {"field": field, "precision_threshold": 40_000}}
            for name, field in _COUNTABLE.items()
        }
        found = self._search({"size": 0, "query": EVERY_ARTICLE, "aggs": days | distinct})
        values = {name: row["value"] for name, row in found.get("aggregations", {}).items()}
        segments, size = self._files()
        return Statistics(
            articles=self.articles,
            segments=segments,
            size=size,
            mean_length=self._mean(),
            language=self._language,
            terms={name: int(values.get(name) or 0) for name in sorted(_COUNTABLE)},
            oldest=_day(values.get("oldest")),
            newest=_day(values.get("newest")),
        )

    def document(self, name: str) -> bytes | None:
        return side_files.read(name, self.stored)

    def stored(self, ids: Sequence[str]) -> dict[str, Json]:
        """The stored values of documents by id, of those that there are."""
        found: dict[str, Json] = {}
        for start in range(0, len(ids), _BATCH):
            part = list(ids[start : start + _BATCH])
            body = {"size": len(part), "query": {"ids": {"values": part}}}
            hits = self._search(body)["hits"]["hits"]
            found |= {hit["_id"]: hit["_source"] for hit in hits}
        return found

    def close(self) -> None:
        """Release the point in time."""
        self.moment.close()

    def _of_articles(self, ids: Sequence[str], name: str) -> dict[str, Json]:
        """Article id -> one stored value of its document."""
        documents = {document_id(each): each for each in ids}
        wanted = list(documents)
        found: dict[str, Json] = {}
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            body = {"size": len(part), "query": {"ids": {"values": part}}, "_source": [name]}
            for hit in self._search(body)["hits"]["hits"]:
                found[documents[hit["_id"]]] = hit["_source"]
        return found

    def _count(self, queries: dict[object, Json]) -> None:
        """Count the articles that match queries, each under its key, in one request."""
        asked = {key: query for key, query in queries.items() if key not in self._counts}
        bodies = [{"size": 0, "track_total_hits": True, "query": query} for query in asked.values()]
        for key, answer in zip(asked, self.moment.search_all(bodies), strict=True):
            self._counts[key] = int(answer["hits"]["total"]["value"])

    def _mean(self) -> float:
        """The mean length of an article, in weighted words."""
        if self._mean_length is None:
            body = {"size": 0, "aggs": {"length": {"sum": {"field": "length"}}}}
            total = self._search(body)["aggregations"]["length"]["value"]
            self._mean_length = total / self.articles if self.articles else 0.0
        return self._mean_length

    def _expand(self, lookup: Lookup, among: Json | None) -> tuple[str, ...] | None:
        """The terms that a lookup selects; None for too many to count each."""
        key = (lookup, encoded(among))
        if key not in self._expanded:
            found = vocabulary.words(self.moment, [lookup], MOST_SELECTED + 1, among)
            self._expanded[key] = tuple(found) if len(found) <= MOST_SELECTED else None
        return self._expanded[key]

    def _files(self) -> tuple[int, int]:
        """The number of segments of the primary shards, and the bytes of them."""
        found = self._cluster.call("GET", f"/{self.moment.index}/_stats/store,segments")
        held = found["_all"]["primaries"]
        return int(held["segments"]["count"]), int(held["store"]["size_in_bytes"])

    def _search(self, body: Json) -> Json:
        return self.moment.search_all([body])[0]


_COUNTABLE = {name: name if name in KEYWORDS else f"{name}_words" for name in (*KEYWORDS, *LISTED)}


def _key(leaf: Leaf) -> object:
    """The key under which a leaf is counted: weights do not change which articles match."""
    if isinstance(leaf, WordNode):
        return combined(leaf.lookups)
    return leaf.fields, leaf.terms, leaf.slop, leaf.patterns


def _day(value: float | None) -> str:
    from datetime import date  # few ask for statistics

    return date.fromordinal(int(value)).isoformat() if value else ""
