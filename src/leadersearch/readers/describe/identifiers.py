"""The identifiers that a record gives: in fields of their own, in maps and notes, behind links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from leadersearch.model.fields import TABLE
from leadersearch.model.identifiers import (
    FIND,
    ISBN,
    find_isbn,
    labelled_identifiers,
    numbers_in_link,
)
from leadersearch.readers.convert.clean_text import written

# Names in small letters, without signs between.
_MAPS = frozenset(("ids", "externalids", "identifier", "identifiers", "articleids"))
_NOTES = frozenset(
    (
        *("note", "notes", "extra", "annote", "annotation", "comment", "comments"),
        *("identifier", "identifiers", "accessionnumber", "howpublished", "number"),
    )
)
_LINKS = frozenset(("url", "link", "links", "id", "guid", "uri", "doi", "sourceurl", "externalurl"))
_SOUGHT = _MAPS | _NOTES | _LINKS
_SIGNS = re.compile(r"[^a-z0-9@#]+")
_KINDS = ("propertyid", "type", "identifiertype", "idtype", "name", "@type")
_VALUES = ("value", "id", "identifier", "#text")
_NAMES = {name: row.name for row in TABLE if row.identifies for name in row.record_names}
_BETWEEN = re.compile(r"[;,|\n]")
_MOST = 20  # values of a record that are looked at in one place


def identifiers_of(
    record: Mapping[str, object], named: Mapping[str, object]
) -> dict[str, tuple[str, ...]]:
    """Kind -> the identifiers of an article; `named` are those fields that hold one kind.

    >>> identifiers_of({"extra": "PMCID: PMC1234567", "url": "https://arxiv.org/abs/2101.00001"}, {})
    {'pmcid': ('PMC1234567',), 'arxiv': ('2101.00001',)}
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for kind, value in named.items():
        if kind in FIND and value is not None:
            found[kind] |= dict.fromkeys(_read(kind, value))
    for key, value in record.items():
        name = _squeezed(key)
        for kind, identifier in _beside(name, value) if name in _SOUGHT else ():
            if identifier and not named.get(kind):
                found[kind][identifier] = None
    return {kind: tuple(values) for kind, values in found.items() if values}


def _beside(name: str, value: object) -> Iterator[tuple[str, str]]:
    if name in _MAPS:
        yield from _in_map(value)
    if name in _NOTES:
        for text in _texts(value):
            yield from labelled_identifiers(text)
    if name in _LINKS:
        for text in _texts(value):
            yield from numbers_in_link(text)


def _in_map(value: object) -> Iterator[tuple[str, str]]:
    """The identifiers of `{"pmid": …}`, of `{"type": "pmid", "value": …}`, and of lists of such."""
    for part in value[:_MOST] if isinstance(value, list) else [value]:
        if not isinstance(part, Mapping):
            continue
        parts = {_squeezed(key): inner for key, inner in part.items()}
        for key, inner in parts.items():
            if kind := _NAMES.get(key):
                yield from ((kind, text) for text in _read(kind, inner))
        kinds = (_NAMES.get(_squeezed(parts.get(key, ""))) for key in _KINDS)
        if kind := next(filter(None, kinds), None):
            values = (parts[key] for key in _VALUES if parts.get(key))
            yield from ((kind, text) for value in values for text in _read(kind, value))


def _read(kind: str, value: object) -> Iterator[str]:
    """The identifiers of one kind in a field that is there for them."""
    for text in _texts(value):
        pieces = [found for piece in _BETWEEN.split(text) if (found := FIND[kind](piece))]
        if kind == "isbn" and not pieces:
            pieces = list(filter(None, (find_isbn(match[0]) for match in ISBN.finditer(text))))
        yield from pieces


def _texts(value: object) -> Iterator[str]:
    for part in value[:_MOST] if isinstance(value, list | tuple) else [value]:
        if isinstance(part, str | int | float) and not isinstance(part, bool):
            yield written(part).strip()


def _squeezed(name: object) -> str:
    return _squeezed_text(written(name)[:100])


# Bounded, since a hostile file may have as many names as it likes.
@lru_cache(maxsize=1024)
def _squeezed_text(name: str) -> str:
    return _SIGNS.sub("", name.lower())
