"""The program: its commands in the order of their use."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from leadersearch.cli import (
    acronyms,
    authors,
    browse,
    check,
    copy,
    export,
    index,
    merges,
    query,
    related,
    show,
    stats,
)
from leadersearch.cli.command import Command, CommandGroup, QueryCommand
from leadersearch.cli.helping import help_of
from leadersearch.cli.terminal import write

HELP = help_of(
    "Search your own collection of articles.",
    """
    leadersearch index corpus/
    leadersearch query leadership AHP
    leadersearch browse
    leadersearch query --help
    """,
)

app = typer.Typer(
    cls=CommandGroup,
    help=HELP,
    invoke_without_command=True,
    # Rich takes 100 ms to import; help and errors are plain text.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("index", cls=Command, help=index.HELP)(index.index)
app.command("query", cls=QueryCommand, help=query.HELP)(query.query)
app.command("browse", cls=QueryCommand, help=browse.HELP)(browse.browse)
app.command("show", cls=Command, help=show.HELP)(show.show)
app.command("related", cls=Command, help=related.HELP)(related.related)
app.command("authors", cls=Command, help=authors.HELP)(authors.authors)
app.command("acronyms", cls=Command, help=acronyms.HELP)(acronyms.acronyms)
app.command("merges", cls=Command, help=merges.HELP)(merges.merges)
app.command("export", cls=QueryCommand, help=export.HELP)(export.export)
app.command("stats", cls=Command, help=stats.HELP)(stats.stats)
app.command("check", cls=Command, help=check.HELP)(check.check)
app.command("copy", cls=Command, help=copy.HELP)(copy.copy)


def _show_version(value: bool) -> None:  # noqa: FBT001  # Typer calls it
    if value:
        from leadersearch._version import __version__

        write(f"leadersearch {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    ctx: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001  # its callback does the work
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> Any:
    """Show the help where no command is given."""
    if ctx.invoked_subcommand is None:
        write(ctx.get_help())
