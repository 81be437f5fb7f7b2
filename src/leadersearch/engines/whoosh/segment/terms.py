"""The term dictionary of a field on disk, with the statistics of each term. Writer and reader.

Sections of the field F, one entry per term unless said:

    text/F, text-offsets/F     the terms' bytes in ascending order, and where each starts
    document-frequencies/F     in how many documents it stands
    collection-frequencies/F   how often it stands in all of them
    max-weights/F              its greatest weight in one document
    total-weights/F            the sum of its weights; missing where that is how often it stands
    min-lengths/F, max-lengths/F   the least and the greatest field length of its documents
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import (
    CHUNK,
    Array,
    least_unsigned,
    narrowed,
    reduce_runs,
    runs,
)
from leadersearch.engines.whoosh.segment.inverted_field import InvertedField, least_weights

if TYPE_CHECKING:
    from leadersearch.engines.whoosh.segment.container import SegmentFile
    from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter

_FENCE = 16
_FENCED_AFTER = 64  # lookups: a process that asks a few terms need not pay for reading thousands


def write_terms(
    file: SegmentFileWriter, name: str, inverted: InvertedField, lengths: Array | None
) -> None:
    """Write the sections above; `lengths` are the field's, one per document, if it has any."""
    offsets = inverted.offsets
    counts = np.diff(offsets.astype(np.int64))
    occurrences: Array = counts
    if inverted.frequencies is not None:
        occurrences = reduce_runs(np.add, inverted.frequencies, offsets)
    file.add(f"text/{name}", inverted.text, np.dtype(np.uint8))
    end = int(inverted.text_offsets[-1])
    file.add(f"text-offsets/{name}", inverted.text_offsets, least_unsigned(end))
    file.add(f"document-frequencies/{name}", counts, np.dtype(np.uint32))
    file.add(f"collection-frequencies/{name}", narrowed(occurrences))
    _write_weights(file, name, inverted, occurrences)
    for bound, values in zip(("min", "max"), _length_bounds(inverted, lengths), strict=True):
        file.add(f"{bound}-lengths/{name}", narrowed(values))


def _write_weights(
    file: SegmentFileWriter, name: str, inverted: InvertedField, occurrences: Array
) -> None:
    if inverted.weights is not None:
        totals = reduce_runs(np.add, inverted.weights, inverted.offsets)
        file.add(
            f"max-weights/{name}",
            least_weights(reduce_runs(np.maximum, inverted.weights, inverted.offsets)),
        )
        if not np.array_equal(totals, occurrences):
            file.add(f"total-weights/{name}", totals.astype(np.float64))
    elif inverted.frequencies is not None:
        greatest = reduce_runs(np.maximum, inverted.frequencies, inverted.offsets)
        file.add(f"max-weights/{name}", narrowed(greatest))
    else:
        file.add(f"max-weights/{name}", np.ones(inverted.term_count, dtype=np.uint8))


def _length_bounds(inverted: InvertedField, lengths: Array | None) -> tuple[Array, Array]:
    if inverted.length_bounds is not None:
        return inverted.length_bounds
    if lengths is None:
        nothing = np.zeros(inverted.term_count, dtype=np.uint8)
        return nothing, nothing
    least: list[Array] = [np.zeros(0, dtype=lengths.dtype)]
    greatest = list(least)
    for low, high in runs(inverted.offsets, CHUNK):
        start, stop = int(inverted.offsets[low]), int(inverted.offsets[high])
        starts = inverted.offsets[low:high].astype(np.int64) - start
        of_postings = lengths[inverted.documents[start:stop]]
        least.append(np.minimum.reduceat(of_postings, starts))
        greatest.append(np.maximum.reduceat(of_postings, starts))
    return np.concatenate(least), np.concatenate(greatest)


