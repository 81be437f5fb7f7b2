"""Occurrences -> where they stand together.

Occurrences are keys, `document << 32 | position`, increasing. Positions leave gaps between fields
and values that are wider than any window, so that nothing here need know of either.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]

POSITION = np.int64((1 << 32) - 1)
"""The part of a key that is the position."""

FEW = 6
"""Below one key in this many, keys are looked up one by one; above, lists are merged."""

_NEVER = np.int64(1 << 62)


def near(places: list[Keys], slop: int) -> Keys:
    """The occurrences of any term from which a window of all terms and `slop` more holds all.

    A term that is asked for twice has to be there twice.
    """
    width = len(places) + slop
    needed = Counter(id(there) for there in places)
    distinct = {id(there): there for there in places}
    starts = merged(list(distinct.values()))
    for key, there in distinct.items():
        within = np.searchsorted(there, starts + width) - np.searchsorted(there, starts)
        starts = starts[within >= needed[key]]
    return starts


def near_two(first: Keys, second: Keys, slop: int) -> tuple[Keys, Keys]:
    """As `near`, of two different terms, in one walk over both.

    Returns the starts, and those of them where the first term stands.
    """
    keys, is_second = _interleaved(first, second)
    following_second = _next(np.where(is_second, keys, _NEVER))
    following_first = _next(np.where(is_second, _NEVER, keys))
    other = np.where(is_second, following_first, following_second)
    found = other - keys < 2 + slop
    # Of two terms at one place the second comes second: the first is in its window, too.
    found[1:] |= keys[1:] == keys[:-1]
    starts = keys[found]
    return starts[first_of_each(starts)], keys[found & ~is_second]


def common(keys: Keys, there: Keys) -> Keys:
    """The keys that are in both; both increasing, each key once."""
    if not len(there) or not len(keys):
        return keys[:0]
    if len(keys) * FEW < len(there):
        places = there.searchsorted(keys)
        places[places == len(there)] = 0
        return keys[there[places] == keys]
    both = _sorted(keys, there)
    return both[1:][both[1:] == both[:-1]]


def merged(parts: list[Keys]) -> Keys:
    """The union of increasing arrays, increasing."""
    if len(parts) == 1:
        return parts[0]
    joined = _sorted(*parts)
    return joined[first_of_each(joined)]


def first_of_each(increasing: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Bool (n,): which values differ from the one before."""
    first = np.ones(len(increasing), bool)
    np.not_equal(increasing[1:], increasing[:-1], out=first[1:])
    return first


def _sorted(*parts: Keys) -> Keys:
    """All keys, increasing."""
    keys = np.concatenate(parts)
    keys.sort(kind="stable")  # runs that are sorted already are merged: timsort finds them
    return keys


def _interleaved(first: Keys, second: Keys) -> tuple[Keys, NDArray[np.bool_]]:
    """Both, increasing, and which keys are of the second; at the same place it comes second."""
    tagged = _sorted(first << 1, second << 1 | 1)
    return tagged >> 1, (tagged & 1).astype(bool)


def _next(keys: Keys) -> Keys:
    """For each place, the least key from there on."""
    return np.minimum.accumulate(keys[::-1])[::-1]
