"""Postings -> codes of their scores.

The score of a posting depends on two numbers besides the term and the mean length: how much the
term weighs in the document, and how long the document is. Few distinct pairs of them occur, so a
posting carries the number of its pair, and a search computes each pair's score once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array, least_unsigned

_HEAVY = 64
"""Weights from here on are too rare for a table of all pairs with them."""

_UNKNOWN = -1


class CodeBook:
    """Numbers the pairs of weight and length of one field."""

    def __init__(self) -> None:
        self._codes: dict[tuple[int, int], int] = {}
        self._kinds: dict[int, int] = {}  # length -> its row in the table
        self._table = np.full((256, _HEAVY), _UNKNOWN, np.int32)  # the codes of light pairs

    def codes(self, within: Array, lengths: Array, documents: Array) -> Array:
        """The codes of postings that weigh `within` in `documents` of `lengths`.

        `within` int64 (postings,), `lengths` int64 (documents,); `documents` index them.
        """
        cells = self._rows(lengths)[documents] * _HEAVY
        cells += np.minimum(within, _HEAVY - 1)
        codes = self._table.ravel()[cells]
        heavy = np.flatnonzero(within >= _HEAVY)
        unknown = codes == _UNKNOWN
        unknown[heavy] = False
        if unknown.any():
            self._number_cells(cells[unknown])
            codes = self._table.ravel()[cells]
        codes[heavy] = self.numbers(within[heavy], lengths[documents[heavy]])
        return codes.astype(self._dtype)

    def _number_cells(self, cells: Array) -> None:
        """Number the pairs of cells of the table, and enter them."""
        is_met = np.zeros(self._table.size, bool)
        is_met[cells] = True
        distinct = np.flatnonzero(is_met)
        rows, within = np.divmod(distinct, _HEAVY)
        lengths = np.array(list(self._kinds), np.int64)[rows]
        self._table.ravel()[distinct] = self.numbers(within, lengths)

    def numbers(self, within: Array, lengths: Array) -> Array:
        """The codes of pairs, new ones for new pairs: unsigned, at least 16 bits wide."""
        codes = self._codes
        pairs = zip(within.tolist(), lengths.tolist(), strict=True)
        found = [codes.setdefault(pair, len(codes)) for pair in pairs]
        return np.array(found, self._dtype)

    def _rows(self, lengths: Array) -> Array:
        """The rows of documents of these lengths in the table, which has them when this returns."""
        kinds = self._kinds
        rows = [kinds.setdefault(length, len(kinds)) for length in lengths.tolist()]
        missing = len(kinds) - len(self._table)
        if missing > 0:
            more = np.full((missing + len(self._table), _HEAVY), _UNKNOWN, np.int32)
            self._table = np.concatenate([self._table, more])
        return np.array(rows, np.int64)

    @property
    def _dtype(self) -> np.dtype[np.unsignedinteger[Any]]:
        return np.promote_types(np.uint16, least_unsigned(len(self._codes)))

    @property
    def within(self) -> Array:
        """The weight of each code: int64."""
        return np.array([within for within, _ in self._codes], np.int64)

    @property
    def lengths(self) -> Array:
        """The length of each code: int64."""
        return np.array([length for _, length in self._codes], np.int64)
