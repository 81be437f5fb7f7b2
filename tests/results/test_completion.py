"""Completion of queries, as every face has it."""

from __future__ import annotations

import pytest

from leadersearch.errors import UsageError
from leadersearch.index import Index
from leadersearch.model.article import Article, PartialDate


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.add(
        [
            Article(id="1", title="Ethics of leading", authors=("Jane Dacre", "Zain Memon")),
            Article(id="2", title="Leadership", authors=("Zain Memon",), tags=("ahp",)),
            Article(id="3", title="Kindness", date=PartialDate(2023, 5)),
        ]
    )
    return empty_index


def made(index: Index, text: str, cursor: int | None = None) -> list[tuple[str, int]]:
    return [(row.text, row.cursor) for row in index.complete(text, cursor)]


def test_names_of_fields_are_completed(index: Index) -> None:
    assert made(index, "kind ti") == [("kind title:", 11)]


def test_names_of_authors_are_completed_by_any_of_their_words(index: Index) -> None:
    assert made(index, "author:mem") == [('author:"Zain Memon" ', 20)]
    assert [row.count for row in index.complete("author:zai")] == [2]


def test_a_value_of_one_word_needs_no_quotes(index: Index) -> None:
    assert made(index, "tag:a") == [("tag:ahp ", 8)]


@pytest.mark.parametrize("name", ["date", "year"])
def test_a_date_is_completed_by_its_year(index: Index, name: str) -> None:
    assert made(index, f"{name}:20") == [(f"{name}:2023 ", 10)]


def test_what_stands_behind_the_cursor_stays(index: Index) -> None:
    assert made(index, "author:jan ethics", 10) == [('author:"Jane Dacre" ethics', 20)]


def test_an_open_quote_is_closed_once(index: Index) -> None:
    assert made(index, 'author:"jane d') == [('author:"Jane Dacre" ', 20)]


@pytest.mark.parametrize("text", ["", "e", "ethics", "title:eth", "date:2023..", "date:>=20"])
def test_nothing_is_offered_for_words(index: Index, text: str) -> None:
    assert index.complete(text) == []


def test_the_words_of_a_field_come_by_their_beginnings(index: Index) -> None:
    assert index.words("title", "Lead") == ["leadership", "leading"]
    assert index.words("author", "d") == ["dacre"]
    assert index.words("id") == ["1", "2", "3"]
    assert index.words("title", limit=1) == ["ethics"]


def test_there_are_words_of_fields_only(index: Index) -> None:
    with pytest.raises(UsageError, match="unknown field 'nonsense': choose from title"):
        index.words("nonsense")
