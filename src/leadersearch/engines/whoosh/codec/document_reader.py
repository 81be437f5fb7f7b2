"""Reads what is kept per document: stored fields, field lengths, columns, vectors.

Sections: stored and stored-offsets (see `stored`), lengths/F; the others as in their modules.
"""

from __future__ import annotations

import pickle
import struct
from typing import TYPE_CHECKING, Any

from whoosh.codec import base

from leadersearch.engines.whoosh.codec import columns
from leadersearch.engines.whoosh.codec.stored import (
    load_document,
    load_field,
)
from leadersearch.engines.whoosh.codec.vectors import VectorColumns
from leadersearch.errors import IndexCorrupt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.engines.whoosh.codec.arrays import Array
    from leadersearch.engines.whoosh.codec.builder import SegmentBuilder
    from leadersearch.engines.whoosh.codec.segment import ColumnarSegment

_DECODING_ERRORS = (
    ValueError,
    KeyError,
    TypeError,
    EOFError,
    ArithmeticError,
    AttributeError,
    RecursionError,
    MemoryError,
    struct.error,
    pickle.UnpicklingError,
)


class UnfinishedDocuments(base.PerDocumentReader):
    """The field lengths of a segment whose file is not finished yet.

    Whoosh's multi-process writer reads them back while it writes the postings.
    """

    def __init__(self, builder: SegmentBuilder) -> None:
        self._builder = builder

    def doc_count_all(self) -> int:
        """Return how many documents were written."""
        return self._builder.document_count

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the length of a field in a document."""
        return self._builder.length(fieldname, docnum, default)


class ColumnarDocumentReader(base.PerDocumentReader):
    """Reads what is kept per document: for Whoosh one by one, for fast search as arrays."""

    def __init__(self, storage: Any, segment: ColumnarSegment) -> None:
        self._storage = storage
        self._segment = segment
        self._file = segment.open(storage)
        self._documents: int = self._file.properties["documents"]
        self._stored_names: list[str] = self._file.properties["stored"]
        self._stored = self._file.view("stored")
        self._stored_offsets = self._file.view("stored-offsets")

    def doc_count(self) -> int:
        """Return how many documents are not deleted."""
        return self._documents - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        """Return how many documents there are, deleted or not."""
        return self._documents

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Whether the document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of the deleted documents."""
        return self._segment.deleted_docs()

    def deleted_mask(self) -> Array:
        """Return which documents are deleted: bool, shape (documents,); a fresh array."""
        return self._segment.deleted_mask()

    def supports_columns(self) -> bool:
        """Say that there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether the segment has a column for the field."""
        if fieldname in self._file.properties["columns"]:
            return True
        return bool(self._storage.file_exists(self._segment.added_column_name(fieldname)))

    def list_columns(self) -> list[str]:
        """Return the names of the fields that had a column when the segment was written."""
        return list(self._file.properties["columns"])

    def column_reader(self, fieldname: str, column: Any) -> Any:
        """Return a Whoosh column reader for a field that has a column."""
        if fieldname in self._file.properties["columns"]:
            return columns.open_column(self._file, fieldname, column)
        name = self._segment.added_column_name(fieldname)
        length = self._storage.file_length(name)
        with self._storage.open_file(name) as file:
            data = file.get(0, length)
        return columns.open_whoosh_column(data, column, self._documents)

    def column(self, fieldname: str) -> Array | None:
        """Return a numeric or truth-value column as a view; None if there is no such column.

        Shape (documents,), in the type the schema gives it; documents without a value have the
        default, `column_default`.
        """
        properties = self._file.properties["columns"].get(fieldname)
        if properties is None or properties["kind"] not in {"numeric", "bits"}:
            return None
        return self._file.array(f"column/{fieldname}")

    def column_default(self, fieldname: str) -> Any:
        """Return what `column` holds for documents without a value."""
        return self._file.properties["columns"][fieldname].get("default", 0)

    def lengths(self, fieldname: str) -> Array | None:
        """Return the exact number of terms of a field in each document; None if it has none.

        Shape (documents,), unsigned of any width, 0 for documents without the field; a view.
        """
        section = f"lengths/{fieldname}"
        return self._file.array(section) if section in self._file else None

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the number of terms of a field in a document, `default` if it has none."""
        section = f"lengths/{fieldname}"
        if section not in self._file:
            return default
        return self._file.view(section)[docnum] or default

    def field_length(self, fieldname: str) -> int:
        """Return the number of terms of a field in all documents, deleted ones included."""
        return self._length_statistic(fieldname, "total")

    def min_field_length(self, fieldname: str) -> int:
        """Return the least length of a field, 0 if any document lacks it."""
        return self._length_statistic(fieldname, "min")

    def max_field_length(self, fieldname: str) -> int:
        """Return the greatest length of a field."""
        return self._length_statistic(fieldname, "max")

    def _length_statistic(self, fieldname: str, kind: str) -> int:
        statistics = self._file.properties["lengths"].get(fieldname)
        return statistics[kind] if statistics else 0

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """Whether a document has a term vector for the field."""
        if fieldname not in self._file.properties["vectors"]:
            return False
        return VectorColumns(self._file, fieldname).find(docnum) >= 0

    def vector(self, docnum: int, fieldname: str, format_: Any) -> Any:
        """Return a cursor over a term vector; KeyError if the document has none."""
        if fieldname in self._file.properties["vectors"]:
            vectors = VectorColumns(self._file, fieldname)
            number = vectors.find(docnum)
            if number >= 0:
                return vectors.matcher(number, format_)
        raise KeyError(f"document {docnum} has no vector for the field {fieldname!r}")

    def stored_bytes(self, docnum: int) -> bytes:
        """Return the stored fields of a document as `stored` encodes them."""
        start, end = self._stored_offsets[docnum], self._stored_offsets[docnum + 1]
        return bytes(self._stored[start:end])

    def stored_run(self) -> tuple[memoryview, Array]:
        """Return all stored documents one after another, and where each starts."""
        return self._stored, self._file.array("stored-offsets")

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored fields of a document; IndexError if there is no such document."""
        data = self.stored_bytes(docnum)
        try:
            return load_document(data, self._stored_names)
        except (*_DECODING_ERRORS, IndexError) as error:
            raise self._damaged(docnum) from error

    def stored_field(self, docnum: int, fieldname: str, default: Any = None) -> Any:
        """Return one stored field of a document without decoding the others."""
        if fieldname not in self._stored_names:
            return default
        data = self.stored_bytes(docnum)
        try:
            return load_field(data, self._stored_names.index(fieldname), default)
        except _DECODING_ERRORS as error:
            raise self._damaged(docnum) from error

    def _damaged(self, docnum: int) -> IndexCorrupt:
        return IndexCorrupt(
            f"{self._file.name} is damaged: the stored fields of document {docnum} cannot be "
            f"read. Rebuild the index: leadersearch index --rebuild FOLDER"
        )

    def all_doc_ids(self) -> Iterator[int]:
        """Yield the numbers of the documents that are not deleted, ascending."""
        deleted = self._segment.deleted_docs()
        return (docnum for docnum in range(self._documents) if docnum not in deleted)
