"""The postings of one term, looked into where a few documents are asked for.

Without decoding all of a common term's postings: they are searched, and only the positions in those
documents are read.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.segment.position_sets import POSITION, Keys

FEW = 6
"""Below one in this many, things are looked up one by one; above, all are gone through."""

SINGLY = 6
"""Up to so many places are looked at one after another: numpy takes 40 us for one or for many."""

SLOTS = 8
"""Slots of a filter for each place in it: about one in so many others is kept."""
FEWEST_BITS, MOST_BITS = 12, 22
GOLDEN = np.uint32(2654435769)
"""2 ** 32 divided by the golden ratio: multiples of it lie far apart."""


class Located(NamedTuple):
    """Which of some documents hold a term: `indices` int64 (n,) into those documents, increasing.

    `places` int64 (n,): the number of the posting of each among the term's.
    """

    indices: NDArray[np.intp]
    places: NDArray[np.intp]


NOWHERE = Located(np.empty(0, np.intp), np.empty(0, np.intp))


class TermPostings:
    """The postings of one term. Documents and keys that are asked for are increasing.

    `documents` and `frequencies`, one a posting, and `positions`, document after document, are
    views of a segment's columns; `size` is how many documents the segment has.
    """

    def __init__(self, documents: Array, frequencies: Array, positions: Array, size: int) -> None:
        self.documents = documents
        self.positions = positions
        self._frequencies = frequencies
        self._size = size

    @cached_property
    def _starts(self) -> Array:
        """Where the positions of each posting begin."""
        narrow = np.int32 if len(self.positions) < 1 << 31 else np.int64
        starts: Array = self._frequencies.cumsum(dtype=narrow)
        starts -= self._frequencies
        return starts

    def located(self, documents: NDArray[np.int64]) -> Located:
        """Which of some documents hold the term."""
        return locate(documents, self.documents, self._size)

    def occurrences(self, located: Located) -> Keys:
        """Where in those documents: `index << 32 | position`, increasing."""
        indices, places = located
        counts = self._frequencies.take(places).astype(np.intp)
        owners = np.arange(len(counts)).repeat(counts)
        chosen = (self._starts.take(places) - counts.cumsum() + counts)[owners]
        chosen += np.arange(len(owners))
        keys: Keys = (indices << 32)[owners] | self.positions[chosen]
        return keys

    def standing_at(self, keys: Keys) -> Keys:
        """Those of some places, `document << 32 | position`, where the term stands."""
        if len(keys) <= SINGLY:
            return keys[[self._stands_at(key >> 32, key & 0xFFFFFFFF) for key in keys.tolist()]]
        indices, places = self.located(keys >> 32)
        starts = self._starts.take(places).astype(np.intp)
        counts = self._frequencies.take(places).astype(np.intp)
        keys = keys[indices]
        wanted = (keys & POSITION).astype(np.uint32)
        return keys[_held_in(self.positions, starts, counts, wanted)]

    def _stands_at(self, document: int, position: int) -> bool:
        there = self.documents
        place = int(there.searchsorted(there.dtype.type(document)))
        if place == len(there) or int(there[place]) != document:
            return False
        start = int(self._starts[place])
        return position in self.positions[start : start + int(self._frequencies[place])].tolist()


class BloomFilter:
    """Some places, of which to find those that stand among many unordered ones.

    A Bloom filter of one hash function (Bloom 1970): what surely stands elsewhere is dropped
    before anything is put in order.
    """

    def __init__(self, keys: Keys, size: int) -> None:
        self._documents = np.zeros(size, bool)
        self._documents[keys >> 32] = True
        self._is_sparse = np.count_nonzero(self._documents) * FEW < size
        bits = min(max(int(len(keys) * SLOTS).bit_length(), FEWEST_BITS), MOST_BITS)
        self._mask = np.uint32((1 << bits) - 1)
        self._slots = np.zeros(1 << bits, bool)
        spread = _spread(keys >> 32) + (keys & POSITION).astype(np.uint32)
        self._slots[spread & self._mask] = True

    def among(self, documents: Array, frequencies: Array, positions: Array) -> Keys:
        """The keys of postings, in no order, without most of those that are not at the places."""
        ends = frequencies.cumsum(dtype=np.intp)
        if self._is_sparse:
            kept = self._documents[documents].nonzero()[0]
            documents, frequencies = documents[kept], frequencies[kept]
            owners = np.arange(len(kept)).repeat(frequencies)
            shifts = ends[kept] - frequencies.cumsum(dtype=np.intp)
            ends = frequencies.cumsum(dtype=np.intp)
            positions = positions[shifts[owners] + np.arange(len(owners))]
        slots = _spread(documents).repeat(frequencies)
        slots += positions
        slots &= self._mask
        chosen = self._slots[slots].nonzero()[0]
        owners = ends.searchsorted(chosen, side="right")
        keys: Keys = documents[owners] << 32 | positions[chosen]
        return keys


def _spread(documents: Array) -> Array:
    """A hash of each document, uint32, to which positions are added (Knuth 1973, section 6.4)."""
    spread: Array = documents.astype(np.uint32)
    spread *= GOLDEN
    return spread


def locate(documents: NDArray[np.int64], there: Array, size: int) -> Located:
    """Which of some documents are there; both increasing, all below `size`."""
    if len(documents) * FEW < len(there):
        places = there.searchsorted(documents.astype(there.dtype))
        indices = (there.take(places, mode="clip") == documents).nonzero()[0]
        return Located(indices, places[indices])
    following = np.zeros(size, np.int32)
    following[there.astype(np.intp)] = np.arange(1, len(there) + 1, dtype=np.int32)
    found = following[documents]
    indices = (found > 0).nonzero()[0]
    return Located(indices, found[indices].astype(np.intp) - 1)


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
