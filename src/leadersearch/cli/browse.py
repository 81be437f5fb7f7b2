"""`leadersearch browse`: the terminal browser, in a terminal or in a web browser."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from leadersearch.cli.command import unprotected
from leadersearch.cli.completion import complete_query
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX
from leadersearch.cli.options import IndexOption, whole_number
from leadersearch.cli.query import query_text
from leadersearch.errors import UsageError

HELP = help_of(
    "Browse the articles in the terminal, or in a web browser.",
    """
    leadersearch browse
    leadersearch browse leadership AHP
    leadersearch browse --web --port 8080
    """,
    "Press ? in the browser for its keys.",
)


def browse(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", hidden=True, autocompletion=complete_query),
    ] = None,
    web: Annotated[bool, typer.Option("--web", help="Serve it to web browsers.")] = False,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to serve on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", callback=whole_number, help="The port to serve on.")
    ] = 8000,
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Browse the articles."""
    text = query_text(unprotected(words))
    try:
        # 200 ms for Textual, so only here.
        from leadersearch import tui
    except ImportError as error:
        raise UsageError("the browser is not part of this installation") from error
    run = partial(tui.serve, host=host, port=port) if web else tui.browse
    raise typer.Exit(run(index, text))
