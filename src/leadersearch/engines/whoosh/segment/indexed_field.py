"""Reads the inverted index of a segment as arrays.

Knows nothing of Whoosh; `field_reader` walks the same fields for it, term by term.
"""

from __future__ import annotations

from typing import NamedTuple

from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.postings import PostingsColumns
from leadersearch.engines.whoosh.segment.terms import TermDictionary


class IndexedField(NamedTuple):
    """The inverted index of one field."""

    terms: TermDictionary
    postings: PostingsColumns


class IndexedFields:
    """The fields of a segment that have terms, each opened when it is first asked for.

    `size` is how many documents there are, which the number of every document has to be below.
    """

    def __init__(self, file: SegmentFile, size: int | None = None) -> None:
        self._file = file
        self._size = size
        self._layouts: dict[str, str] = {
            name: properties["layout"]
            for name, properties in sorted(file.properties["fields"].items())
        }
        self._fields: dict[str, IndexedField] = {}

    def field(self, fieldname: str) -> IndexedField | None:
        """Return the dictionary and the postings of a field; None if the segment has none."""
        found = self._fields.get(fieldname)
        if found is None and fieldname in self._layouts:
            found = self._fields[fieldname] = self._open(fieldname)
        return found

    def _open(self, name: str) -> IndexedField:
        layout = self._layouts[name]
        field = IndexedField(
            TermDictionary(self._file, name),
            PostingsColumns(self._file, name, layout, self._size),
        )
        if len(field.terms) != field.postings.terms:
            raise self._file.corrupt(f"the terms and the postings of {name!r} do not agree")
        return field

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms, in order."""
        return list(self._layouts)
