"""`leadersearch check`: tell whether the index is whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.failures import FAILED, FOUND, complain
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading
from leadersearch.cli.options import FigureFormatOption, IndexOption
from leadersearch.cli.stats import readable_size
from leadersearch.cli.terminal import tell, write

if TYPE_CHECKING:
    from leadersearch.index import Index

HELP = help_of(
    "Check that the index is whole.",
    """
    leadersearch check
    leadersearch check --fix
    """,
    "Every article, every term and every facet is read. It exits with 2 when something is wrong. --fix clears away what interrupted runs left "
    "behind; a damaged index is mended by: leadersearch index --rebuild FOLDER",
)


def check(
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Clear away what interrupted runs left behind.")
    ] = False,
    output: FigureFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Check that the index is whole."""
    with open_for_reading(index) as opened:
        articles = len(opened)
        problems = list(problems_of(opened))
        if fix and not problems:
            tell(f"Cleared away: {readable_size(_cleared(opened))} of interrupted runs.")
    if output == "json":
        from leadersearch.cli.output.data import check_json

        write(check_json(articles, problems))
    elif not problems:
        from leadersearch.cli.output.text import counted

        write(f"The index is whole: {counted(articles)} read.")
    for problem in problems:
        complain(problem)
    raise typer.Exit(FAILED if problems else FOUND)


def _cleared(index: Index) -> int:
    """Clear away what interrupted runs left behind; returns how many bytes it was."""
    before = index.statistics().size
    with index.engine.write() as writer:
        writer.attach("checked", b"")  # every commit clears away; this makes it one
    return max(0, before - index.statistics().size)


def problems_of(index: Index) -> Iterator[str]:
    """What is wrong with an index, found by reading all of it."""
    from leadersearch.errors import LeaderSearchError
    from leadersearch.text.analysis import FACETS

    try:
        held = len(index)
        read = 0
        for article_id, article in zip(ids := list(index.engine.ids()), index, strict=False):
            read += 1
            if article.id != article_id:
                yield f"the article {article_id} is stored under the id {article.id}"
        if not read == len(ids) == held:
            yield f"there should be {held:,} articles, but {read:,} can be read"
        counted = index.search("", limit=0, facets=FACETS).total
        if counted != held:
            yield f"there should be {held:,} articles, but a search finds {counted:,}"
        index.statistics()
    except LeaderSearchError as error:
        yield str(error)
