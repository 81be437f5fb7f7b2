"""The numbers that are kept of each article in columns of their own."""

from __future__ import annotations

from leadersearch import ranking
from leadersearch.engines.whoosh.segment.protocol import DAY_COLUMN, LENGTH_COLUMN, TIE_COLUMN
from leadersearch.model.article import Article


def numbers(article: Article, length: int) -> dict[str, int]:
    """The numbers that are kept for each article, by the name of their column."""
    return {
        LENGTH_COLUMN: length,
        DAY_COLUMN: article.date.start.toordinal() if article.date else 0,
        TIE_COLUMN: ranking.tie_break(article.id),
    }
