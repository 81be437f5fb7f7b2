"""`leadersearch query`: find articles."""

from __future__ import annotations

from typing import Annotated

import typer

from leadersearch.cli.answering import Question, answer, query_text
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
    facet_option,
    whole_number,
)

HELP = help_of(
    "Find articles, the best first.",
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
        "What a query may hold:",
        """
        "medical ethics"            exactly these words in this order
        author:Memon  title:ethics  in one field: title, author, body, tag ...
        +word  -word                must be there, must not be there
        a AND b  (a OR b) NOT c     operators and brackets
        lead*  wom?n  wrod~         a beginning, a pattern, a misspelling
        date:2020..2023             also date:>=2023-05, date:"last 30 days"
        """,
    ),
    "Words need no quotes around them. Articles that hold all the words come first, then those "
    "that hold some. Quotes that mean an exact phrase must reach leadersearch: put the query in "
    "single quotes. Without words all articles are listed, the newest first.",
    "It exits with 0 when something was found, 1 when nothing was, and 2 for an error.",
)
SORTS = ("relevance", "newest", "oldest", "title")


def query(  # noqa: PLR0913  # one parameter an option: Typer reads the signature
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", hidden=True, autocompletion=complete_query),
    ] = None,
    limit: LimitOption = 10,
    offset: Annotated[
        int,
        typer.Option(metavar="NUMBER", callback=whole_number, help="How many to pass over."),
    ] = 0,
    sort: Annotated[str, choice(SORTS, "The order.", "--sort", "-s")] = "relevance",
    author: Annotated[list[str] | None, facet_option("author", "Only by this author.")] = None,
    tag: Annotated[list[str] | None, facet_option("tag", "Only with this tag.")] = None,
    year: Annotated[list[str] | None, facet_option("year", "Only of this year.")] = None,
    venue: Annotated[
        list[str] | None, facet_option("venue", "Only from this journal or blog.")
    ] = None,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count authors, tags, venues and years, too.")
    ] = False,
    count: Annotated[bool, typer.Option("--count", help="Write only how many there are.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Write only their ids, one a line.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say how the query was read, and the scores.")
    ] = False,
    output: PageFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """Find articles."""
    if count and ids:
        raise typer.BadParameter("--count and --ids exclude each other.")
    given = {"author": author, "tag": tag, "year": year, "venue": venue}
    question = Question(
        text=query_text(unprotected(words)),
        limit=limit,
        offset=offset,
        sort=sort,
        filters=tuple((name, value) for name, values in given.items() for value in values or ()),
        facets=facets,
        count=count,
        ids=ids,
        explain=explain,
        output=output,
        color=color,
        index=index,
    )
    raise typer.Exit(answer(question))
