"""A segment of the columnar codec as arrays: slices of what is mapped from the file.

The texts of an article (title, excerpt, body) lie in one combined field, one after another, so that
a word is looked up once for all of them. Which field an occurrence belongs to follows from its
position and the lengths of the fields; `title_exact` and its like are that view of it.

Longer than 300 lines: one class answers all that a search asks of a segment, from shared arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from leadersearch.engine.stored import article_of
from leadersearch.engines.whoosh.segment.damage import naming_damage
from leadersearch.engines.whoosh.segment.document_columns import DocumentColumns
from leadersearch.engines.whoosh.segment.gathering import batches, gather, is_one, joined
from leadersearch.engines.whoosh.segment.indexed_field import IndexedField, IndexedFields
from leadersearch.engines.whoosh.segment.lexicon import Lexicon, Slices, decoded
from leadersearch.engines.whoosh.segment.position_sets import common, first_of_each
from leadersearch.engines.whoosh.segment.protocol import (
    NO_CODES,
    NO_COUNTS,
    Coded,
    CodeTable,
    Counts,
    Grouped,
    Weighed,
)
from leadersearch.engines.whoosh.segment.record import SegmentRecord
from leadersearch.engines.whoosh.segment.score_codes import FieldCodes
from leadersearch.engines.whoosh.segment.term_positions import BloomFilter, TermPostings, locate
from leadersearch.model.fields import LENGTH_FIELDS
from leadersearch.plan import COMBINED_EXACT_FIELD, OneOf, Selector, StartsWith
from leadersearch.text.analysis import COMBINED_FIELD, COMBINED_GAP, exact_field

_VIEWS = {exact_field(field.name): place for place, field in enumerate(LENGTH_FIELDS)}
_WEIGHTS = np.array([field.weight for field in LENGTH_FIELDS])

SPARSE = 8
"""Below one posting in this many documents, postings are sorted; above, spread over all."""

MOST_REMEMBERED = 4_000_000
"""Postings of remembered terms: 4 bytes each, as far as their positions have been asked for."""

Array = NDArray[Any]


def has_codes(storage: Any, segment: Any) -> bool:
    """Whether a segment was written for our search, and not by Whoosh's own writer."""
    return isinstance(segment, SegmentRecord) and (
        f"codes/{COMBINED_FIELD}" in segment.open(storage) or not segment.doc_count_all()
    )


