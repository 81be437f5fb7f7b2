"""Hits as an engine finds them -> hits to show: marked titles and names, snippets, reasons."""

from __future__ import annotations

from leadersearch.engine import Hit, Page
from leadersearch.results.explain.reasons import Reasoning
from leadersearch.results.snippets import Marker
from leadersearch.text import Analysis


def presented(page: Page, analysis: Analysis) -> tuple[Hit, ...]:
    """The hits of a page with what its plan matched in them marked."""
    if not page.hits:
        return ()
    marker = Marker(page.plan, analysis)
    reasoning = Reasoning(marker)
    return tuple(
        [
            Hit(
                article=hit.article,
                score=hit.score,
                rank=hit.rank,
                all_words=hit.all_words,
                title=marker.mark(hit.article.title, "title"),
                authors=marker.mark_all(hit.article.authors, "author"),
                snippet=marker.snippet(hit.article),
                reasons=reasoning.reasons(hit.article),
            )
            for hit in page.hits
        ]
    )
