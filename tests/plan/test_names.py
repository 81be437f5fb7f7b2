"""A name in a query finds the articles of the people that it may mean, by all of their names."""

from __future__ import annotations

from pathlib import Path

import pytest

import leadersearch
from asking import ids
from leadersearch import Article
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.plan import lookups, names

NAMES = (
    "Christopher D. Manning", "Christopher Manning", "CD Manning", "Corbin Manning", "Anna Manning",
    "Jean-Pierre Dupont", "Zoë O'Brien", "Ludwig van Beethoven", "Smith John", "David Díaz-Báez",
    "Manning Research Group", "Wei Li", "John A. Smith", "Smith JA", "Jörg Müller", "Zhang Wei",
)  # fmt: skip


def filled(index: Index) -> Index:
    index.add([Article(id=name, title="Kindness", authors=(name,)) for name in NAMES])
    return index


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return filled(leadersearch.open_index(tmp_path / "index", create=True))


FOUND = [
    ("Manning CD[au]", "Christopher D. Manning; Christopher Manning; CD Manning; Corbin Manning"),
    ("manning c[au]", "Christopher D. Manning; Christopher Manning; CD Manning; Corbin Manning"),
    ('author:"Manning, C.D."', "Christopher D. Manning; Christopher Manning; CD Manning; Corbin Manning"),
    ('author:"C. Manning"', "Christopher D. Manning; Christopher Manning; CD Manning; Corbin Manning"),
    ('author:"Manning CX"', "Corbin Manning"),
    ('author:"Manning, Christopher"', "Christopher D. Manning; Christopher Manning"),
    ('author:"Manning A"', "Anna Manning"),
    ('author:"Manning Z"', ""),
    ("van Beethoven L[au]", "Ludwig van Beethoven"),
    ("kindness AND van Beethoven L[au]", "Ludwig van Beethoven"),
    ("Smith J[au]", "John A. Smith; Smith JA"),
    ('author:"Smith, John"', "John A. Smith; Smith JA; Smith John"),
    ('author:"Dupont JP"', "Jean-Pierre Dupont"),
    ('author:"O’Brien Z."', "Zoë O'Brien"),
    ('author:"Diaz-Baez D"', "David Díaz-Báez"),
    ('author:"Mueller, Joerg"', "Jörg Müller"),
    ('author:"Wei Zhang"', "Zhang Wei"),
    ('author:"Wei Li"', "Wei Li"),
    ('author:"Li Wei"', "Wei Li"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "names"), FOUND)
def test_a_name_finds_its_people_who_are_marked_and_said(
    index: Index, query: str, names: str
) -> None:
    page = index.search(query, explain=True, limit=50)
    assert {hit.article.id for hit in page} == set(filter(None, names.split("; ")))
    assert not page.suggestions or not page.total
    for hit in page:
        assert hit.authors[0].marks
        assert f"author match: {hit.article.id}" in map(str, hit.reasons)
        assert sum(row.score for row in hit.score_rows) == pytest.approx(hit.score, abs=1e-12)


@pytest.mark.parametrize(("query", "names"), FOUND)
def test_engines_agree_on_names(index: Index, query: str, names: str) -> None:
    del names
    oracle = filled(Index(MemoryEngine()))
    found = [[(hit.article.id, hit.score) for hit in one.search(query)] for one in (index, oracle)]
    assert found[0] == found[1]


def test_a_name_that_is_not_taken_as_typed_is_said(index: Index) -> None:
    (reading,) = index.search('author:"Smith, John"').readings
    assert reading.message == "Smith, John was read as the name of John A. Smith"
    (reading,) = index.search("Manning C[au]").readings
    assert "Christopher D. Manning, CD Manning, Corbin Manning" in reading.read
    assert not index.search('author:"Wei Li"').readings
    assert not index.search('author:"Anna Manning"').readings


def test_a_name_as_typed_comes_before_other_names_of_the_person(index: Index) -> None:
    assert ids(index.search('author:"Christopher Manning"'))[0] == "Christopher Manning"


def test_a_name_is_read_while_it_is_typed(index: Index) -> None:
    assert ids(index.search('author:"Zhang W', typing=True)) == ["Zhang Wei"]
    assert ids(index.search('author:"Jörg Mül', typing=True)) == ["Jörg Müller"]
    assert ids(index.search('author:"Dupont JP', typing=True)) == ["Jean-Pierre Dupont"]


def test_a_name_with_slop_and_a_name_in_another_field_are_words(index: Index) -> None:
    assert not index.search('author:"Smith JB"~3').readings
    assert not index.search('title:"Smith J"').readings


def test_who_is_meant_changes_with_the_articles(index: Index) -> None:
    names = {"John A. Smith", "Smith JA", "Smith John"}
    assert set(ids(index.search('author:"Smith, John"'))) == names
    index.add(Article(id="x", title="Kindness", authors=("Jane A. Smith",)))
    assert set(ids(index.search('author:"Smith, John"'))) == names - {"Smith JA"}
    index.remove("x")
    assert set(ids(index.search('author:"Smith, John"'))) == names


def test_names_beyond_the_most_frequent_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (lookups, names):
        monkeypatch.setattr(module, "MOST_NAMES", 3)
    page = filled(Index(MemoryEngine())).search("Manning C[au]")
    assert page.total == 3
    assert "1 more names like Manning C" in page.diagnostics[-1].message


@pytest.mark.parametrize(
    ("query", "word"),
    [("Manning XQ[au]", "manning"), ("kindness AND anna AND zebra", "anna"), ('"anna kindness"', "anna")],
)  # fmt: skip
def test_no_suggestion_loses_the_most_telling_word(index: Index, query: str, word: str) -> None:
    suggestions = index.search(query).suggestions
    assert all(word in row.query.lower() for row in suggestions)
