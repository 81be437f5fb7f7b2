"""Postings -> codes of their scores.

The score of a posting depends on two numbers besides the term and the mean length: how much the
term weighs in the document, and how long the document is. Few distinct pairs of them occur, so a
posting carries the number of its pair, and a search computes each pair's score once.
"""

from __future__ import annotations

import numpy as np

from leadersearch.engines.whoosh.codec.arrays import Array, least_unsigned

_DENSE = 1 << 22


class CodeBook:
    """Numbers the pairs of weight and length of one field."""

    def __init__(self) -> None:
        self._codes: dict[tuple[int, int], int] = {}

    def codes(self, within: Array, lengths: Array, documents: Array) -> Array:
        """The codes of postings that weigh `within` in `documents` of `lengths`.

        `within` int64 (postings,), `lengths` int64 (documents,); `documents` index them.
        """
        if not len(within):
            return np.zeros(0, np.uint16)
        kinds, kind_of = np.unique(lengths, return_inverse=True)
        pairs = kind_of[documents]
        pairs += within * len(kinds)
        top = (int(within.max()) + 1) * len(kinds)
        if top > _DENSE:
            distinct, places = np.unique(pairs, return_inverse=True)
            return self.numbers(distinct // len(kinds), kinds[distinct % len(kinds)])[places]
        is_met = np.zeros(top, bool)
        is_met[pairs] = True
        distinct = np.flatnonzero(is_met)
        numbers = self.numbers(distinct // len(kinds), kinds[distinct % len(kinds)])
        table = np.zeros(top, numbers.dtype)
        table[distinct] = numbers
        return table[pairs]

    def numbers(self, within: Array, lengths: Array) -> Array:
        """The codes of pairs, new ones for new pairs: unsigned, at least 16 bits wide."""
        codes = self._codes
        pairs = zip(within.tolist(), lengths.tolist(), strict=True)
        found = [codes.setdefault(pair, len(codes)) for pair in pairs]
        return np.array(found, np.promote_types(np.uint16, least_unsigned(len(codes))))

    @property
    def within(self) -> Array:
        """The weight of each code: int64."""
        return np.array([within for within, _ in self._codes], np.int64)

    @property
    def lengths(self) -> Array:
        """The length of each code: int64."""
        return np.array([length for _, length in self._codes], np.int64)
