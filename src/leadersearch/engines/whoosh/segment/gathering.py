"""The postings of several terms as arrays: ranges of terms, put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from leadersearch.engines.whoosh.segment.indexed_field import IndexedField
from leadersearch.engines.whoosh.segment.lexicon import Slices

Array = NDArray[Any]

BATCH_TERMS = 2_000
"""Terms whose occurrences are looked at at once, so that memory does not grow with all of them."""


def is_one(slices: Slices) -> bool:
    """Whether the ranges hold a single term."""
    return len(slices) == 1 and slices[0][1] - slices[0][0] == 1


def joined(parts: list[Array]) -> Array:
    """Several arrays as one."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def gather(field: IndexedField, slices: Slices) -> tuple[Array, Array]:
    """The documents of all postings, and how often each holds its term."""
    documents = joined([field.postings.documents(low, high) for low, high in slices])
    frequencies = joined([field.postings.frequencies(low, high) for low, high in slices])
    return documents.astype(np.int64), frequencies.astype(np.int64)


def batches(slices: Slices) -> Iterator[Slices]:
    """The same ranges, so many terms at a time."""
    batch: Slices = []
    terms = 0
    for low, high in slices:
        for start in range(low, high, BATCH_TERMS):
            end = min(start + BATCH_TERMS, high)
            batch.append((start, end))
            terms += end - start
            if terms >= BATCH_TERMS:
                yield batch
                batch, terms = [], 0
    if batch:
        yield batch
