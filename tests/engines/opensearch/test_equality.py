"""A cluster gives the answers of the memory engine, and three shards those of one to the last bit."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, strategies as st

import strategies
from asking import Question, answered, fill, held_ids, search
from engines.contract import COLLECTION
from equality import values
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.model.article import Article
from leadersearch.results.page import Page

collections = st.lists(
    strategies.articles, min_size=4, max_size=14, unique_by=lambda article: article.id
)
HELD_TO = 1e-5
"""The cluster calculates with 24 bits."""


def refill(engine: Engine, articles: Sequence[Article]) -> None:
    with engine.write() as writer:
        writer.remove(held_ids(engine))
        writer.put(articles)


def counted(page: Page) -> object:
    return page.total, page.all_words, page.verbatim, page.facets, page._plan


def assert_alike(page: Page, oracle: Page) -> None:
    """Equal but for the last digits of scores, and for the order of those that differ in these."""
    assert counted(page) == counted(oracle)
    assert len(page) == len(oracle)
    for hit, expected in zip(page, oracle, strict=True):
        assert (hit.all_words, hit.verbatim) == (expected.all_words, expected.verbatim)
        assert math.isclose(hit.score, expected.score, rel_tol=HELD_TO, abs_tol=HELD_TO)


@strategies.everyday(3)
@given(collections, st.lists(strategies.requests, min_size=10, max_size=12))
def test_pages_are_those_of_the_oracle(
    one_and_three_shards: tuple[Engine, Engine],
    articles: list[Article],
    requests: list[Question],
) -> None:
    memory = MemoryEngine()
    fill(memory, articles)
    one, three = one_and_three_shards
    for engine in (one, three):
        refill(engine, articles)
    for request in requests:
        page = answered(one, request)
        assert values(answered(three, request)) == values(page)
        assert_alike(page, answered(memory, request))


@pytest.mark.parametrize("text", ["medical ethics", "leader care ethics", "lead*", "kindnes~"])
def test_scores_are_those_of_the_formula(
    one_and_three_shards: tuple[Engine, Engine], text: str
) -> None:

    memory = MemoryEngine()
    fill(memory, COLLECTION)
    for engine in one_and_three_shards:
        refill(engine, COLLECTION)
        assert_alike(search(engine, text), search(memory, text))


def test_a_long_query_is_carried_out_in_part(one_and_three_shards: tuple[Engine, Engine]) -> None:
    words = [f"{word}{number}" for number in range(60) for word in ("kind", "care", "leader")]
    articles = [Article(id="all", body=" ".join(words)), Article(id="one", body="care7 kind7")]
    for engine in one_and_three_shards:
        refill(engine, articles)
        assert [hit.article.id for hit in search(engine, " ".join(words[:150]))][:1] == ["all"]
