"""XML, streamed, that expands no entities and loads nothing from elsewhere."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.readers.raw_file import RawFile

_DECLARED = re.compile(r"\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
# XML 1.0 has no place for them, yet exports are full of them.
_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None}
_MOST_PREFIXES = 50
_LONGEST = 16 * 1024 * 1024
_REFUSED = "declares XML entities, which are never expanded; remove them from its DOCTYPE"


_PREFIXES = re.compile(r"[<\s]/?([A-Za-z_][\w.-]{0,40}):[A-Za-z_][\w.-]{0,100}(?=[\s=/>])")
_DECLARED_PREFIXES = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,40})\s{0,9}=")
_ROOT = re.compile(
    r"(?:\s*+(?:<\?[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>))*+\s*+<[A-Za-z_][\w:.-]{0,100}"
)


_REFERENCE = re.compile(r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,30});)?+(?!#[xX]?[0-9A-Fa-f]{1,8};)")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


class IllFormedError(ReadError):
    """XML that ends to be well-formed at some line."""


def scan_elements(
    file: RawFile, events: tuple[str, ...], pieces: Iterator[str] | None = None
) -> Iterator[tuple[str, Element]]:
    """(event, element) pairs of a file, as ElementTree's iterparse gives them.

    `pieces` are its text, if not all of it is to be parsed. The caller clears what it is done with, so that memory stays bounded. Raises ReadError with
    the line at which the XML ends to be well-formed; what came before was yielded.
    """
    # defusedxml imports slowly (25 ms) and few collections hold XML.
    from xml.etree.ElementTree import ParseError, TreeBuilder

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, iterparse

    parser = DefusedXMLParser(target=TreeBuilder(), encoding="utf-8")
    source = _Utf8(pieces or file.pieces(declared=declared_encoding(file.head())))
    try:
        for event in iterparse(source, events, parser):
            source.without_event = 0
            yield event
    except ParseError as error:
        line, column = error.position
        reason = str(error).partition(":")[0]
        raise IllFormedError(
            f"ill-formed XML, line {line} column {column + 1}: {reason}"
        ) from error
    except DefusedXmlException as error:
        raise ReadError(_REFUSED) from error


def refuse_entities(text: str) -> None:
    """Raise ReadError where a text declares XML entities; for parsers that are not defused."""
    if _ENTITY.search(text):
        raise ReadError(_REFUSED)


def declared_encoding(head: str) -> str | None:
    """The encoding that an XML declaration names."""
    match = _DECLARED.match(head)
    return match[1] if match else None


def without_forbidden(text: str) -> str:
    """The text without the control characters that XML knows no place for."""
    return text.translate(_FORBIDDEN)


def with_prefixes(text: str) -> str:
    """XML whose root declares all prefixes: a record that was cut out of an answer often lacks some.

    >>> with_prefixes('<m:record><m:leader xlink:href="a"/></m:record>')
    '<m:record xmlns:m="urn:x:m" xmlns:xlink="urn:x:xlink"><m:leader xlink:href="a"/></m:record>'
    """
    root = _ROOT.match(text)
    if root is None or ":" not in text:
        return text
    used = dict.fromkeys(match[1] for match in _PREFIXES.finditer(text))
    declared = {match[1] for match in _DECLARED_PREFIXES.finditer(text)} | {"xml", "xmlns"}
    missing = [name for name in used if name not in declared][:_MOST_PREFIXES]
    added = "".join(f' xmlns:{name}="urn:x:{name}"' for name in missing)
    return text[: root.end()] + added + text[root.end() :]


def _mended(reference: re.Match[str]) -> str:
    """An ampersand that means itself, or a character that has a name in HTML alone, as XML has them."""
    name = reference["name"]
    if name is None:
        return "&amp;"
    return reference[0] if name in _OF_XML else html5.get(f"{name};", reference[0])


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


class _Utf8:
    """Pieces of text as a stream of UTF-8, without forbidden characters."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self.without_event = 0  # bytes, since an element began or ended
        self._is_first, self._has_cdata = True, False

    def read(self, _size: int = -1) -> Any:
        # In pieces much longer than lines: expat reads what is unclosed anew with each, so that a
        # comment of many lines would take quadratic time. An empty piece would end the file.
        for piece in self._pieces:
            text = without_forbidden(piece)
            if self._is_first and text.strip():
                text, self._is_first = with_prefixes(text.removeprefix("\ufeff")), False
            self._has_cdata = self._has_cdata or "<![CDATA[" in text  # where an ampersand is one
            if "&" in text and not self._has_cdata:
                text = _REFERENCE.sub(_mended, text)
            if data := text.encode("utf-8", errors="replace"):
                self.without_event += len(data)
                if self.without_event > _LONGEST:
                    raise ReadError(
                        f"more than {_LONGEST // 2**20} MB without a tag, too long for an article"
                    )
                return data
        return b""
