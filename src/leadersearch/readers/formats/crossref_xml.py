"""Crossref's XML (Unixref, and what publishers deposit): articles, chapters, books and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError
from leadersearch.readers.convert.xml_elements import (
    below,
    date_text,
    elements_named,
    first_below,
    first_of,
    line_below,
    line_in,
    paragraphs_in,
    person,
    unique,
)
from leadersearch.readers.describe.records import article_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# What a record is of -> the element that describes the whole, and those of its parts.
_KINDS = {
    "journal": ("journal_metadata", ("journal_article",)),
    "conference": ("proceedings_metadata", ("conference_paper",)),
    "book": ("book_metadata", ("content_item",)),
    "report-paper": ("report-paper_metadata", ("content_item",)),
    "database": ("database_metadata", ("dataset",)),
    "dissertation": ("", ()),
    "posted_content": ("", ()),
    "peer_review": ("", ()),
}
_OTHER_WHOLES = {
    "book": ("book_series_metadata", "book_set_metadata"),
    "conference": ("proceedings_series_metadata",),
}
_VENUES = ("full_title", "proceedings_title", "abbrev_title")
_DATES = ("publication_date", "posted_date", "approval_date", "review_date", "database_date")


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a file of Crossref: the parts of journals and books, or these themselves."""
    for number, element in enumerate(elements_named(file, _KINDS), start=1):
        for record in _records(element):
            try:
                yield article_of(record, file.report)
            except ArticleError:
                file.report(f"record {number} skipped: no title and no abstract")


def _records(element: Element) -> Iterator[dict[str, object]]:
    kind = str(element.tag).rpartition("}")[2]
    name, parts = _KINDS[kind]
    names = (name, *_OTHER_WHOLES.get(kind, ()))
    whole = first_of(element, *((name,) for name in names if name))
    shared = {"venue": _venue(whole, kind) if whole is not None else ""}
    shared |= {
        "volume": line_below(element, "journal_issue", "journal_volume", "volume"),
        "issue": line_below(element, "journal_issue", "issue"),
    }
    found = [row for part in parts for row in below(element, part)]
    for row in found:
        yield {**_record(row, whole), **shared}
    if not found and kind != "journal":  # one without an article describes none
        yield {
            **_record(whole if whole is not None else element, None),
            "venue": _institution(element),
        }


def _record(element: Element, whole: Element | None) -> dict[str, object]:
    titles = first_below(element, "titles")
    title, subtitle = (
        (line_below(titles, name) for name in ("title", "subtitle"))
        if titles is not None
        else ("", "")
    )
    abstracts = [paragraphs_in(row, ("p", "title", "sec")) for row in below(element, "abstract")]
    address = line_below(element, "doi_data", "resource")
    return {
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "authors": _people(element) or (_people(whole) if whole is not None else []),
        "abstract": next(filter(None, abstracts), ""),
        "date": _date(element) or (_date(whole) if whole is not None else ""),
        "doi": line_below(element, "doi_data", "doi"),
        "isbn": line_below(element, "isbn"),
        "first_page": line_below(element, "pages", "first_page"),
        "last_page": line_below(element, "pages", "last_page"),
        "article_number": line_below(element, "publisher_item", "item_number"),
        "url": address,
        "language": element.get("language", ""),
    }


def _people(element: Element) -> list[object]:
    """The authors; if there are none, the editors."""
    rows = [
        row
        for place in (("contributors",), ())
        for row in below(element, *place)
        for row in row
        if str(row.tag).rpartition("}")[2] in {"person_name", "organization"}
    ]
    for role in ("author", "editor"):
        names = [_name(row) for row in rows if row.get("contributor_role", "author") == role]
        if names:
            return names
    return []


def _name(row: Element) -> object:
    family = line_below(row, "surname")
    if not family:
        return {"name": line_in(row)}
    return person(family, line_below(row, "given_name"), line_below(row, "suffix"))


def _date(element: Element) -> str:
    """The most precise date, that of what is online before that of print."""
    rows = [row for name in _DATES for row in below(element, name)]
    rows.sort(key=lambda row: row.get("media_type", "") != "online")
    dates = [
        date_text(*(line_below(row, name) for name in ("year", "month", "day"))) for row in rows
    ]
    return max(filter(None, dates), key=len, default="")


def _venue(whole: Element, kind: str) -> str:
    titles = (line_below(whole, name) for name in _VENUES)
    book = line_below(whole, "titles", "title") if kind != "journal" else ""
    return next(filter(None, titles), "") or book


def _institution(element: Element) -> str:
    return next(iter(unique([line_below(element, "institution", "institution_name")])), "")
