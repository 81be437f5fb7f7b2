"""A search as one value."""

from __future__ import annotations

import pytest

from leadersearch.engine import Sort
from leadersearch.errors import UsageError
from leadersearch.index import Index
from leadersearch.model.article import Article, PartialDate
from leadersearch.results.search import Search


@pytest.fixture
def index(empty_index: Index) -> Index:
    rows = (("old", "2023"), ("new", "2024"), ("older", "2020"))
    empty_index.add(
        Article(id=name, title="Kindness", date=PartialDate.parse(year)) for name, year in rows
    )
    return empty_index


def ids(index: Index, search: Search) -> list[str]:
    return [hit.article.id for hit in index.search(search)]


def test_a_search_has_its_own_order(index: Index) -> None:
    assert ids(index, Search("kindness", sort="oldest")) == ["older", "old", "new"]


def test_values_of_one_facet_widen_each_other(index: Index) -> None:
    search = Search("kindness", "newest", {"year": ["2023", "2024"]})
    assert ids(index, search) == ["new", "old"]


def test_filters_can_be_given_to_a_search_in_words(index: Index) -> None:
    found = index.search("kindness", filters={"year": "2020"})
    assert [hit.article.id for hit in found] == ["older"]


def test_a_search_says_itself_whether_it_is_broadened(index: Index) -> None:
    index.add([Article(id="a", body="kindness, wards"), Article(id="b", body="leaders, wards")])
    index.add(Article(id="c", title="Leaders of kindness"))
    scores = [
        [hit.score for hit in index.search(Search("kindness leaders", broaden=broaden))]
        for broaden in (False, True)
    ]
    assert scores[0] != scores[1]


def test_searches_that_ask_for_the_same_are_equal() -> None:
    given = Search("a", "newest", {"year": ["2023", "2024"], "tag": "x"})
    pairs = (("year", "2023"), ("year", "2024"), ("tag", "x"))
    assert given == Search("a", Sort.NEWEST, pairs)
    assert hash(given) == hash(Search("a", Sort.NEWEST, pairs))
    assert given.filters == pairs


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text": None}, "a search is text, not NoneType"),
        ({"sort": "best"}, "unknown order 'best': choose from relevance, newest"),
        ({"filters": {"title": "x"}}, "unknown facet 'title': choose from author, year"),
        ({"filters": {"year": [2024]}}, "year is filtered by text such as '2024', not 2024"),
        ({"filters": {"year": 2024}}, "year is filtered by text such as '2024', not 2024"),
        (
            {"filters": ["year"]},
            "a filter is a facet and a value, such as year and 2024, not 'year'",
        ),
        ({"filters": [("year",)]}, "a filter is a facet and a value"),
        ({"sort": "title", "broaden": True}, "sorted by title it has no effect: leave out one"),
        ({"broaden": 1}, "broaden is True or False, not 1"),
        ({"filters": 2024}, "a filter is a facet and a value"),
        ({"filters": "2024"}, "a filter is a facet and a value"),
    ],
)
def test_what_is_no_search_is_refused_when_it_is_made(
    options: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        Search(**options)  # type: ignore[arg-type]
