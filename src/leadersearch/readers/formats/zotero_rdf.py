"""Zotero RDF: the items of a library, their notes, and the journals that they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadersearch.errors import ArticleError
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.convert.xml_elements import (
    below,
    elements_named,
    first_of,
    line_below,
    line_in,
    lines_below,
    person,
    unique,
)
from leadersearch.readers.convert.xml_stream import local_name
from leadersearch.readers.describe.attachments import attached, path_of_link
from leadersearch.readers.describe.records import article_of, find_doi

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_CONTAINERS = frozenset(
    {"Journal", "Periodical", "Book", "Series", "Website", "Blog", "Proceedings"}
)
_ITEMS = (
    *("Article", "Book", "BookSection", "Report", "Thesis", "Document", "Description", "Patent"),
    *(
        "Letter",
        "Manuscript",
        "Interview",
        "Recording",
        "MotionPicture",
        "Illustration",
        "Legislation",
    ),
    *("Memo", "Journal", "Periodical", "Series", "Attachment", "Data", "Image", "Software"),
    *("ConferenceProceedings", "CourtReporter", "Newspaper", "Magazine", "ForumPost", "Website"),
)
_NOT_ARTICLES = frozenset({"attachment", "note", "annotation"})
_PEOPLE = ("authors", "contributors", "interviewers", "directors", "inventors", "editors")


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a library; whatever refers to another element is read once all are there."""
    library = _Library()
    for element in elements_named(file, _ITEMS):
        library.add(element)
    for number, (record, files) in enumerate(library.records(), start=1):
        try:
            article = article_of(record, file.report)
        except ArticleError:
            file.report(f"item {number} skipped: no title and no abstract")
            continue
        yield attached(article, files)


class _Container(NamedTuple):
    """A journal, book or site, with the values that it has for the articles in it."""

    venue: str = ""
    doi: str = ""
    volume: str = ""
    issue: str = ""


class _Library:
    """The parts of a library so far, by the names that elements have in it."""

    def __init__(self) -> None:
        self._records: list[tuple[dict[str, object], str, list[str], list[str]]] = []
        self._containers: dict[str, _Container] = {}
        self._notes: dict[str, str] = {}
        self._files: dict[str, str] = {}

    def add(self, element: Element) -> None:
        """Take in an item, a note, or a journal that items refer to."""
        about = element.get(f"{_RDF}about", "")
        name, kind = local_name(element), line_below(element, "itemType")
        if name == "Memo":
            self._notes[about] = text_of_html(line_below(element, "value"))
        elif name == "Attachment":
            self._files[about] = next(map(path_of_link, _resources(element, "path", "link")), "")
        elif kind in _NOT_ARTICLES:
            return
        elif not kind and name in _CONTAINERS:
            self._containers[about] = _container(element)
        elif kind or name != "Description":
            part = first_of(element, ("isPartOf",))
            refers_to = part.get(f"{_RDF}resource", "") if part is not None else ""
            notes = list(_resources(element, "isReferencedBy"))
            files = list(_resources(element, "link"))
            self._records.append((_record(element), refers_to, notes, files))

    def records(self) -> Iterator[tuple[dict[str, object], list[str]]]:
        """The records of the items, with what they refer to, and their files."""
        for record, refers_to, notes, files in self._records:
            container = self._containers.get(refers_to, _Container())
            for name, value in container._asdict().items():
                record[name] = record[name] or value
            record["body"] = "\n\n".join(
                filter(None, (self._notes.get(name, "") for name in notes))
            )
            yield record, [self._files.get(name, "") for name in files]


def _resources(element: Element, *names: str) -> Iterator[str]:
    """The things that the elements of some names below another one refer to."""
    for name in names:
        yield from (row.get(f"{_RDF}resource", "") for row in below(element, name))


def _record(element: Element) -> dict[str, object]:
    containers = [_container(row) for row in below(element, "isPartOf", "*")]
    identifiers = lines_below(element, "identifier")
    people = (
        [_person(row) for row in below(element, name, "Seq", "li", "Person")] for name in _PEOPLE
    )
    addresses = lines_below(element, "identifier", "URI", "value")
    dois = (find_doi(text) for text in (*identifiers, line_below(element, "doi")))
    isbns = [text[4:].strip() for text in identifiers if text.upper().startswith("ISBN")]
    return {
        "title": line_below(element, "title"),
        "authors": next(filter(None, people), []),
        "abstract": line_below(element, "abstract"),
        "date": line_below(element, "date"),
        "venue": next((each.venue for each in containers if each.venue), ""),
        "doi": next(filter(None, (*dois, *(each.doi for each in containers))), ""),
        "volume": next((each.volume for each in containers if each.volume), ""),
        "issue": next((each.issue for each in containers if each.issue), ""),
        "pages": line_below(element, "pages"),
        "isbn": next(iter(isbns), ""),
        "url": next((url for url in addresses if "://" in url), ""),
        "tags": unique(line_in(row) for row in below(element, "subject")),
        "language": line_below(element, "language"),
    }


def _container(element: Element) -> _Container:
    """A journal, with the DOI that is written there for the article."""
    dois = (
        find_doi(text.removeprefix("DOI").strip(), bare=True)
        for text in lines_below(element, "identifier")
    )
    return _Container(
        line_below(element, "title"),
        next(filter(None, dois), ""),
        line_below(element, "volume"),
        line_below(element, "number") or line_below(element, "issue"),
    )


def _person(element: Element) -> dict[str, str]:
    given = line_below(element, "givenName") or line_below(element, "givenname")
    return person(line_below(element, "surname"), given)
