"""Patterns select what people expect of `*` and `?`."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from leadersearch.plan import Like
from strategies import everyday


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("lead*", "lead leader leadership", "misled plead lea"),
        ("wom?n", "woman women", "womn womenn womaan"),
        ("*ship", "ship leadership", "shipping"),
        ("l*r", "lr leader liar", "leaders"),
        ("*", "a anything", ""),
        ("?", "a é 日", "ab"),
        ("a.c", "a.c", "abc"),
        ("c++*", "c++ c++11", "ccc"),
        ("[a-z]", "[a-z]", "a"),
        ("a\\*", "a\\ a\\b", "a*"),
    ],
)
def test_a_pattern_describes_whole_words(pattern: str, matching: str, others: str) -> None:
    regex = Like(pattern).regex()
    assert [word for word in matching.split() if not regex.fullmatch(word)] == []
    assert [word for word in others.split() if regex.fullmatch(word)] == []


@pytest.mark.parametrize(
    ("pattern", "prefix"), [("lead*", "lead"), ("w?m*", "w"), ("*x", ""), ("abc", "abc"), ("", "")]
)
def test_the_prefix_is_what_stands_before_the_first_wildcard(pattern: str, prefix: str) -> None:
    assert Like(pattern).prefix() == prefix


@everyday(200)
@given(st.text("ab*?.[", max_size=6), st.text("ab.[", max_size=6))
def test_whatever_matches_begins_with_the_prefix(pattern: str, word: str) -> None:
    if Like(pattern).regex().fullmatch(word):
        assert word.startswith(Like(pattern).prefix())
