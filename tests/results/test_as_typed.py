"""Search as you type, as every face has it."""

from __future__ import annotations

import pytest

from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.plan import ReadAs
from leadersearch.results.request import Typing


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.add(
        [
            Article(id="kind", title="Kindness in leadership", authors=("Ann Memon",)),
            Article(id="list", title="Kindness of listening"),
            Article(id="lead", title="Lead pipes"),
        ]
    )
    return empty_index


def ids(index: Index, text: str, typing: bool | Typing) -> list[str]:
    return sorted(hit.article.id for hit in index.search(text, typing=typing))


def test_the_last_word_stands_for_its_completions(index: Index) -> None:
    assert ids(index, "lead", typing=True) == ["kind", "lead"]


def test_a_field_that_is_not_filled_in_yet_takes_nothing_away(index: Index) -> None:
    found = index.search("kindness author:", typing=True)
    assert sorted(hit.article.id for hit in found) == ["kind", "list"]
    assert [row.start for row in found.diagnostics] == [9]


def test_a_word_that_begins_nothing_is_taken_as_complete(index: Index) -> None:
    assert index.search("qqqq", typing=True).diagnostics == index.search("qqqq").diagnostics


def test_the_end_of_typing_takes_nothing_away(index: Index) -> None:
    """No article holds the word `listeni`, but one that was on the screen goes on from there."""
    assert ids(index, "kindness listeni", typing=True)[:1] == ["kind"]
    found = index.search("kindness listeni", typing=Typing.ENDED)
    assert found.all_words == 1
    assert found.hits[0].article.id == "list"


def test_what_is_complete_is_not_completed_at_the_end(index: Index) -> None:
    found = index.search("lead", typing=Typing.ENDED)
    assert [hit.article.id for hit in found if hit.all_words] == ["lead"]


def test_suggestions_come_once_typing_has_come_to_nothing(index: Index) -> None:
    assert [row.query for row in index.search("leadershup", typing=True).suggestions] != []


def test_the_last_of_a_few_words_may_be_cut_short(index: Index) -> None:
    """`lead` is a word of an article, but of none that holds the other words."""
    assert index.search("kindness lead").readings == ()  # two articles begin so, one holds it
    index.add([Article(id=f"l{number}", title="Leadership") for number in range(2)])
    page = index.search("kindness lead")
    assert [hit.article.id for hit in page if hit.all_words] == ["kind"]
    (reading,) = page.readings
    assert (reading.kind, reading.typed, reading.read) == (ReadAs.LONGER, "lead", "lead*")
    assert "for it only: =lead" in reading.message
    assert index.search("kindness =lead").readings == ()


@pytest.mark.parametrize(
    "query",
    [
        "lead pipes",  # articles hold all words
        "kindness pipes",  # nothing goes on so
        "kindness lead ",  # a space ends a word
        "lead kindness",  # not the last word
        "lead",
        "kindness in of the listening leadership pipes lead memon lead",  # too many words
        '"kindness" "lead"',
    ],
)
def test_other_words_stay_as_they_are(index: Index, query: str) -> None:
    assert index.search(query).readings == ()


def test_a_short_word_that_hardly_any_article_holds_stands_for_what_begins_so(
    empty_index: Index,
) -> None:
    titles = {"lar": "Topics of LAR", **{f"large-{n}": "Large wards" for n in range(25)}}
    empty_index.add(Article(id=name, title=title) for name, title in titles.items())
    empty_index.add([Article(id="meant", title="Topics of large wards")])
    page = empty_index.search("topics lar")
    assert [hit.article.id for hit in page][:2] == ["lar", "meant"]
    assert [row.kind for row in page.readings] == [ReadAs.LONGER]
    assert [hit.article.id for hit in empty_index.search("topics =lar")][:1] == ["lar"]
