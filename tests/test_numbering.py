"""Texts and their numbers, against a dict."""

from __future__ import annotations

import tracemalloc

from hypothesis import given, strategies as st

from leadersearch.numbering import Numbering
from strategies import everyday

IDS = st.one_of(
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.text("0123456789abcdef", max_size=6),
    st.text(max_size=6),
    st.sampled_from(["", "00", "\0", "0", "\ud800", "4142", "AB", "ab"]),
)


@everyday(200)
@given(st.lists(IDS))
def test_each_text_has_the_number_of_its_first_coming(texts: list[str]) -> None:
    expected: dict[str, int] = {}
    numbering = Numbering()
    for text in texts:
        assert numbering.find(text) == expected.get(text, -1)
        assert numbering.number(text) == expected.setdefault(text, len(expected))
    assert list(numbering) == list(expected)
    assert len(numbering) == len(expected)


def test_many_texts_are_found() -> None:
    texts = [*(f"{number:016x}" for number in range(5_000)), *map(str, range(5_000))]
    numbering = Numbering()
    assert list(map(numbering.number, texts)) == list(range(10_000))
    assert list(map(numbering.find, texts)) == list(range(10_000))
    assert "absent" not in numbering


def test_an_id_takes_few_bytes() -> None:
    ids = [f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}" for number in range(20_000)]
    tracemalloc.start()
    try:
        numbering = Numbering()
        for each in ids:
            numbering.number(each)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held / len(ids) < 40
