"""OpenDocument texts (.odt, ISO 26300): `meta.xml`, paragraphs with their styles, notes.

What was deleted while changes were tracked and annotations are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.convert.xml_elements import elements_named, line_in, paragraphs_in
from leadersearch.readers.convert.xml_stream import local_name
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.describe.styled_text import Paragraph, record_of
from leadersearch.readers.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# The name of an element -> the field, and how much it is trusted; the least rank wins.
_PROPERTIES = {
    "title": ("title", 0),
    "initial-creator": ("authors", 0),
    "creator": ("authors", 1),
    "creation-date": ("date", 0),
    "date": ("date", 1),
    "keyword": ("tags", 0),
    "language": ("language", 0),
}
_SKIPPED = frozenset("annotation note ruby-text bibliography-source index-title-template".split())
_MARKS = frozenset(("s", "tab", "line-break"))
# Of these the paragraphs are left out: remarks, what was deleted, lists of the headings.
_LEFT_OUT = frozenset(("annotation", "tracked-changes", "table-of-content"))
_OUTERMOST = frozenset(("p", "h", "style")) | _LEFT_OUT

_MANIFEST = "META-INF/manifest.xml"


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a document."""
    package = Package(file)
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise ReadError("protected by a password; save it without one")
    paragraphs = list(_paragraphs(package.part("content.xml")))
    if any(row.text for row in paragraphs):
        yield article_of(record_of(paragraphs, _properties(package), file.stem), file.report)


def _properties(package: Package) -> dict[str, object]:
    if "meta.xml" not in package:
        return {}
    ranked: dict[str, tuple[int, str]] = {}
    tags: list[str] = []
    for element in elements_named(package.part("meta.xml"), _PROPERTIES.keys()):
        field, rank = _PROPERTIES[local_name(element)]
        if not (line := line_in(element)):
            continue
        if field == "tags":
            tags.append(line)
        elif field not in ranked or rank < ranked[field][0]:
            ranked[field] = (rank, line)
    return {"tags": tags} | {field: line for field, (_, line) in ranked.items()}


def _paragraphs(content: RawFile) -> Iterator[Paragraph]:
    parents: dict[str, str] = {}
    for element in elements_named(content, _OUTERMOST):
        name = local_name(element)
        if name == "style":
            # A style that the program made for one paragraph has the named one as its parent.
            parents[_attribute(element, "name")] = _attribute(element, "parent-style-name")
        elif name not in _LEFT_OUT:
            style = _attribute(element, "style-name")
            level = _attribute(element, "outline-level")
            named = (parents.get(style) or style).replace("_20_", " ").lower()
            yield Paragraph(f"heading {level}" if name == "h" and level else named, _text(element))


def _text(element: Element) -> str:
    for mark in element.iter():
        if local_name(mark) in _MARKS:
            mark.text = " "
    notes = [note for note in element.iter() if local_name(note) == "note-body"]
    texts = (paragraphs_in(place, {"p", "h"}, _SKIPPED) for place in (element, *notes))
    return "\n\n".join(filter(None, texts))


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
