"""Articles are found, marked and explained in whatever form a word is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from asking import ids
from leadersearch import Article, Index, open_index

NAMES = [("mark", "Visit to Köln", "Jörg Müller"), ("spelt", "Visit to Koeln", "Joerg Mueller")]
SIGNS = [
    ("sign", "TNF-α and β-blockers", "17β-estradiol, χ² and 5 µg of CO₂"),
    ("word", "TNF-alpha and beta-blockers", "17beta-estradiol, chi2 and 5 ug of CO2"),
]


@pytest.fixture(scope="module")
def collection() -> Iterator[Index]:
    with open_index("memory://") as index:
        index.add(Article(id=key, title=title, authors=(name,)) for key, title, name in NAMES)
        index.add(Article(id="bare", title="Visit to Koln", authors=("Jorg Muller",)))
        index.add(Article(id=key, title=title, body=body) for key, title, body in SIGNS)
        yield index


def found(index: Index, query: str) -> set[str]:
    return set(ids(index.search(query)))


@pytest.mark.parametrize(
    "query", ["Müller", "Mueller", "author:Müller", "author:mueller", "author:Muller", "MÜLLER"]
)
def test_a_name_is_found_with_its_umlaut_spelt_out_or_not(collection: Index, query: str) -> None:
    assert found(collection, query) == {"mark", "spelt", "bare"}


def test_a_quoted_author_with_an_umlaut_is_found_spelt_out(collection: Index) -> None:
    assert found(collection, 'author:"Jörg Müller"') == {"mark", "spelt", "bare"}
    assert found(collection, 'author:"Joerg Mueller"') == {"mark", "spelt"}


def test_a_word_is_found_with_its_umlaut_spelt_out(collection: Index) -> None:
    assert found(collection, "Köln") == {"mark", "spelt", "bare"}
    assert found(collection, "Koeln") == {"mark", "spelt"}
    assert found(collection, "Koln") == {"mark", "bare"}
    assert found(collection, "=Köln") == {"mark", "bare"}


def test_a_word_with_an_umlaut_is_marked_once_however_it_is_asked_for(collection: Index) -> None:
    for query in ("Köln", "Koeln", "Koln"):
        page = collection.search(query)
        (hit,) = (hit for hit in page if hit.article.id == "mark")
        assert page.mark(hit.article).title.marks == ((9, 13),)
        assert [str(reason) for reason in hit.reasons] == ["title: Köln"]


@pytest.mark.parametrize(
    "query",
    "TNF-α;TNF-alpha;TNF alpha;TNFα;TNFalpha;β-blocker;beta-blocker;beta blocker;17β-estradiol;"
    "17beta estradiol;χ²;chi2;5 µg;5 ug;CO₂;CO2".split(";"),
)
def test_a_sign_is_found_as_it_is_spelt(collection: Index, query: str) -> None:
    assert {"sign", "word"} <= found(collection, query)
