"""The postings of a field on disk: who holds a term, how often and where. Writer and reader.

Sections of the field F:

    offsets/F             first posting of each term, and the end of the last
    documents/F           ascending within a term
    frequencies/F         missing where all are 1
    occurrence-offsets/F  first occurrence of each term, and the end of the last
    positions/F, starts/F, ends/F, boosts/F    one per occurrence, as the layout has them
    weights/F, weight-offsets/F                of the terms whose weights differ from frequencies
    values/F, value-offsets/F                  value strings, for the layout "opaque"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import (
    Array,
    least_unsigned,
    offsets_of,
    reduce_runs,
    runs,
)
from leadersearch.engines.whoosh.segment.inverted_field import InvertedField, least_weights
from leadersearch.engines.whoosh.segment.layouts import LAYOUTS, occurrence_items

if TYPE_CHECKING:
    from leadersearch.engines.whoosh.segment.container import SegmentFile
    from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter
    from leadersearch.engines.whoosh.segment.section import Section


def write_postings(file: SegmentFileWriter, name: str, inverted: InvertedField) -> None:
    """Write the sections above for the field `name`."""
    _write_least(file, f"offsets/{name}", inverted.offsets)
    _write_least(file, f"documents/{name}", inverted.documents)
    frequencies = inverted.frequencies
    if frequencies is not None and not _all_ones(frequencies):
        _write_least(file, f"frequencies/{name}", frequencies)
    if inverted.rules.has_occurrences:
        per_term = _collection_frequencies(inverted)
        file.add(f"occurrence-offsets/{name}", offsets_of(per_term))
        for column in inverted.rules.columns:
            numbers = inverted.occurrences[column]
            if column == "boosts":
                file.add(f"{column}/{name}", numbers)
            else:
                _write_least(file, f"{column}/{name}", numbers)
    _write_weights(file, name, inverted)
    if inverted.values is not None:
        write_blobs(file, f"values/{name}", f"value-offsets/{name}", inverted.values)


def write_blobs(file: SegmentFileWriter, name: str, offsets: str, blobs: Any) -> None:
    """Write byte strings as two sections, their bytes and their `offsets`."""
    file.begin(name)
    lengths = []
    for blob in blobs:
        file.extend(blob)
        lengths.append(len(blob))
    file.add(offsets, offsets_of(lengths))


def _write_least(file: SegmentFileWriter, name: str, values: Array) -> None:
    maximum = int(values.max()) if len(values) else 0
    file.add(name, values, least_unsigned(maximum))


def _all_ones(frequencies: Array) -> bool:
    return not len(frequencies) or bool(frequencies.min() == frequencies.max() == 1)


def _collection_frequencies(inverted: InvertedField) -> Array:
    if inverted.frequencies is None:
        return np.diff(inverted.offsets.astype(np.int64))
    return reduce_runs(np.add, inverted.frequencies, inverted.offsets)


def _write_weights(file: SegmentFileWriter, name: str, inverted: InvertedField) -> None:
    """Write the weights of the terms in which they are not simply the frequencies."""
    weights = inverted.weights
    if weights is None:
        return
    counts: Array = np.diff(inverted.offsets.astype(np.int64))
    kept = np.zeros(len(weights), dtype=bool)
    for low, high in runs(inverted.offsets):
        start, stop = int(inverted.offsets[low]), int(inverted.offsets[high])
        expected = 1 if inverted.frequencies is None else inverted.frequencies[start:stop]
        kept[start:stop] = weights[start:stop] != expected
    differs = reduce_runs(np.logical_or, kept, inverted.offsets)
    if not differs.any():
        return
    file.add(f"weight-offsets/{name}", offsets_of(np.where(differs, counts, 0)))
    file.add(f"weights/{name}", least_weights(weights[np.repeat(differs, counts)]))


class PostingsColumns:
    """The postings of one field as arrays over the mapped file.

    Lists are numbered by term ordinal. `[low, high)` always means a slice of term ordinals, whose
    postings lie side by side. Ordinals out of range give IndexError or IndexCorrupt. `size` is
    how many documents there are, which every document number is below; None: that is not known.
    """

    def __init__(self, file: SegmentFile, name: str, layout: str, size: int | None = None) -> None:
        self._file = file
        self._name = name
        self.layout = LAYOUTS[layout]
        self._offsets = file.section(f"offsets/{name}", "u")
        self._documents = file.section(f"documents/{name}", "u", below=size)
        self._frequencies = self._optional("frequencies")
        self._checked_offsets: Array | None = None

    def _optional(self, kind: str) -> Section | None:
        section = f"{kind}/{self._name}"
        return self._file.section(section, "u") if section in self._file else None

    @property
    def has_positions(self) -> bool:
        """Whether positions were indexed."""
        return self.layout.has_occurrences

    @property
    def terms(self) -> int:
        """How many terms have postings."""
        return len(self._offsets) - 1

    @property
    def offsets(self) -> Array:
        """Where the postings of each term start, and where the last end: shape (terms + 1,)."""
        if self._checked_offsets is None:
            self._checked_offsets = self._offsets.offsets_into(len(self._documents))
        return self._checked_offsets

    @property
    def occurrence_offsets(self) -> Array:
        """Where the occurrences of each term start, and where the last end: shape (terms + 1,)."""
        return self._file.array(f"occurrence-offsets/{self._name}")

    def bounds(self, low: int, high: int) -> tuple[int, int]:
        """Return the range of postings of the terms [low, high), as Python integers."""
        number = self._offsets.number
        return number(low), number(high)

    def documents(self, low: int, high: int) -> Array:
        """Return the document numbers of the terms [low, high), as a view.

        Shape (postings,), unsigned of any width; strictly ascending within each term.
        """
        return self._documents.slice(*self.bounds(low, high))

    def document_view(self, low: int, high: int) -> memoryview:
        """Return what `documents` returns, with Python integers as items."""
        return self._documents.view(*self.bounds(low, high))

    def frequencies(self, low: int, high: int) -> Array:
        """Return how often the term stands in each of `documents(low, high)`.

        Shape (postings,), unsigned of any width; a view, or fresh ones where all are 1.
        """
        if self._frequencies is not None:
            return self._frequencies.slice(*self.bounds(low, high))
        return np.ones(len(self.documents(low, high)), dtype=np.uint8)

    def frequency_view(self, low: int, high: int) -> memoryview | None:
        """Return what `frequencies` returns, with Python integers as items; None: all are 1."""
        if self._frequencies is None:
            return None
        return self._frequencies.view(*self.bounds(low, high))

    def weights(self, ordinal: int) -> Array | None:
        """Return the weights of one term's postings; None where they are the frequencies.

        Shape (postings,), float32 or float64.
        """
        section = f"weights/{self._name}"
        if section not in self._file:
            return None
        weights = self._file.section(section).slice(*self._run("weight-offsets", ordinal))
        return weights if len(weights) else None

    def _run(self, offsets: str, low: int, high: int | None = None) -> tuple[int, int]:
        """Where the runs [low, high), or a single one, start and end by some offsets."""
        ends = self._file.section(f"{offsets}/{self._name}", "u")
        return ends.number(low), ends.number(low + 1 if high is None else high)

    def positions(self, ordinal: int) -> tuple[Array, Array]:
        """Return the positions of one term, flat, and how many of them each posting has.

        Shapes (sum(counts),) and (postings,), unsigned of any width; positions ascend within a
        posting. KeyError if the field has no positions.
        """
        return self.positions_slice(ordinal, ordinal + 1)

    def positions_slice(self, low: int, high: int) -> tuple[Array, Array]:
        """Return what `positions` returns, for the terms [low, high) side by side."""
        return self.occurrences("positions", low, high), self.frequencies(low, high)

    def occurrences(self, column: str, low: int, high: int) -> Array:
        """Return a view of the column "positions", "starts", "ends" or "boosts" of [low, high).

        Shape (sum(frequencies),). KeyError if the layout lacks the column.
        """
        section = self._file.section(f"{column}/{self._name}", "f" if column == "boosts" else "u")
        return section.slice(*self._run("occurrence-offsets", low, high))

    def values(self, ordinal: int) -> PostingValues:
        """Return access to the values of one term's postings, decoded as they are asked for."""
        return PostingValues(self, ordinal)

    def opaque_value(self, posting: int) -> bytes:
        """Return the value string of a posting of the layout "opaque", counted over the field."""
        values = self._file.section(f"values/{self._name}", "u")
        return bytes(values.view(*self._run("value-offsets", posting)))


