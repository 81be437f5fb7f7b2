"""Binary MARC (ISO 2709), the catalogue records of libraries, in UTF-8 or MARC-8.

A record is a leader of 24 bytes, a directory of 12 bytes a field, and the fields; which field is which
is told by their order, since the lengths in a directory are wrong once a file was converted.

Sources: MARC 21 Specifications for Record Structure, and the code table of Extended Latin (ANSEL).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize
from xml.etree.ElementTree import Element, SubElement

from leadersearch.errors import ArticleError, ReadError
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.formats.marc_xml import record_of
from leadersearch.readers.raw_file import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_LEADER, _ENTRY = 24, 12
_RECORD_END, _FIELD_END, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LONGEST = 1_000_000  # the format allows a tenth of it; files that were converted have more
_MOST_FIELDS = 2000
_FIRST_DATA_TAG = b"010"
_ESCAPE = re.compile(r"\x1b[(),$!]{0,2}.")  # to the signs of another script
_SPECIAL = dict(
    zip(
        [*range(0xA1, 0xAF), *range(0xB0, 0xBB), 0xBC, 0xBD, *range(0xC0, 0xC9)],
        "ŁØĐÞÆŒʹ·♭®±ƠƯʼʻłøđþæœʺı£ðơư°ℓ℗©♯¿¡ß€",
        strict=True,
    )
)
# They stand before the letter that they belong to.
_ACCENTS = dict(
    zip(
        [*range(0xE0, 0xFC), 0xFE],
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310"
        "\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23\u0313",
        strict=True,
    )
)


def read(file: RawFile) -> Iterator[Article]:
    """The articles of the records; a damaged one is reported."""
    for number, data in enumerate(_records(file), start=1):
        try:
            yield article_of(record_of(_element(data)), file.report)
        except ArticleError:
            file.report(f"record {number} skipped: no title and no abstract")


def _records(file: RawFile) -> Iterator[bytes]:
    rest = b""
    while block := file.stream.read(PIECE):
        *whole, rest = (rest + block).split(_RECORD_END)
        yield from (data.lstrip() for data in whole if data.strip())
        if len(rest) > _LONGEST:
            raise ReadError("binary MARC with a record that does not end")
    if rest.strip():
        file.report("the last record is cut short")
        yield rest.lstrip()


def _element(data: bytes) -> Element:
    """The record as MARCXML has it."""
    is_utf8 = data[9:10] == b"a"
    directory, *fields = data[_LEADER:].split(_FIELD_END, _MOST_FIELDS)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    entries.sort(key=lambda entry: entry[7:])  # where the field starts
    record = Element("record")
    for entry, field in zip(entries, fields, strict=False):
        tag = entry[:3]
        if tag < _FIRST_DATA_TAG:
            SubElement(record, "controlfield", {"tag": _text(tag)}).text = _text(field)
            continue
        row = SubElement(record, "datafield", {"tag": _text(tag)})
        for part in field.split(_SUBFIELD, _MOST_FIELDS)[1:]:
            subfield = SubElement(row, "subfield", {"code": _text(part[:1])})
            subfield.text = _text(part[1:], is_utf8=is_utf8)
    return record


def _text(data: bytes, *, is_utf8: bool = False) -> str:
    if data.isascii():
        return _ESCAPE.sub("", data.decode("ascii"))
    try:  # many a leader that says otherwise is of a file that was converted
        return data.decode("utf-8", "replace" if is_utf8 else "strict")
    except UnicodeDecodeError:
        return _of_marc_8(data)


def _of_marc_8(data: bytes) -> str:
    made: list[str] = []
    accents = ""
    for code in data:
        if code in _ACCENTS:
            accents += _ACCENTS[code]
            continue
        made.append(_SPECIAL.get(code) or (chr(code) if code < 0x80 else "\ufffd"))
        if accents:
            made.append(accents)
            accents = ""
    return normalize("NFC", _ESCAPE.sub("", "".join(made)))
