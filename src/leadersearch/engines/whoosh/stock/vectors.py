"""Term vectors: the terms of one document's field, with weights and values. Writer and reader.

A vector is a posting list turned round: the list belongs to a document and its entries are terms.
So it is stored as postings are, under the name "vectors of F" (field names have no spaces), with
ordinals of the vectors' own terms in place of document numbers. Sections beside those of postings:

    vector-documents/F                    the documents that have a vector, ascending
    vector-text/F, vector-text-offsets/F  the terms in ascending order
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import narrowed, offsets_of
from leadersearch.engines.whoosh.segment.inverted_field import InvertedField
from leadersearch.engines.whoosh.segment.layouts import ValueBuffer
from leadersearch.engines.whoosh.segment.postings import (
    PostingsColumns,
    write_blobs,
    write_postings,
)
from leadersearch.engines.whoosh.stock.matcher import Bounds, ColumnarMatcher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadersearch.engines.whoosh.segment.container import SegmentFile
    from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter


def _lists(name: str) -> str:
    return f"vectors of {name}"


class VectorBuffer:
    """Collects the vectors of one field in the order of the documents."""

    def __init__(self, format_: Any) -> None:
        self._values = ValueBuffer(format_)
        self._documents = array("L")
        self._counts = array("L")
        self._terms: list[bytes] = []
        self._weights = array("d")

    def add(self, document: int, items: Iterable[tuple[str, float, bytes]]) -> None:
        """Add the vector of a document, (term, weight, value string) by item, if it has any."""
        before = len(self._terms)
        for term, weight, value in items:
            self._terms.append(term.encode("utf-8", "surrogatepass"))
            self._weights.append(weight)
            self._values.add(value)
        if len(self._terms) > before:
            self._documents.append(document)
            self._counts.append(len(self._terms) - before)

    def write(self, file: SegmentFileWriter, name: str) -> dict[str, Any]:
        """Write the sections of the field `name`; return the properties of its vectors."""
        vocabulary = sorted(set(self._terms))
        ordinals = {term: ordinal for ordinal, term in enumerate(vocabulary)}
        nothing = np.zeros(0, dtype=np.uint8)
        file.add(f"vector-documents/{name}", narrowed(np.frombuffer(self._documents, "L")))
        write_blobs(file, f"vector-text/{name}", f"vector-text-offsets/{name}", vocabulary)
        inverted = InvertedField(
            layout=self._values.layout.name,
            text=nothing,
            text_offsets=nothing,
            offsets=offsets_of(self._counts),
            documents=np.array([ordinals[term] for term in self._terms], dtype=np.uint32),
            frequencies=np.frombuffer(self._values.frequencies, "L"),
            occurrences=self._values.occurrences(),
            weights=np.frombuffer(self._weights, "d"),
            values=self._values.opaque_values(),
        )
        write_postings(file, _lists(name), inverted)
        return {"layout": self._values.layout.name}


class VectorColumns:
    """The vectors of one field."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        layout = file.properties["vectors"][name]["layout"]
        self._documents = file.view(f"vector-documents/{name}")
        self._text = file.section(f"vector-text/{name}", "u")
        self._text_offsets = file.section(f"vector-text-offsets/{name}", "u")
        self._postings = PostingsColumns(file, _lists(name), layout)

    def find(self, document: int) -> int:
        """Return the number of a document's vector, or -1 if it has none."""
        found = bisect_left(self._documents, document)
        if found < len(self._documents) and self._documents[found] == document:
            return found
        return -1

    def matcher(self, number: int, format_: Any) -> ColumnarMatcher:
        """Return a cursor over the vector `number`, whose ids are terms as text."""
        postings = self._postings
        ids = [self._term(ordinal) for ordinal in postings.document_view(number, number + 1)]
        weights = postings.weights(number)
        values: Any = postings.frequency_view(number, number + 1)
        if weights is not None:
            values = weights.tolist()
        greatest = max(values) if values is not None else 1.0
        blocks = len(ids)
        bounds = Bounds([float(greatest)] * blocks, [0] * blocks, [0] * blocks)
        return ColumnarMatcher(ids, values, postings.values(number), format_, lambda: bounds)

    def _term(self, ordinal: int) -> str:
        start, end = self._text_offsets.number(ordinal), self._text_offsets.number(ordinal + 1)
        return bytes(self._text.view(start, end)).decode("utf-8", "surrogatepass")
