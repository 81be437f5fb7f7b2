"""Where a query finds too little, others are offered that find something."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

import strategies
from asking import Question, answered
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.query import parse_query
from leadersearch.rewrite.suggest import MAX_SUGGESTIONS, Asked, spellings, suggestions
from strategies import everyday

ARTICLES = [
    Article(id="a", title="Medical ethics", authors=("Alex Ruani",), body="misinformation"),
    Article(id="b", title="Kindness", authors=("Anna Baverstock",), body="leaders and ethics"),
    Article(id="c", title="Leaders", body="kind words in the community of leaders"),
]


@pytest.fixture
def index() -> Index:
    made = Index(MemoryEngine())
    made.add(ARTICLES)
    return made


def offered(index: Index, query: str) -> dict[str, int]:
    return {row.query: row.total for row in index.search(query).suggestions}


@pytest.mark.parametrize("query", ["ethics", "", "kindness leaders", '"medical ethics"', "lead*"])
def test_a_query_that_lacks_nothing_gets_none(index: Index, query: str) -> None:
    assert offered(index, query) == {}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("=misinfromation", "=misinformation"),
        ("=medcal =ethics", "=medical =ethics"),
        ("author:=ruanni", "author:=ruani"),
        ('"medical ethcs"', '"medical ethics"'),
    ],
)
def test_another_spelling_of_exact_words_is_offered(
    index: Index, query: str, expected: str
) -> None:
    assert expected in offered(index, query)


@pytest.mark.parametrize("query", ['"Acta Rotarum"', "acta rotarum", "Rotarum"])
def test_the_name_of_a_journal_is_offered_as_one(query: str) -> None:
    index = Index(MemoryEngine())
    index.add(
        Article(id=f"r{number}", title="On wards", venue="Acta Rotarum") for number in range(2)
    )
    (offer,) = (row for row in index.search(query).suggestions if row.query.startswith("venue:"))
    assert (offer.total, offer.why) == (2, "in this journal or blog")


@pytest.mark.parametrize("query", ["=acta title:rotarum", "acta -rotarum", "acta AND rotarum"])
def test_other_queries_are_not_the_name_of_a_journal(query: str) -> None:
    index = Index(MemoryEngine())
    index.add(Article(id="r", title="On wards", venue="Acta Rotarum"))
    assert not [row for row in index.search(query).suggestions if row.query.startswith("venue:")]


def test_a_word_that_was_corrected_is_not_offered_again(index: Index) -> None:
    page = index.search("kindnes ethcs")
    assert [row.typed for row in page.readings] == ["kindnes", "ethcs"]
    assert page.suggestions == ()


def test_a_nearer_word_goes_before_a_farther_one_and_the_more_frequent_before_the_rarer(
    index: Index,
) -> None:
    assert spellings(index._now, "leaderss") == ["leaders"]
    index.add([Article(id="d", title="leads"), Article(id="e", title="leads lead")])
    assert spellings(index._now, "leed") == ["lead"]
    assert spellings(index._now, "leadz") == ["leads", "lead"]


@pytest.mark.parametrize("word", ["", "x", "zzzzzzzz", "\ud800", "ethics"])
def test_a_word_is_never_a_spelling_of_itself(index: Index, word: str) -> None:
    assert word not in spellings(index._now, word)


def test_a_phrase_that_nobody_wrote_is_offered_as_words(index: Index) -> None:
    assert offered(index, '"ethics medical"')["ethics medical"] == 1


def test_a_word_that_is_not_in_the_field_is_offered_in_any(index: Index) -> None:
    assert offered(index, "title:misinformation")["misinformation"] == 1


def test_one_demand_fewer_is_offered(index: Index) -> None:
    assert offered(index, "kindness AND misinformation") == {"misinformation": 1}


def test_a_word_that_no_article_holds_is_left_out(index: Index) -> None:
    assert offered(index, "ethics qqqqqq") == {"ethics": 2}


@pytest.mark.parametrize("query", ["the qqqqqq", "qqqqqq and zzzzzz", "of AND qqqqqq"])
def test_nothing_is_offered_where_only_stop_words_are_left(index: Index, query: str) -> None:
    assert index.search(query).total == 0
    assert offered(index, query) == {}


@pytest.mark.parametrize(
    ("query", "expected", "why"),
    [
        ("=ehtics qqqqqq", "=ethics", "corrected spelling, without qqqqqq"),
        ("+=ehtics +medical qqqqqq", "+=ethics +medical", "corrected spelling, without qqqqqq"),
        ("ethics qqqqqq zzzzzz", "ethics", "without qqqqqq and zzzzzz, which no article contains"),
    ],
)
def test_words_that_are_like_none_are_left_out_together(
    index: Index, query: str, expected: str, why: str
) -> None:
    (offer,) = index.search(query).suggestions
    assert (offer.query, offer.why) == (expected, why)


def test_while_typing_a_page_with_hits_gets_none(index: Index) -> None:
    assert index.search("ethics qqqqqq", typing=True).suggestions == ()


def test_filters_hold_for_suggestions_too(index: Index) -> None:
    page = index.search("=ehtics", filters=[("author", "Alex Ruani")])
    assert {row.query: row.total for row in page.suggestions} == {"=ethics": 1}


@everyday(60)
@given(strategies.requests, st.lists(strategies.articles, max_size=5))
def test_every_suggestion_finds_what_it_says(asked: Question, articles: list[Article]) -> None:
    index = Index(MemoryEngine())
    index.add(articles)
    page = answered(index._engine, asked)
    filters = asked.request.filters
    found = suggestions(
        index._now,
        index._engine.analysis,
        Asked(query=asked.query, total=page.total, missing=page.missing, filters=filters),
    )
    assert len(found) <= MAX_SUGGESTIONS
    assert len({row.query for row in found}) == len(found)
    for row in found:
        assert row.total > 0
        answer = index.search(parse_query(row.query).query, filters=filters)
        assert (answer.all_words or answer.total) == row.total
