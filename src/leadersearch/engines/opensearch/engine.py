"""An index in an OpenSearch cluster, behind `leadersearch.engine.Engine`."""

from __future__ import annotations

import threading
from weakref import WeakSet

from leadersearch.engine import Capability
from leadersearch.engines.opensearch import lifecycle
from leadersearch.engines.opensearch.address import Address
from leadersearch.engines.opensearch.client import Cluster
from leadersearch.engines.opensearch.empty import EmptyView
from leadersearch.engines.opensearch.errors import missing
from leadersearch.engines.opensearch.moment import Moment, latest_version
from leadersearch.engines.opensearch.view import OpenSearchView
from leadersearch.engines.opensearch.writer import OpenSearchWriter
from leadersearch.errors import IndexAccessError
from leadersearch.text import Analysis
from leadersearch.text.stemming import language_name


class OpenSearchEngine:
    """See `leadersearch.engine.Engine` for what the methods do.

    `create`, `rebuild` and `language` are those of `leadersearch.open_index`. Raises IndexMissing,
    IndexTooOld, IndexTooNew, IndexMismatch, and IndexAccessError where the cluster cannot be used.
    """

    capabilities = frozenset(Capability) - {
        Capability.EXACT_SCORES,
        Capability.TRANSACTIONS,
        Capability.MAINTENANCE,
    }

    def __init__(
        self,
        address: Address,
        *,
        create: bool = False,
        rebuild: bool = False,
        language: str | None = None,
        lock_timeout: float = 10.0,  # noqa: ARG002  # writers do not wait: the second one is told
    ) -> None:
        self.address = address
        self.cluster = Cluster(address)
        self._is_closed = False
        self._views: WeakSet[OpenSearchView] = WeakSet()
        self._view: OpenSearchView | None = None
        self._opening = threading.Lock()
        wanted = language_name(language) if language else None
        try:
            self.cluster.checked()
            self.analysis = Analysis(self._language(wanted, create=create, rebuild=rebuild))
        except BaseException:
            self.cluster.close()
            raise

    @property
    def location(self) -> str:
        return str(self.address)

    def version(self) -> str:
        return latest_version(self.cluster, self.index())

    def view(self, *, from_nothing: bool = False) -> OpenSearchView | EmptyView:
        if from_nothing:
            return EmptyView(self._before(), self.analysis.language)
        return self._newest()

    def write(self, *, from_nothing: bool = False) -> OpenSearchWriter:
        if from_nothing:
            nothing = self.view(from_nothing=True)
            return OpenSearchWriter(self.cluster, self.analysis, nothing, "", self._base)
        index = self.index()
        # A writer that broke off has sent articles: once they are seen, they are not sent again.
        self.cluster.call("POST", f"/{index}/_refresh")
        return OpenSearchWriter(self.cluster, self.analysis, self._base(), index, self._base)

    def close(self) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        self._view = None
        for view in list(self._views):
            view.close()
        self.cluster.close()

    def index(self) -> str:
        """The name of the index that the alias stands for now; raises IndexMissing."""
        if self._is_closed:
            raise IndexAccessError(f"{self.address} was closed; open it again")
        index = lifecycle.index_of(self.cluster)
        if index is None:
            raise missing(self.address)
        return index

    def _newest(self) -> OpenSearchView:
        with self._opening:
            index = self.index()
            version = latest_version(self.cluster, index)
            if self._view is None or self._view.version != version:
                if self._view is not None and self._view.moment.index != index:
                    lifecycle.held(self.cluster, self.analysis.language)
                self._view = self._opened(Moment(self.cluster, index))
            return self._view

    def _base(self) -> OpenSearchView:
        """A view for a writer, which may see what it has sent before it is committed."""
        return self._opened(Moment(self.cluster, self.index(), is_of_writer=True))

    def _opened(self, moment: Moment) -> OpenSearchView:
        view = OpenSearchView(self.cluster, moment, self.analysis.language)
        self._views.add(view)
        return view

    def _before(self) -> OpenSearchView | None:
        """The state before a rebuild, whatever its layout; None where there is no index."""
        return self._newest() if lifecycle.index_of(self.cluster) else None

    def _language(self, wanted: str | None, *, create: bool, rebuild: bool) -> str:
        if rebuild:
            return wanted or "english"
        held = lifecycle.held(self.cluster, wanted)
        if held is None and create:
            held = lifecycle.made(self.cluster, wanted or "english")
        if held is None:
            raise missing(self.address)
        return held.language
