"""Evernote's exports (ENEX): a note each; attached files, however large, are passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.convert.xml_elements import line_below, lines_below
from leadersearch.readers.convert.xml_stream import declared_encoding
from leadersearch.readers.describe.elements import articles_of_elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_ENCRYPTED = re.compile(r"<en-crypt\b[^<>]*>[^<]*</en-crypt>")
_DATA, _END = "<data", "</data>"


def read(file: RawFile) -> Iterator[Article]:
    """The articles of the notes."""
    pieces = file.pieces(declared=declared_encoding(file.head()))
    return articles_of_elements(file, ("note",), _record, _without_data(pieces))


def _record(note: Element) -> dict[str, object]:
    return {
        "title": line_below(note, "title"),
        "authors": line_below(note, "note-attributes", "author"),
        "date": line_below(note, "created"),
        "tags": lines_below(note, "tag"),
        "url": line_below(note, "note-attributes", "source-url"),
        "body": text_of_html(_ENCRYPTED.sub("", note.findtext("content") or "")),
    }


def _without_data(pieces: Iterator[str]) -> Iterator[str]:
    """The text without what is attached, in elements `<data>` of base64."""
    is_inside, rest = False, ""
    for piece in pieces:
        kept: list[str] = []
        text, rest = rest + piece, ""
        place = 0
        while place < len(text):
            mark = _END if is_inside else _DATA
            found = text.find(mark, place)
            end = found if found >= 0 else max(place, len(text) - len(mark) + 1)
            if not is_inside:
                kept.append(text[place:end])
            if found < 0:
                rest = text[end:]  # the mark may go on in the next piece
                break
            if is_inside:
                kept.append("<data>" + mark)
            place, is_inside = found + len(mark), not is_inside
        yield "".join(kept)
    yield "" if is_inside else rest
