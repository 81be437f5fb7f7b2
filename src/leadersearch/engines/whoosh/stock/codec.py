"""The columnar codec: what Whoosh asks for readers and writers."""

from __future__ import annotations

from typing import Any

from whoosh.codec import base

from leadersearch.engines.whoosh.stock.assembly import SegmentAssembly
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.stock.document_reader import (
    ColumnarDocumentReader,
    UnfinishedDocuments,
)
from leadersearch.engines.whoosh.stock.document_writer import ColumnarDocumentWriter
from leadersearch.engines.whoosh.stock.field_reader import ColumnarTermsReader
from leadersearch.engines.whoosh.stock.field_writer import ColumnarFieldWriter


class ColumnarCodec(base.Codec):
    """Writes and reads segments as columns: `ix.writer(codec=ColumnarCodec())`.

    An index that was written with it opens without naming it.
    """

    # Lengths are at hand as an array when a field is written: Whoosh need not look up each.
    length_stats = False

    def per_document_writer(self, storage: Any, segment: ColumnarSegment) -> Any:
        """Return the writer of what is kept per document."""
        return ColumnarDocumentWriter(storage, segment)

    def field_writer(self, storage: Any, segment: ColumnarSegment) -> Any:
        """Return the writer of the inverted index."""
        return ColumnarFieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: ColumnarSegment) -> ColumnarTermsReader:
        """Return the reader of the inverted index."""
        return ColumnarTermsReader(storage, segment)

    def per_document_reader(self, storage: Any, segment: ColumnarSegment) -> Any:
        """Return the reader of what is kept per document."""
        assembly = SegmentAssembly.of(segment)
        if assembly is not None and assembly.has_builder:
            return UnfinishedDocuments(assembly.builder)
        return ColumnarDocumentReader(storage, segment)

    def new_segment(
        self,
        storage: Any,  # noqa: ARG002 - the seam has it
        indexname: str,
    ) -> ColumnarSegment:
        """Return a new, empty segment."""
        return ColumnarSegment(indexname)

    def column_filename(self, segment: ColumnarSegment, fieldname: str) -> str:
        """Return where `whoosh.sorting.add_sortable` puts the column of an existing segment."""
        return segment.added_column_name(fieldname)


ColumnarSegment.codec_class = ColumnarCodec
