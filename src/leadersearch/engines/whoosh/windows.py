"""Occurrences -> where they stand together.

Occurrences are keys, `article << 32 | position`, increasing. Positions leave gaps between fields
and values that are wider than any window, so that nothing here need know of either.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]


def runs(places: list[Keys]) -> Keys:
    """Where the terms stand one after another: the keys of the first."""
    # From the rarest term on: what is left can only become fewer.
    order = sorted(range(len(places)), key=lambda offset: len(places[offset]))
    starts = places[order[0]] - order[0]
    for offset in order[1:]:
        starts = starts[_held(starts + offset, places[offset])]
    return starts


def near(places: list[Keys], slop: int) -> Keys:
    """The occurrences of any term from which a window of all terms and `slop` more holds all.

    A term that is asked for twice has to be there twice.
    """
    width = len(places) + slop
    if len(places) == 2 and places[0] is not places[1]:
        return _near_two(places[0], places[1], width)
    needed = Counter(id(there) for there in places)
    distinct = {id(there): there for there in places}
    starts = merged(list(distinct.values()))
    for key, there in distinct.items():
        held = np.searchsorted(there, starts + width) - np.searchsorted(there, starts)
        starts = starts[held >= needed[key]]
    return starts


def merged(parts: list[Keys]) -> Keys:
    """The union of increasing arrays, increasing."""
    if len(parts) == 1:
        return parts[0]
    # Runs that are sorted already are merged, not sorted: timsort finds them.
    joined = np.sort(np.concatenate(parts), kind="stable")
    return joined[first_of_each(joined)]


def first_of_each(increasing: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Bool (n,): which values differ from the one before."""
    first = np.ones(len(increasing), bool)
    np.not_equal(increasing[1:], increasing[:-1], out=first[1:])
    return first


def _near_two(first: Keys, second: Keys, width: int) -> Keys:
    """As `near`, of two terms, in one walk over both: what follows decides, and follows closely."""
    tagged = np.sort(np.concatenate([first << 1, second << 1 | 1]), kind="stable")
    keys, is_second = tagged >> 1, (tagged & 1).astype(bool)
    # Where both terms stand at one place, either has the other in its window.
    found = np.zeros(len(keys), bool)
    same = keys[1:] == keys[:-1]
    found[1:] |= same
    for step in range(1, width + 1):
        # Within a window there are at most `width` more keys of each term.
        close = keys[step:] - keys[:-step] < width
        if not close.any():
            break
        found[:-step] |= close & (is_second[step:] != is_second[:-step])
    starts = keys[found]
    return starts[first_of_each(starts)]


def _held(keys: Keys, there: Keys) -> NDArray[np.bool_]:
    """Bool (len(keys),): which keys are among `there`."""
    if not len(there):
        return np.zeros(len(keys), bool)
    places = np.searchsorted(there, keys)
    places[places == len(there)] = 0
    return there[places] == keys
