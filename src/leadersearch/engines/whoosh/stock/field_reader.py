"""Reads the inverted index of a segment for Whoosh, term by term."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from leadersearch.engines.whoosh.segment.indexed_field import IndexedField, IndexedFields
from leadersearch.engines.whoosh.stock.matcher import Bounds, ColumnarMatcher, block_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment


class ColumnarTermsReader(IndexedFields, base.TermsReader):
    """The inverted index for Whoosh, term by term."""

    def __init__(self, storage: Any, segment: ColumnarSegment) -> None:
        super().__init__(segment.open(storage))

    def _find(self, fieldname: str, text: bytes) -> tuple[IndexedField, int]:
        field = self.field(fieldname)
        ordinal = -1 if field is None else field.terms.find(text)
        if field is None or ordinal < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return field, ordinal

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self.field(term[0])
        return field is not None and field.terms.find(term[1]) >= 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all (field, term) pairs in order."""
        for name in self._layouts:
            yield from self._terms_of(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield (field, term) pairs in order, from a term of a field on, into later fields."""
        if fieldname in self._layouts:
            for name in self._layouts:
                if name >= fieldname:
                    yield from self._terms_of(name, prefix if name == fieldname else b"")

    def _terms_of(self, name: str, start: bytes) -> Iterator[tuple[str, bytes]]:
        field = self.field(name)
        if field is not None:
            for ordinal in range(field.terms.lower_bound(start), len(field.terms)):
                yield name, field.terms.term(ordinal)

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Yield what `terms` yields, each with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Yield what `terms_from` yields, each with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """Return the statistics of a term; TermNotFound if there is none."""
        return _term_info(*self._find(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return the sum of a term's weights; KeyError if there is none, which Whoosh expects."""
        field, ordinal = self._find_key(fieldname, text)
        return field.terms.total_weight(ordinal)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return in how many documents a term stands; KeyError as for `frequency`."""
        field, ordinal = self._find_key(fieldname, text)
        return int(field.terms.statistic("document-frequencies", ordinal))

    def _find_key(self, fieldname: str, text: bytes) -> tuple[IndexedField, int]:
        try:
            return self._find(fieldname, text)
        except TermNotFound as error:
            raise KeyError(str(error)) from error

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """Return a cursor over the postings of a term; TermNotFound if there is none."""
        field, ordinal = self._find(fieldname, text)
        postings = field.postings
        weights = postings.weights(ordinal)
        matcher = ColumnarMatcher(
            postings.document_view(ordinal, ordinal + 1),
            postings.frequency_view(ordinal, ordinal + 1)
            if weights is None
            else np.ascontiguousarray(weights).data,
            postings.values(ordinal),
            format_,
            partial(self._bounds, fieldname, field, ordinal),
        )
        return matcher.scored((fieldname, text), scorer)

    def _bounds(self, fieldname: str, field: IndexedField, ordinal: int) -> Bounds:
        documents = field.postings.documents(ordinal, ordinal + 1)
        weights = field.postings.weights(ordinal)
        if weights is None:
            weights = field.postings.frequencies(ordinal, ordinal + 1)
        section = f"lengths/{fieldname}"
        if section in self._file:
            return block_bounds(weights, self._file.array(section)[documents])
        bounds = block_bounds(weights, np.zeros(len(documents), dtype=np.uint8))
        blocks = len(bounds.max_weights)
        bounds.min_lengths = [field.terms.statistic("min-lengths", ordinal)] * blocks
        bounds.max_lengths = [field.terms.statistic("max-lengths", ordinal)] * blocks
        return bounds

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        """Return a cursor over the terms of a field."""
        field = self.field(fieldname)
        return base.EmptyCursor() if field is None else ColumnarCursor(field, fieldobj)


def _term_info(field: IndexedField, ordinal: int) -> Any:
    statistic = partial(field.terms.statistic, ordinal=ordinal)
    documents = field.postings.document_view(ordinal, ordinal + 1)
    return TermInfo(
        weight=field.terms.total_weight(ordinal),
        df=statistic("document-frequencies"),
        minlength=statistic("min-lengths"),
        maxlength=statistic("max-lengths"),
        maxweight=float(statistic("max-weights")),
        minid=documents[0],
        maxid=documents[-1],
    )


class ColumnarCursor(base.FieldCursor):
    """Walks the terms of one field; what it returns are terms as text, None past the last."""

    def __init__(self, field: IndexedField, fieldobj: Any) -> None:
        self._field = field
        self._to_bytes = fieldobj.to_bytes
        self._from_bytes = fieldobj.from_bytes
        self._ordinal = 0

    def first(self) -> Any:
        """Go to the first term and return it."""
        self._ordinal = 0
        return self.text()

    def find(self, term: Any) -> Any:
        """Go to the first term >= `term` and return it."""
        key = term if isinstance(term, bytes) else self._to_bytes(term)
        self._ordinal = self._field.terms.lower_bound(key)
        return self.text()

    def next(self) -> Any:
        """Go to the next term and return it."""
        self._ordinal += 1
        return self.text()

    def text(self) -> Any:
        """Return the current term."""
        if not self.is_valid():
            return None
        return self._from_bytes(self._field.terms.term(self._ordinal))

    def term(self) -> Any:
        """Return the current term."""
        return self.text()

    def term_info(self) -> Any:
        """Return the statistics of the current term."""
        return _term_info(self._field, self._ordinal) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a current term."""
        return self._ordinal < len(self._field.terms)
