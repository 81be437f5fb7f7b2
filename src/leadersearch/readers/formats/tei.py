"""TEI: papers as GROBID reads them from PDFs, and texts of editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.readers.convert.xml_elements import (
    below,
    first_below,
    first_of,
    line_below,
    line_in,
    lines_below,
    paragraphs_in,
    person,
    unique,
)
from leadersearch.readers.describe.elements import articles_of_elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_BLOCKS = ("p", "head", "div", "item", "l", "lg", "cell", "figDesc", "quote", "ab")
_SKIPPED = ("listBibl", "formula", "graphic", "note", "fw", "label")
_IDENTIFIERS = {"doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmcid": "pmcid", "isbn": "isbn"}
_PLACES = {"volume": "volume", "vol": "volume", "issue": "issue", "page": "pages", "pp": "pages"}
_XML = "{http://www.w3.org/XML/1998/namespace}"


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a TEI file: one, or those of a corpus."""
    return articles_of_elements(file, ("TEI", "TEI.2"), _record)


def _record(element: Element) -> dict[str, object] | None:
    described = first_below(element, "teiHeader", "fileDesc")
    if described is None:
        return None
    # What is described is the source; the file of it has a title and a maker of its own.
    source = first_below(described, "sourceDesc", "biblStruct")
    article = first_below(source, "analytic") if source is not None else None
    volume = first_below(source, "monogr") if source is not None else None
    profile = first_below(element, "teiHeader", "profileDesc")
    body = first_below(element, "text", "body")
    abstract = first_below(profile, "abstract") if profile is not None else None
    return {
        "title": _title(described, article, volume),
        "authors": _authors(described, article, volume),
        "abstract": paragraphs_in(abstract, _BLOCKS, _SKIPPED) if abstract is not None else "",
        "body": paragraphs_in(body, _BLOCKS, _SKIPPED) if body is not None else "",
        "date": _date(described, volume),
        "venue": line_below(volume, "title") if volume is not None and article is not None else "",
        "tags": _keywords(profile) if profile is not None else [],
        "language": _language(element),
        **_place(volume),
        **_identifiers(source),
    }


def _title(described: Element, article: Element | None, volume: Element | None) -> str:
    places = [
        row for row in (article, first_below(described, "titleStmt"), volume) if row is not None
    ]
    titles = (row for place in places for row in below(place, "title"))
    main = [row for row in titles if row.get("type", "main") in {"main", "full", ""}]
    return next(filter(None, map(line_in, main)), "")


def _authors(described: Element, *places: Element | None) -> list[object]:
    where = (*places, first_below(described, "titleStmt"))
    for place in filter(lambda row: row is not None, where):
        assert place is not None
        names = [name for author in below(place, "author") if (name := _name(author))]
        if names:
            return names
    return []


def _name(author: Element) -> object:
    name = first_of(author, ("persName",), ("name",), ())
    assert name is not None  # an empty path leads to the element itself
    family, given = line_below(name, "surname"), " ".join(lines_below(name, "forename"))
    if family:
        return person(family, given)
    has_parts = any(True for _ in author)  # an affiliation, an address: no name
    text = line_in(name) if name is not author or not has_parts else ""
    return {"name": text} if text else None


def _date(described: Element, volume: Element | None) -> str:
    places = [
        *(below(volume, "imprint", "date") if volume is not None else ()),
        *below(described, "publicationStmt", "date"),
    ]
    return next(filter(None, (row.get("when") or line_in(row) for row in places)), "")


def _place(volume: Element | None) -> dict[str, object]:
    """Volume, issue and pages, which share one element."""
    found: dict[str, object] = {}
    for row in below(volume, "imprint", "biblScope") if volume is not None else ():
        unit = row.get("unit") or row.get("type", "")
        if unit in {"page", "pp"} and row.get("from"):
            found |= {"first_page": row.get("from"), "last_page": row.get("to", "")}
        elif unit in _PLACES:
            found[_PLACES[unit]] = line_in(row)
    return found


def _keywords(profile: Element) -> list[str]:
    terms = lines_below(profile, "textClass", "keywords", "term")
    items = lines_below(profile, "textClass", "keywords", "list", "item")
    if terms or items:
        return unique([*terms, *items])
    lists = lines_below(profile, "textClass", "keywords")
    return unique(part.strip() for text in lists for part in text.replace(";", ",").split(","))


def _language(element: Element) -> str:
    text, header = first_below(element, "text"), first_below(element, "teiHeader")
    places = [row for row in (text, header, element) if row is not None]
    return next(filter(None, (row.get(f"{_XML}lang") for row in places)), "")


def _identifiers(source: Element | None) -> dict[str, object]:
    found: dict[str, object] = {}
    if source is None:
        return found
    for path in (("idno",), ("analytic", "idno"), ("monogr", "idno")):
        for row in below(source, *path):
            if name := _IDENTIFIERS.get(row.get("type", "").lower()):
                found.setdefault(name, line_in(row))
    return found
