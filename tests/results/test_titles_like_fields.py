"""Titles that begin like a field find themselves."""

from __future__ import annotations

import pytest

from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.query import parse_query
from leadersearch.query.parse.title import read_as_title

TITLES = {
    "tag": "Tag: you are it",
    "source": "Source: where leadership comes from",
    "author": "Author: unknown",
    "title": "Title: none",
    "url": "URL: a short history",
    "id": "ID: who are you?",
    "date": "Date: a history",
    "venue": "Venue: the ward",
    "inside": "The journal: how it began",
    "twice": "Beyond the source: the author: a play",
    "date inside": "Her last date: a story",
    "quoted": "My journal: “tags” and their uses",
}
ENGINE = MemoryEngine()
with ENGINE.write() as writer:
    writer.put([Article(id=name, title=title, body="Text.") for name, title in TITLES.items()])
    writer.put([Article(id="memon", title="On wards", authors=("Zain Memon",), tags=("care",))])
INDEX = Index(ENGINE)


@pytest.mark.parametrize("name", TITLES)
def test_a_title_finds_itself(name: str) -> None:
    assert INDEX.search(TITLES[name]).hits[0].article.id == name


def test_a_title_that_is_read_as_words_says_so() -> None:
    (diagnostic,) = INDEX.search("Tag: you are it").diagnostics
    assert "'Tag:' was read as a word" in diagnostic.message
    assert (diagnostic.start, diagnostic.end) == (0, 4)


def test_each_word_that_is_none_of_a_field_is_said() -> None:
    found = INDEX.search(TITLES["twice"]).diagnostics
    assert [TITLES["twice"][row.start : row.end] for row in found] == ["source:", "author:"]


@pytest.mark.parametrize("text", ["author: Memon", "tag: care"])
def test_a_field_that_finds_something_is_a_field(text: str) -> None:
    page = INDEX.search(text)
    assert [hit.article.id for hit in page.hits] == ["memon"]
    assert not page.diagnostics


@pytest.mark.parametrize("text", ["author: qqqqq", "tag:you", "tag:you are it"])
def test_nothing_is_found_where_the_field_is_meant(text: str) -> None:
    assert not INDEX.search(text).total


def test_a_field_of_no_article_stays_one_where_no_article_has_the_words() -> None:
    page = INDEX.search("wards author: qqqqq")
    assert [hit.article.id for hit in page.hits] == ["memon", "venue"]
    assert not page.diagnostics


def test_a_misspelt_name_in_a_field_is_one_of_the_field() -> None:
    page = INDEX.search("author: memmon")
    assert [hit.article.id for hit in page.hits] == ["memon"]
    assert [row.read for row in page.readings] == ["memon"]


@pytest.mark.parametrize(
    "text", ["Kindness: a review", "Tag:", "Tag: ", "a: b", ": b", "", "10:30 am"]
)
def test_other_texts_do_not_begin_like_a_field(text: str) -> None:
    assert read_as_title(text) is None


def test_the_words_are_those_of_the_text() -> None:
    given = read_as_title("Tag: you -it")
    assert given is not None
    assert given.query == parse_query("Tag you -it").query
    assert given.text == "Tag: you -it"
