"""The authors of an article, as they are cited."""

from __future__ import annotations

import re

from leadersearch.model.article import Article
from leadersearch.model.names import Name, is_unspaced
from leadersearch.results.snippets.display_text import one_line

_LETTER = re.compile(r"[^\W\d_]")


def cited_authors(article: Article) -> list[Name]:
    """The parts of the authors' names, without control characters."""
    return [_parsed(one_line(name)) for name in written_authors(article)]


def _parsed(name: str) -> Name:
    """The parts of a name; one whose family name stands first is one part, as people write it."""
    return Name(name) if is_unspaced(name) else Name.parse(name)


def written_authors(article: Article) -> list[str]:
    """The names as the article has them, but for those without a letter."""
    return [name for name in article.authors if _LETTER.search(name)]
