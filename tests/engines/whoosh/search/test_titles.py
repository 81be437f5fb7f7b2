"""The order of titles, found out from their first words where those differ."""

from __future__ import annotations

from hypothesis import given, strategies as st

from leadersearch.engines.whoosh.search.titles import title_ranks
from leadersearch.text.analysis import title_key

WORDS = st.sampled_from(
    ["a", "the", "cat", "catalogue", "kindness", "Health-care", "é", "日本", "!", "C++", "x" * 30]
)
TITLES = st.lists(WORDS, max_size=12).map(" ".join)


@given(st.lists(TITLES, max_size=20))
def test_ranks_are_those_of_whole_keys(titles: list[str]) -> None:
    keys = [title_key(title) for title in titles]
    order = sorted(set(keys) - {""})
    assert title_ranks(titles) == [order.index(key) if key else len(order) for key in keys]
