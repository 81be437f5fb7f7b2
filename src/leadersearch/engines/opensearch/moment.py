"""A point in time of an index: all searches of a view see the same articles."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress

from leadersearch.engines.opensearch.client import Cluster, Json
from leadersearch.engines.opensearch.errors import PointInTimeGone
from leadersearch.engines.opensearch.mapping import ARTICLE, COMMIT, KIND
from leadersearch.errors import IndexAccessError, LeaderSearchError

KEEP_ALIVE = "10m"
"""The time for which a point in time is kept after each search of it."""

COMMIT_ID = "c:commit"
"""The id of the document that names the last commit."""


class Moment:
    """A point in time. Safe from several threads.

    The cluster holds it on the nodes that served it first. Where one of them is gone, or nobody
    asked for longer than `KEEP_ALIVE`, it is opened anew, provided nothing was committed since.
    Within seconds the shards of a node that has gone are elsewhere: until then it is tried again.
    """

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index
        self._opening = threading.Lock()
        self._pit = ""
        self._release = weakref.finalize(self, _closed, cluster, [])
        self.version, self.articles = cluster.patiently(self._open, PointInTimeGone)

    @property
    def index(self) -> str:
        """The name of the index that is seen."""
        return self._index

    def close(self) -> None:
        """Release what the cluster holds."""
        self._release()

    def search_all(self, bodies: Sequence[Json]) -> list[Json]:
        """The answers to several searches of the moment."""
        return self._cluster.patiently(lambda: self._tried(bodies), PointInTimeGone)

    def search(self, body: Json) -> Json:
        """The answer to one search."""
        (answer,) = self.search_all([body])
        return answer

    def _asked(self, bodies: Sequence[Json], pit: str) -> list[Json]:
        held = {"pit": {"id": pit, "keep_alive": KEEP_ALIVE}}
        return self._cluster.search_all([body | held for body in bodies])

    def _tried(self, bodies: Sequence[Json]) -> list[Json]:
        pit = self._pit
        try:
            return self._asked(bodies, pit)
        except PointInTimeGone:
            self._reopen(pit)
        return self._asked(bodies, self._pit)

    def _open(self) -> tuple[str, int]:
        """Open a point in time; the version, and how many articles there are."""
        self._release()
        self._pit = _opened(self._cluster, self._index)
        self._release = weakref.finalize(self, _closed, self._cluster, [self._pit])
        return self._read()

    def _reopen(self, lost: str) -> None:
        with self._opening:
            if self._pit != lost:
                return  # another thread was quicker
            version, _ = self._open()
            if version != self.version:
                raise IndexAccessError(
                    f"{self._cluster.address} was changed, and the cluster no longer holds its "
                    "state before; search again"
                )

    def _read(self) -> tuple[str, int]:
        commit = {"size": 1, "query": {"ids": {"values": [COMMIT_ID]}}, "_source": ["version"]}
        counted = {"size": 0, "track_total_hits": True, "query": {"term": {KIND: ARTICLE}}}
        found, articles = self._asked([commit, counted], self._pit)
        hits = found["hits"]["hits"]
        version = hits[0]["_source"]["version"] if hits else f"{COMMIT} 0"
        return f"{self._index} {version}", int(articles["hits"]["total"]["value"])


def latest_version(cluster: Cluster, index: str) -> str:
    """The version that a moment opened now would have."""
    found = cluster.call("GET", f"/{index}/_doc/{COMMIT_ID}", absent=True)
    if found is None:
        return f"{index} {COMMIT} 0"
    return f"{index} {found['_source']['version']}"


def _opened(cluster: Cluster, index: str) -> str:
    path = f"/{index}/_search/point_in_time"
    found = cluster.call("POST", path, keep_alive=KEEP_ALIVE, allow_partial_pit_creation=False)
    return str(found["pit_id"])


def _closed(cluster: Cluster, pits: list[str]) -> None:
    if not pits:
        return
    with suppress(LeaderSearchError):  # it goes by itself when its time is up
        cluster.call("DELETE", "/_search/point_in_time", {"pit_id": pits})
