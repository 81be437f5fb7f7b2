"""Tags and venues that differ by case alone are one: in facets, in filters, in what is completed."""

from __future__ import annotations

import pytest

from leadersearch.engine.spellings import Spellings
from leadersearch.index import Index
from leadersearch.model.article import Article

SPELT = ("Leadership", "leadership", "LEADERSHIP", "Leadership", "ward")
VENUES = ("BMJ Leader", "BMJ leader", "BMJ Leader", "BMJ leader", "BMJ Leader")


@pytest.fixture
def index(empty_index: Index) -> Index:
    articles = [
        Article(id=f"a{number}", title="Rotas", tags=(tag, "NHS"), venue=venue)
        for number, (tag, venue) in enumerate(zip(SPELT, VENUES, strict=True))
    ]
    # In two segments, and a spelling that only a deleted article had.
    empty_index.add([*articles[:2], Article(id="old", title="Rotas", tags=("leaDership",))])
    empty_index.add(articles[2:])
    empty_index.remove("old")
    return empty_index


def test_they_are_counted_as_one_under_the_most_frequent_spelling(index: Index) -> None:
    page = index.search("rotas", facets=["tag", "venue"])
    assert [(row.value, row.count) for row in page.facets["tag"]] == [
        ("NHS", 5),
        ("Leadership", 4),
        ("ward", 1),
    ]
    assert [(row.value, row.count) for row in page.facets["venue"]] == [("BMJ Leader", 5)]


@pytest.mark.parametrize("value", ["leadership", "Leadership", "LEADERSHIP", "leaderSHIP"])
def test_a_filter_finds_all_spellings(index: Index, value: str) -> None:
    assert index.search("rotas", filters=[("tag", value)]).total == 4


@pytest.mark.parametrize("facet", ["tag", "venue"])
def test_a_facet_counts_what_its_filter_finds(index: Index, facet: str) -> None:
    for row in index.search("rotas", facets=[facet]).facets[facet]:
        assert index.search("rotas", filters=[(facet, row.value)]).total == row.count


def test_a_few_values_are_the_most_frequent_of_all_spellings(index: Index) -> None:
    page = index.search("rotas", facets=["tag"], facet_limit=2)
    assert [row.value for row in page.facets["tag"]] == ["NHS", "Leadership"]


def test_they_are_completed_as_one(index: Index) -> None:
    assert [(row.value, row.count) for row in index.values("tag").with_word("lead")] == [
        ("Leadership", 4)
    ]


def test_an_article_with_two_spellings_is_counted_once(empty_index: Index) -> None:
    empty_index.add(Article(id="a", title="Rotas", tags=("Care", "care")))
    page = empty_index.search("rotas", facets=["tag"])
    assert [(row.value, row.count) for row in page.facets["tag"]] == [("Care", 1)]


def test_of_equally_frequent_spellings_the_first_by_alphabet_stands_for_all() -> None:
    assert Spellings({"b": 1, "B": 1}).shown == {"b": "B"}
    assert Spellings({"b": 2, "B": 1}).shown == {"B": "b"}


def test_a_chosen_spelling_stays_as_it_was_chosen(index: Index) -> None:
    page = index.search("rotas", filters=[("tag", "leadership")], facets=["tag"])
    assert ("leadership", 4) in [(row.value, row.count) for row in page.facets["tag"]]
