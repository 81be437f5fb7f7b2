"""Writes a segment file from whole columns: the one way in, for bulk and for stock writers alike.

builder = SegmentBuilder(storage, segment)
builder.append_stored({"title": "..."})         # document by document
builder.add_lengths("title", lengths)           # then whole fields
builder.add_numeric_column("date", values)
builder.add_field("title", inverted)            # after its lengths
builder.finish()                                # durable; the segment may go into the TOC
"""

from __future__ import annotations

from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import CHUNK, Array, narrowed, offsets_of
from leadersearch.engines.whoosh.segment.container import make_durable
from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter
from leadersearch.engines.whoosh.segment.postings import write_postings
from leadersearch.engines.whoosh.segment.record import EXTENSION
from leadersearch.engines.whoosh.segment.stored_values import dump_document
from leadersearch.engines.whoosh.segment.terms import write_terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadersearch.engines.whoosh.segment.inverted_field import InvertedField


class NewSegment(Protocol):
    """A segment whose file is being written."""

    def create_file(self, storage: Any, extension: str) -> Any:
        """A new file of the segment, open for writing."""

    def set_doc_count(self, doccount: int) -> None:
        """Say how many documents the segment has."""


class ColumnBuffer(Protocol):
    """Collects the values of one column in the order of the documents."""

    def add(self, document: int, value: Any) -> None:
        """Set the value of a document; those left out have the default."""

    def write(self, file: SegmentFileWriter, name: str, documents: int) -> dict[str, Any]:
        """Write the sections of the field `name`; return the properties of the column."""


class SegmentBuilder:
    """Writes the file of one segment, section by section.

    Stored fields come first, as they are streamed to the file: any other method ends them.
    """

    def __init__(self, storage: Any, segment: NewSegment) -> None:
        self._segment = segment
        self._file = segment.create_file(storage, EXTENSION)
        try:
            self._sections = SegmentFileWriter(self._file)
        except BaseException:
            self.abandon()
            raise
        self._documents = 0
        self._stored_lengths: array[int] | None = array("Q")
        self._stored_names: dict[str, int] = {}
        self._lengths: dict[str, Array] = {}
        self._properties: dict[str, Any] = {
            "fields": {},
            "lengths": {},
            "columns": {},
            "vectors": {},
        }
        self._sections.begin("stored")

    @property
    def document_count(self) -> int:
        """How many documents were appended."""
        return self._documents

    def append_stored(self, fields: Mapping[str, Any]) -> None:
        """Append a document by its stored fields; TypeError if a value cannot be stored."""
        self.append_stored_bytes(dump_document(fields, self._stored_names))

    def append_stored_bytes(self, document: bytes) -> None:
        """Append a document that was encoded with the dictionary `stored_numbers`."""
        if self._stored_lengths is None:
            raise ValueError("stored fields have to come before everything else")
        self._sections.extend(document)
        self._stored_lengths.append(len(document))
        self._documents += 1

    def append_stored_run(self, documents: memoryview, lengths: Sequence[int]) -> None:
        """Append documents that stand one after another, encoded as in `append_stored_bytes`."""
        if self._stored_lengths is None:
            raise ValueError("stored fields have to come before everything else")
        for start in range(0, len(documents), CHUNK):
            self._sections.extend(documents[start : start + CHUNK])
        self._stored_lengths.extend(lengths)
        self._documents += len(lengths)

    @property
    def stored_numbers(self) -> dict[str, int]:
        """Field name -> the number that stands for it in stored documents; may be added to."""
        return self._stored_names

    def end_stored(self) -> None:
        """Say that there are no more documents; `document_count` is final."""
        if self._stored_lengths is not None:
            offsets = offsets_of(self._stored_lengths)
            self._stored_lengths = None
            self._sections.add("stored-offsets", offsets)

    def add_lengths(self, name: str, lengths: Array) -> None:
        """Add the number of terms that each document has in the field `name`; 0 is "none".

        Shape (documents,), any integer type.
        """
        self.end_stored()
        self._check_height(name, lengths)
        least = narrowed(lengths)
        self._sections.add(f"lengths/{name}", least)
        self._lengths[name] = least
        self._properties["lengths"][name] = {
            "total": int(least.sum(dtype=np.uint64)),
            "min": int(least.min()) if len(least) else 0,
            "max": int(least.max()) if len(least) else 0,
        }

    def add_numeric_column(self, name: str, values: Array) -> None:
        """Add a number per document; the type is kept as it is.

        It has to be the type of the schema's NumericColumn, or stock code misreads it.
        """
        self.end_stored()
        self._check_height(name, values)
        properties = write_numeric(self._sections, name, values)
        self._properties["columns"][name] = properties

    def add_column(self, name: str, buffer: ColumnBuffer) -> None:
        """Add a column of any kind from its buffer."""
        self.end_stored()
        properties = buffer.write(self._sections, name, self._documents)
        self._properties["columns"][name] = properties

    def add_vectors(self, name: str, buffer: Any) -> None:
        """Add the term vectors of a field from a `VectorBuffer`."""
        self.end_stored()
        self._properties["vectors"][name] = buffer.write(self._sections, name)

    def add_field(self, name: str, inverted: InvertedField) -> None:
        """Add the terms and postings of a field; ValueError if its arrays do not fit together."""
        self.end_stored()
        inverted.check()
        write_terms(self._sections, name, inverted, self._lengths.get(name))
        write_postings(self._sections, name, inverted)
        self._properties["fields"][name] = {"layout": inverted.layout}

    def add_section(self, name: str, values: Array) -> None:
        """Add an array that no reader of Whoosh's asks for, as it is, under a name of its own."""
        self.end_stored()
        self._sections.add(name, values)

    def has_lengths(self, name: str) -> bool:
        """Whether lengths were added for the field."""
        return name in self._lengths

    def length(self, name: str, document: int, default: int = 0) -> int:
        """Return the length of a field in a document, before the file is finished."""
        lengths = self._lengths.get(name)
        return default if lengths is None else int(lengths[document]) or default

    def _check_height(self, name: str, values: Array) -> None:
        if len(values) != self._documents:
            raise ValueError(f"{name}: {len(values)} values for {self._documents} documents")

    def finish(self, *, durable: bool = True) -> None:
        """Complete the file, put it on the disk if it has to last, and close it."""
        try:
            self.end_stored()
            self._properties["documents"] = self._documents
            self._properties["stored"] = list(self._stored_names)
            self._sections.finish(self._properties)
            if durable:
                make_durable(self._file)
        except BaseException:
            self.abandon()
            raise
        self._file.close()
        self._segment.set_doc_count(self._documents)

    def abandon(self) -> None:
        """Close the file unfinished: it cannot be opened, and no TOC may name it."""
        with suppress(OSError):  # what failed may have been the disk
            self._file.close()


def write_numeric(
    file: SegmentFileWriter, name: str, values: Array, default: float = 0
) -> dict[str, Any]:
    """Write a numeric column from an array of one number per document; return its properties."""
    file.add(f"column/{name}", values)
    return {"kind": "numeric", "default": default}
