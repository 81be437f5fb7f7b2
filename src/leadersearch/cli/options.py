"""The options that commands share, and the checks of their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from leadersearch.cli.completion import complete_facet, complete_id
from leadersearch.cli.output.formats import ARTICLE_FORMATS, FIGURE_FORMATS, PAGE_FORMATS

COLOURS = ("auto", "always", "never")


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """A check that a value is one of some words."""

    def check(value: str) -> str:
        if value not in choices:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(choices)}.")
        return value

    return check


def whole_number(value: Any) -> int:
    """A count, from 0 on."""
    if isinstance(value, int):
        return value
    if not (str(value).isdecimal() and str(value).isascii()):
        raise typer.BadParameter(f"{value!r} is not a whole number, 0 or more.")
    return int(value)


def choice(choices: Sequence[str], text: str, *names: str) -> Any:
    """An option whose value is one of some words, which are listed and completed."""
    return typer.Option(
        *names,
        metavar="|".join(choices),
        callback=one_of(choices),
        autocompletion=lambda: list(choices),
        help=text,
    )


def facet_option(name: str, text: str) -> Any:
    """A filter by a value of a facet, which may be given several times."""
    return typer.Option(
        f"--{name}",
        metavar="VALUE",
        autocompletion=complete_facet(name),
        show_default=False,
        help=text,
    )


IndexOption = Annotated[
    str,
    typer.Option(
        "--index",
        metavar="FOLDER",
        envvar="LEADERSEARCH_INDEX",
        show_envvar=True,
        show_default=True,
        help="Folder of the index.",
    ),
]
ColorOption = Annotated[
    str, choice(COLOURS, "Colour and bold text (auto: on a terminal only).", "--color")
]
PageFormatOption = Annotated[str, choice(tuple(PAGE_FORMATS), "Output format.", "--format", "-f")]
ArticleFormatOption = Annotated[
    str, choice(tuple(ARTICLE_FORMATS), "Output format.", "--format", "-f")
]
FigureFormatOption = Annotated[str, choice(FIGURE_FORMATS, "Output format.", "--format", "-f")]
LimitOption = Annotated[
    int,
    typer.Option(
        "--limit", "-n", metavar="NUMBER", callback=whole_number, help="Number of articles to show."
    ),
]
IdArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        hidden=True,
        autocompletion=complete_id,
    ),
]
