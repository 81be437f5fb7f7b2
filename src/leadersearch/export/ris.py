"""RIS records: one tag a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leadersearch.export.authors import cited_authors
from leadersearch.export.lists import joined
from leadersearch.model.article import Article
from leadersearch.model.dois import normalise_doi
from leadersearch.model.fields import PLACE_FIELDS
from leadersearch.model.names import Name
from leadersearch.model.places import page_range, written_place
from leadersearch.results.snippets.display_text import one_line

# Tag, kind, label: EndNote has the number in PubMed Central below C2, and no tag for the others.
_IDENTIFIERS = (
    ("SN", "isbn", ""),
    ("C2", "pmcid", ""),
    ("AN", "pmid", "PMID: "),
    ("M1", "arxiv", "arXiv:"),
)


def pieces(articles: Iterable[Article]) -> Iterator[str]:
    """A .ris file, record by record."""
    yield from joined(map(record, articles))


def record(article: Article) -> str:
    """One record, from TY to ER."""
    return "".join(f"{tag}  - {one_line(value)}\n" for tag, value in _lines(article))


def _lines(article: Article) -> Iterator[tuple[str, str]]:
    yield "TY", _kind(article)
    yield from (("AU", _author(name)) for name in cited_authors(article))
    optional = {
        "TI": article.title,
        "T2": article.venue,
        **_place(article),
        "PY": f"{article.date.year:04d}" if article.date else "",
        "DA": _date(article),
        "DO": normalise_doi(article.doi),
        "UR": article.url,
        "AB": article.excerpt,
        "LA": article.language,
    }
    yield from ((tag, value) for tag, value in optional.items() if value)
    yield from (
        (tag, f"{label}{value}")
        for tag, kind, label in _IDENTIFIERS
        for value in article.extra.get(kind, ())
    )
    yield from (("KW", tag) for tag in article.tags)
    yield "ID", article.id
    yield "ER", ""


def _place(article: Article) -> dict[str, str]:
    volume, issue, pages = ("".join(article.extra.get(name, ())[:1]) for name in PLACE_FIELDS)
    first, last = page_range(pages)
    return {"VL": volume, "IS": issue, "SP": first, "EP": last}


def _kind(article: Article) -> str:
    if article.doi or written_place(article):
        return "JOUR"
    return "BLOG" if article.url or article.venue else "GEN"


def _author(name: Name) -> str:
    return ", ".join(part for part in (name.surname, name.given, name.suffix) if part)


def _date(article: Article) -> str:
    """YYYY/MM/DD/, the unknown parts left empty."""
    if article.date is None:
        return ""
    date = article.date
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.day else ""
    return f"{date.year:04d}/{month}/{day}/"
