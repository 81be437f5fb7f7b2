"""Scores of words that stand together, of compounds and of patterns, from counts made by hand.

The counts are those of `golden.collection`; four articles, fifteen words long on average.
"""

from __future__ import annotations

import math
from typing import Any

import pytest

from leadersearch.index import Index

LENGTHS = {"kind": 12, "ethics": 15, "team": 16, "mentor": 17}


def idf(held: int) -> float:
    return math.log(1 + (4 - held + 0.5) / (held + 0.5))


def sat(article: str, within: float, outside: float = 0.0) -> float:
    """The saturated frequency: weighted counts in texts, and in authors."""
    frequency = within / (0.5 + 0.5 * LENGTHS[article] / 15) + outside
    return 2.2 * frequency / (frequency + 1.2)


def scores(index: Index, query: str) -> list[tuple[str, Any]]:
    return [(hit.article.id, pytest.approx(hit.score, abs=5e-5)) for hit in index.search(query)]


def test_words_near_each_other_are_counted_where_a_window_of_eight_begins(index: Index) -> None:
    # "kind" counts 3 in the title of `kind`, 3 in the body of `team` (two of them in this form), and
    # by the author of `ethics`: three articles hold it, but two in the texts that pairs look at.
    # In the body of `team` the words stand at 0, 2, 8 (kind) and 6 (leader): windows of eight words
    # that hold both begin at 0, 2 and 6. In the title of `kind` they stand side by side.
    kind = idf(3) * sat("kind", 3) + 0.15 * idf(2) * sat("kind", 3)
    leaders = 1.15 * idf(3) * sat("kind", 3 + 1)
    pair = (0.1 + 0.1) * (idf(2) + idf(3)) * sat("kind", 3)
    team = idf(3) * sat("team", 3) + 0.15 * idf(2) * sat("team", 2) + 1.15 * idf(3) * sat("team", 1)
    near = 0.1 * (idf(2) + idf(3)) * sat("team", 3)
    assert scores(index, "kind leaders") == [
        ("kind", kind + leaders + pair),
        ("team", team + near),
        ("ethics", idf(3) * sat("ethics", 0, 2)),
        ("mentor", 1.15 * idf(3) * sat("mentor", 1)),
    ]
    assert scores(index, "kind leaders") == [
        ("kind", 1.79535), ("team", 1.26267), ("ethics", 0.49043), ("mentor", 0.39578),
    ]  # fmt: skip


def test_a_compound_has_the_scores_of_its_parts_and_three_tenths_of_its_joined_form(
    index: Index,
) -> None:
    joined = 0.3 * 1.15 * idf(2)
    # "care" is a tag of `kind` as well, which counts a half, outside of the length.
    health = 1.15 * idf(1) * sat("kind", 1)
    care = idf(3) * (sat("kind", 1, 0.5) + 0.15 * sat("kind", 1))
    parts = health + care
    assert scores(index, "health-care") == [
        ("kind", parts + joined * sat("kind", 1)),
        ("team", joined * sat("team", 3)),
    ]


def test_words_in_any_order_are_counted_where_a_window_of_their_slop_begins(index: Index) -> None:
    # `mentor`: listen 1, care 5, listen 6; `kind`: care 3, listen 5; windows of 2 + 4 words.
    assert scores(index, '"listen care"~4') == [
        ("mentor", idf(2) * sat("mentor", 2)),
        ("kind", idf(2) * sat("kind", 1)),
    ]
    assert scores(index, '"listen care"~1') == [
        ("kind", idf(2) * sat("kind", 1)),
        ("mentor", idf(2) * sat("mentor", 1)),
    ]


def test_the_words_of_a_pattern_count_as_one(index: Index) -> None:
    # leaders in `kind` (title and body) and `mentor`, leadership in the title of `ethics`, leaders
    # and lead in `team`.
    assert scores(index, "lead*") == [
        ("kind", idf(4) * sat("kind", 4)),
        ("ethics", idf(4) * sat("ethics", 3)),
        ("team", idf(4) * sat("team", 2)),
        ("mentor", idf(4) * sat("mentor", 1)),
    ]


def test_a_word_that_only_asks_counts_three_tenths(index: Index) -> None:
    asked = 0.3 * 1.15 * idf(1) * sat("mentor", 1)
    assert scores(index, "work mentoring")[0] == (
        "mentor",
        asked + idf(1) * sat("mentor", 6) + 0.15 * idf(1) * sat("mentor", 5),
    )
