"""Merges the postings of one field of several segments."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from leadersearch.engines.whoosh.codec.arrays import Array, least_unsigned, runs
from leadersearch.engines.whoosh.codec.inverted import InvertedField, packed_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadersearch.engines.whoosh.codec.postings import PostingsColumns
    from leadersearch.engines.whoosh.codec.terms import TermDictionary

SCRATCH_FROM = 1 << 26
"""From how many bytes on a merged column is put together in a temporary file, not in memory."""


@dataclass(frozen=True, slots=True)
class FieldPart:
    """The field in one segment; `numbers` maps its documents, `live` tells the deleted ones."""

    terms: TermDictionary
    postings: PostingsColumns
    numbers: Array
    live: Array | None

    def counts(self) -> tuple[Array, Array]:
        """Return how many postings and occurrences each term keeps: int64, shape (terms,)."""
        offsets = self.postings.offsets
        postings = np.zeros(len(self.terms), dtype=np.int64)
        occurrences = np.zeros(len(self.terms), dtype=np.int64)
        for low, high in runs(offsets):
            starts = offsets[low:high].astype(np.int64) - int(offsets[low])
            kept = self.kept(low, high)
            frequencies = self.postings.frequencies(low, high) * kept
            postings[low:high] = np.add.reduceat(kept, starts, dtype=np.int64)
            occurrences[low:high] = np.add.reduceat(frequencies, starts, dtype=np.int64)
        return postings, occurrences

    def kept(self, low: int, high: int) -> Array:
        """Return which postings of the terms [low, high) stay."""
        documents = self.postings.documents(low, high)
        if self.live is None:
            return np.ones(len(documents), dtype=bool)
        return self.live[documents]


def merge_field(parts: Sequence[FieldPart]) -> InvertedField:
    """Return the field in the merged segment; `parts` in the order of their documents.

    All have the same layout, which is not "opaque". Terms without a document left are dropped.
    """
    part_terms = [part.terms.terms(0, len(part.terms)) for part in parts]
    vocabulary = sorted(set().union(*part_terms))
    place = {term: ordinal for ordinal, term in enumerate(vocabulary)}
    ordinals = [np.array([place[term] for term in terms], dtype=np.int64) for terms in part_terms]
    counts = [part.counts() for part in parts]
    postings = _Blocks(len(vocabulary), ordinals, [kept for kept, _ in counts])
    occurrences = _Blocks(len(vocabulary), ordinals, [kept for _, kept in counts])
    columns = _Columns(parts, postings.total, occurrences.total)
    for number, part in enumerate(parts):
        for low, high in runs(part.postings.offsets):
            columns.copy(
                part,
                (low, high),
                postings.destinations(number, low, high),
                occurrences.destinations(number, low, high),
            )
    remaining = np.diff(postings.offsets) > 0
    terms = [vocabulary[ordinal] for ordinal in np.flatnonzero(remaining).tolist()]
    text, text_offsets = packed_terms(terms)
    return InvertedField(
        layout=parts[0].postings.layout.name,
        text=text,
        text_offsets=text_offsets,
        offsets=np.concatenate([postings.offsets[:-1][remaining], postings.offsets[-1:]]),
        documents=columns.documents,
        frequencies=columns.frequencies,
        occurrences=columns.occurrences,
        weights=columns.weights,
    )


class _Blocks:
    """Where the items of each term of each part go: terms first, parts within them."""

    def __init__(self, size: int, ordinals: Sequence[Array], counts: Sequence[Array]) -> None:
        self._counts = counts
        totals = np.zeros(size, dtype=np.int64)
        before = []
        for places, count in zip(ordinals, counts, strict=True):
            before.append(totals[places])
            totals[places] += count
        self.offsets: Array = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(totals)])
        self._starts = [
            self.offsets[places] + earlier for places, earlier in zip(ordinals, before, strict=True)
        ]

    @property
    def total(self) -> int:
        """How many items there are."""
        return int(self.offsets[-1])

    def destinations(self, part: int, low: int, high: int) -> Array:
        """Return where each kept item of the terms [low, high) of a part goes: int64."""
        counts = self._counts[part][low:high]
        ends = np.cumsum(counts)
        shifts = self._starts[part][low:high] - (ends - counts)
        return np.arange(ends[-1] if len(ends) else 0) + np.repeat(shifts, counts)


class _Columns:
    """The columns of the merged field while they are being filled."""

    def __init__(self, parts: Sequence[FieldPart], postings: int, occurrences: int) -> None:
        layout = parts[0].postings.layout
        last = max(int(part.numbers.max(initial=0)) for part in parts)
        self.documents = _scratch(postings, least_unsigned(last))
        self.frequencies = _scratch(postings, self._widest(parts, "frequencies"))
        self.occurrences = {
            name: _scratch(occurrences, self._widest(parts, name)) for name in layout.columns
        }
        self.weights: Array | None = None
        if any(part.postings.has_weights for part in parts):
            self.weights = _scratch(postings, np.dtype(np.float64))

    @staticmethod
    def _widest(parts: Sequence[FieldPart], name: str) -> np.dtype[Any]:
        return np.result_type(
            *(
                part.postings.frequencies(0, 0)
                if name == "frequencies"
                else part.postings.occurrences(name, 0, 0)
                for part in parts
            )
        )

    def copy(
        self, part: FieldPart, terms: tuple[int, int], postings: Array, occurrences: Array
    ) -> None:
        """Put what a range of terms keeps where it belongs."""
        kept = part.kept(*terms)
        frequencies = part.postings.frequencies(*terms)
        self.documents[postings] = part.numbers[part.postings.documents(*terms)[kept]]
        self.frequencies[postings] = frequencies[kept]
        if self.weights is not None:
            self.weights[postings] = part.postings.weights_slice(*terms)[kept]
        if self.occurrences:
            kept_occurrences = np.repeat(kept, frequencies)
            for name, column in self.occurrences.items():
                column[occurrences] = part.postings.occurrences(name, *terms)[kept_occurrences]


def _scratch(count: int, dtype: np.dtype[Any]) -> Array:
    if count * dtype.itemsize < SCRATCH_FROM:
        return np.empty(count, dtype=dtype)
    return np.memmap(tempfile.TemporaryFile(), dtype=dtype, mode="w+", shape=(count,))
