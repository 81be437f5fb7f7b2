"""Snippets of a found article: marked titles, the best fragments of its text, renderings.

    plan + text --plan_matcher--> matches --passages--> the telling stretches --cutting--> Fragment
    Fragment or Snippet --rendering--> plain text, HTML, terminal, spans for JSON

Only what the plan matched is marked: a phrase where it stands as a phrase, a word in the fields
it was looked up in. Fragments hold no control characters, whatever the article holds.
"""

from __future__ import annotations

from leadersearch.results.snippets.fragment import Fragment, Snippet
from leadersearch.results.snippets.marker import SNIPPET_LENGTH, MarkedTexts, Marker, marker_for
from leadersearch.results.snippets.rendering import (
    Span,
    render_html,
    render_plain,
    render_spans,
    render_terminal,
)

__all__ = [
    "SNIPPET_LENGTH",
    "Fragment",
    "MarkedTexts",
    "Marker",
    "Snippet",
    "Span",
    "marker_for",
    "render_html",
    "render_plain",
    "render_spans",
    "render_terminal",
]
