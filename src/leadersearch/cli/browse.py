"""`leadersearch browse`: the terminal browser, in a terminal or in a web browser."""

from __future__ import annotations

import os
import shlex
import sys
from functools import partial
from typing import Annotated

import typer

from leadersearch.cli.answering import query_text
from leadersearch.cli.command import unprotected
from leadersearch.cli.completion import complete_query
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX
from leadersearch.cli.options import IndexOption, whole_number
from leadersearch.errors import UsageError

HELP = help_of(
    "Browse the articles in the terminal, or in a web browser.",
    """
    leadersearch browse
    leadersearch browse leadership AHP
    leadersearch browse --web --port 8080
    """,
    "Press F1 in the browser for its keys and the query language.",
)


def browse(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", hidden=True, autocompletion=complete_query),
    ] = None,
    web: Annotated[bool, typer.Option("--web", help="Serve it to web browsers over HTTP.")] = False,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to serve on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", callback=whole_number, help="Port to serve on.")
    ] = 8000,
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Browse the articles."""
    text = query_text(unprotected(words))
    if not web and not has_terminal():
        again = f"leadersearch query {shlex.quote(text)}" if text else "leadersearch query WORDS"
        raise UsageError(f"the browser needs a terminal; for output to a file or a pipe: {again}")
    try:
        # 200 ms for Textual, so only here.
        from leadersearch import tui
    except ImportError as error:
        raise UsageError("the browser is not part of this installation") from error
    run = partial(tui.serve, host=host, port=port) if web else tui.browse
    raise typer.Exit(run(index, text))


def has_terminal() -> bool:
    """Whether there is a terminal to read keys from and to draw on (Textual draws on stderr)."""
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty()  # None where it was closed
        for stream in (sys.stdin, sys.stdout, sys.stderr)
    )
