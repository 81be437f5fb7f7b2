"""`leadersearch query`: find articles."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.command import unprotected
from leadersearch.cli.completion import complete_query
from leadersearch.cli.failures import FOUND, NONE
from leadersearch.cli.filters import chosen_values
from leadersearch.cli.helping import help_of, listed
from leadersearch.cli.opening import DEFAULT_INDEX, command_line, open_for_reading
from leadersearch.cli.options import (
    ColorOption,
    IndexOption,
    LimitOption,
    PageFormatOption,
    choice,
    facet_option,
    whole_number,
)
from leadersearch.cli.output.formats import PAGE_FORMATS
from leadersearch.cli.terminal import message_style, output_style, tell, write

if TYPE_CHECKING:
    from leadersearch.cli.output.views import PageView
    from leadersearch.index import Index

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
MOST_VALUES = 10  # of a facet
FACETS = ("author", "tag", "venue", "year")

_PLAIN_WORDS = re.compile(r"(?P<lead>[+-]?(?:[^\W\d_]+:)?)(?P<words>[\w'’-]+(?: [\w'’-]+)+)\Z")
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked on the command line."""

    text: str
    limit: int
    offset: int
    sort: str
    filters: tuple[tuple[str, str], ...]
    with_facets: bool
    with_snippets: bool
    index: str


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
        limit=0 if count else limit,
        offset=offset,
        sort=sort,
        filters=tuple((name, value) for name, values in given.items() for value in values or ()),
        with_facets=facets,
        with_snippets=not (count or ids) and output in {"text", "json", "jsonl"},
        index=index,
    )
    with open_for_reading(index) as opened:
        view = _answer(opened, question, explain=explain, color=color)
        is_empty = not view.page.total and not len(opened)
    if count:
        write(str(view.page.total))
    elif ids:
        write("\n".join(hit.article.id for hit in view.page.hits))
    elif view.page.total or output != "text":
        write(PAGE_FORMATS[output](view))
    _hint(view, question, is_empty=is_empty, is_list=not (count or ids) and output == "text")
    is_found = bool(view.page.hits or (question.limit == 0 and view.page.total))
    raise typer.Exit(FOUND if is_found else NONE)


def query_text(words: Sequence[str]) -> str:
    """The words of a command line as one query.

    The shell takes quotes away, so several words in one of several arguments were in quotes:
    `kindness "medical ethics"` asks for the phrase, `author:"Jane Dacre" NHS` for the name.
    """
    if len(words) < 2:
        return " ".join(words)
    return " ".join(map(_requoted, words))


def _requoted(word: str) -> str:
    match = _PLAIN_WORDS.match(word)
    if match is None or _OPERATOR.search(word):
        return word
    return f'{match["lead"]}"{match["words"]}"'


def _answer(index: Index, question: Question, *, explain: bool, color: str) -> PageView:
    from leadersearch.cli.output.views import PageView

    page = index.search(
        question.text,
        limit=question.limit,
        offset=question.offset,
        sort=question.sort,
        filters=chosen_values(index, question.filters),
        facets=FACETS if question.with_facets else (),
        facet_limit=MOST_VALUES,
        snippets=question.with_snippets,
    )
    return PageView(
        page=page,
        style=output_style(color),
        text=question.text,
        limit=question.limit,
        offset=question.offset,
        sort=question.sort,
        explain=explain,
        scores={hit.article.id: index.explain(hit.article.id, question.text) for hit in page}
        if explain
        else {},
    )


def _hint(view: PageView, question: Question, *, is_empty: bool, is_list: bool) -> None:
    """Say on stderr what was not understood, what to try, and how to go on."""
    from leadersearch.cli.output.hints import (
        render_diagnostics,
        render_next_page,
        render_rescue,
    )

    style = message_style()
    if is_empty:
        tell(
            f"The index is empty. Fill it: {command_line('index', 'FOLDER', index=question.index)}"
        )
        return
    blocks = [render_diagnostics(view, style), render_rescue(view, question.index, style)]
    if is_list:
        blocks.append(render_next_page(view, _next_command(question), style))
    message = "\n\n".join(block for block in blocks if block)
    is_below_hits = view.page.hits and sys.stderr.isatty() and sys.stdout.isatty()
    tell(f"\n{message}" if message and is_below_hits else message)


def _next_command(question: Question) -> str:
    after = replace(question, offset=question.offset + question.limit)
    filters = [part for name, value in after.filters for part in (f"--{name}", value)]
    order = ["--sort", after.sort] if after.sort != "relevance" else []
    limit = ["--limit", str(after.limit)] if after.limit != 10 else []
    text = [after.text] if after.text else []
    rest = [*filters, *order, *limit, "--offset", str(after.offset)]
    return command_line("query", *text, *rest, index=question.index)
