"""`leadersearch acronyms`: the acronyms that articles explain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading
from leadersearch.cli.options import ColorOption, IndexOption, ListFormatOption, limit_of_all
from leadersearch.cli.terminal import BOLD, DIM, OutputStyle, output_style

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
    limit: Annotated[int, limit_of_all("acronyms")] = 0,
    output: ListFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """List acronyms."""
    with open_for_reading(index) as opened:
        senses = opened.acronyms(beginning, limit or None)
    from leadersearch.cli.output.lists import write_list

    rows = [row._asdict() for row in senses]
    lines = _lines(senses, output_style(color))
    columns = ("short", "long", "articles")
    raise typer.Exit(write_list("acronyms", rows, lines, columns=columns, output=output))


def _lines(senses: list[Sense], style: OutputStyle) -> Iterator[str]:
    """An acronym a line: the short form, the words, how many articles."""
    from leadersearch.cli.output.text import counted
    from leadersearch.results.snippets.display_text import one_line
    from leadersearch.wrapping import columns

    shown = [(one_line(row.short), one_line(row.long), row.articles) for row in senses]
    widest = max(columns(short) for short, _, _ in shown)
    for short, long, articles in shown:
        gap = " " * (widest - columns(short) + 2)
        yield f"{style.paint(short, BOLD)}{gap}{long}  {style.paint(counted(articles), DIM)}"