class TermDictionary:
    """The terms of one field, numbered from 0 in the order of their bytes ("ordinals").

    Nothing is decoded ahead: looking up a term touches about 17 entries in 100,000. A dictionary
    that is asked often keeps its text and every 16th term at hand, which makes it 3 times as fast.
    """

    def __init__(self, file: SegmentFile, name: str) -> None:
        self._file = file
        self._name = name
        self._text = file.section(f"text/{name}", "u")
        self._offsets = file.section(f"text-offsets/{name}", "u")
        self._whole = b""
        self._ends: memoryview | None = None
        self._ordinals = range(len(self._offsets) - 1)
        self._lookups = 0
        self._fences: list[bytes] = []

    def __len__(self) -> int:
        return len(self._ordinals)

    def term(self, ordinal: int) -> bytes:
        """Return the term number `ordinal`; IndexError if there is none."""
        ends = self._ends
        if ends is not None:
            return self._whole[ends[ordinal] : ends[ordinal + 1]]
        return bytes(
            self._text.view(self._offsets.number(ordinal), self._offsets.number(ordinal + 1))
        )

    def lower_bound(self, term: bytes) -> int:
        """Return the ordinal of the first term >= `term`; the number of terms if there is none."""
        if not self._fences:
            self._lookups += 1
            if self._lookups < _FENCED_AFTER:
                return bisect_left(self._ordinals, term, key=self.term)
            self._whole, self._ends = bytes(self.text), self._offsets.view_all()
            self._fences = [self.term(ordinal) for ordinal in self._ordinals[::_FENCE]]
        high = bisect_left(self._fences, term) * _FENCE
        low = max(0, high - _FENCE)
        return bisect_left(self._ordinals, term, low, min(high, len(self._ordinals)), key=self.term)

    def find(self, term: bytes) -> int:
        """Return the ordinal of `term`, or -1."""
        ordinal = self.lower_bound(term)
        if ordinal < len(self._ordinals) and self.term(ordinal) == term:
            return ordinal
        return -1

    def prefix_range(self, prefix: bytes) -> tuple[int, int]:
        """Return the ordinals [low, high) of the terms that start with `prefix`."""
        low = self.lower_bound(prefix)
        stem = prefix.rstrip(b"\xff")
        if not stem:
            return low, len(self._ordinals)
        return low, self.lower_bound(stem[:-1] + bytes([stem[-1] + 1]))

    def terms(self, low: int, high: int) -> list[bytes]:
        """Return the terms [low, high)."""
        if low >= high:
            return []
        edges = self._offsets.view(low, high + 1).tolist()
        first = edges[0]
        text = bytes(self._text.view(first, edges[-1]))
        return [text[start - first : end - first] for start, end in pairwise(edges)]

    @property
    def text(self) -> Array:
        """All terms' bytes one after another: uint8."""
        return self._column("text")

    @property
    def text_offsets(self) -> Array:
        """Where each term starts in `text`: shape (terms + 1,)."""
        return self._offsets.offsets_into(len(self._text))

    @property
    def document_frequencies(self) -> Array:
        """In how many documents each term stands: uint32, shape (terms,)."""
        return self._column("document-frequencies")

    @property
    def collection_frequencies(self) -> Array:
        """How often each term stands in all documents: unsigned of any width, shape (terms,)."""
        return self._column("collection-frequencies")

    @property
    def max_weights(self) -> Array:
        """The greatest weight of each term in one document: shape (terms,).

        Unsigned where weights are frequencies, else float32 or float64.
        """
        return self._column("max-weights")

    @property
    def min_lengths(self) -> Array:
        """The least length of the field in the documents of each term: unsigned, shape (terms,).

        All 0 where the field has no lengths.
        """
        return self._column("min-lengths")

    @property
    def max_lengths(self) -> Array:
        """The greatest length of the field in the documents of each term, as `min_lengths`."""
        return self._column("max-lengths")

    def _column(self, kind: str) -> Array:
        return self._file.array(f"{kind}/{self._name}")

    def statistic(self, kind: str, ordinal: int) -> Any:
        """Return one number of the section `kind` as a Python number."""
        return self._file.view(f"{kind}/{self._name}")[ordinal]

    def total_weight(self, ordinal: int) -> float:
        """Return the sum of the weights of a term's postings."""
        section = f"total-weights/{self._name}"
        kind = "total-weights" if section in self._file else "collection-frequencies"
        return float(self.statistic(kind, ordinal))
