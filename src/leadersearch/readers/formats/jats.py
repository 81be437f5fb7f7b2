"""JATS (and NLM) articles of journals and PubMed Central, with their full text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.readers.convert.xml_elements import (
    below,
    date_text,
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

_BLOCKS = ("p", "title", "sec", "label", "disp-quote", "list-item", "td", "th", "caption", "break")
_SKIPPED = (
    *("ref-list", "fn-group", "xref", "tex-math", "alternatives", "object-id", "label"),
    *("supplementary-material", "permissions", "inline-graphic", "graphic"),
)
_IDENTIFIERS = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid", "arxiv": "arxiv"}
_ONLINE = ("epub", "epub-ppub", "pub", "ppub", "collection")


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a JATS file."""
    return articles_of_elements(file, ("article",), _record)


def _record(element: Element) -> dict[str, object] | None:
    front = first_of(element, ("front",), ("front-stub",))
    if front is None:
        return None
    meta = first_of(front, ("article-meta",), ())
    assert meta is not None  # an empty path leads to the element itself
    group = first_below(meta, "title-group")
    title = _title(group) if group is not None else ""
    body = first_below(element, "body")
    return {
        "title": title,
        "authors": _authors(meta),
        "abstract": _abstract(meta),
        "body": paragraphs_in(body, _BLOCKS, _SKIPPED) if body is not None else "",
        "date": _date(meta),
        "venue": _venue(front),
        "tags": unique(lines_below(meta, "kwd-group", "kwd")),
        "volume": line_below(meta, "volume"),
        "issue": line_below(meta, "issue") or line_below(meta, "supplement"),
        "first_page": line_below(meta, "fpage"),
        "last_page": line_below(meta, "lpage"),
        "article_number": line_below(meta, "elocation-id"),
        "language": element.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        **_identifiers(meta),
    }


def _title(group: Element) -> str:
    place = first_below(group, "article-title")
    title = paragraphs_in(place, (), ("xref", "fn")) if place is not None else ""
    subtitle = line_below(group, "subtitle")
    return f"{title}: {subtitle}" if title and subtitle else title


def _authors(meta: Element) -> list[object]:
    names: list[object] = []
    for contributor in below(meta, "contrib-group", "contrib"):
        if contributor.get("contrib-type", "author") not in {"author", "authors", ""}:
            continue
        name = first_of(contributor, ("name",), ("name-alternatives", "name"))
        if name is not None:
            given, family = line_below(name, "given-names"), line_below(name, "surname")
            prefix = line_below(name, "prefix")
            names.append(person(family or prefix, given, line_below(name, "suffix")))
        elif (collab := first_below(contributor, "collab")) is not None:
            names.append({"name": _own_text(collab)})
        elif (string_name := first_below(contributor, "string-name")) is not None:
            names.append({"name": line_in(string_name)})
        elif first_below(contributor, "anonymous") is not None:
            names.append({"name": "Anonymous"})
    return names


def _own_text(collab: Element) -> str:
    """The name of a group, without the names of its members."""
    name = line_below(collab, "institution")
    return name or paragraphs_in(collab, (), ("contrib-group", "xref", "fn"))


def _abstract(meta: Element) -> str:
    abstracts = list(below(meta, "abstract"))
    main = [row for row in abstracts if not row.get("abstract-type")] or abstracts
    texts = (paragraphs_in(row, _BLOCKS, _SKIPPED) for row in main[:1])
    return "\n\n".join(texts)


def _date(meta: Element) -> str:
    """The day of publication, online before print, where any of the dates has a day."""
    dates = [row for name in ("pub-date", "pub-history") for row in below(meta, name)]
    ranked: list[tuple[int, int, str]] = []
    for row in dates:
        kind = row.get("pub-type") or row.get("date-type") or ""
        parts = [line_below(row, name) for name in ("year", "month", "day")]
        if not parts[0] or kind in {"retracted", "corrected", "received", "accepted"}:
            continue
        if not parts[1]:
            parts[1] = line_below(row, "season").split("-")[0].split("–")[0]
        rank = _ONLINE.index(kind) if kind in _ONLINE else len(_ONLINE)
        ranked.append((-sum(map(bool, parts)), rank, date_text(*parts)))
    return min(ranked, default=(0, 0, ""))[2]


def _venue(front: Element) -> str:
    journal = first_below(front, "journal-meta")
    if journal is None:
        return ""
    paths = (("journal-title-group", "journal-title"), ("journal-title",), ("journal-id",))
    return next(filter(None, (line_below(journal, *path) for path in paths)), "")


def _identifiers(meta: Element) -> dict[str, object]:
    found: dict[str, object] = {}
    for place in below(meta, "article-id"):
        if name := _IDENTIFIERS.get(place.get("pub-id-type", "")):
            found.setdefault(name, line_in(place))
    if doi := found.get("doi"):
        found["url"] = f"https://doi.org/{doi}"
    return found
