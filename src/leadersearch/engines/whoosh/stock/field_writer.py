"""Takes postings from Whoosh one by one and writes them field by field."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base

from leadersearch.engines.whoosh.segment.inverted_field import (
    InvertedField,
    merge_duplicates,
    packed_terms,
)
from leadersearch.engines.whoosh.segment.layouts import ValueBuffer
from leadersearch.engines.whoosh.stock.assembly import SegmentAssembly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadersearch.engines.whoosh.segment.arrays import Array
    from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment


class _FieldBuffer:
    """The postings of the field being written."""

    def __init__(self, name: str, format_: Any) -> None:
        self.name = name
        self._terms: list[bytes] = []
        self._ends = array("L", [0])
        self._documents = array("L")
        self._weights = array("d")
        self._values = ValueBuffer(format_)
        self._min_lengths = array("L")
        self._max_lengths = array("L")

    def start_term(self, text: bytes) -> None:
        if self._terms and text <= self._terms[-1]:
            raise base.OutOfOrderError(f"term {text!r} after {self._terms[-1]!r}")
        self._terms.append(text)
        self._min_lengths.append(0)
        self._max_lengths.append(0)

    def add(self, document: int, weight: float, value: bytes, length: int | None) -> None:
        self._documents.append(document)
        self._weights.append(weight)
        self._values.add(value)
        if length:
            self._min_lengths[-1] = min(length, self._min_lengths[-1] or length)
            self._max_lengths[-1] = max(length, self._max_lengths[-1])

    def finish_term(self) -> None:
        if len(self._documents) == self._ends[-1]:
            for column in (self._terms, self._min_lengths, self._max_lengths):
                column.pop()
        else:
            self._ends.append(len(self._documents))

    def inverted(self, *, with_bounds: bool) -> InvertedField:
        """Return the field as columns, with the lengths that came with the postings or without."""
        values = self._values
        offsets = np.frombuffer(self._ends, "L")
        columns: dict[str, Any] = {
            "documents": np.frombuffer(self._documents, "L"),
            "frequencies": np.frombuffer(values.frequencies, "L"),
            "weights": np.frombuffer(self._weights, "d"),
            "values": values.opaque_values(),
        }
        if self._has_duplicates(columns["documents"], offsets):
            adds_up = values.layout.counts and columns["values"] is None
            columns, offsets = merge_duplicates(columns, offsets, counts_add_up=adds_up)
        text, text_offsets = packed_terms(self._terms)
        bounds = (np.frombuffer(self._min_lengths, "L"), np.frombuffer(self._max_lengths, "L"))
        return InvertedField(
            layout=values.layout.name,
            text=text,
            text_offsets=text_offsets,
            offsets=offsets,
            occurrences=values.occurrences(),
            length_bounds=bounds if with_bounds else None,
            **columns,
        )

    def _has_duplicates(self, documents: Array, offsets: Array) -> bool:
        """Whether a term has two postings of one document; raises if any are out of order."""
        steps = np.diff(documents.astype(np.int64))
        steps[offsets[1:-1].astype(np.int64) - 1] = 1
        if len(steps) and steps.min() < 0:
            raise base.OutOfOrderError(f"the field {self.name!r} has postings out of order")
        return bool(len(steps)) and bool((steps == 0).any())


class ColumnarFieldWriter(base.FieldWriter):
    """Takes the postings of all fields in order, as Whoosh hands them over."""

    def __init__(self, storage: Any, segment: ColumnarSegment) -> None:
        self._assembly = SegmentAssembly.joined(storage, segment, self)
        self._buffer: _FieldBuffer | None = None
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Any]) -> None:
        """Write sorted (field, term, document, weight, value string) tuples."""
        self._assembly.keep()
        base.FieldWriter.add_postings(self, schema, lengths, items)

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field; fields come in the order of their names."""
        self._assembly.keep()
        self._buffer = _FieldBuffer(fieldname, fieldobj.format)

    def start_term(self, text: bytes) -> None:
        """Begin a term of the field; terms come in the order of their bytes."""
        self._field().start_term(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:
        """Add a posting of the term; documents come in ascending order."""
        self._field().add(docnum, weight, vbytes, length)

    def finish_term(self) -> None:
        """End the term."""
        self._field().finish_term()

    def finish_field(self) -> None:
        """End the field and write it."""
        buffer = self._field()
        builder = self._assembly.builder
        inverted = buffer.inverted(with_bounds=not builder.has_lengths(buffer.name))
        builder.add_field(buffer.name, inverted)
        self._buffer = None

    def _field(self) -> _FieldBuffer:
        if self._buffer is None:
            raise RuntimeError("no field was started")
        return self._buffer

    def close(self) -> None:
        """End the writing; a field that was not finished makes the whole file worthless."""
        self.is_closed = True
        if self._buffer is not None:
            self._assembly.fail()
        self._assembly.leave(self)
