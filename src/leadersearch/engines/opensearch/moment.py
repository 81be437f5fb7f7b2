"""A point in time of an index: all searches of a view see the same articles."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from leadersearch.engines.opensearch.client import Cluster, Json
from leadersearch.engines.opensearch.errors import PointInTimeGone
from leadersearch.engines.opensearch.mapping import ARTICLE, COMMIT, KIND
from leadersearch.errors import IndexChanged, LeaderSearchError

KEEP_ALIVE = "10m"
"""The time for which a point in time is kept after each search of it."""

COMMIT_ID = "c:commit"
"""The id of the document that names the last commit."""


class _State(NamedTuple):
    """Tells one point in time from another: not all that is sent is seen with its commit.

    A shard that moves to another node shows what a writer has sent it so far.
    """

    commit: str
    articles: int
    last_change: int
    """The highest sequence number of an article in any shard."""


class Moment:
    """A point in time. Safe from several threads.

    The cluster holds it on the nodes that served it first. Where one of them is gone, or nobody
    asked for longer than `KEEP_ALIVE`, it is opened anew, provided nothing has changed since; else
    its searches raise IndexChanged, and `is_lost` is true. Within seconds the shards of a node that
    has gone are elsewhere: until then it is tried again.

    That of a writer is opened anew until something is committed: then it shows, besides, what was
    sent meanwhile.
    """

    def __init__(self, cluster: Cluster, index: str, *, is_of_writer: bool = False) -> None:
        self._cluster = cluster
        self._index = index
        self._is_of_writer = is_of_writer
        self._opening = threading.Lock()
        self._release = weakref.finalize(self, _closed, cluster, [])
        self.is_lost = False
        self._pit, self._state = cluster.patiently(self._open, PointInTimeGone)

    @property
    def version(self) -> str:
        """The index and its last commit; that of a moment that is lost is no other's."""
        return f"{self._index} {self._state.commit}{' lost' * self.is_lost}"

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return self._state.articles

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
            return self._asked(bodies, self._reopened(pit))

    def _open(self) -> tuple[str, _State]:
        """Open a point in time; its name and the state that it shows."""
        self._release()
        pit = _opened(self._cluster, self._index)
        self._release = weakref.finalize(self, _closed, self._cluster, [pit])
        return pit, self._read(pit)

    def _reopened(self, lost: str) -> str:
        with self._opening:
            if self._pit == lost and not self.is_lost:  # else another thread was quicker
                pit, state = self._open()
                if self._is_still_seen(state):
                    self._pit = pit
                else:
                    self.is_lost = True
            if self.is_lost:
                raise IndexChanged(
                    f"{self._cluster.address} was changed, and the cluster no longer holds its "
                    "state before; refresh the index and search again"
                )
            return self._pit

    def _is_still_seen(self, state: _State) -> bool:
        if self._is_of_writer:
            return state.commit == self._state.commit
        return state == self._state

    def _read(self, pit: str) -> _State:
        commit = {"size": 1, "query": {"ids": {"values": [COMMIT_ID]}}, "_source": ["version"]}
        articles = {
            "size": 1,
            "track_total_hits": True,
            "query": {"term": {KIND: ARTICLE}},
            "sort": [{"_seq_no": "desc"}],
            "_source": False,
        }
        found, counted = self._asked([commit, articles], pit)
        commits, last = found["hits"]["hits"], counted["hits"]["hits"]
        return _State(
            commit=commits[0]["_source"]["version"] if commits else f"{COMMIT} 0",
            articles=int(counted["hits"]["total"]["value"]),
            last_change=int(last[0]["sort"][0]) if last else -1,
        )


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
