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
    needed = Counter(id(there) for there in places)
    distinct = {id(there): there for there in places}
    starts = np.unique(np.concatenate(list(distinct.values())))
    for key, there in distinct.items():
        held = np.searchsorted(there, starts + width) - np.searchsorted(there, starts)
        starts = starts[held >= needed[key]]
    return starts


def _held(keys: Keys, there: Keys) -> NDArray[np.bool_]:
    """Bool (len(keys),): which keys are among `there`."""
    if not len(there):
        return np.zeros(len(keys), bool)
    places = np.searchsorted(there, keys)
    places[places == len(there)] = 0
    return there[places] == keys
