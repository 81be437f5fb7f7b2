"""An existing segment as a run: its arrays, without the deleted documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array, runs
from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.document_columns import DocumentColumns
from leadersearch.engines.whoosh.segment.indexed_field import IndexedField, IndexedFields
from leadersearch.engines.whoosh.segment.section import Section
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.write.field_plan import CODED, LAYOUTS
from leadersearch.engines.whoosh.write.grouping import starts_of
from leadersearch.engines.whoosh.write.interner import PADDING, Interner
from leadersearch.engines.whoosh.write.inversion import Postings
from leadersearch.engines.whoosh.write.score_coding import CodeBook


class SegmentRun:
    """A drafted segment; `numbers` say what its documents become, -1 the deleted: int64."""

    def __init__(self, storage: Any, segment: ColumnarSegment, numbers: Array) -> None:
        self.file = segment.open(storage)
        self.documents = DocumentColumns(self.file)
        self.numbers = numbers
        self.kept = np.flatnonzero(numbers >= 0)
        self._terms = IndexedFields(self.file, segment.doc_count_all())

    def stored_runs(self) -> Iterator[tuple[memoryview, list[int]]]:
        """The stored documents that are kept, some that lie side by side at a time; and their sizes."""
        data, offsets = self.documents.stored_run()
        breaks = np.flatnonzero(np.diff(self.kept) != 1) + 1
        for part in np.split(self.kept, breaks) if len(self.kept) else ():
            ends = offsets[part[0] : part[-1] + 2].astype(np.int64)
            for low, high in runs(ends):
                yield data.view(ends[low], ends[high]), np.diff(ends[low : high + 1]).tolist()
                self.file.let_go()

    def lengths(self, name: str) -> Array:
        """The lengths of a field in the documents that are kept: int64."""
        lengths = self.documents.lengths(name)
        if lengths is None:
            return np.zeros(len(self.kept), np.int64)
        return lengths[self.kept].astype(np.int64)

    def column(self, name: str) -> Array:
        """A numeric column of the documents that are kept."""
        column = self.documents.column(name)
        if column is None:
            raise KeyError(name)
        return column[self.kept]

    def sources(self, words: Interner, books: dict[str, CodeBook]) -> dict[str, SegmentField]:
        """The postings of each field."""
        found = {name: self._terms.field(name) for name in LAYOUTS}
        return {
            name: SegmentField(self.file, field, self._numbered(field, words), self.numbers, codes)
            for name, field in found.items()
            if field is not None
            for codes in [self._recoded(name, books)]
        }

    @staticmethod
    def _numbered(field: IndexedField, words: Interner) -> Array:
        offsets = field.terms.text_offsets.astype(np.int64)
        text = field.terms.text.tobytes() + PADDING
        return words.numbers(text, offsets[:-1], np.diff(offsets))

    def _recoded(self, name: str, books: dict[str, CodeBook]) -> tuple[Section, Array] | None:
        """The codes of a field's postings, and what each of them becomes."""
        if name not in CODED:
            return None
        within, lengths = (
            self.file.array(f"code-{kind}/{name}").astype(np.int64) for kind in ("within", "length")
        )
        codes = self.file.section(f"codes/{name}", "u", below=len(within))
        return codes, books[name].numbers(within, lengths)


class SegmentField:
    """One field of an existing segment. See `merge_sources.Source`."""

    def __init__(
        self,
        file: SegmentFile,
        field: IndexedField,
        terms: Array,
        numbers: Array,
        codes: tuple[Section, Array] | None,
    ) -> None:
        self._file = file
        self._field = field
        self._terms = terms
        self._numbers = numbers
        self._codes = codes
        self._term = 0

    def terms(self) -> Array:
        """The terms as in `Postings`."""
        return self._terms

    def sizes(self) -> Array:
        """How many occurrences each term has, those in deleted documents included."""
        return self._field.terms.collection_frequencies

    def take(self, stop: int) -> Postings:
        """The postings of the next terms, up to but not including the term `stop`."""
        self._file.let_go()  # of what was read for the terms before
        low, self._term = self._term, stop
        postings = self._field.postings
        start, end = postings.bounds(low, stop)
        counts = np.diff(postings.offsets[low : stop + 1].astype(np.int64))
        documents = self._numbers[postings.documents(low, stop)]
        frequencies = postings.frequencies(low, stop) if postings.layout.counts else None
        positions = postings.occurrences("positions", low, stop) if postings.has_positions else None
        codes = None
        if self._codes is not None:
            old, new = self._codes
            codes = new[old.slice(start, end)]
        if len(documents) and documents.min() < 0:
            kept = documents >= 0
            counts = np.add.reduceat(kept, starts_of(counts), dtype=np.int64)
            if positions is not None and frequencies is not None:
                positions = positions[np.repeat(kept, frequencies)]
            documents = documents[kept]
            frequencies = None if frequencies is None else frequencies[kept]
            codes = None if codes is None else codes[kept]
        held = np.flatnonzero(counts)
        counts = counts[held]
        return Postings(
            terms=self._terms[low:stop][held],
            counts=counts,
            sizes=_sizes(counts, frequencies),
            documents=documents.astype(np.uint32),
            frequencies=frequencies,
            positions=positions,
            codes=codes,
        )


def _sizes(counts: Array, frequencies: Array | None) -> Array:
    """How many occurrences each term has, from its postings: int64."""
    if frequencies is None or not len(counts):
        return counts
    return np.add.reduceat(frequencies, starts_of(counts), dtype=np.int64)
