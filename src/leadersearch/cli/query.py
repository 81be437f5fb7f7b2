"""`leadersearch query`: find articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from leadersearch.cli.answering import QueryOptions, answer, query_text
from leadersearch.cli.command import unprotected
from leadersearch.cli.completion import complete_query
from leadersearch.cli.helping import help_of, listed
from leadersearch.cli.opening import DEFAULT_INDEX
from leadersearch.cli.options import (
    ColorOption,
    IndexOption,
    LimitOption,
    PageFormatOption,
    choice,
    listed_facets,
    whole_number,
    with_filters,
)

HELP = help_of(
    "Find articles, best matches first.",
    """
    leadersearch query leadership AHP
    leadersearch query '"medical ethics"'
    leadersearch query author:Memon
    leadersearch query NHS -kindness
    leadersearch query 'title:(kindness OR inclusion) date:2020..2023'
    leadersearch query wellbeing --year 2024 --sort newest --limit 20
    leadersearch query leadership --format bibtex > leadership.bib
    """,
    listed(
        "Query syntax:",
        """
        "medical ethics"            these words, in this order
        author:Memon  title:ethics  in one field: title, author, body, tag ...
        +word  -word                required, excluded
        a AND b  (a OR b) NOT c     operators and brackets
        lead*  wom?n  wrod~         prefix, wildcard, fuzzy match
        date:2020..2023             also date:>=2023-05, date:"last 30 days"
        """,
    ),
    "Plain words need no quotes. Articles with all the words come first, then those with "
    "some. To search for an exact phrase, put the query in single quotes, so that its "
    "double quotes reach leadersearch. Without words, all articles are listed, newest "
    "first.",
    "The exit code is 0 if something was found, 1 if nothing was, and 2 after an error.",
)
SORTS = ("relevance", "newest", "oldest", "title")


@with_filters
def query(  # noqa: PLR0913  # one parameter an option: Typer reads the signature
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", hidden=True, autocompletion=complete_query),
    ] = None,
    limit: LimitOption = 10,
    offset: Annotated[
        int,
        typer.Option(metavar="NUMBER", callback=whole_number, help="Number of articles to skip."),
    ] = 0,
    sort: Annotated[str, choice(SORTS, "Sort order.", "--sort", "-s")] = "relevance",
    filters: dict[str, Sequence[str]],
    facets: Annotated[
        bool, typer.Option("--facets", help=f"Also count {listed_facets()}.")
    ] = False,
    count: Annotated[
        bool, typer.Option("--count", help="Print only the number of articles.")
    ] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Print only the ids, one a line.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the query was read, and the scores.")
    ] = False,
    acronyms: Annotated[
        bool,
        typer.Option(
            "--acronyms/--no-acronyms",
            show_default=False,
            help="Also find the words that an acronym stands for, and the reverse (default: on).",
        ),
    ] = True,
    broaden: Annotated[
        bool,
        typer.Option(
            "--broaden",
            help="Rank articles with some of the words higher if they resemble the best matches.",
        ),
    ] = False,
    output: PageFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """Find articles."""
    if count and ids:
        raise typer.BadParameter("--count and --ids cannot be combined.")
    from leadersearch.results.search import Search  # what stands behind it, `--help` can spare

    question = QueryOptions(
        search=Search(query_text(unprotected(words)), sort, filters, broaden=broaden),
        limit=limit,
        offset=offset,
        facets=facets,
        count=count,
        ids=ids,
        explain=explain,
        acronyms=acronyms,
        output=output,
        color=color,
        index=index,
    )
    raise typer.Exit(answer(question))
