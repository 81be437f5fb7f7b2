"""The JSON schema `leadersearch/1`; docs/json.md describes every key, and a test compares.

A key is never removed and never changes its meaning within a version; keys may be added. Every
key is always there: what is not known is null, an empty string or an empty list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from leadersearch.cli.output.views import PageView
from leadersearch.cli.terminal import OutputStyle
from leadersearch.collection.checking import CheckReport
from leadersearch.collection.copying import CopyReport
from leadersearch.collection.ingest import IngestReport
from leadersearch.engine import Statistics
from leadersearch.model.article import Article, Source
from leadersearch.model.field import Field, Kind
from leadersearch.model.fields import TABLE
from leadersearch.query import render_query
from leadersearch.results.page import Hit
from leadersearch.results.snippets import render_spans
from leadersearch.safety import escaped_json

SCHEMA = "leadersearch/1"


def page_json(view: PageView) -> str:
    """One object with all hits; valid where there are none."""
    page = view.page
    return _dumped(
        "page",
        {
            "query": {"text": view.text, "canonical": render_query(page.query)},
            "total": page.total,
            "all_words": page.all_words,
            "verbatim": page.verbatim,
            "offset": view.offset,
            "limit": view.limit,
            "sort": view.sort,
            "seconds": round(page.seconds, 6),
            "hits": [_hit(hit) for hit in page.hits],
            "facets": {
                name: [asdict(count) for count in counts] for name, counts in page.facets.items()
            },
            "missing": list(page.missing),
            "readings": [
                {"kind": row.kind.value, "typed": row.typed, "read": row.read, "text": row.message}
                for row in page.readings
            ],
            "diagnostics": [asdict(row) for row in page.diagnostics],
            "suggestions": [asdict(row) for row in page.suggestions],
        },
    )


def page_lines(view: PageView) -> str:
    """One object a line for each hit; nothing where there are none."""
    return "".join(f"{_dumped('hit', _hit(hit), indent=None)}\n" for hit in view.page.hits)


def article_json(article: Article, _: OutputStyle) -> str:
    """One article."""
    return _dumped("article", {"article": _article(article)})


def article_line(article: Article, _: OutputStyle) -> str:
    """One article on one line."""
    return _dumped("article", {"article": _article(article)}, indent=None)


def statistics_json(statistics: Statistics, index: str) -> str:
    """The figures of an index."""
    return _dumped("statistics", {"index": index, **asdict(statistics)})


def report_json(report: IngestReport, seconds: float) -> str:
    """The outcome of an ingestion."""
    return _dumped("report", {**asdict(report), "seconds": round(seconds, 3)})


def copy_json(report: CopyReport, held: int, seconds: float) -> str:
    """The outcome of a copy."""
    return _dumped("copy", {**asdict(report), "articles": held, "seconds": round(seconds, 3)})


def list_json(kind: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """A list of rows, under the name of its kind."""
    return _dumped(kind, {kind: [dict(row) for row in rows]})


def check_json(report: CheckReport) -> str:
    """The result of a check."""
    return _dumped(
        "check",
        {
            "articles": report.articles,
            "problems": list(report.problems),
            "leftovers": list(report.leftovers),
        },
    )


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": hit.score,
        "all_words": hit.all_words,
        "verbatim": hit.verbatim,
        "title": render_spans(hit.title),
        "authors": [render_spans(name) for name in hit.authors],
        "snippet": render_spans(hit.snippet),
        "reasons": [{"kind": reason.kind, "text": reason.text} for reason in hit.reasons],
        "article": _article(hit.article),
    }


def _article(article: Article) -> dict[str, Any]:
    values = {row.key: _value(article, row) for row in TABLE if row.key}
    return values | {"sources": list(map(source_json, article.sources))}


def source_json(source: Source | None) -> dict[str, Any] | None:
    """The place of an article."""
    return (
        None
        if source is None
        else {"path": source.path, "position": source.position, "member": source.member}
    )


def _value(article: Article, row: Field) -> Any:
    if row.name == "source":
        return source_json(article.source)
    values = row.values(article)
    if row.kind is Kind.DATE:
        return values[0] if values else None
    return "".join(values) if row.is_text or row.of_place else list(values)


def _dumped(kind: str, values: dict[str, Any], indent: int | None = 2) -> str:
    whole = {"schema": SCHEMA, "kind": kind, **values}
    return escaped_json(json.dumps(whole, ensure_ascii=False, indent=indent))
