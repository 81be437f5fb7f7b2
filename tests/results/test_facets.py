"""The values of facets, found by the beginnings of their words, on every engine."""

from __future__ import annotations

import pytest

from leadersearch.engine import FacetCount
from leadersearch.errors import UsageError
from leadersearch.index import Index
from leadersearch.model.article import Article

AUTHORS = ("Frédéric Blain", "Anna Baverstock", "Blaine Anna", "Lublain\nNext")


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.add(Article(id="1", title="x", authors=AUTHORS, venue="BMJ Leader"))
    empty_index.add(Article(id="2", title="y", authors=AUTHORS[:1], venue="The BMJ"))
    return empty_index


def found(index: Index, beginning: str, limit: int | None = None) -> list[str]:
    return [row.value for row in index.values("author").with_word(beginning, limit)]


def test_any_word_of_a_value_may_begin_so_the_most_frequent_first(index: Index) -> None:
    assert found(index, "blain") == ["Frédéric Blain", "Blaine Anna"]
    assert found(index, "anna") == ["Anna Baverstock", "Blaine Anna"]
    assert index.values("author").with_word("fred") == (FacetCount("Frédéric Blain", 2),)


def test_case_accents_and_blanks_do_not_matter(index: Index) -> None:
    assert found(index, "FRÉD") == found(index, "  fred ") == ["Frédéric Blain"]
    assert found(index, "frederic bl") == ["Frédéric Blain"]


def test_no_more_are_given_than_asked_for(index: Index) -> None:
    assert len(found(index, "", 2)) == 2
    assert len(found(index, "")) == len(index.values("author")) == 4
    assert found(index, "zz") == []


def test_a_word_does_not_reach_into_the_next_value(index: Index) -> None:
    assert found(index, "baverstock b") == []


def test_there_are_values_of_facets_only(index: Index) -> None:
    assert [row.value for row in index.values("venue").with_word("bmj")] == [
        "BMJ Leader",
        "The BMJ",
    ]
    with pytest.raises(UsageError, match="unknown facet"):
        index.values("title")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Frédéric Blain", ["Frédéric Blain"]),
        ("frederic blain", ["Frédéric Blain"]),
        ("anna", ["Anna Baverstock", "Blaine Anna"]),
        ("blaine anna", ["Blaine Anna"]),
        ("bla", []),
        ("", []),
    ],
)
def test_a_part_of_a_value_stands_for_those_that_have_it(
    index: Index, typed: str, meant: list[str]
) -> None:
    assert sorted(index.values("author").meant(typed)) == meant
