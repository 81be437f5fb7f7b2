"""Paragraphs in lines of a given width."""

from __future__ import annotations

from leadersearch.wrapping import Place, wrap


def line_spans(text: str, width: int) -> list[Place]:
    """Where the lines of a text begin and end; all of it for width 0."""
    return wrap(text, width) if width else [(0, len(text))]


def wrapped(text: str, width: int, indent: str = "") -> str:
    """A text of one paragraph in lines, each behind an indent."""
    return "\n".join(
        indent + text[start:end].strip() for start, end in line_spans(text, room(width, indent))
    )


def room(width: int, indent: str) -> int:
    """The columns behind an indent; 0 is without limit."""
    return max(10, width - len(indent)) if width else 0
