"""The help of a command: what it does, examples, and what else there is to know."""

from __future__ import annotations


def help_of(summary: str, examples: str, *more: str) -> str:
    """The text of a help page. Blocks that begin with a backspace are not filled (Typer)."""
    return "\n\n".join([summary, _unfilled("Examples:", examples), *more])


def listed(heading: str, rows: str) -> str:
    """A list that stands as it is written."""
    return _unfilled(heading, rows)


def _unfilled(heading: str, rows: str) -> str:
    lines = "\n".join(f"  {line.strip()}" for line in rows.strip().split("\n"))
    return f"\b\n{heading}\n{lines}"
