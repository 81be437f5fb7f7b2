"""CSL-JSON items (citationstyles.org), as Zotero and pandoc read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from leadersearch.export.authors import cited_authors
from leadersearch.export.lists import listed
from leadersearch.model.article import Article
from leadersearch.model.dois import normalise_doi
from leadersearch.model.names import Name
from leadersearch.model.places import written_place
from leadersearch.results.snippets.display_text import one_line
from leadersearch.safety import escaped_json


def pieces(articles: Iterable[Article]) -> Iterator[str]:
    """A list of items, item by item."""
    before = "[\n  "
    for article in articles:
        yield before + item_json(article).rstrip("\n").replace("\n", "\n  ")
        before = ",\n  "
    yield "[]\n" if before.startswith("[") else "\n]\n"


def item_json(article: Article) -> str:
    """One item."""
    return _dumped(item(article))


def item(article: Article) -> dict[str, Any]:
    """One item as an object."""
    optional = {
        "title": one_line(article.title),
        "author": [_name(name) for name in cited_authors(article)],
        "container-title": one_line(article.venue),
        "volume": _only(article, "volume"),
        "issue": _only(article, "issue"),
        "page": _only(article, "pages"),
        "issued": _date(article),
        "DOI": one_line(normalise_doi(article.doi)),
        "PMID": _only(article, "pmid"),
        "PMCID": _only(article, "pmcid"),
        "ISBN": " ".join(article.extra.get("isbn", ())),
        "number": _arxiv(article),
        "URL": one_line(article.url),
        "abstract": one_line(article.excerpt),
        "keyword": listed([one_line(tag) for tag in article.tags]),
        "language": one_line(article.language),
    }
    known = {name: value for name, value in optional.items() if value}
    return {"id": article.id, "type": _kind(article), **known}


def _only(article: Article, kind: str) -> str:
    return one_line("".join(article.extra.get(kind, ())[:1]))


def _arxiv(article: Article) -> str:
    """The arXiv identifier, as Zotero writes it; CSL has no variable for it."""
    arxiv = _only(article, "arxiv")
    return f"arXiv:{arxiv}" if arxiv else ""


def _dumped(value: object) -> str:
    return escaped_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _kind(article: Article) -> str:
    if article.doi or written_place(article):
        return "article-journal"
    return "post-weblog" if article.url or article.venue else "document"


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.surname}
    named = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in named.items() if value}


def _date(article: Article) -> dict[str, list[list[int]]]:
    if article.date is None:
        return {}
    parts = (article.date.year, article.date.month, article.date.day)
    return {"date-parts": [[part for part in parts if part is not None]]}
