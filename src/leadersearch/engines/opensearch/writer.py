"""Changes to an index in a cluster."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import platformdirs

from leadersearch.engine import WriteOutcome
from leadersearch.engine.protocol import LASTING, checked_name
from leadersearch.engines.opensearch import errors, lifecycle, side_files
from leadersearch.engines.opensearch.address import Address
from leadersearch.engines.opensearch.bulk import Action, Bulk, BulkOptions, Refusals
from leadersearch.engines.opensearch.client import Cluster, encoded
from leadersearch.engines.opensearch.documents import document_id, document_of
from leadersearch.engines.opensearch.empty import EmptyView
from leadersearch.engines.opensearch.mapping import COMMIT, KIND
from leadersearch.engines.opensearch.moment import COMMIT_ID
from leadersearch.engines.opensearch.view import OpenSearchView
from leadersearch.errors import LeaderSearchError
from leadersearch.model.article import Article
from leadersearch.text import Analysis

MOST_SECONDS = 120.0
"""Seconds that a request with many articles may take: a node under load answers late."""


class OpenSearchWriter:
    """See `leadersearch.engine.Writer`.

    Articles are sent as they come and are seen once the writer is left. An exception leaves what
    was sent, which the next commit shows; a writer from nothing fills an index of its own, which
    takes the place of the other when it is left, or is deleted.
    """

    def __init__(
        self,
        cluster: Cluster,
        analysis: Analysis,
        base: OpenSearchView | EmptyView,
        index: str,
        newest: Callable[[], OpenSearchView],
    ) -> None:
        """`index` is the one that the alias stands for; without it the writer begins from nothing.

        `newest` returns what is seen once the writer has committed.
        """
        self.analysis = analysis
        self.base = base
        self.outcome = WriteOutcome()
        self._cluster = cluster
        self._from_nothing = not index
        self._index = index
        self._last_commit = self._commit_number() if index else {}
        address = cluster.address
        self._refusals = Refusals(refusals_file(address))
        self._bulk = Bulk(self._post, self._refusals, BulkOptions(lanes=address.lanes))
        self._kept: dict[str, bytes] = {}
        self._put = 0
        self._newest = newest
        self._committed = (0, 0)  # articles put and removed
        self._is_committed = False
        if index:
            lifecycle.sweep(cluster, index)

    def put(self, articles: Iterable[Article]) -> None:
        for article in articles:
            document = encoded(document_of(article, self.analysis))
            self._send(Action(document_id(article.id), document))
            self._put += 1

    def remove(self, ids: Iterable[str]) -> None:
        for article_id in ids:
            self._send(Action(document_id(article_id)))

    def keep(self, name: str, data: bytes) -> None:
        self._kept[checked_name(name)] = data

    def commit(self) -> None:
        if self._commit():
            self.base, self._from_nothing = self._newest(), False
            self._last_commit = self._commit_number()
            self._kept = {}

    def __enter__(self) -> Self:
        self._bulk.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        is_done = False
        try:
            if kind is None:
                self._commit()
                is_done = True
        finally:
            self._bulk.close()
            if not is_done:
                self._abandon()
                self.outcome = WriteOutcome(is_committed=self._is_committed)
        if self._refusals.count:
            kept = self._refusals
            raise errors.refused(kept.count, kept.first, kept.path, self._cluster.address)

    def _send(self, *actions: Action) -> None:
        self._target()
        self._bulk.put(actions)

    def _post(self, lines: str) -> Any:
        address = self._cluster.address
        wait = max(MOST_SECONDS, address.timeout)
        return self._cluster.call("POST", f"/{self._index}/_bulk", lines, request_timeout=wait)

    def _target(self) -> str:
        if not self._index:
            self._index = lifecycle.following(self._cluster, self.analysis.language)
        return self._index

    def _commit(self) -> bool:
        """Let the changes be seen; whether there were any."""
        self._bulk.flush()
        removed = self._bulk.removed
        kept = {name: data for name, data in self._kept.items() if self.base.document(name) != data}
        has_changed = bool((self._put, removed) != self._committed or kept)
        if has_changed:
            index = self._target()
            # First all is seen, then named: who sees the name of a commit sees the whole of it.
            self._cluster.call("POST", f"/{index}/_refresh")
            self._name_commit(index)
            if self._from_nothing:
                lasting = {name: self.base.document(name) for name in LASTING}
                kept = {name: data for name, data in lasting.items() if data is not None} | kept
            self._keep_all(kept)
            self._cluster.call("POST", f"/{index}/_refresh")
            if self._from_nothing:
                lifecycle.copied(self._cluster, index)
                lifecycle.moved(self._cluster, index)
            self._committed, self._is_committed = (self._put, removed), True
        elif self._from_nothing:
            self._abandon()
        put = self._put - self._refusals.count
        self.outcome = WriteOutcome(put, removed, self._is_committed)
        return has_changed

    def _keep_all(self, kept: dict[str, bytes]) -> None:
        for name, data in kept.items():
            old = [] if self._from_nothing else list(side_files.outdated(name, self.base.stored))
            *parts, head = side_files.kept(name, data)
            for actions in (parts, [head], old):  # the head makes the parts count
                self._send(*actions)
                self._bulk.flush()

    def _commit_number(self) -> dict[str, int]:
        """The number of the last commit, by which OpenSearch tells whether another came between."""
        found = self._cluster.call("GET", f"/{self._index}/_doc/{COMMIT_ID}", absent=True)
        if found is None:
            return {}
        return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}

    def _name_commit(self, index: str) -> None:
        """Give the state a name; raises IndexLocked where another process changed it meanwhile.

        Articles alone may come from several writers at once: the last word on each counts.
        """
        path = f"/{index}/_doc/{COMMIT_ID}"
        only: dict[str, Any] = {}
        if self._kept:
            only = self._last_commit or {"op_type": "create"}
        if not self._from_nothing and lifecycle.index_of(self._cluster) != index:
            raise errors.overtaken(self._cluster.address)  # by a rebuild
        body = {KIND: COMMIT, "version": uuid.uuid4().hex}
        try:
            self._cluster.call("PUT", path, body, **only)
        except errors.Conflict as error:
            # A request that is sent again, since a node went before it answered, meets itself.
            found = self._cluster.call("GET", path, absent=True)
            if found is None or found["_source"]["version"] != body["version"]:
                raise errors.overtaken(self._cluster.address) from error

    def _abandon(self) -> None:
        if self._from_nothing and self._index:
            with suppress(LeaderSearchError):  # the next rebuild that succeeds sweeps it away
                lifecycle.removed(self._cluster, self._index)
            self._index = ""


def refusals_file(address: Address) -> Path:
    """The file for articles that the cluster cannot take: the one that is named, or one of the user's."""
    if address.refused:
        return Path(address.refused)
    folder = platformdirs.user_state_path("leadersearch", appauthor=False) / "refused"
    return folder / f"{address.name}.jsonl"
