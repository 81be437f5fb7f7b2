"""`leadersearch show`: read one article."""

from __future__ import annotations

from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading
from leadersearch.cli.options import ArticleFormatOption, ColorOption, IdArgument, IndexOption
from leadersearch.cli.output.formats import ARTICLE_FORMATS
from leadersearch.cli.terminal import output_style, write

HELP = help_of(
    "Read one article, or cite it.",
    """
    leadersearch show 0e9d191a
    leadersearch show 0e9d191a --format vancouver
    leadersearch show 0e9d191a --format markdown > article.md
    """,
    "The ID is at the end of each hit of a query. Its beginning is enough if no other id "
    "begins the same way.",
)


def show(
    article_id: IdArgument,
    *,
    output: ArticleFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """Read one article."""
    with open_for_reading(index) as opened:
        article = opened.article(article_id)
    write(ARTICLE_FORMATS[output](article, output_style(color)))
