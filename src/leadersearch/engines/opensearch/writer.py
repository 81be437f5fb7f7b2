"""Changes to an index in a cluster."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from leadersearch.engine import WriteOutcome
from leadersearch.engine.protocol import LASTING, checked_name
from leadersearch.engines.opensearch import attachments, errors, lifecycle
from leadersearch.engines.opensearch.bulk import MOST_BYTES, Action, send
from leadersearch.engines.opensearch.client import Cluster, encoded
from leadersearch.engines.opensearch.documents import document_id, document_of
from leadersearch.engines.opensearch.empty import EmptyView
from leadersearch.engines.opensearch.mapping import COMMIT, KIND
from leadersearch.engines.opensearch.moment import COMMIT_ID
from leadersearch.engines.opensearch.view import OpenSearchView
from leadersearch.errors import LeaderSearchError
from leadersearch.model.article import Article
from leadersearch.text import Analysis


class OpenSearchWriter:
    """See `leadersearch.engine.Writer`.

    Articles are sent as they come and are seen once the writer is left. An exception leaves what
    was sent, which the next commit shows; a writer from nothing fills an index of its own, which
    takes the place of the other when it is left, or is deleted.
    """

    def __init__(
        self, cluster: Cluster, analysis: Analysis, base: OpenSearchView | EmptyView, index: str
    ) -> None:
        """`index` is the one that the alias stands for; without it the writer begins from nothing."""
        self.analysis = analysis
        self.base = base
        self.outcome = WriteOutcome()
        self._cluster = cluster
        self._from_nothing = not index
        self._index = index
        self._last_commit = self._commit_number() if index else {}
        self._waiting: dict[str, Action] = {}
        self._size = 0
        self._kept: dict[str, bytes] = {}
        self._put = self._removed = 0
        if index:
            lifecycle.sweep(cluster, index)

    def put(self, articles: Iterable[Article]) -> None:
        for article in articles:
            document = encoded(document_of(article, self.analysis))
            self._add(Action(document_id(article.id), document))
            self._put += 1

    def remove(self, ids: Iterable[str]) -> None:
        for article_id in ids:
            action = Action(document_id(article_id))
            if action.id in self._waiting:
                self._send()
            self._add(action)

    def keep(self, name: str, data: bytes) -> None:
        self._kept[checked_name(name)] = data

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._abandon()
            return
        try:
            self._commit()
        except BaseException:
            self._abandon()
            raise

    def _add(self, action: Action) -> None:
        self._waiting[action.id] = action
        self._size += len(action.document or "")
        if self._size >= MOST_BYTES:
            self._send()

    def _send(self) -> None:
        if self._waiting:
            sent = send(self._cluster, self._target(), self._waiting.values())
            self._removed += sent.removed
            self._waiting, self._size = {}, 0

    def _target(self) -> str:
        if not self._index:
            self._index = lifecycle.following(self._cluster, self.analysis.language)
        return self._index

    def _commit(self) -> None:
        self._send()
        kept = {name: data for name, data in self._kept.items() if self.base.document(name) != data}
        has_changed = bool(self._put or self._removed or kept)
        if has_changed:
            index = self._target()
            # First all is seen, then named: who sees the name of a commit sees the whole of it.
            self._cluster.call("POST", f"/{index}/_refresh")
            self._name_commit(index)
            if self._from_nothing:
                lasting = {name: self.base.document(name) for name in LASTING}
                kept = {name: data for name, data in lasting.items() if data is not None} | kept
            self._keep_all(index, kept)
            self._cluster.call("POST", f"/{index}/_refresh")
            if self._from_nothing:
                lifecycle.moved(self._cluster, index)
        elif self._from_nothing:
            self._abandon()
        self.outcome = WriteOutcome(self._put, self._removed, has_changed)

    def _keep_all(self, index: str, kept: dict[str, bytes]) -> None:
        for name, data in kept.items():
            old = [] if self._from_nothing else list(attachments.outdated(name, self.base.stored))
            send(self._cluster, index, [*attachments.kept(name, data), *old])

    def _commit_number(self) -> dict[str, int]:
        """The number of the last commit, by which OpenSearch tells whether another came between."""
        found = self._cluster.call("GET", f"/{self._index}/_doc/{COMMIT_ID}", absent=True)
        if found is None:
            return {}
        return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}

    def _name_commit(self, index: str) -> None:
        """Give the state a name; raises IndexLocked where another process committed meanwhile."""
        path = f"/{index}/_doc/{COMMIT_ID}"
        only: dict[str, Any] = self._last_commit or {"op_type": "create"}
        body = {KIND: COMMIT, "version": uuid.uuid4().hex}
        try:
            self._cluster.call("PUT", path, body, **only)
        except errors.Conflict as error:
            raise errors.overtaken(self._cluster.address) from error

    def _abandon(self) -> None:
        if self._from_nothing and self._index:
            with suppress(LeaderSearchError):  # the next rebuild that succeeds sweeps it away
                lifecycle.removed(self._cluster, self._index)
            self._index = ""
