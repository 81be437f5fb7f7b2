"""Facets and filters count people, whichever of their names an article has, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import leadersearch
from leadersearch import Article
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import IndexCorrupt, UsageError
from leadersearch.index import Index

AUTHORS = {
    "1": ("John A. Smith", "Wei Zhang"),
    "2": ("J. Smith",),
    "3": ("Smith JA", "J. Smith"),
    "4": ("Jörg Müller",),
    "5": ("Mueller J", "Ann Lee"),
    "6": ("Ann Lee",),
}


def added(index: Index) -> Index:
    for number, authors in AUTHORS.items():  # one by one, so that segments are several
        index.add(Article(id=number, title=f"Kindness {number}", authors=authors))
    return index


@pytest.fixture(params=["memory", "whoosh", "whoosh in one segment"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    if request.param == "memory":
        yield added(Index(MemoryEngine()))
        return
    with leadersearch.open_index(tmp_path / "index", create=True) as made:
        added(made)
        if "one" in request.param:
            made.optimise()
        yield made


def counts(index: Index, query: str = "", **options: object) -> dict[str, int]:
    page = index.search(query, facets="author", **options)  # type: ignore[arg-type]
    return {row.value: row.count for row in page.facets["author"]}


PEOPLE = {"John A. Smith": 3, "Ann Lee": 2, "Jörg Müller": 2, "Wei Zhang": 1}


def test_a_facet_counts_people_and_an_article_once_for_each(index: Index) -> None:
    assert counts(index) == PEOPLE
    assert list(counts(index)) == list(PEOPLE)  # the most frequent first, then by alphabet
    assert counts(index, "Kindness NOT zhang") == {
        "John A. Smith": 2,
        "Ann Lee": 2,
        "Jörg Müller": 2,
    }


def test_a_facet_of_few_values_has_the_most_frequent_people(index: Index) -> None:
    assert counts(index, facet_limit=1) == {"John A. Smith": 3}


@pytest.mark.parametrize("name", ["John A. Smith", "Smith JA", "J. Smith", "Smith, John"])
def test_a_filter_selects_all_articles_of_the_person(index: Index, name: str) -> None:
    page = index.search("kindness", filters={"author": name})
    assert sorted(hit.article.id for hit in page) == ["1", "2", "3"]


def test_a_person_is_counted_under_the_name_that_was_chosen(index: Index) -> None:
    found = counts(index, filters={"author": "J. Smith"})
    assert found == {"J. Smith" if name[:4] == "John" else name: n for name, n in PEOPLE.items()}


def test_people_are_listed_with_their_names_and_exact_counts(index: Index) -> None:
    first, *others = index.authors()
    assert (first.name, first.articles) == ("John A. Smith", 3)
    assert set(first.names) == {"John A. Smith", "Smith JA", "J. Smith"}
    assert {row.name: row.articles for row in (first, *others)} == PEOPLE
    assert [row.name for row in index.authors("müll")] == ["Jörg Müller"]
    assert [row.name for row in index.authors("muel")] == ["Jörg Müller"]
    assert [row.name for row in index.authors(limit=2)] == ["John A. Smith", "Ann Lee"]
    assert index.authors("zz") == []


def test_values_of_the_facet_are_people(index: Index) -> None:
    values = index.values("author")
    assert {row.value: row.count for row in values} == PEOPLE
    assert values.meant("smith j") == ("John A. Smith",)
    assert values.meant("J. Smith") == ("John A. Smith",)
    assert values.meant("smith") == ("John A. Smith",)
    assert values.meant("mueller") == ("Jörg Müller",)
    assert values.meant("nobody") == values.meant("") == ()


def test_who_is_one_person_changes_with_the_articles(index: Index) -> None:
    index.add(Article(id="7", title="Kindness", authors=("Jane Smith",)))
    # J. Smith may be either now; the initials JA are not Jane's for certain.
    assert counts(index)["John A. Smith"] == 1
    assert counts(index)["J. Smith"] == 2
    index.remove("7")
    assert counts(index) == PEOPLE


def test_rules_join_and_part_and_survive_a_rebuild(index: Index, tmp_path: Path) -> None:
    index.keep_author_rules("Ann Lee = Wei Zhang\nJohn A. Smith != J. Smith\n")
    assert counts(index)["Ann Lee"] == 3
    assert counts(index)["J. Smith"] == 2
    assert "Ann Lee = Wei Zhang" in index.author_rules()
    page = index.search('author:"Lee A"')
    assert sorted(hit.article.id for hit in page) == ["1", "5", "6"]
    index.keep_author_rules("")
    assert counts(index) == PEOPLE


def test_a_rebuild_keeps_the_rules(tmp_path: Path) -> None:
    place = tmp_path / "index"
    with leadersearch.open_index(place, create=True) as made:
        made.keep_author_rules(b"Ann Lee = Anna Lee")
    with leadersearch.open_index(place, rebuild=True) as made:
        made.add(Article(id="1", title="x", authors=("Ann Lee", "Anna Lee")))
        assert [row.names for row in made.authors()] == [("Ann Lee", "Anna Lee")]


def test_rules_that_are_none_change_nothing(index: Index) -> None:
    index.keep_author_rules("Ann Lee = Wei Zhang")
    with pytest.raises(UsageError, match=r"the rules, line 2: cannot read 'Ann'"):
        index.keep_author_rules("Wei Zhang = Wen Zhang\nAnn")
    assert index.author_rules() == "Ann Lee = Wei Zhang"


def test_damaged_rules_are_an_error_that_says_what_to_do(index: Index) -> None:
    with index._writing() as writer:
        writer.keep("authors", b"\xff")
    with pytest.raises(IndexCorrupt, match="leadersearch authors --rules FILE"):
        index.authors()
    assert index.search("kindness").total == 6
