"""EPUB: the metadata of the package document, and the chapters in the order of the spine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from leadersearch.errors import ReadError
from leadersearch.model.identifiers import find_isbn
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.convert.xml_elements import (
    below,
    elements_named,
    first_below,
    line_in,
)
from leadersearch.readers.convert.xml_stream import declared_encoding, local_name
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.package import Package
from leadersearch.readers.raw_file import LARGEST_ARTICLE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_CONTAINER = "META-INF/container.xml"
_AUTHOR_ROLES = frozenset(("", "aut"))
_ENCRYPTION = "META-INF/encryption.xml"
_OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a book."""
    package = Package(file)
    name = _package_document(package)
    for root in elements_named(package.part(name), {"package"}):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        record = metadata_of(elements)
        chapters = list(_spine(elements, posixpath.dirname(name)))
        if not _encrypted(package).isdisjoint(chapters):
            raise ReadError("protected by DRM, which only the program of its shop opens")
        record["body"] = _text(package, chapters, file)
        record["title"] = record["title"] or file.stem
        if record["body"] or record["abstract"]:
            yield article_of(record, file.report)


def _package_document(package: Package) -> str:
    if _CONTAINER in package:
        for root in elements_named(package.part(_CONTAINER), {"rootfile"}):
            if (path := unquote(root.get("full-path", ""))) in package:
                return path
    found = next((name for name in package.parts if name.endswith(".opf")), "")
    if not found:
        raise ReadError("not an EPUB: it has no package document")
    return found


def metadata_of(elements: list[Element]) -> dict[str, object]:
    """The description of a book by the elements of its package, as `article_of` takes it."""
    refined = _refined(elements)
    titles = _named(elements, "title")
    main, under = (
        [row for row in titles if _refinement(refined, row, "title-type") == kind]
        for kind in ("main", "subtitle")
    )
    creators = [row for row in _named(elements, "creator") if _role(refined, row) in _AUTHOR_ROLES]
    # A bare number is an ISBN where its last digit says so, whatever it is called.
    identifiers = [line_in(row) for row in _named(elements, "identifier")]
    return {
        "title": ": ".join(line_in(row) for row in [*(main or titles)[:1], *under[:1]]),
        "authors": [line_in(row) for row in creators],
        "date": _date(_named(elements, "date")),
        "language": line_in(next(iter(_named(elements, "language")), None)),
        "tags": [line_in(row) for row in _named(elements, "subject")],
        "abstract": "".join(
            next(iter(row.itertext() for row in _named(elements, "description")), ())
        ),
        "venue": line_in(next(iter(_named(elements, "publisher")), None)),
        "doi": next((row for row in identifiers if "10." in row and "/" in row), ""),
        "isbn": next(filter(None, map(find_isbn, identifiers)), ""),
    }


def _named(elements: list[Element], name: str) -> list[Element]:
    return [row for row in elements if local_name(row) == name]


def _refined(elements: list[Element]) -> Mapping[tuple[str, str], str]:
    """(identifier of an element, property) -> what EPUB 3 says of it in an element `meta`."""
    metas = _named(elements, "meta")
    return {(row.get("refines", "")[1:], row.get("property", "")): line_in(row) for row in metas}


def _refinement(refined: Mapping[tuple[str, str], str], row: Element, what: str) -> str:
    return refined.get((row.get("id", ""), what), "") if row.get("id") else ""


def _role(refined: Mapping[tuple[str, str], str], row: Element) -> str:
    old = next((value for key, value in row.items() if key.rpartition("}")[2] == "role"), "")
    return _refinement(refined, row, "role") or old


def _date(rows: list[Element]) -> str:
    """The date of publication; the others that EPUB 2 has are of the file."""
    events = {
        next((v for k, v in row.items() if k.endswith("event")), ""): row for row in reversed(rows)
    }
    order = ("original-publication", "publication", "")
    return next((line_in(events[event]) for event in order if event in events), "")


def _spine(elements: list[Element], folder: str) -> Iterator[str]:
    """The names of the chapters in the order of reading, without tables of contents."""
    items = {row.get("id", ""): row for row in _named(elements, "item")}
    for reference in _named(elements, "itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        if "html" in item.get("media-type", "html"):
            path = unquote(item.get("href", "")).partition("#")[0]
            yield posixpath.normpath(posixpath.join(folder, path))


def _encrypted(package: Package) -> set[str]:
    """The names of the parts that are encrypted; those of fonts are only hidden."""
    if _ENCRYPTION not in package:
        return set()
    found = set()
    for data in elements_named(package.part(_ENCRYPTION), {"EncryptedData"}):
        method = first_below(data, "EncryptionMethod")
        if method is None or method.get("Algorithm") not in _OF_FONTS:
            places = below(data, "CipherData", "CipherReference")
            found |= {posixpath.normpath(unquote(row.get("URI", ""))) for row in places}
    return found


def _text(package: Package, names: list[str], file: RawFile) -> str:
    texts: list[str] = []
    left = LARGEST_ARTICLE
    for name in names:
        try:
            part = package.part(name)
        except ReadError as error:
            file.report(f"a chapter was left out: {error}")
            continue
        text = text_of_html(part.read_text(declared=declared_encoding(part.head())))
        left -= len(text)
        if left < 0:
            file.report(f"only the first {LARGEST_ARTICLE // 2**20} MB of the text were read")
            break
        texts.append(text)
    return "\n\n".join(filter(None, texts))
