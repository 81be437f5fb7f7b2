"""All answers of an index, to compare it with another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

from asking import held_ids, terms
from leadersearch import Index, Page

FACETS = ("author", "tag", "venue", "year")

QUERIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {"facets": FACETS}),
    ("", {"sort": "oldest", "offset": 7}),
    ("leadership", {"facets": FACETS}),
    ("care ethics nursing", {"facets": FACETS}),
    ("care of the staff", {}),
    ("leader*", {"sort": "title"}),
    ("*ship", {}),
    ("ethisc~", {}),
    ("resiliance~2 façades~", {}),
    ('"quality safety"', {}),
    ('"care the"~3', {"sort": "newest"}),
    ("title:ethics author:smith", {}),
    ("author:öberg tag:ethics", {"filters": (("venue", "BMJ Leader"),)}),
    ("venue:ward -burnout", {}),
    ("date:2010-2015 trust", {"sort": "newest"}),
    ("COVID-19 decision-making", {}),
    ("医療", {}),
    ("clinica", {"typing": True}),
    ("(triage OR audit) AND NOT mentoring", {}),
    ("excerpt:culture body:change", {"facets": ("year",), "limit": 30}),
    ("leadershpi stratgy", {}),  # suggestions
    ("id:a12 url:example.org", {}),
)


def questions(index: Index) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Everything that is asked, by name, each to be called for its answer."""
    for number, (query, options) in enumerate(QUERIES):
        yield f"search {number} {query!r}", partial(_search, index, query, options)
    yield "explain", lambda: [asdict(row) for row in index.explain("a12", "care ethics of")]
    yield "related", lambda: _page(index.related("a20"))
    yield "articles", lambda: sorted(str(article) for article in index)
    yield "ids", lambda: held_ids(index._engine)
    yield "shown", lambda: [str(index.article(f"a{number}")) for number in (1, 125, 128)]
    yield "values", lambda: [str(terms(index._engine, name)) for name in ("author", "title_exact")]
    yield "statistics", lambda: _statistics(index)
    yield "saved", lambda: [str(saved) for saved in index.saved_searches()]


def digest(answer: Any) -> str:
    """An answer as text, to be compared."""
    return json.dumps(answer, sort_keys=True, default=str)


def _search(index: Index, query: str, options: dict[str, Any]) -> Any:
    return _page(index.search(query, **options))


def _page(page: Page) -> Any:
    hits = [
        (hit.article.id, f"{hit.score:.6f}", str(hit.snippet), str(hit.reasons)) for hit in page
    ]
    counts = page.total, page.all_words, page.verbatim
    return (hits, counts, str(page.facets), str(page.suggestions))


def _statistics(index: Index) -> Any:
    figures = asdict(index.statistics())
    figures.pop("size")
    return figures
