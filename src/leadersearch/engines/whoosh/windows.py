"""Occurrences -> where they stand together.

Occurrences are keys, `article << 32 | position`, increasing. Positions leave gaps between fields
and values that are wider than any window, so that nothing here need know of either.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]

_NEVER = np.int64(1 << 62)


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
    needed = Counter(id(there) for there in places)
    distinct = {id(there): there for there in places}
    starts = merged(list(distinct.values()))
    for key, there in distinct.items():
        held = np.searchsorted(there, starts + width) - np.searchsorted(there, starts)
        starts = starts[held >= needed[key]]
    return starts


def near_two(first: Keys, second: Keys, slop: int, articles: int) -> tuple[Keys, Keys]:
    """As `near`, of two different terms, in one walk over both; `articles` is how many there are.

    Returns the starts, and those of them where the first term stands.
    """
    first, second = _shared(first, second, articles)
    tagged = np.sort(np.concatenate([first << 1, second << 1 | 1]), kind="stable")
    keys, is_second = tagged >> 1, (tagged & 1).astype(bool)
    following_second = _next(np.where(is_second, keys, _NEVER))
    following_first = _next(np.where(is_second, _NEVER, keys))
    other = np.where(is_second, following_first, following_second)
    found = other - keys < 2 + slop
    # Of two terms at one place the second comes second: the first is in its window, too.
    found[1:] |= keys[1:] == keys[:-1]
    starts = keys[found]
    return starts[first_of_each(starts)], keys[found & ~is_second]


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


def _shared(first: Keys, second: Keys, articles: int) -> tuple[Keys, Keys]:
    """The occurrences in articles that hold both terms."""
    if len(first) > len(second):
        second, first = _shared(second, first, articles)
        return first, second
    held = np.zeros(articles, bool)
    held[first >> 32] = True
    second = second[held[second >> 32]]
    held[:] = False
    held[second >> 32] = True
    return first[held[first >> 32]], second


def _next(keys: Keys) -> Keys:
    """For each place, the least key from there on."""
    return np.minimum.accumulate(keys[::-1])[::-1]


def _held(keys: Keys, there: Keys) -> NDArray[np.bool_]:
    """Bool (len(keys),): which keys are among `there`."""
    if not len(there):
        return np.zeros(len(keys), bool)
    places = np.searchsorted(there, keys)
    places[places == len(there)] = 0
    return there[places] == keys
