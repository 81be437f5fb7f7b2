"""Terms within a few edits, against a look at every term."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from hypothesis import given, strategies as st

from leadersearch.engines.whoosh.segment.fuzzy import FuzzyTerms
from leadersearch.engines.whoosh.segment.terms import TermDictionary
from leadersearch.text.distance import is_within

words = st.text(st.sampled_from("abcdeéß日\ud800'1"), min_size=1, max_size=6)


class Terms:
    """The terms of a dictionary, as it reports them."""

    def __init__(self, terms: list[str]) -> None:
        self._terms = [term.encode("utf-8", "surrogatepass") for term in terms]
        self.text = np.frombuffer(b"".join(self._terms), np.uint8)
        self.text_offsets = np.cumsum([0, *map(len, self._terms)])

    def term(self, ordinal: int) -> bytes:
        return self._terms[ordinal]


@given(st.sets(words, min_size=1, max_size=60), words, st.integers(1, 2))
def test_just_the_terms_within_the_distance_are_found(
    held: set[str], word: str, distance: int
) -> None:
    terms = sorted(held, key=lambda term: term.encode("utf-8", "surrogatepass"))
    found = FuzzyTerms(cast("TermDictionary", Terms(terms))).within(word, distance)
    assert found == [
        ordinal for ordinal, term in enumerate(terms) if is_within(word, term, distance)
    ]


@pytest.mark.parametrize("size", [1, 8, 63, 64, 65, 80])
def test_words_of_any_length_are_found_with_two_edits(size: int) -> None:
    """64 letters fit into the bits of a number; longer words are compared one by one."""
    word = ("abcdefghij" * 8)[:size]
    last = word[:-2] + word[-2:][::-1]
    near = {word, f"x{word}y", f"{word[1:]}xy", f"x{word[1:]}", last, f"{last}z", word[1:-1]}
    far = {f"xyz{word}", f"{word}zzz", f"x{last}zz"}
    terms = sorted((near | far) - {""})
    found = FuzzyTerms(cast("TermDictionary", Terms(terms))).within(word, 2)
    assert [terms[ordinal] for ordinal in found] == [
        term for term in terms if is_within(word, term, 2)
    ]
    assert {terms[ordinal] for ordinal in found} >= {word, f"x{word}y", f"x{word[1:]}"}
