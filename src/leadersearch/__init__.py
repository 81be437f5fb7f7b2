"""A search engine for a person's own collection of articles.

    files --readers--> Article --text--> terms --engine--> index
    "words" --query--> Query --plan--> Plan --engine--> Page of Hits --snippets--> what you see

    import leadersearch

    with leadersearch.open_index("index", create=True) as index:
        index.ingest("corpus/")
        for hit in index.search("leadership AHP"):
            print(hit.rank, hit.article.title)

The names in `_NAMES` are the public surface; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadersearch._version import __version__ as __version__
    from leadersearch.collection.ingest import (
        IngestReport as IngestReport,
        Problem as Problem,
        Progress as Progress,
    )
    from leadersearch.collection.saved import SavedSearch as SavedSearch
    from leadersearch.engine import (
        CheckReport as CheckReport,
        FacetCount as FacetCount,
        Fragment as Fragment,
        Hit as Hit,
        Page as Page,
        Reason as Reason,
        Snippet as Snippet,
        Sort as Sort,
        Statistics as Statistics,
        Suggestion as Suggestion,
    )
    from leadersearch.errors import (
        ArticleError as ArticleError,
        ArticleNotFound as ArticleNotFound,
        FilesVanished as FilesVanished,
        IndexAccessError as IndexAccessError,
        IndexCorrupt as IndexCorrupt,
        IndexLocked as IndexLocked,
        IndexMismatch as IndexMismatch,
        IndexMissing as IndexMissing,
        IndexTooNew as IndexTooNew,
        IndexTooOld as IndexTooOld,
        LeaderSearchError as LeaderSearchError,
        MissingExtra as MissingExtra,
        ReadError as ReadError,
        UnsupportedFormat as UnsupportedFormat,
        UsageError as UsageError,
    )
    from leadersearch.index import Index as Index, open_index as open_index
    from leadersearch.model.article import (
        Article as Article,
        PartialDate as PartialDate,
        Source as Source,
    )
    from leadersearch.query import (
        Diagnostic as Diagnostic,
        Query as Query,
        parse_query as parse_query,
        render_query as render_query,
    )
    from leadersearch.readers import read_articles as read_articles
    from leadersearch.results.as_typed import Typing as Typing
    from leadersearch.results.completion import Completion as Completion
    from leadersearch.results.explain import ScoreRow as ScoreRow
    from leadersearch.results.facets import FacetValues as FacetValues
    from leadersearch.results.search import Search as Search
    from leadersearch.results.snippets import (
        render_html as render_html,
        render_plain as render_plain,
        render_terminal as render_terminal,
    )

_NAMES = {
    "_version": "__version__",
    "model.article": "Article PartialDate Source",
    "engine": (
        "CheckReport FacetCount Fragment Hit Page Reason Snippet Sort Statistics Suggestion"
    ),
    "errors": (
        "ArticleError ArticleNotFound FilesVanished IndexAccessError IndexCorrupt "
        "IndexLocked IndexMismatch IndexMissing IndexTooNew IndexTooOld "
        "LeaderSearchError MissingExtra ReadError UnsupportedFormat UsageError"
    ),
    "results.explain": "ScoreRow",
    "results.as_typed": "Typing",
    "results.completion": "Completion",
    "results.facets": "FacetValues",
    "results.search": "Search",
    "index": "Index open_index",
    "collection.ingest": "IngestReport Problem Progress",
    "query": "Diagnostic Query parse_query render_query",
    "readers": "read_articles",
    "collection.saved": "SavedSearch",
    "results.snippets": "render_html render_plain render_terminal",
}
"""Module -> its public names."""

_ORIGIN = dict(sorted((name, module) for module in _NAMES for name in _NAMES[module].split()))

__all__ = list(_ORIGIN)


def __getattr__(name: str) -> Any:
    origin = _ORIGIN.get(name)
    if origin is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{origin}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
