"""Places where terms stand together, against a look at every place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from leadersearch.engines.whoosh.segment import position_sets

SPREAD = st.integers(1, 60)


@st.composite
def keys(draw: st.DrawFn) -> list[int]:
    places = draw(st.sets(st.tuples(st.integers(0, 3), st.integers(0, draw(SPREAD))), max_size=80))
    return sorted(document << 32 | position for document, position in places)


def array(values: list[int]) -> position_sets.Keys:
    return np.array(values, np.int64)


@given(keys(), keys())
def test_common_keys_are_in_both(first: list[int], second: list[int]) -> None:
    found = position_sets.common(array(first), array(second))
    assert found.tolist() == sorted(set(first) & set(second))


@given(keys(), keys(), st.integers(0, 8))
def test_two_terms_are_near_where_a_window_holds_both(
    first: list[int], second: list[int], slop: int
) -> None:
    width = 2 + slop

    def holds(start: int, there: list[int]) -> bool:
        return any(start <= place < start + width for place in there)

    starts = [key for key in {*first, *second} if holds(key, first) and holds(key, second)]
    found, found_firsts = position_sets.near_two(array(first), array(second), slop)
    assert found.tolist() == sorted(starts)
    assert found_firsts.tolist() == [key for key in first if key in starts]


@pytest.mark.parametrize("count", [1, 5, 500])
def test_few_and_many_keys_are_found_alike(count: int) -> None:
    there = np.arange(0, 3000, 3, dtype=np.int64)
    wanted = np.arange(count, dtype=np.int64)
    assert position_sets.common(wanted, there).tolist() == [n for n in range(count) if n % 3 == 0]
