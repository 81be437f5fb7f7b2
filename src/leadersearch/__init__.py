"""A search engine for a person's own collection of articles.

    files --readers--> Article --text--> terms --engine--> index
    "words" --query--> Query --plan--> Plan --engine--> Page of Hits --snippets--> what you see

    import leadersearch

    with leadersearch.open_index("index", create=True) as index:
        index.ingest("corpus/")
        for hit in index.search("leadership AHP"):
            print(hit.rank, hit.article.title)

The names in `__all__` are the public surface; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadersearch._version import __version__
    from leadersearch.article import Article, PartialDate, Source
    from leadersearch.engine import (
        CheckReport,
        FacetCount,
        Fragment,
        Hit,
        Page,
        Reason,
        Snippet,
        Sort,
        Statistics,
        Suggestion,
    )
    from leadersearch.errors import (
        ArticleError,
        ArticleNotFound,
        FilesVanished,
        IndexAccessError,
        IndexCorrupt,
        IndexLocked,
        IndexMismatch,
        IndexMissing,
        IndexTooNew,
        IndexTooOld,
        LeaderSearchError,
        MissingExtra,
        ReadError,
        UnsupportedFormat,
        UsageError,
    )
    from leadersearch.explain import ScoreRow
    from leadersearch.facets import FacetValues
    from leadersearch.index import Index, open_index
    from leadersearch.ingest import IngestReport, Problem, Progress
    from leadersearch.query import Diagnostic, Query, parse_query, render_query
    from leadersearch.readers import read_articles
    from leadersearch.saved import SavedSearch
    from leadersearch.snippets import render_html, render_plain, render_terminal

_ORIGIN = {
    "__version__": "_version",
    **dict.fromkeys(("Article", "PartialDate", "Source"), "article"),
    **dict.fromkeys(
        (
            "CheckReport",
            "FacetCount",
            "Fragment",
            "Hit",
            "Page",
            "Reason",
            "Snippet",
            "Sort",
            "Statistics",
            "Suggestion",
        ),
        "engine",
    ),
    **dict.fromkeys(
        (
            "ArticleError",
            "ArticleNotFound",
            "FilesVanished",
            "IndexAccessError",
            "IndexCorrupt",
            "IndexLocked",
            "IndexMismatch",
            "IndexMissing",
            "IndexTooNew",
            "IndexTooOld",
            "LeaderSearchError",
            "MissingExtra",
            "ReadError",
            "UnsupportedFormat",
            "UsageError",
        ),
        "errors",
    ),
    "ScoreRow": "explain",
    **dict.fromkeys(("Index", "open_index"), "index"),
    **dict.fromkeys(("IngestReport", "Problem", "Progress"), "ingest"),
    **dict.fromkeys(("Diagnostic", "Query", "parse_query", "render_query"), "query"),
    "read_articles": "readers",
    "SavedSearch": "saved",
    "FacetValues": "facets",
    **dict.fromkeys(("render_html", "render_plain", "render_terminal"), "snippets"),
}

__all__ = [
    "Article",
    "ArticleError",
    "ArticleNotFound",
    "CheckReport",
    "Diagnostic",
    "FacetCount",
    "FacetValues",
    "FilesVanished",
    "Fragment",
    "Hit",
    "Index",
    "IndexAccessError",
    "IndexCorrupt",
    "IndexLocked",
    "IndexMismatch",
    "IndexMissing",
    "IndexTooNew",
    "IndexTooOld",
    "IngestReport",
    "LeaderSearchError",
    "MissingExtra",
    "Page",
    "PartialDate",
    "Problem",
    "Progress",
    "Query",
    "ReadError",
    "Reason",
    "SavedSearch",
    "ScoreRow",
    "Snippet",
    "Sort",
    "Source",
    "Statistics",
    "Suggestion",
    "UnsupportedFormat",
    "UsageError",
    "__version__",
    "open_index",
    "parse_query",
    "read_articles",
    "render_html",
    "render_plain",
    "render_query",
    "render_terminal",
]


def __getattr__(name: str) -> Any:
    origin = _ORIGIN.get(name)
    if origin is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{origin}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