class PostingValues:
    """The values of the postings of one term; `index` counts them from 0."""

    def __init__(self, postings: PostingsColumns, ordinal: int) -> None:
        self._postings = postings
        self._ordinal = ordinal
        self._layout = postings.layout
        self._start, self._stop = postings.bounds(ordinal, ordinal + 1)
        self._columns: dict[str, Array] = {}
        self._ends: list[int] | None = None

    def value(self, index: int, format_: Any) -> bytes:
        """Return the value string as `format_` encodes it."""
        if self._layout.name == "opaque":
            return self._postings.opaque_value(self._start + index)
        items = self.items(index) if self._layout.columns else ()
        return self._layout.encode(format_, self.frequency(index), items)

    def frequency(self, index: int) -> int:
        """Return how often the term occurs."""
        view = self._postings.frequency_view(self._ordinal, self._ordinal + 1)
        return 1 if view is None else view[index]

    def items(self, index: int) -> Any:
        """Return the occurrences as the layout's decoder does: positions, or tuples."""
        start, stop = self._extent(index)
        if not self._columns:
            low, high = self._ordinal, self._ordinal + 1
            self._columns = {
                name: self._postings.occurrences(name, low, high) for name in self._layout.columns
            }
        return occurrence_items(self._layout, self._columns, start, stop)

    def decoded(self, index: int, name: str) -> Any:
        """Return the value as the format's decoder `name` would; None if it takes the bytes."""
        if self._layout.name == "opaque":
            return None
        if name == "frequency":
            return self.frequency(index)
        if name == self._layout.decoder:
            return self.items(index)
        if name == "positions" and self._layout.columns:
            return [item[0] for item in self.items(index)]
        return None

    def _extent(self, index: int) -> tuple[int, int]:
        if self._ends is None:
            counts = self._postings.frequencies(self._ordinal, self._ordinal + 1)
            self._ends = np.cumsum(counts, dtype=np.int64).tolist()
        return (self._ends[index - 1] if index else 0), self._ends[index]
