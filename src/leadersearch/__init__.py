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
    from leadersearch.collection.checking import CheckReport as CheckReport
    from leadersearch.collection.copying import (
        CopyOptions as CopyOptions,
        CopyProgress as CopyProgress,
        CopyReport as CopyReport,
    )
    from leadersearch.collection.ingest import (
        IngestOptions as IngestOptions,
        IngestReport as IngestReport,
        MergedArticle as MergedArticle,
        PlannedChange as PlannedChange,
        Problem as Problem,
        Progress as Progress,
    )
    from leadersearch.collection.merges import Merge as Merge
    from leadersearch.collection.saved import SavedSearch as SavedSearch
    from leadersearch.engine import (
        FacetCount as FacetCount,
        Sort as Sort,
        Statistics as Statistics,
    )
    from leadersearch.engines.opening import OpenOptions as OpenOptions
    from leadersearch.errors import (
        ArticleError as ArticleError,
        ArticleNotFound as ArticleNotFound,
        FilesVanished as FilesVanished,
        IndexAccessError as IndexAccessError,
        IndexChanged as IndexChanged,
        IndexCorrupt as IndexCorrupt,
        IndexLocked as IndexLocked,
        IndexMismatch as IndexMismatch,
        IndexMissing as IndexMissing,
        IndexTooNew as IndexTooNew,
        IndexTooOld as IndexTooOld,
        LeaderSearchError as LeaderSearchError,
        MissingExtra as MissingExtra,
        ReadError as ReadError,
        UnsupportedFeature as UnsupportedFeature,
        UnsupportedFormat as UnsupportedFormat,
        UsageError as UsageError,
    )
    from leadersearch.index import Index as Index, open_index as open_index
    from leadersearch.model.article import (
        Article as Article,
        PartialDate as PartialDate,
        Source as Source,
    )
    from leadersearch.model.senses import Sense as Sense
    from leadersearch.plan.readings import ReadAs as ReadAs, Reading as Reading
    from leadersearch.query import (
        Diagnostic as Diagnostic,
        Query as Query,
        parse_query as parse_query,
        render_query as render_query,
    )
    from leadersearch.readers import read_articles as read_articles
    from leadersearch.results.completion import Completion as Completion
    from leadersearch.results.explain import Reason as Reason, ScoreRow as ScoreRow
    from leadersearch.results.facets import FacetValues as FacetValues
    from leadersearch.results.page import Hit as Hit, Page as Page
    from leadersearch.results.people import Author as Author
    from leadersearch.results.request import SearchOptions as SearchOptions, Typing as Typing
    from leadersearch.results.search import Search as Search
    from leadersearch.results.snippets import (
        Fragment as Fragment,
        MarkedTexts as MarkedTexts,
        Snippet as Snippet,
        render_html as render_html,
        render_plain as render_plain,
        render_terminal as render_terminal,
    )
    from leadersearch.rewrite.suggest import Suggestion as Suggestion

_NAMES = {
    "_version": "__version__",
    "model.article": "Article PartialDate Source",
    "engines.opening": "OpenOptions",
    "engine": "FacetCount Sort Statistics",
    "errors": (
        "ArticleError ArticleNotFound FilesVanished IndexAccessError IndexChanged IndexCorrupt "
        "IndexLocked IndexMismatch IndexMissing IndexTooNew IndexTooOld "
        "LeaderSearchError MissingExtra ReadError UnsupportedFeature UnsupportedFormat "
        "UsageError"
    ),
    "results.explain": "Reason ScoreRow",
    "results.page": "Hit Page",
    "results.people": "Author",
    "results.request": "SearchOptions Typing",
    "rewrite.suggest": "Suggestion",
    "results.completion": "Completion",
    "results.facets": "FacetValues",
    "results.search": "Search",
    "index": "Index open_index",
    "model.senses": "Sense",
    "collection.checking": "CheckReport",
    "collection.copying": "CopyOptions CopyProgress CopyReport",
    "collection.ingest": "IngestOptions IngestReport MergedArticle PlannedChange Problem Progress",
    "collection.merges": "Merge",
    "plan.readings": "ReadAs Reading",
    "query": "Diagnostic Query parse_query render_query",
    "readers": "read_articles",
    "collection.saved": "SavedSearch",
    "results.snippets": "Fragment MarkedTexts Snippet render_html render_plain render_terminal",
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
