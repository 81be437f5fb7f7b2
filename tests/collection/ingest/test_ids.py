"""The ids of a file: what is kept is what was given."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from leadersearch.collection.ingest.ids import Ids
from strategies import everyday

DERIVED = st.text("0123456789abcdef", min_size=16, max_size=16)


@everyday(200)
@given(st.lists(st.one_of(DERIVED, st.text(max_size=20))) | st.lists(DERIVED))
def test_ids_are_read_back(rows: list[str]) -> None:
    ids = Ids(rows)
    assert (list(ids), len(ids)) == (rows, len(rows))
    assert [ids[place] for place in range(len(rows))] == rows
    again = Ids.unpacked(json.loads(json.dumps(ids.packed)))
    assert again == ids
    assert list(again) == rows


@pytest.mark.parametrize("kept", ["0123", "0" * 15 + "G", "0" * 17, 7, None, {}, [1], [["x"]]])
def test_no_other_ids_are_taken(kept: object) -> None:
    with pytest.raises(TypeError):
        Ids.unpacked(kept)


def test_digits_are_all_that_is_kept_of_derived_ids() -> None:
    assert Ids(["0123456789abcdef"] * 2).packed == "0123456789abcdef" * 2
