"""The postings of a term, a few at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.whoosh.codec.snapshots import MemoryStorage
from leadersearch.engines.whoosh.codec.builder import SegmentBuilder
from leadersearch.engines.whoosh.codec.field_reader import ColumnarTermsReader
from leadersearch.engines.whoosh.codec.inverted import InvertedField, packed_terms
from leadersearch.engines.whoosh.codec.postings import SKIP, PostingsColumns
from leadersearch.engines.whoosh.codec.segment import ColumnarSegment


def postings_of(frequencies: list[list[int]]) -> PostingsColumns:
    """Term by term how often it stands in each of its documents, as a field of a segment."""
    storage, segment = MemoryStorage(), ColumnarSegment("MAIN")
    builder = SegmentBuilder(storage, segment)
    heights = list(map(len, frequencies))
    for _ in range(max(heights)):
        builder.append_stored({})
    flat = np.array([count for term in frequencies for count in term])
    text, text_offsets = packed_terms([f"term{n:03}".encode() for n in range(len(frequencies))])
    field = InvertedField(
        text=text,
        text_offsets=text_offsets,
        offsets=np.cumsum([0, *heights]),
        documents=np.concatenate([np.arange(height) for height in heights]),
        frequencies=flat,
        occurrences={"positions": np.concatenate([np.arange(count) for count in flat])},
    )
    builder.add_field("text", field)
    builder.finish()
    found = ColumnarTermsReader(storage, segment).field("text")
    assert found is not None
    return found.postings


def starts(postings: PostingsColumns, ordinal: int) -> np.ndarray:
    frequencies = postings.frequencies(ordinal, ordinal + 1).astype(np.int64)
    return np.cumsum(frequencies) - frequencies


counts = st.lists(st.integers(1, 3), min_size=1, max_size=5 * SKIP)


@settings(max_examples=60, deadline=None)
@given(st.lists(counts, min_size=1, max_size=4), st.data())
def test_positions_of_a_few_postings_start_where_they_do(
    frequencies: list[list[int]], data: st.DataObject
) -> None:
    postings = postings_of(frequencies)
    for ordinal, term in enumerate(frequencies):
        chosen = data.draw(st.lists(st.integers(0, len(term) - 1), max_size=4))
        indices = np.array(chosen, np.uint32)
        found = postings.position_starts(ordinal, indices)
        assert found.tolist() == starts(postings, ordinal)[indices].tolist()


@pytest.mark.parametrize("index", [0, SKIP - 1, SKIP, 10 * SKIP - 1])
def test_postings_at_the_edges_of_a_step_are_found(index: int) -> None:
    postings = postings_of([[2] * (10 * SKIP), [1] * 3])
    assert postings.position_starts(0, np.array([index])).tolist() == [2 * index]
    assert postings.position_starts(1, np.array([2])).tolist() == [2]


def test_where_every_frequency_is_one_no_steps_are_kept() -> None:
    postings = postings_of([[1] * 500])
    assert postings.position_starts(0, np.array([7, 499])).tolist() == [7, 499]


def test_positions_begin_where_they_are_said_to_for_all_postings() -> None:
    postings = postings_of([[1, 2, 3] * SKIP])
    everything = np.arange(3 * SKIP)
    assert (postings.position_starts(0, everything) == starts(postings, 0)).all()
