"""Surnames with initials find the names that they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

import leadersearch
from asking import ids
from leadersearch import Article
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.plan.name_initials import MOST_NAMES, names_of, surname_and_initials

NAMES = (
    "Christopher D. Manning", "Christopher Manning", "CD Manning", "Corbin Manning", "Anna Manning",
    "Jean-Pierre Dupont", "Zoë O'Brien", "Ludwig van Beethoven", "Smith John", "David Díaz-Báez",
    "Manning Research Group", "Wei Li",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Manning CD", {"Christopher D. Manning", "Christopher Manning", "CD Manning", "Corbin Manning"}),
        ("Manning C", {"Christopher D. Manning", "Christopher Manning", "CD Manning", "Corbin Manning"}),
        ("Manning, C. D.", {"Christopher D. Manning", "Christopher Manning", "CD Manning", "Corbin Manning"}),
        ("C. Manning", {"Christopher D. Manning", "Christopher Manning", "CD Manning", "Corbin Manning"}),
        ("Manning CX", {"Christopher Manning", "Corbin Manning"}),
        ("manning a", {"Anna Manning"}),
        ("Dupont JP", {"Jean-Pierre Dupont"}),
        ("O'Brien Z", {"Zoë O'Brien"}),
        ("O’Brien Z.", {"Zoë O'Brien"}),
        ("van Beethoven L", {"Ludwig van Beethoven"}),
        ("Beethoven L", {"Ludwig van Beethoven"}),
        ("Smith J", {"Smith John"}),
        ("Diaz-Baez D", {"David Díaz-Báez"}),
        ("Manning Z", set()),
        ("Christopher Manning", set()),
        ("Manning", set()),
        ("C D", set()),
        ("x" * 200 + " C", set()),
    ],
)  # fmt: skip
def test_initials_agree_as_far_as_a_name_has_them(text: str, found: set[str]) -> None:
    expected = {names_of_one(name) for name in found}
    assert set(names_of(text, NAMES)) == expected - {None}


def names_of_one(name: str) -> tuple[str, ...]:
    from leadersearch.plan.name_initials import _forms

    return _forms(name)


def test_what_looks_like_no_such_name_is_none() -> None:
    assert surname_and_initials("medical ethics") is None
    assert surname_and_initials("") is None


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = leadersearch.open_index(tmp_path / "index", create=True)
    made.add([Article(id=name, title="Kindness", authors=(name,)) for name in NAMES])
    return made


@pytest.mark.parametrize(
    "query",
    ["Manning CD[au]", "manning c[au]", 'author:"Manning CD"', 'author:"Manning, C.D."', "Manning C.D.[au]"],
)  # fmt: skip
def test_pubmed_names_find_their_authors_and_are_marked(index: Index, query: str) -> None:
    page = index.search(query)
    names = {hit.article.id for hit in page}
    assert {"Christopher D. Manning", "Christopher Manning", "CD Manning"} <= names
    assert "Anna Manning" not in names
    assert not page._plan.missing
    assert not page.suggestions
    for hit in page:
        assert hit.authors[0].marks
        assert any(reason.kind == "author" for reason in hit.reasons)


def test_a_full_name_finds_no_other(index: Index) -> None:
    assert ids(index.search('author:"Wei Li"')) == ["Wei Li"]


def test_engines_agree_and_names_beyond_the_most_frequent_are_said() -> None:
    engine = MemoryEngine()
    given = [f"Y{letter}{other}" for letter in "abcdefghijk" for other in "abcdefghijk"]
    with engine.write() as writer:
        for name in given:
            writer.put([Article(id=name, title="Kindness", authors=(f"{name} Wang",))])
    page = Index(engine).search("Wang Y[au]", limit=200)
    assert page.total == MOST_NAMES
    assert "21 more names like Wang Y" in page.diagnostics[-1].message


@pytest.mark.parametrize(
    ("query", "word"),
    [("Manning XQ[au]", "manning"), ("kindness AND anna AND zebra", "anna"), ('"anna kindness"', "anna")],
)  # fmt: skip
def test_no_suggestion_loses_the_most_telling_word(index: Index, query: str, word: str) -> None:
    suggestions = index.search(query).suggestions
    assert all(word in row.query.lower() for row in suggestions)
