"""A cursor over the postings of one term, for Whoosh's stock queries."""

from __future__ import annotations

import copy
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leadersearch.engines.whoosh.segment.arrays import Array
    from leadersearch.engines.whoosh.segment.postings import PostingValues

BLOCK = 128
"""How many postings share the bounds by which a search skips them."""


@dataclass(slots=True)
class Bounds:
    """The greatest weight and the extreme lengths of each block of postings."""

    max_weights: list[float]
    min_lengths: list[int]
    max_lengths: list[int]


def block_bounds(weights: Array | None, lengths: Array) -> Bounds:
    """Return the bounds of blocks of `BLOCK` postings; None weights are all 1."""
    edges = np.arange(0, len(lengths), BLOCK)
    greatest = [1.0] * len(edges)
    if weights is not None:
        greatest = np.maximum.reduceat(weights, edges).astype(np.float64).tolist()
    return Bounds(
        greatest,
        np.minimum.reduceat(lengths, edges).tolist(),
        np.maximum.reduceat(lengths, edges).tolist(),
    )


class ColumnarMatcher(LeafMatcher):
    """Walks one posting list; `ids` are document numbers, or the terms of a vector.

    `weights` has an item per posting, None where all are 1. `bounds` is called once, when a
    search first asks how good a block can be.
    """

    def __init__(
        self,
        ids: Sequence[Any] | memoryview,
        weights: Sequence[float] | memoryview | None,
        values: PostingValues,
        format_: Any,
        bounds: Callable[[], Bounds],
    ) -> None:
        self.format = format_
        self.scorer: Any = None
        self._term: tuple[str, bytes] | None = None
        self._ids = ids
        self._weights = weights
        self._values = values
        self._make_bounds = bounds
        self._bounds: Bounds | None = None
        self._count = len(ids)
        self._index = 0

    def scored(self, term: tuple[str, bytes], scorer: Any) -> ColumnarMatcher:
        """Say which term this is and how it is scored; return the matcher itself."""
        self._term = term
        self.scorer = scorer
        return self

    def is_active(self) -> bool:
        """Whether there is a current posting."""
        return self._index < self._count

    def reset(self) -> None:
        """Go back to the first posting."""
        self._index = 0

    def copy(self) -> ColumnarMatcher:
        """Return a cursor at the same place that moves on its own."""
        return copy.copy(self)

    def id(self) -> Any:
        """Return the current document number, or the current term of a vector."""
        return self._ids[self._index]

    def all_ids(self) -> Iterator[Any]:
        """Yield the ids from the current one on, without moving."""
        rest = self._ids[self._index :]
        return iter(rest.tolist() if isinstance(rest, memoryview) else rest)

    def all_items(self) -> Iterator[tuple[Any, bytes]]:
        """Yield ids with their value strings from the current one on, without moving."""
        for index in range(self._index, self._count):
            yield self._ids[index], self._values.value(index, self.format)

    def weight(self) -> float:
        """Return the weight of the current posting."""
        return 1.0 if self._weights is None else float(self._weights[self._index])

    def value(self) -> bytes:
        """Return the value string of the current posting."""
        return self._values.value(self._index, self.format)

    def value_as(self, astype: str) -> Any:
        """Return the value of the current posting, decoded."""
        decoded = self._values.decoded(self._index, astype)
        if decoded is None:
            return self.format.decode_as(astype, self.value())
        return decoded

    def next(self) -> bool:
        """Go to the next posting; True if it lies in another block."""
        if self._index >= self._count:
            raise ReadTooFar
        self._index += 1
        return self._index % BLOCK == 0

    def skip_to(self, id: Any) -> None:  # noqa: A002 - Whoosh passes it by this name
        """Go to the first posting from here on whose id is at least `id`."""
        if self._index >= self._count:
            raise ReadTooFar
        self._index = bisect_left(self._ids, id, self._index)

    def skip_to_quality(self, minquality: float) -> int:
        """Go to the next block that may score above `minquality`; return how many were skipped."""
        skipped = 0
        while self._index < self._count and self.block_quality() <= minquality:
            self._index = min((self._index // BLOCK + 1) * BLOCK, self._count)
            skipped += 1
        return skipped

    def _block(self) -> tuple[Bounds, int]:
        if self._bounds is None:
            self._bounds = self._make_bounds()
        return self._bounds, self._index // BLOCK

    def block_min_id(self) -> Any:
        """Return the first id of the current block."""
        return self._ids[self._index // BLOCK * BLOCK]

    def block_max_id(self) -> Any:
        """Return the last id of the current block."""
        return self._ids[min((self._index // BLOCK + 1) * BLOCK, self._count) - 1]

    def block_max_weight(self) -> float:
        """Return the greatest weight in the current block."""
        bounds, block = self._block()
        return bounds.max_weights[block]

    def block_min_length(self) -> int:
        """Return the least field length in the current block."""
        bounds, block = self._block()
        return bounds.min_lengths[block]

    def block_max_length(self) -> int:
        """Return the greatest field length in the current block."""
        bounds, block = self._block()
        return bounds.max_lengths[block]
