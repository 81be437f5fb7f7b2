"""The few array idioms that every section of a segment file is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Array: TypeAlias = NDArray[Any]

CHUNK = 1 << 20
"""How many items are held as a temporary at a time: a field of a million articles has 10^8."""

_UNSIGNED = (np.uint8, np.uint16, np.uint32, np.uint64)


def least_unsigned(maximum: int) -> np.dtype[Any]:
    """Return the narrowest unsigned type that holds every integer from 0 to `maximum`."""
    for kind in _UNSIGNED:
        if maximum <= np.iinfo(kind).max:
            return np.dtype(kind)
    raise OverflowError(f"{maximum} does not fit into 64 bits")


def least_float(values: Array) -> np.dtype[Any]:
    """Return float32 when it holds every one of `values` exactly, else float64."""
    narrow = values.astype(np.float32)
    exact = np.array_equal(narrow.astype(np.float64), values, equal_nan=True)
    return np.dtype(np.float32 if exact else np.float64)


def narrowed(values: Array) -> Array:
    """Return non-negative integers in the narrowest type that holds them."""
    maximum = int(values.max()) if len(values) else 0
    return values.astype(least_unsigned(maximum), copy=False)


def offsets_of(counts: Array | Sequence[int]) -> Array:
    """Return where each of consecutive runs starts, and the end of the last.

    Shape (len(counts) + 1,), the narrowest unsigned type.
    """
    offsets = np.zeros(len(counts) + 1, dtype=np.uint64)
    np.cumsum(np.asarray(counts, dtype=np.uint64), out=offsets[1:])
    return offsets.astype(least_unsigned(int(offsets[-1])))


def runs(offsets: Array, size: int = CHUNK) -> Iterator[tuple[int, int]]:
    """Yield ranges of runs that together cover all of them, each about `size` items long.

    A single run longer than `size` is a range of its own.
    """
    low = 0
    count = len(offsets) - 1
    while low < count:
        target = int(offsets[low]) + size
        high = int(np.searchsorted(offsets, target, side="right")) - 1
        high = min(max(high, low + 1), count)
        yield low, high
        low = high


def reduce_runs(operation: np.ufunc, values: Array, offsets: Array) -> Array:
    """Reduce each run of `values` to one number; no run may be empty.

    Shape (len(offsets) - 1,). Sums are 64 bits wide, other operations keep the type of `values`.
    """
    dtype = None
    if operation is np.add:
        dtype = np.dtype(np.float64 if values.dtype.kind == "f" else np.uint64)
    parts = []
    for low, high in runs(offsets):
        start, stop = int(offsets[low]), int(offsets[high])
        starts = offsets[low:high].astype(np.int64) - start
        parts.append(operation.reduceat(values[start:stop], starts, dtype=dtype))
    return np.concatenate(parts) if parts else np.zeros(0, dtype=dtype or values.dtype)
