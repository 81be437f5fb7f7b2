"""Hints beside the hits: diagnostics, and what to try instead."""

from __future__ import annotations

from collections.abc import Iterator

from leadersearch.cli.opening import command_line
from leadersearch.cli.output.text import counted
from leadersearch.cli.output.views import PageView
from leadersearch.cli.terminal import BOLD, DIM, YELLOW, OutputStyle
from leadersearch.cli.wrapping import wrapped
from leadersearch.query import render_diagnostic
from leadersearch.results.snippets.display_text import one_line
from leadersearch.safety import visible
from leadersearch.wrapping import columns


def render_diagnostics(view: PageView, style: OutputStyle) -> str:
    """The diagnostics of the query, each with a caret under its place."""
    found = view.page.diagnostics
    shown = [render_diagnostic(view.text, row).split("\n") for row in found]
    blocks = []
    for (line, carets, *said), row in zip(shown, found, strict=True):
        mended = [] if row.suggestion is None else said[-1:]
        message = said[: len(said) - len(mended)]
        if row is not found[-1]:
            mended = []  # it mends all of them, so it is said once
        blocks.append("\n".join([line, style.paint(carets, YELLOW), *message, *mended]))
    return "\n\n".join(blocks)


def render_readings(view: PageView, style: OutputStyle) -> str:
    """The parts of the query that were not taken as typed, a paragraph each."""
    said = [visible(row.message) for row in view.page.readings if row.kind.is_said]
    return "\n".join(wrapped(message, style.width) for message in said)


def render_rescue(view: PageView, index: str, style: OutputStyle) -> str:
    """The missing words, and commands that find something, with how much they find."""
    page = view.page
    lines: list[str] = []
    if not page.total:
        lines.append(style.paint("No articles found.", BOLD))
    if page.missing:
        words = ", ".join(one_line(word) for word in page.missing)
        verb = "is" if len(page.missing) == 1 else "are"
        lines.append(f"{style.paint(words, BOLD)} {verb} in no article.")
    if page.suggestions:
        lines += ["Try:", *_suggestions(view, index, style)]
    return "\n".join(lines)


def _suggestions(view: PageView, index: str, style: OutputStyle) -> Iterator[str]:
    rows = [
        (command_line("query", one_line(row.query), index=index), row)
        for row in view.page.suggestions
    ]
    widest = max(columns(command) for command, _ in rows)
    finds = [f"{counted(row.total)}, {one_line(row.why)}" for _, row in rows]
    is_narrow = 0 < style.width < widest + 4 + max(map(columns, finds))
    for (command, _), found in zip(rows, finds, strict=True):
        gap = "\n      " if is_narrow else " " * (widest - columns(command) + 2)
        yield f"  {command}{gap}{style.paint(found, DIM)}"


def render_next_page(view: PageView, command: str, style: OutputStyle) -> str:
    """The command that shows what comes after this page, if anything does."""
    hits = view.page.hits
    if not hits or hits[-1].rank >= view.page.total:
        return ""
    return style.paint(f"{view.page.total - hits[-1].rank:,} more: {command}", DIM)
