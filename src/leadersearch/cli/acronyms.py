"""`leadersearch acronyms`: the acronyms that articles explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.failures import FOUND, NONE
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading
from leadersearch.cli.options import ColorOption, IndexOption, ListFormatOption, whole_number
from leadersearch.cli.terminal import BOLD, DIM, OutputStyle, output_style, tell, write

if TYPE_CHECKING:
    from leadersearch.model.senses import Sense

HELP = help_of(
    "List the acronyms that articles explain, most explained first.",
    """
    leadersearch acronyms
    leadersearch acronyms AH
    leadersearch acronyms --format csv > acronyms.csv
    """,
    "A search for an acronym also finds the words that it stands for, and the other way round. "
    "To search for the acronym alone, write =AHP.",
    "The exit code is 1 if no acronym begins so.",
)


def acronyms(  # one parameter an option: Typer reads the signature
    beginning: Annotated[str, typer.Argument(metavar="[PREFIX]", hidden=True)] = "",
    *,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            metavar="NUMBER",
            callback=whole_number,
            show_default=False,
            help="Number of acronyms to show.",
        ),
    ] = None,
    output: ListFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """List acronyms."""
    with open_for_reading(index) as opened:
        senses = opened.acronyms(beginning, limit)
    if output == "json":
        from leadersearch.cli.output.data import list_json

        write(list_json("acronyms", (row._asdict() for row in senses)))
    elif output == "csv":
        from leadersearch.export.table import table_of

        write(table_of(("short", "long", "articles"), senses))
    elif senses:
        write("\n".join(_lines(senses, output_style(color))))
    else:
        tell("No article explains such an acronym.")
    raise typer.Exit(FOUND if senses else NONE)


def _lines(senses: list[Sense], style: OutputStyle) -> list[str]:
    from leadersearch.cli.output.text import counted
    from leadersearch.results.snippets.display_text import one_line
    from leadersearch.wrapping import columns

    shown = [(one_line(row.short), one_line(row.long), row.articles) for row in senses]
    widest = max(columns(short) for short, _, _ in shown)
    return [
        f"{style.paint(short, BOLD)}{' ' * (widest - columns(short) + 2)}{long}  "
        f"{style.paint(counted(articles), DIM)}"
        for short, long, articles in shown
    ]
