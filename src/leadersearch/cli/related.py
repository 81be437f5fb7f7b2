"""`leadersearch related`: articles like one."""

from __future__ import annotations

import typer

from leadersearch.cli.failures import FOUND, NONE
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading
from leadersearch.cli.options import (
    ColorOption,
    IdArgument,
    IndexOption,
    LimitOption,
    PageFormatOption,
)
from leadersearch.cli.output.formats import PAGE_FORMATS
from leadersearch.cli.terminal import output_style, tell, write

HELP = help_of(
    "Find similar articles, by distinctive words.",
    """
    leadersearch related 0e9d191a
    leadersearch related 0e9d191a --limit 20 --format ris
    """,
    "The exit code is 1 if no similar articles are found.",
)


def related(
    article_id: IdArgument,
    *,
    limit: LimitOption = 5,
    output: PageFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """Find articles like one."""
    with open_for_reading(index) as opened:
        title = opened.article(article_id).title or article_id
        page = opened.related(article_id, limit=limit)
    from leadersearch.cli.output.views import PageView

    view = PageView(
        page=page,
        style=output_style(color),
        heading=f"Articles like: {title}",
        limit=limit,
    )
    if page.hits or output != "text":
        write(PAGE_FORMATS[output](view))
    else:
        tell("No similar articles found.")
    raise typer.Exit(FOUND if page.hits else NONE)
