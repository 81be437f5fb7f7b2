"""The postings of one term, looked into where a few documents are asked for.

Without going through all of a common term's postings: they are searched, and its occurrences summed
from one wanted posting to the next.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadersearch.engines.whoosh.codec.arrays import Array
from leadersearch.engines.whoosh.codec.postings import PostingsColumns
from leadersearch.engines.whoosh.windows import POSITION, Keys, first_of_each

FEW = 6
"""Below one in this many, things are looked up one by one; above, all are gone through."""


class Located(NamedTuple):
    """Which of some documents hold a term: `indices` int64 (n,) into those documents, increasing.

    `places` int64 (n,): the number of the posting of each among the term's.
    """

    indices: NDArray[np.intp]
    places: NDArray[np.intp]


class TermPostings:
    """The postings of the term `ordinal`. Documents and keys that are asked for are increasing."""

    def __init__(self, postings: PostingsColumns, ordinal: int) -> None:
        self._postings = postings
        self._ordinal = ordinal

    @property
    def positions(self) -> Array:
        """Where the term stands, document after document."""
        return self._postings.occurrences("positions", self._ordinal, self._ordinal + 1)

    def located(self, documents: NDArray[np.int64], size: int) -> Located:
        """Which of some documents, of `size` there are, hold the term."""
        there = self._postings.documents(self._ordinal, self._ordinal + 1)
        if len(documents) * FEW < len(there):
            places = there.searchsorted(documents.astype(there.dtype))
            places[places == len(there)] = 0
            indices = (there[places] == documents).nonzero()[0]
            return Located(indices, places[indices])
        following = np.zeros(size, np.int32)
        following[there.astype(np.intp)] = np.arange(1, len(there) + 1, dtype=np.int32)
        found = following[documents]
        indices = (found > 0).nonzero()[0]
        return Located(indices, found[indices].astype(np.intp) - 1)

    def occurrences_in(self, documents: NDArray[np.int64], size: int) -> Keys:
        """Where in some documents: `index in documents << 32 | position`, increasing."""
        indices, places = self.located(documents, size)
        starts, counts = self._extents(places)
        owners = np.arange(len(counts)).repeat(counts)
        chosen = (starts - counts.cumsum() + counts)[owners] + np.arange(len(owners))
        keys: Keys = (indices << 32)[owners] | self.positions[chosen]
        return keys

    def standing_at(self, keys: Keys, size: int) -> Keys:
        """Those of some places, `document << 32 | position`, where the term stands."""
        indices, places = self.located(keys >> 32, size)
        starts, counts = self._extents(places)
        keys = keys[indices]
        wanted = (keys & POSITION).astype(np.uint32)
        return keys[_held_in(self.positions, starts, counts, wanted)]

    def _extents(self, places: NDArray[np.intp]) -> tuple[Array, Array]:
        """Where the occurrences of some postings begin, and how many there are.

        Places are increasing, and may be there several times.
        """
        frequencies = self._postings.frequencies(self._ordinal, self._ordinal + 1)
        counts = frequencies.take(places).astype(np.intp)
        if len(places) * FEW > len(frequencies):
            total = int(frequencies.sum(dtype=np.intp))
            narrow = (
                np.int32 if total < 1 << 31 else np.int64
            )  # half the memory, a third of the time
            return frequencies.cumsum(dtype=narrow).take(places) - counts, counts
        is_first = first_of_each(places)
        distinct = places[is_first]
        if not len(distinct):
            return counts, counts
        # Summed from one wanted posting to the next: a fraction of a sum at each posting.
        before = np.add.reduceat(frequencies, distinct, dtype=np.intp)
        before[1:] = before[:-1]
        before[0] = frequencies[: distinct[0]].sum(dtype=np.intp)
        return before.cumsum()[is_first.cumsum() - 1], counts


def _held_in(values: Array, starts: Array, counts: Array, wanted: Array) -> NDArray[np.bool_]:
    """Bool (n,): whether `values[start : start + count]`, increasing, holds what is wanted of it."""
    # One binary search for all: each step halves what is left of the stretches as long as it.
    ends = starts + counts
    starts = starts.copy()
    step = 1 << int(counts.max(initial=0)).bit_length() >> 1
    while step:
        long = (counts >= step).nonzero()[0]
        if len(long) * FEW < len(counts):
            starts[long] += step * _lies_beyond(
                values, starts[long], ends[long], wanted[long], step
            )
        else:
            starts += step * _lies_beyond(values, starts, ends, wanted, step)
        step >>= 1
    found: NDArray[np.bool_] = values.take(starts, mode="clip") == wanted
    found &= starts < ends
    return found


def _lies_beyond(
    values: Array, starts: Array, ends: Array, wanted: Array, step: int
) -> NDArray[np.bool_]:
    """Whether what is wanted can only stand `step` values farther on."""
    less: NDArray[np.bool_] = values.take(starts + (step - 1), mode="clip") < wanted
    less &= starts <= ends - step
    return less