class ColumnarView:
    """See `leadersearch.engines.whoosh.segment.protocol.Segment`."""

    def __init__(self, storage: Any, segment: SegmentRecord) -> None:
        self._file = segment.open(storage)
        self._terms = IndexedFields(self._file, segment.doc_count_all())
        self._documents = DocumentColumns(self._file)
        self._lexicons: dict[str, Lexicon] = {}
        self._grouped: dict[str, Grouped] = {}
        self._term_postings: dict[tuple[str, str], TermPostings] = {}
        self._remembered = 0
        self._field_codes: dict[str, FieldCodes] = {}
        self.documents: int = segment.doc_count_all()
        segment.check_count(self._file)
        self.live: NDArray[np.bool_] | None = (
            ~segment.deleted_mask() if segment.deleted_count() else None
        )

    # --- postings --------------------------------------------------------------------------------

    def counts(self, postings: str, selector: Selector) -> Counts:
        """In which documents, and how often, any of the selected terms occurs."""
        if postings in _VIEWS and selector == StartsWith(""):
            return self._filled(LENGTH_FIELDS[_VIEWS[postings]].name)
        if postings in _VIEWS:
            return self._counts_in_view(postings, selector)
        field = self._terms.field(postings)
        if field is None:
            return NO_COUNTS
        slices = self._slices(postings, selector)
        if not slices:
            return NO_COUNTS
        documents, frequencies = gather(field, slices)
        return Counts(*self._summed(documents, frequencies, is_one=is_one(slices)))

    def coded(self, postings: str, term: str) -> Coded:
        """The postings of one term of the combined fields, each with the code of its score."""
        field, ordinal = self._find(postings, term)
        if field is None:
            return NO_CODES
        documents = field.postings.documents(ordinal, ordinal + 1).astype(np.intp)
        codes = self._codes(postings, field, ordinal, ordinal + 1)
        if self.live is not None:
            kept = self.live[documents]
            documents, codes = documents[kept], codes[kept]
        return Coded(documents, codes)

    def code_table(self, postings: str) -> CodeTable:
        """The meaning of the score codes of a combined field."""
        return self._coded(postings).table

    def document_frequency(self, postings: str, term: str) -> int:
        """How many live documents hold a term."""
        field, ordinal = self._find(postings, term)
        if field is None:
            return 0
        if self.live is None:
            start, end = field.postings.bounds(ordinal, ordinal + 1)
            return end - start
        return int(np.count_nonzero(self.live[field.postings.documents(ordinal, ordinal + 1)]))

    def posting_count(self, postings: str, selector: Selector) -> int:
        """How many postings the selected terms have, those of deleted documents included."""
        field = self._terms.field(postings)
        if field is None:
            return 0
        bounds = [field.postings.bounds(*each) for each in self._slices(postings, selector)]
        return sum(end - start for start, end in bounds)

    def coded_at(self, postings: str, term: str, documents: NDArray[np.int64]) -> Coded:
        """The codes of those documents that hold a term, by their indices in `documents`."""
        field, ordinal = self._find(postings, term)
        if field is None:
            return NO_CODES
        there = field.postings.documents(ordinal, ordinal + 1)
        indices, places = locate(documents, there, self.documents)
        return Coded(indices, self._codes(postings, field, ordinal, ordinal + 1)[places])

    def term_postings(self, postings: str, term: str) -> TermPostings | None:
        """The postings of one term of a field with positions; None where nothing holds it."""
        key = (postings, term)
        found = self._term_postings.get(key)
        if found is None:
            field, ordinal = self._find(postings, term)
            if field is None:
                return None
            positions, frequencies = self._positions(field, ordinal, ordinal + 1)
            documents = field.postings.documents(ordinal, ordinal + 1)
            found = TermPostings(documents, frequencies, positions, self.documents)
            self._remember(key, found)
        return found

    def weighed(self, postings: str, selector: Selector) -> Weighed:
        """The documents of the selected terms of a combined field, and their weighted counts."""
        field = self._terms.field(postings)
        slices = self._slices(postings, selector)
        if field is None or not slices:
            return Weighed(NO_COUNTS.documents, np.empty(0))
        documents = joined([field.postings.documents(low, high) for low, high in slices])
        codes = joined([self._codes(postings, field, low, high) for low, high in slices])
        within = self.code_table(postings).within[codes]
        return Weighed(*self._summed(documents, within, is_one=is_one(slices)))

    def whole(self, postings: str) -> str:
        """The field that a view of a field is a part of; any other field itself."""
        return COMBINED_EXACT_FIELD if postings in _VIEWS else postings

    def part(self, postings: str, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those occurrences in the whole field that belong to a view of it."""
        return keys[self._places(keys) == _VIEWS[postings]] if postings in _VIEWS else keys

    def occurrences(
        self, postings: str, selector: Selector, at: NDArray[np.int64] | None = None
    ) -> NDArray[np.int64]:
        """Where: `document << 32 | position`, increasing; only at some such places, if any are given."""
        return self._keys(postings, selector, distinct=True, at=at)

    def _keys(
        self,
        postings: str,
        selector: Selector,
        *,
        distinct: bool,
        at: NDArray[np.int64] | None = None,
    ) -> NDArray[np.int64]:
        """The occurrences; unless `distinct`, as many as there are terms where several stand."""
        name = self.whole(postings)
        field, slices = self._terms.field(name), self._slices(name, selector)
        if field is None or not slices:
            return np.empty(0, np.int64)
        single = is_one(slices)
        if at is None or single:
            keys = self._occurrences(field, slices)
        else:
            parts = [self._positions(field, low, high) for low, high in slices]
            positions, frequencies = (joined(list(each)) for each in zip(*parts, strict=True))
            documents, _ = gather(field, slices)
            keys = BloomFilter(at, self.documents).among(documents, frequencies, positions)
        if not single:
            keys = np.sort(keys, kind="stable")
            keys = keys[first_of_each(keys)] if distinct else keys
        if at is not None:
            keys = common(keys, at)
        if self.live is not None:
            keys = keys[self.live[keys >> 32]]
        return self.part(postings, keys)

    def place_weights(self, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        """The weight of the field that each occurrence in the combined field belongs to."""
        return _WEIGHTS[self._places(keys)]

    def holds(self, postings: str, selector: Selector) -> bool:
        """Whether any live document holds a selected term."""
        if self.live is None and postings not in _VIEWS:
            return bool(self._slices(postings, selector))
        return len(self.counts(postings, selector).documents) > 0

    def grouped(self, postings: str) -> Grouped:
        """All terms of a field and the documents that hold each."""
        grouped = self._grouped.get(postings)
        if grouped is None:
            grouped = self._grouped[postings] = self._group(postings)
        return grouped

    def vocabulary(self, postings: str, selector: Selector) -> Iterable[tuple[str, int]]:
        """The selected terms, and how many live documents hold each."""
        name = COMBINED_EXACT_FIELD if postings in _VIEWS else postings
        field = self._terms.field(name)
        if field is None:
            return
        is_plain = self.live is None and postings not in _VIEWS
        for low, high in self._slices(name, selector):
            terms = [decoded(term) for term in field.terms.terms(low, high)]
            if is_plain:
                yield from zip(
                    terms, field.terms.document_frequencies[low:high].tolist(), strict=True
                )
            else:
                yield from self._held(postings, terms)

    # --- documents -------------------------------------------------------------------------------

    def column(self, name: str, at: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """A number for each document, or only for some, increasing; 0 where it has none."""
        column = self._documents.column(name, at)
        if column is None:
            return np.zeros(self.documents if at is None else len(at), np.int64)
        if column.dtype.kind == "f":
            raise self._file.corrupt(f"the column {name!r} has another type")
        return column.astype(np.int64)

    def stored(self, document: int) -> dict[str, Any]:
        """The stored fields of a document."""
        return self._documents.stored_fields(document)

    def check_whole(self) -> None:
        """Raise IndexCorrupt where the file has been cut short since it was opened."""
        self._file.check_whole()

    def verify(self) -> None:
        """Read every byte; IndexCorrupt where a checksum does not hold, or parts do not agree."""
        self._file.verify()
        from leadersearch.engines.whoosh.segment.soundness import (
            contradictions,  # no search needs it
        )

        with naming_damage():
            wrong = list(contradictions(self._file))
            for document in range(self.documents):  # deleted ones, too: titles are sorted with them
                article_of(self.stored(document))
        if wrong:
            raise self._file.corrupt("; ".join(wrong))

    # --- parts -----------------------------------------------------------------------------------

    def _slices(self, postings: str, selector: Selector) -> Slices:
        field = self._terms.field(postings)
        return self._lexicon(postings, field).ordinals(selector) if field else []

    def _lexicon(self, postings: str, field: IndexedField) -> Lexicon:
        lexicon = self._lexicons.get(postings)
        if lexicon is None:
            lexicon = self._lexicons[postings] = Lexicon(field.terms)
        return lexicon

    def _remember(self, key: tuple[str, str], found: TermPostings) -> None:
        """Keep what a search is likely to ask for again, as words are while a query is typed."""
        self._remembered += len(found.documents)
        if self._remembered > MOST_REMEMBERED:
            self._term_postings = {}
            self._remembered = len(found.documents)
        self._term_postings[key] = found

    def _find(self, postings: str, term: str) -> tuple[IndexedField | None, int]:
        """The field and the ordinal of a term; no field where it does not hold the term."""
        field = self._terms.field(postings)
        ordinal = self._lexicon(postings, field).find(term) if field else -1
        return (field, ordinal) if ordinal >= 0 else (None, -1)

    def _coded(self, postings: str) -> FieldCodes:
        coded = self._field_codes.get(postings)
        if coded is None:
            coded = self._field_codes[postings] = FieldCodes(self._file, postings)
        return coded

    def _codes(self, postings: str, field: IndexedField, low: int, high: int) -> Array:
        return self._coded(postings).slice(*field.postings.bounds(low, high))

    def _positions(self, field: IndexedField, low: int, high: int) -> tuple[Array, Array]:
        """The positions of some terms, and how many of them each posting has."""
        positions, frequencies = field.postings.positions_slice(low, high)
        # Otherwise arrays repeated by frequencies would be as large as these say.
        if frequencies.sum(dtype=np.int64) != len(positions):
            raise self._file.corrupt("the frequencies of a term are not those of its positions")
        return positions, frequencies

    def _group(self, postings: str) -> Grouped:
        field = self._terms.field(postings)
        if field is None:
            return Grouped(lambda _: "", np.zeros(1, np.int64), np.empty(0, np.int64))
        return Grouped(
            lambda number: decoded(field.terms.term(number)),
            field.postings.offsets.astype(np.int64),
            field.postings.documents(0, len(field.terms)).astype(np.int64),
        )

    @cached_property
    def _starts(self) -> tuple[NDArray[np.int64], ...]:
        """Where in the combined field each of its fields begins: int64 (documents,) each."""
        starts = [np.zeros(self.documents, np.int64)]
        for field in LENGTH_FIELDS[:-1]:
            lengths = self._documents.lengths(field.name)
            if lengths is None:
                starts.append(starts[-1])
            else:
                wide = lengths.astype(np.int64)
                starts.append(starts[-1] + wide + np.where(wide > 0, COMBINED_GAP, 0))
        return tuple(starts)

    def _places(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Which of LENGTH_FIELDS each occurrence belongs to."""
        documents, positions = keys >> 32, keys & 0xFFFFFFFF
        places = np.zeros(len(keys), np.int64)
        for starts in self._starts[1:]:
            places += positions >= starts[documents]
        return places

    def _summed(self, documents: Array, values: Array, *, is_one: bool) -> tuple[Array, Array]:
        """Live documents, increasing, each once, and their values summed."""
        if self.live is not None:
            kept = self.live[documents]
            documents, values = documents[kept], values[kept]
        if is_one:
            return documents.astype(np.int64), values
        if len(documents) * SPARSE > self.documents:
            sums = np.bincount(documents, values, self.documents)
            found = np.flatnonzero(sums > 0)  # of truth values it is found ten times as fast
            return found, sums[found].astype(values.dtype)
        order = np.argsort(documents, kind="stable")
        documents, values = documents[order].astype(np.int64), values[order]
        first = np.flatnonzero(first_of_each(documents))
        return documents[first], np.add.reduceat(values, first) if len(first) else values

    def _counts_in_view(self, postings: str, selector: Selector) -> Counts:
        name = self.whole(postings)
        field, slices = self._terms.field(name), self._slices(name, selector)
        if field is None or self.posting_count(name, selector) * SPARSE < self.documents:
            documents = self._keys(postings, selector, distinct=False) >> 32
            first = np.flatnonzero(first_of_each(documents))
            return Counts(documents[first], np.diff(first, append=len(documents)))
        totals = np.zeros(self.documents, np.int64)
        for batch in batches(slices):
            keys = self._occurrences(field, batch)
            totals += np.bincount(self.part(postings, keys) >> 32, minlength=self.documents)
        found = np.flatnonzero(totals if self.live is None else totals * self.live)
        return Counts(found, totals[found])

    def _occurrences(self, field: IndexedField, slices: Slices) -> NDArray[np.int64]:
        """Where the terms of some ranges stand, term after term."""
        parts = [self._positions(field, low, high) for low, high in slices]
        keys = np.repeat(gather(field, slices)[0] << 32, joined([counts for _, counts in parts]))
        keys |= joined([positions for positions, _ in parts])
        return keys

    def _filled(self, field: str) -> Counts:
        """Which documents have any word in one of LENGTH_FIELDS, and how many."""
        lengths = self._documents.lengths(field)
        if lengths is None:
            return NO_COUNTS
        held = lengths > 0 if self.live is None else (lengths > 0) & self.live
        documents = np.flatnonzero(held)
        return Counts(documents, lengths[documents].astype(np.int64))

    def _held(self, postings: str, terms: Iterable[str]) -> Iterator[tuple[str, int]]:
        for term in terms:
            frequency = len(self.counts(postings, OneOf((term,))).documents)
            if frequency:
                yield term, frequency
