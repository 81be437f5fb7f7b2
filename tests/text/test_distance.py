"""Edits are counted as the textbook does."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from leadersearch.text.distance import is_within
from strategies import everyday

short = st.text("abé", max_size=6)


def textbook_distance(first: str, second: str) -> int:
    """Optimal string alignment by its recursive definition (Boytsov 2011), memoised in a table."""
    table = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            if i == 0 or j == 0:
                table[i][j] = i + j
                continue
            best = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (first[i - 1] != second[j - 1]),
            )
            if i > 1 and j > 1 and first[i - 2 : i] == second[j - 2 : j][::-1]:
                best = min(best, table[i - 2][j - 2] + 1)
            table[i][j] = best
    return table[-1][-1]


@pytest.mark.parametrize(
    ("first", "second", "distance", "expected"),
    [
        ("misinformaton", "misinformation", 1, True),
        ("knid", "kind", 1, True),
        ("leder", "leader", 1, True),
        ("leader", "leaders", 0, False),
        ("leader", "leader", 0, True),
        ("kind", "king", 1, True),
        ("care", "scared", 1, False),
        ("care", "scared", 2, True),
        ("", "ab", 2, True),
        ("", "abc", 2, False),
        ("ca", "abc", 2, False),  # would be 2 if letters could be edited twice
    ],
)
def test_edits_are_insert_delete_replace_and_swap(
    first: str, second: str, distance: int, expected: bool
) -> None:
    assert is_within(first, second, distance) is expected


@everyday(500)
@given(short, short, st.integers(0, 3))
def test_it_agrees_with_the_textbook(first: str, second: str, distance: int) -> None:
    assert is_within(first, second, distance) == (textbook_distance(first, second) <= distance)


@everyday(200)
@given(short, short, st.integers(0, 3))
def test_it_is_symmetric(first: str, second: str, distance: int) -> None:
    assert is_within(first, second, distance) == is_within(second, first, distance)
