"""MODS, the Metadata Object Description Schema of libraries and reference managers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.readers.convert.xml_elements import (
    below,
    line_below,
    line_in,
    lines_below,
    person,
    unique,
)
from leadersearch.readers.describe.elements import articles_of_elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_DATES = ("dateIssued", "copyrightDate", "dateCreated", "dateOther")
_AUTHORS = frozenset({"aut", "author", "cre", "creator", ""})
_IDENTIFIERS = ("doi", "isbn", "pmid", "arxiv")


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a MODS file."""
    return articles_of_elements(file, ("mods",), _record)


def _record(element: Element) -> dict[str, object]:
    host = next((row for row in below(element, "relatedItem") if row.get("type") == "host"), None)
    dates = [_date(place) for place in (element, host) if place is not None]
    urls = [*lines_below(element, "location", "url"), *_identified(element, "uri")]
    record: dict[str, object] = {
        "title": _title(element),
        "authors": _authors(element),
        "abstract": line_below(element, "abstract"),
        "date": next(filter(None, dates), ""),
        "venue": _title(host) if host is not None else "",
        "url": next((url for url in urls if "://" in url), ""),
        "tags": unique(lines_below(element, "subject", "topic")),
        "language": line_below(element, "language", "languageTerm"),
    }
    for place in (element, host) if host is not None else (element,):
        record |= {name: value for name, value in _place(place).items() if value}
    for kind in _IDENTIFIERS:
        record[kind] = next(iter(_identified(element, kind)), "")
    return record


def _place(element: Element) -> dict[str, str]:
    """Volume, issue and pages, as the parts of an article's journal say them."""
    found = {
        detail.get("type", ""): line_below(detail, "number") or line_below(detail, "caption")
        for detail in below(element, "part", "detail")
    }
    extents = [
        row
        for row in below(element, "part", "extent")
        if row.get("unit", "page").lower().startswith("p")
    ]
    return {
        "volume": found.get("volume", ""),
        "issue": found.get("issue") or found.get("number", ""),
        "first_page": next((line_below(row, "start") for row in extents), ""),
        "last_page": next((line_below(row, "end") for row in extents), ""),
        "pages": next((line_below(row, "list") for row in extents), ""),
    }


def _identified(element: Element, kind: str) -> list[str]:
    places = below(element, "identifier")
    return [line_in(place) for place in places if place.get("type", "").lower() == kind]


def _title(element: Element) -> str:
    infos = list(below(element, "titleInfo"))
    main = [info for info in infos if not info.get("type")] or infos
    for info in main:
        article, title = line_below(info, "nonSort"), line_below(info, "title")
        subtitle = line_below(info, "subTitle")
        if title:
            whole = f"{article} {title}".strip()
            return f"{whole.rstrip(':').rstrip()}: {subtitle}" if subtitle else whole
    return ""


def _authors(element: Element) -> list[object]:
    names = [(name, lines_below(name, "role", "roleTerm")) for name in below(element, "name")]
    authors = [
        name for name, roles in names if _AUTHORS.intersection(map(str.lower, roles or [""]))
    ]
    return [_name(name) for name in authors or [name for name, _ in names]]


def _name(name: Element) -> object:
    parts: dict[str, list[str]] = {}
    for part in below(name, "namePart"):
        parts.setdefault(part.get("type", ""), []).append(line_in(part))
    given, family = " ".join(parts.get("given", [])), " ".join(parts.get("family", []))
    if family:
        return person(family, given, " ".join(parts.get("termsOfAddress", [])))
    return {"name": " ".join(parts.get("", [])) or given}


def _date(element: Element) -> str:
    for name in _DATES:
        places = list(below(element, "originInfo", name)) or list(below(element, "part", "date"))
        first = [row for row in places if row.get("encoding")] or places
        if first:
            return line_in(first[0])
    return line_below(element, "part", "date")
