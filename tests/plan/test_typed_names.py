"""A name typed without a field finds its author, whatever the order and the initials."""

from __future__ import annotations

import pytest

import leadersearch
from leadersearch import Article
from leadersearch.index import Index
from leadersearch.plan.typed_names import names_among
from leadersearch.query import parse_query, tree

AUTHORS = {
    "zahid": ("Zahid A. Memon",), "ali": ("Ali Memon",), "john": ("John A. Smith", "Mary Brown"),
    "brown": ("John Brown", "Mary Smith"), "jane": ("Jane Smith",), "oneill": ("Zoë O'Neill",), "dupont": ("Jean-Pierre Dupont",),
}  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    index = leadersearch.open_index("memory://", create=True)
    index.add(
        Article(id=name, title="Leadership of wards", authors=authors)
        for name, authors in AUTHORS.items()
    )
    index.add(
        Article(id=f"other-{number}", title=title, authors=("Kim Lee",))
        for number, title in enumerate(
            ["Leadership and z scores", "Vitamin d", "Scores of j and c", "Wards", "Care of wards"]
        )
    )
    return index


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Memon Z", ["zahid"]),
        ("Z Memon", ["zahid"]),
        ("memon z", ["zahid"]),
        ("Memon ZA", ["zahid"]),
        ("Z.A. Memon", ["zahid"]),
        ("Z. A. Memon wards", ["zahid"]),
        ("Memon Z leadership", ["zahid"]),
        ("leadership Memon, Z", ["zahid"]),
        ("Smith J", ["jane", "john"]),
        ("JA Smith", ["jane", "john"]),
        ("Z O'Neill", ["oneill"]),
        ("Dupont J-P", ["dupont"]),
        ("J.-P. Dupont", ["dupont"]),
        ("Smith M", ["brown"]),
        ("John Smith", ["john"]),
        ("smith john leadership", ["john"]),
    ],
)
def test_a_name_finds_its_author_first(index: Index, text: str, first: list[str]) -> None:
    hits = [hit.article.id for hit in index.search(text).hits]
    assert sorted(hits[: len(first)]) == first


def test_the_reading_is_said(index: Index) -> None:
    page = index.search("Memon Z leadership")
    assert [reading.message for reading in page.readings] == [
        "Memon Z was read as the name of Zahid A. Memon"
    ]


@pytest.mark.parametrize(
    "text", ["vitamin d", "Memon X", '"Memon Z"', "Memon =Z", "Memon AND Z", "scores j c", "Memon"]
)
def test_no_name_is_read_where_none_is_meant_or_known(index: Index, text: str) -> None:
    assert [row for row in index.search(text).readings if row.kind.name == "PERSON"] == []


def test_words_of_a_name_that_was_found_are_not_corrected(index: Index) -> None:
    page = index.search("Memon ZA")
    assert page.total == 2
    assert [reading.kind.name for reading in page.readings] == ["PERSON"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Memon Z", ["Memon Z"]),
        ("Z. A. Memon", ["Z A Memon"]),
        ("Memon Z Smith", ["Memon Z", "Z Smith"]),
        ("kind wards", ["kind wards"]),
        ("kind leaders of wards listen", []),
        ("kind leaders of wards Memon Z", ["Memon Z"]),
        ("+Memon Z", []),
        ("1990 Z", []),
        ("A B C", []),
    ],
)
def test_neighbours_that_may_be_names(text: str, names: list[str]) -> None:
    query = parse_query(text).query
    assert isinstance(query, tree.Words)
    assert [name.text for name in names_among(query.clauses, None)] == names


def test_a_word_that_is_still_being_typed_is_no_initial() -> None:
    query = parse_query("Memon Z").query
    assert isinstance(query, tree.Words)
    assert not names_among(query.clauses, query.clauses[-1].query)
