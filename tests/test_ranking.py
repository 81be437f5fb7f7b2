"""The formula, against numbers worked out by hand, and what must hold of it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from leadersearch import ranking
from strategies import everyday

frequencies = st.floats(1e-6, 1e6)
counts = st.integers(1, 10**9)


def test_the_constants_are_those_that_were_measured() -> None:
    assert (ranking.SATURATION, ranking.LENGTH_DISCOUNT, ranking.EXACT_FORM) == (1.2, 0.5, 0.15)
    assert (ranking.ADJACENT, ranking.NEARBY, ranking.NEARBY_SLOP) == (0.1, 0.1, 6)
    assert (ranking.FILLER_WORD, ranking.JOINED, ranking.COMPLETION) == (0.3, 0.3, 0.5)


@pytest.mark.parametrize(
    ("articles", "holding", "expected"),
    [(10, 1, math.log(1 + 9.5 / 1.5)), (10, 10, math.log(1 + 0.5 / 10.5)), (1, 1, math.log(4 / 3))],
)
def test_idf_is_lucenes(articles: int, holding: int, expected: float) -> None:
    assert ranking.inverse_document_frequency(articles, holding) == expected


@everyday(100)
@given(counts, st.data())
def test_idf_is_positive_and_falls_with_frequency(articles: int, data: st.DataObject) -> None:
    holding = data.draw(st.integers(0, articles))
    idf = ranking.inverse_document_frequency(articles, holding)
    assert idf > 0.0
    if holding:
        assert ranking.inverse_document_frequency(articles, holding - 1) >= idf


def test_a_pair_has_the_idf_of_both_words() -> None:
    assert ranking.pair_idf(1.5, 2.25) == ranking.pair_idf(2.25, 1.5) == 3.75


def test_the_norm_is_one_at_the_mean_and_half_for_nothing() -> None:
    assert ranking.length_norm(120.0, 120.0) == 1.0
    assert ranking.length_norm(0.0, 120.0) == 0.5
    assert ranking.length_norm(360.0, 120.0) == 2.0


def test_without_a_mean_every_length_is_one() -> None:
    assert ranking.length_norm(0.0, 0.0) == 1.0
    assert ranking.length_norm(np.zeros(3), 0.0).tolist() == [1.0, 1.0, 1.0]


def test_authors_are_not_diluted_by_length() -> None:
    assert ranking.mixed_frequency(3.0, 2.0, 2.0) == 3.5
    assert ranking.mixed_frequency(0.0, 2.0, 2.0) == ranking.mixed_frequency(0.0, 2.0, 0.5)


def test_a_score_by_hand() -> None:
    # Once in the title of an article of mean length, one article in ten holds the word.
    idf = math.log(1 + 9.5 / 1.5)
    mixed = ranking.mixed_frequency(3.0, 0.0, ranking.length_norm(100.0, 100.0))
    score = ranking.term_score(mixed, 1.0, idf)
    assert score == pytest.approx(idf * 2.2 * 3 / 4.2, rel=1e-15)
    assert score == pytest.approx(3.130962, abs=5e-7)


@everyday(200)
@given(frequencies, frequencies)
def test_more_occurrences_never_score_less_and_never_beyond_a_bound(
    first: float, second: float
) -> None:
    low, high = sorted([first, second])
    assert ranking.term_score(low, 1.0, 1.0) <= ranking.term_score(high, 1.0, 1.0)
    assert 0.0 < ranking.term_score(high, 1.0, 1.0) < 2.2 * (1 + 1e-12)


@everyday(200)
@given(frequencies, st.floats(0.001, 1000.0))
def test_the_weight_multiplies_the_score(frequency: float, weight: float) -> None:
    once = ranking.term_score(frequency, 1.0, 2.0)
    assert ranking.term_score(frequency, weight, 2.0) == pytest.approx(weight * once, rel=1e-12)


@everyday(200)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0.1, 1e5))
def test_longer_articles_are_discounted(first: int, second: int, mean: float) -> None:
    shorter, longer = sorted([float(first), float(second)])
    assert ranking.length_norm(shorter, mean) <= ranking.length_norm(longer, mean)


@everyday(200)
@given(
    st.lists(st.tuples(st.integers(0, 999), st.integers(0, 9), st.integers(0, 10**6)), max_size=9)
)
def test_numbers_and_arrays_give_the_same_bits(rows: list[tuple[int, int, int]]) -> None:
    within, outside, lengths = (
        np.array([row[column] for row in rows], np.float64) for column in range(3)
    )
    mixed = ranking.mixed_frequency(within + 1, outside, ranking.length_norm(lengths, 57.3))
    together = ranking.term_score(mixed, 0.15, 1.7).tolist()
    one_by_one = [
        ranking.term_score(
            ranking.mixed_frequency(a + 1.0, float(b), ranking.length_norm(float(c), 57.3)),
            0.15,
            1.7,
        )
        for a, b, c in rows
    ]
    assert together == one_by_one


@given(st.text(st.characters(codec=None)))
def test_ties_are_broken_by_a_number_that_fits_a_signed_column(article_id: str) -> None:
    assert 0 <= ranking.tie_break(article_id) < 2**63
    assert ranking.tie_break(article_id) == ranking.tie_break(article_id)


def test_the_tie_break_is_on_disk_and_stays() -> None:
    assert ranking.tie_break("a") == 1702698405120146464
