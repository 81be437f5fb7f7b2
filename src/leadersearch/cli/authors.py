"""`leadersearch authors`: the people who wrote the articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.helping import help_of, listed
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading, read_rules_file
from leadersearch.cli.options import ColorOption, IndexOption, ListFormatOption, limit_of_all
from leadersearch.cli.terminal import DIM, OutputStyle, output_style, tell, write
from leadersearch.safety import visible

if TYPE_CHECKING:
    from leadersearch.results.people import Author

HELP = help_of(
    "List the authors, with their articles and their names.",
    """
    leadersearch authors
    leadersearch authors smith
    leadersearch authors --limit 20
    leadersearch authors --format csv > authors.csv
    leadersearch authors --rules authors.txt
    """,
    listed(
        "A file of rules:",
        """
        # One person, under the first name:
        Jane Doe = Jane Smith = J. Smith
        # Two people:
        Wei Zhang != W. Zhang
        """,
    ),
    "Names that are certain to be one person's are one author: J. Smith and Smith JA are John A. "
    "Smith, unless Jane Smith is an author, too. Rules join names and part them; they are kept with "
    "the index in place of the rules that it has, and survive a rebuild. An empty file removes them.",
    "The exit code is 1 if there are no such authors.",
)


def authors(  # noqa: PLR0913  # one parameter an option: Typer reads the signature
    *,
    words: Annotated[list[str] | None, typer.Argument(metavar="PREFIX", hidden=True)] = None,
    limit: Annotated[int, limit_of_all("authors")] = 0,
    rules: Annotated[
        str, typer.Option("--rules", metavar="FILE", show_default=False, help="Keep these rules.")
    ] = "",
    show_rules: Annotated[bool, typer.Option("--show-rules", help="Print the kept rules.")] = False,
    output: ListFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """List the authors."""
    beginning = " ".join(words or ())
    if (rules or show_rules) and (beginning or (rules and show_rules)):
        raise typer.BadParameter("--rules and --show-rules stand alone.")
    with open_for_reading(index) as opened:
        if rules:
            opened.keep_author_rules(read_rules_file(rules), rules)
            tell(f"Kept the rules of {visible(rules)} with the index.")
            return
        if show_rules:
            write(opened.author_rules().rstrip("\n"))
            return
        found = opened.authors(beginning, limit or None)
    from leadersearch.cli.output.lists import write_list

    lines = _lines(found, output_style(color))
    columns = ("name", "articles", "names")
    rows = [asdict(author) for author in found]
    raise typer.Exit(write_list("authors", rows, lines, columns=columns, output=output))


def _lines(authors: Sequence[Author], style: OutputStyle) -> Iterator[str]:
    """An author a line: how many articles, the name, other names in brackets."""
    from leadersearch.results.snippets.display_text import one_line

    width = max(len(f"{author.articles:,}") for author in authors)
    for author in authors:
        count = style.paint(f"{author.articles:,}".rjust(width), DIM)
        others = ", ".join(map(one_line, author.names[1:]))
        also = style.paint(f" ({others})", DIM) if others else ""
        yield f"{count}  {one_line(author.name)}{also}"
