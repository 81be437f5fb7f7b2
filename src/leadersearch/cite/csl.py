"""CSL-JSON items (citationstyles.org), as Zotero and pandoc read them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from leadersearch.article import Article, normalise_doi
from leadersearch.cite.names import is_named, name_parts, plain


def file(articles: Sequence[Article]) -> str:
    """A list of items."""
    return json.dumps([item(article) for article in articles], ensure_ascii=False, indent=2) + "\n"


def item_json(article: Article) -> str:
    """One item."""
    return json.dumps(item(article), ensure_ascii=False, indent=2) + "\n"


def item(article: Article) -> dict[str, Any]:
    """One item as an object."""
    optional = {
        "title": plain(article.title),
        "author": [_name(name) for name in article.authors if is_named(name)],
        "container-title": plain(article.venue),
        "issued": _date(article),
        "DOI": normalise_doi(article.doi),
        "URL": plain(article.url),
        "abstract": plain(article.excerpt),
        "keyword": ", ".join(map(plain, article.tags)),
        "language": plain(article.language),
    }
    known = {name: value for name, value in optional.items() if value}
    return {"id": article.id, "type": _kind(article), **known}


def _kind(article: Article) -> str:
    if article.doi:
        return "article-journal"
    return "post-weblog" if article.url or article.venue else "document"


def _name(name: str) -> dict[str, str]:
    parts = name_parts(name)
    if not parts.given:
        return {"literal": parts.surname}
    named = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "suffix": parts.suffix,
    }
    return {part: value for part, value in named.items() if value}


def _date(article: Article) -> dict[str, list[list[int]]]:
    if article.date is None:
        return {}
    parts = (article.date.year, article.date.month, article.date.day)
    return {"date-parts": [[part for part in parts if part is not None]]}
