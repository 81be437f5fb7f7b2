"""Snippets of a found article: marked titles, the best fragments of its text, renderings.

    plan + text --plan_matcher--> matches --passages--> the telling stretches --cutting--> Fragment
    Fragment or Snippet --rendering--> plain text, HTML, terminal, spans for JSON

Only what the plan matched is marked: a phrase where it stands as a phrase, a word in the fields
it was looked up in. Fragments hold no control characters, whatever the article holds.
"""

from __future__ import annotations

from leadersearch.model.article import Article
from leadersearch.plan import Plan
from leadersearch.results.snippets.fragment import Fragment, Snippet
from leadersearch.results.snippets.marker import SNIPPET_LENGTH, MarkedTexts, Marker, marker_for
from leadersearch.results.snippets.rendering import (
    Span,
    render_html,
    render_plain,
    render_spans,
    render_terminal,
)
from leadersearch.text import Analysis

__all__ = [
    "SNIPPET_LENGTH",
    "Fragment",
    "MarkedTexts",
    "Marker",
    "Snippet",
    "Span",
    "make_snippet",
    "mark_text",
    "marker_for",
    "render_html",
    "render_plain",
    "render_spans",
    "render_terminal",
]


def make_snippet(
    article: Article,
    plan: Plan,
    analysis: Analysis,
    *,
    length: int = SNIPPET_LENGTH,
    fragments: int = 2,
) -> Snippet:
    """The best fragments of an article; for a page of hits, `Marker.snippet` is faster."""
    return marker_for(plan, analysis).snippet(article, length=length, fragments=fragments)


def mark_text(
    text: str, field: str, plan: Plan, analysis: Analysis, *, collapse: bool = True
) -> Fragment:
    """A whole title, author's name or body with its matches marked."""
    return marker_for(plan, analysis).mark(text, field, collapse=collapse)
