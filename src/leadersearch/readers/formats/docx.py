"""Word documents (.docx, ECMA-376): properties, paragraphs with their styles, notes.

What was deleted while changes were tracked, field codes and comments are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.convert.xml_elements import (
    below,
    elements_named,
    first_below,
    line_in,
    paragraphs_in,
)
from leadersearch.readers.convert.xml_stream import local_name
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.describe.styled_text import Paragraph, record_of
from leadersearch.readers.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_PROPERTIES = {
    "title": "title",
    "creator": "authors",
    "created": "date",
    "keywords": "tags",
    "language": "language",
}
# `Fallback` says again, for old programs, what `Choice` says.
_SKIPPED = frozenset("pPr rPr del moveFrom delText instrText Fallback annotation".split())
_MARKS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a document."""
    package = Package(file)
    main = _main_part(package)
    styles = dict(_styles(package))
    paragraphs = [*_paragraphs(package, main, styles)]
    for notes in _NOTES:
        paragraphs.extend(_paragraphs(package, notes, {}))
    if not any(row.text for row in paragraphs):
        return
    yield article_of(record_of(paragraphs, _properties(package), file.stem), file.report)


def _main_part(package: Package) -> str:
    """The name of the part that holds the text, as `_rels/.rels` says."""
    if "word/document.xml" in package:
        return "word/document.xml"
    if "_rels/.rels" in package:
        for relation in elements_named(package.part("_rels/.rels"), {"Relationship"}):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").removeprefix("/")
    raise ReadError("not a Word document: it has no text part")


def _properties(package: Package) -> dict[str, object]:
    if "docProps/core.xml" not in package:
        return {}
    found: dict[str, object] = {}
    for element in elements_named(package.part("docProps/core.xml"), _PROPERTIES.keys()):
        found.setdefault(_PROPERTIES[local_name(element)], line_in(element))
    return found


def _styles(package: Package) -> Iterator[tuple[str, str]]:
    """The English name of each style by its identifier, which is a local one."""
    if "word/styles.xml" in package:
        for style in elements_named(package.part("word/styles.xml"), {"style"}):
            for name in below(style, "name"):
                yield _attribute(style, "styleId"), _attribute(name, "val").lower()


def _paragraphs(package: Package, part: str, styles: dict[str, str]) -> Iterator[Paragraph]:
    if part not in package:
        return
    for element in elements_named(package.part(part), {"p"}):
        style = first_below(element, "pPr", "pStyle")
        identifier = "" if style is None else _attribute(style, "val")
        for mark in element.iter():
            if (name := local_name(mark)) in _MARKS:
                mark.text = _MARKS[name]
            elif name == "r" and _is_hidden(mark):
                mark.clear()
        name = styles.get(identifier, identifier.lower())
        if not name.startswith("toc"):  # a list of the headings
            yield Paragraph(name, paragraphs_in(element, {"p"}, _SKIPPED))


def _is_hidden(run: Element) -> bool:
    hidden = first_below(run, "rPr", "vanish")
    return hidden is not None and _attribute(hidden, "val") not in {"0", "false", "off"}


def _attribute(element: Element, name: str) -> str:
    """An attribute by its local name: the namespace differs between the two forms of the standard."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")
