"""Reads what is kept per document for Whoosh: stored fields, field lengths, columns, vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.codec import base

from leadersearch.engines.whoosh.segment.document_columns import DocumentColumns
from leadersearch.engines.whoosh.stock import columns
from leadersearch.engines.whoosh.stock.vectors import VectorColumns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.engines.whoosh.segment.builder import SegmentBuilder
    from leadersearch.engines.whoosh.segment.record import SegmentRecord


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


class ColumnarDocumentReader(DocumentColumns, base.PerDocumentReader):
    """The values kept per document for Whoosh, one by one."""

    _unpickles = True

    def __init__(self, storage: Any, segment: SegmentRecord) -> None:
        super().__init__(segment.open(storage))
        self._storage = storage
        self._segment = segment

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

    def all_doc_ids(self) -> Iterator[int]:
        """Yield the numbers of the documents that are not deleted, ascending."""
        deleted = self._segment.deleted_docs()
        return (docnum for docnum in range(self._documents) if docnum not in deleted)
