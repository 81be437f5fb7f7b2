"""The options that commands share, and the checks of their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_type_hints

import typer

from leadersearch.cli.completion import complete_facet, complete_id
from leadersearch.cli.output.formats import (
    ARTICLE_FORMATS,
    FIGURE_FORMATS,
    LIST_FORMATS,
    PAGE_FORMATS,
)
from leadersearch.model.fields import FACET_FIELDS, FACETS

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


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """A command with an option for each facet, which may be given several times.

    The command takes them as `filters`: the values by facet. Their place in the help is that of
    this parameter.
    """

    @wraps(command)
    def filtered(**given: Any) -> None:
        command(filters={facet: given.pop(facet) or () for facet in FACETS}, **given)

    hints = get_type_hints(command, include_extras=True)
    own = signature(command).parameters.values()
    parameters = [
        made
        for row in own
        for made in (
            map(_filter_option, FACETS)
            if row.name == "filters"
            else [row.replace(annotation=hints[row.name])]
        )
    ]
    # Typer reads both.
    filtered.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    filtered.__annotations__ = {row.name: row.annotation for row in parameters}
    return filtered


def _filter_option(facet: str) -> Parameter:
    option = typer.Option(
        f"--{facet}",
        metavar="VALUE",
        autocompletion=complete_facet(facet),
        show_default=False,
        help=FACET_FIELDS[facet].filter_help,
    )
    values = Annotated[list[str] | None, option]
    return Parameter(facet, Parameter.KEYWORD_ONLY, default=None, annotation=values)


def listed_facets() -> str:
    """Facets as a sentence names them: authors, years, tags and venues."""
    *labels, last = (row.facet_label for row in FACET_FIELDS.values())
    return f"{', '.join(labels)} and {last}"


def _limit(text: str, **settings: Any) -> Any:
    return typer.Option(
        "--limit", "-n", metavar="NUMBER", callback=whole_number, help=text, **settings
    )


def limit_of_all(things: str) -> Any:
    """The option for how many of some things to show; all without it."""
    return _limit(f"Number of {things} to show (default: all).", show_default=False)


IndexOption = Annotated[
    str,
    typer.Option(
        "--index",
        metavar="FOLDER",
        envvar="LEADERSEARCH_INDEX",
        show_envvar=True,
        show_default=True,
        help="Folder of the index, or its address in OpenSearch.",
    ),
]
ColorOption = Annotated[
    str, choice(COLOURS, "Colour and bold text (auto: on a terminal only).", "--color")
]
PageFormatOption = Annotated[str, choice(tuple(PAGE_FORMATS), "Output format.", "--format", "-f")]
ArticleFormatOption = Annotated[
    str, choice(tuple(ARTICLE_FORMATS), "Output format.", "--format", "-f")
]
ListFormatOption = Annotated[str, choice(LIST_FORMATS, "Output format.", "--format", "-f")]
FigureFormatOption = Annotated[str, choice(FIGURE_FORMATS, "Output format.", "--format", "-f")]
LimitOption = Annotated[int, _limit("Number of articles to show.")]
IdArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        hidden=True,
        autocompletion=complete_id,
    ),
]
