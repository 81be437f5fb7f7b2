"""`leadersearch export`: write all articles, or those that a query finds, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.answering import query_text
from leadersearch.cli.command import unprotected
from leadersearch.cli.completion import complete_query
from leadersearch.cli.failures import FOUND, NONE
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading
from leadersearch.cli.options import IndexOption, choice, one_of, with_filters
from leadersearch.cli.output.formats import EXPORTS
from leadersearch.cli.query import SORTS
from leadersearch.cli.terminal import PLAIN, tell, write_pieces
from leadersearch.errors import UsageError
from leadersearch.safety import visible, writable

if TYPE_CHECKING:
    from leadersearch.model.article import Article

HELP = help_of(
    "Export all articles, or those that a query finds.",
    """
    leadersearch export --format jsonl > everything.jsonl
    leadersearch export --output library.bib
    leadersearch export leadership --year 2024 --output leadership.ris
    """,
    "Without WORDS and filters, all articles are written, in the order of their ids; else those that "
    "match, best first. There may be more of them than fit into memory. bibtex, ris, csl, csv "
    "and jsonl are read back by leadersearch index as the same articles; jsonl alone has their full "
    "texts. A file is written as a whole or not at all. Its suffix tells the format.",
    "The exit code is 1 if there is nothing to export.",
)
FORMATS = ("jsonl", *EXPORTS, "markdown")
_BY_SUFFIX = {
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".bib": "bibtex",
    ".ris": "ris",
    ".json": "csl",
    ".md": "markdown",
}


@with_filters
def export(  # one parameter an option: Typer reads the signature
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", hidden=True, autocompletion=complete_query),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            show_default=False,
            help="File to write (default: stdout).",
        ),
    ] = "",
    style: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(FORMATS),
            callback=lambda value: value and one_of(FORMATS)(value),
            autocompletion=lambda: list(FORMATS),
            show_default=False,
            help="Output format (default: by the suffix of FILE).",
        ),
    ] = "",
    sort: Annotated[str, choice(SORTS, "Sort order.", "--sort", "-s")] = "relevance",
    filters: dict[str, Sequence[str]],
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Write articles."""
    from leadersearch.cli.filters import chosen_values
    from leadersearch.results.search import Search

    wanted = style or _format_of(output)
    search = Search(query_text(unprotected(words)), sort, filters)
    with open_for_reading(index) as opened:
        chosen = chosen_values(opened, search.filters)
        counted = _Counted(opened.matching(search.text, sort=search.sort, filters=chosen))
        pieces = _pieces(counted, wanted)
        if output:
            _write_file(output, pieces)
            tell(f"Exported {counted.count:,} articles to {visible(output)}.")
        else:
            write_pieces(pieces)
    raise typer.Exit(FOUND if counted.count else NONE)


class _Counted:
    """Articles that are counted as they go by."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = articles
        self.count = 0

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles:
            self.count += 1
            yield article


def _format_of(output: str) -> str:
    found = _BY_SUFFIX.get(Path(output).suffix.lower())
    if not found:
        raise UsageError(f"which format? Add --format: {', '.join(FORMATS)}")
    return found


def _pieces(articles: Iterable[Article], style: str) -> Iterator[str]:
    if style == "jsonl":
        from leadersearch.cli.output.data import article_line

        return (f"{article_line(article, PLAIN)}\n" for article in articles)
    from leadersearch.export import pieces

    return pieces(articles, style)


def _write_file(path: str, pieces: Iterator[str]) -> None:
    from leadersearch.export.writing import write_pieces as write_to

    try:
        write_to(Path(path), map(writable, pieces))
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UsageError(f"cannot write {visible(path)}: {reason}") from error
