"""The postings of a term where a few documents are asked for, against all of its postings."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from leadersearch.engines.whoosh.segment.position_sets import POSITION
from leadersearch.engines.whoosh.segment.term_positions import SLOTS, BloomFilter, TermPostings

SIZE = 90
Column = NDArray[np.unsignedinteger[Any]]

places = st.dictionaries(
    st.integers(0, SIZE - 1), st.sets(st.integers(0, 300), min_size=1, max_size=20), max_size=SIZE
)


def term_postings(places: dict[int, set[int]]) -> TermPostings:
    """One term's postings."""
    return TermPostings(*term_columns(places), SIZE)


def term_columns(places: dict[int, set[int]]) -> tuple[Column, Column, Column]:
    """Documents, frequencies and positions of one term, as the columns of a segment give them."""
    documents = np.array(sorted(places), np.uint16)
    frequencies = np.array([len(places[number]) for number in sorted(places)], np.uint8)
    positions = np.array([p for n in sorted(places) for p in sorted(places[n])], np.uint16)
    return documents, frequencies, positions


@given(places, st.sets(st.integers(0, SIZE - 1)))
def test_occurrences_in_some_documents(held: dict[int, set[int]], asked: set[int]) -> None:
    documents = sorted(asked)
    there = term_postings(held)
    found = there.occurrences(there.located(np.array(documents, np.int64)))
    assert found.tolist() == [
        index << 32 | position
        for index, number in enumerate(documents)
        for position in sorted(held.get(number, ()))
    ]


@given(places, st.sets(st.tuples(st.integers(0, SIZE - 1), st.integers(0, 310))))
def test_places_where_the_term_stands(
    held: dict[int, set[int]], asked: set[tuple[int, int]]
) -> None:
    keys = sorted(number << 32 | position for number, position in asked)
    found = term_postings(held).standing_at(np.array(keys, np.int64))
    assert found.tolist() == [key for key in keys if key & 0xFFFFFFFF in held.get(key >> 32, ())]
    assert all(first < second for first, second in pairwise(found.tolist()))


@given(st.lists(places, min_size=1, max_size=3), st.sets(st.integers(0, SIZE - 1), max_size=SIZE))
def test_occurrences_of_many_terms_at_some_places(
    terms: list[dict[int, set[int]]], asked: set[int]
) -> None:
    """Terms at the positions stay; the filter may let others through, and never invents one."""
    at = sorted(number << 32 | position for number in asked for position in range(0, 300, 7))
    columns = [term_columns(held) for held in terms]
    documents, frequencies, positions = (
        np.concatenate(parts) for parts in zip(*columns, strict=True)
    )
    found = BloomFilter(np.array(at, np.int64), SIZE).among(
        documents.astype(np.int64), frequencies.astype(np.int64), positions
    )
    every = [number << 32 | p for held in terms for number in held for p in held[number]]
    wanted = sorted(key for key in every if key in set(at))
    assert sorted(key for key in found.tolist() if key in set(at)) == wanted
    assert set(found.tolist()) <= set(every)


@pytest.mark.parametrize("count", [100, 1000, 50_000])
def test_most_of_what_stands_elsewhere_is_dropped(count: int) -> None:
    """One in `SLOTS` is let through, or fewer, of those that stand in the documents asked for."""
    draw = np.random.default_rng(count)
    size = 200
    keys = np.unique(draw.integers(0, size, 2 * count) << 32 | draw.integers(0, 60_000, 2 * count))
    asked = np.sort(draw.choice(keys, len(keys) // 2, replace=False))
    documents, frequencies = np.unique(keys >> 32, return_counts=True)
    found = BloomFilter(asked, size).among(
        documents, frequencies, (keys & POSITION).astype(np.uint16)
    )
    others = len(found) - len(asked)
    assert np.isin(asked, found).all()
    assert others <= 1.2 * (len(keys) - len(asked)) / SLOTS
