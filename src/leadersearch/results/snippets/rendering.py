"""Fragments and snippets as text: plain, HTML, terminal, spans for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypedDict

from leadersearch.arguments import checked
from leadersearch.results.snippets.display_text import strip_controls
from leadersearch.results.snippets.fragment import Fragment, Snippet

_ELLIPSIS = "…"
_MARK_ON, _MARK_OFF = "\x1b[1;4m", "\x1b[22;24m"
_COLOUR_ON, _COLOUR_OFF = "\x1b[1;4;33m", "\x1b[22;24;39m"


class Span(TypedDict):
    """A stretch of text, marked or not."""

    text: str
    marked: bool


@checked
def render_plain(found: Fragment | Snippet) -> str:
    """The text alone."""
    return strip_controls("".join(span["text"] for span in render_spans(found)))


@checked
def render_html(found: Fragment | Snippet) -> str:
    """Escaped HTML, each match in a `mark` element."""
    from html import escape  # 1.5 ms, for the names of all characters

    safe = ((strip_controls(span["text"]), span["marked"]) for span in render_spans(found))
    escaped = ((escape(text), marked) for text, marked in safe)
    return "".join(f"<mark>{text}</mark>" if marked else text for text, marked in escaped)


@checked
def render_terminal(found: Fragment | Snippet, *, colour: bool = False) -> str:
    """Text for a terminal, matches in bold and underlined, with `colour` in yellow as well."""
    on, off = (_COLOUR_ON, _COLOUR_OFF) if colour else (_MARK_ON, _MARK_OFF)
    safe = ((strip_controls(span["text"]), span["marked"]) for span in render_spans(found))
    return "".join(f"{on}{text}{off}" if marked else text for text, marked in safe)


def render_spans(found: Fragment | Snippet) -> list[Span]:
    """The text in stretches, marked and unmarked ones, with ellipses where text was left out."""
    fragments = found.fragments if isinstance(found, Snippet) else (found,)
    spans: list[Span] = []
    for text, marked in _stretches(fragments):
        if spans and spans[-1]["marked"] == marked:
            spans[-1]["text"] += text
        elif text:
            spans.append(Span(text=text, marked=marked))
    return spans


def _stretches(fragments: tuple[Fragment, ...]) -> Iterator[tuple[str, bool]]:
    if not fragments:
        return
    if fragments[0].cut_before:
        yield _ELLIPSIS, False
    yield from _marked(fragments[0])
    for before, after in pairwise(fragments):
        yield (" " if _ends_open(before) else f" {_ELLIPSIS} "), False
        yield from _marked(after)
    if fragments[-1].cut_after and not _ends_open(fragments[-1]):
        yield _ELLIPSIS, False


def _marked(fragment: Fragment) -> Iterator[tuple[str, bool]]:
    done = 0
    for start, end in fragment.marks:
        yield fragment.text[done:start], False
        yield fragment.text[start:end], True
        done = end
    yield fragment.text[done:], False


def _ends_open(fragment: Fragment) -> bool:
    """Whether the text says itself that it goes on (`[…]` at the end of a feed's excerpt)."""
    return fragment.text.endswith((_ELLIPSIS, "[…]", "...", "[...]"))
