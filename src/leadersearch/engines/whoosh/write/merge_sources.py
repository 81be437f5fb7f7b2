"""Where the postings of a segment come from: runs that were set aside, and other segments."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.write.inversion import Postings
from leadersearch.engines.whoosh.write.spool import Kept, Spool


class MergeSource(Protocol):
    """The postings of one field, read once from the first term to the last."""

    def terms(self) -> Array:
        """The terms as in `Postings`."""

    def sizes(self) -> Array:
        """How much there is to read of each term, at most: occurrences."""

    def take(self, stop: int) -> Postings:
        """The postings of the next terms, up to but not including the term `stop`."""


class SpooledRun:
    """One field of a run. See `MergeSource`."""

    def __init__(self, spool: Spool, postings: Postings) -> None:
        self._terms = spool.put(postings.terms)
        self._counts = spool.put(postings.counts)
        self._sizes = spool.put(postings.sizes)
        self._documents = spool.put(postings.documents)
        self._frequencies, self._positions, self._codes = (
            None if column is None else spool.put(column)
            for column in (postings.frequencies, postings.positions, postings.codes)
        )
        self._term = self._posting = self._occurrence = 0

    def terms(self) -> Array:
        """The terms as in `Postings`."""
        return self._terms.all()

    def sizes(self) -> Array:
        """How many occurrences each term has."""
        return self._sizes.all()

    def take(self, stop: int) -> Postings:
        """The postings of the next terms, up to but not including the term `stop`."""
        counts = self._counts.read(self._term, stop)
        sizes = self._sizes.read(self._term, stop)
        terms = self._terms.read(self._term, stop)
        first, self._posting = self._posting, self._posting + int(counts.sum())
        start, self._occurrence = self._occurrence, self._occurrence + int(sizes.sum())
        self._term = stop
        return Postings(
            terms=terms,
            counts=counts.astype(np.int64),
            sizes=sizes.astype(np.int64),
            documents=self._documents.read(first, self._posting),
            frequencies=_read(self._frequencies, first, self._posting),
            positions=_read(self._positions, start, self._occurrence),
            codes=_read(self._codes, first, self._posting),
        )


def _read(column: Kept | None, low: int, high: int) -> Array | None:
    return None if column is None else column.read(low, high)
