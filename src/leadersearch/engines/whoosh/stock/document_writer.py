"""Takes what is kept per document from Whoosh and writes it when the documents have ended."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base

from leadersearch.engines.whoosh.segment.stored_values import (
    dump_value,
    pack_document,
)
from leadersearch.engines.whoosh.stock import columns
from leadersearch.engines.whoosh.stock.assembly import SegmentAssembly
from leadersearch.engines.whoosh.stock.vectors import VectorBuffer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadersearch.engines.whoosh.segment.builder import ColumnBuffer, SegmentBuilder
    from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment


class ColumnarDocumentWriter(base.PerDocumentWriter):
    """Takes documents one after another, as Whoosh hands them over."""

    def __init__(self, storage: Any, segment: ColumnarSegment) -> None:
        self._assembly = SegmentAssembly.joined(storage, segment, self)
        self._document = -1
        self._is_in_document = False
        self._stored: dict[str, tuple[int, bytes]] = {}
        self._lengths: dict[str, array[int]] = {}
        self._columns: dict[str, ColumnBuffer] = {}
        self._vectors: dict[str, VectorBuffer] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin the next document; numbers start at 0 and have no gaps."""
        if self._is_in_document:
            raise RuntimeError(f"document {self._document} was not finished")
        if docnum != self._document + 1:
            raise ValueError(f"document {docnum} where {self._document + 1} was expected")
        self._document = docnum
        self._stored = {}
        self._is_in_document = True

    def add_field(
        self,
        fieldname: str,
        fieldobj: Any,  # noqa: ARG002 - the seam has it
        value: Any,
        length: int | None,
    ) -> None:
        """Keep a stored value and a length, if there are any; TypeError if it cannot be stored."""
        if value is not None:
            self._stored[fieldname] = dump_value(value)
        if length:
            lengths = self._lengths.get(fieldname)
            if lengths is None:
                lengths = self._lengths[fieldname] = array("L")
            lengths.extend([0] * (self._document - len(lengths)))
            lengths.append(length)

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        """Set the document's value in a column."""
        buffer = self._columns.get(fieldname)
        if buffer is None:
            buffer = self._columns[fieldname] = columns.column_buffer(columnobj)
        buffer.add(self._document, value)

    def add_vector_items(
        self, fieldname: str, fieldobj: Any, items: Iterable[tuple[str, float, bytes]]
    ) -> None:
        """Keep a term vector of the document."""
        if fieldname not in self._vectors:
            self._vectors[fieldname] = VectorBuffer(fieldobj.vector)
        self._vectors[fieldname].add(self._document, items)

    def finish_doc(self) -> None:
        """End the document."""
        builder = self._assembly.builder
        builder.append_stored_bytes(pack_document(self._stored, builder.stored_numbers))
        self._is_in_document = False

    def close(self) -> None:
        """Write what was collected; a document left unfinished is finished as it is."""
        self.is_closed = True
        try:
            if self._is_in_document:
                self.finish_doc()
            if self._assembly.has_builder:
                self._write(self._assembly.builder)
        except BaseException:
            self._assembly.fail()
            raise
        finally:
            self._assembly.leave(self)

    def _write(self, builder: SegmentBuilder) -> None:
        builder.end_stored()
        for name, lengths in sorted(self._lengths.items()):
            padded = np.zeros(builder.document_count, dtype=np.uint64)
            padded[: len(lengths)] = np.frombuffer(lengths, "L")
            builder.add_lengths(name, padded)
        for name, column in sorted(self._columns.items()):
            builder.add_column(name, column)
        for name, vectors in sorted(self._vectors.items()):
            builder.add_vectors(name, vectors)
