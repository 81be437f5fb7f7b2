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
    "query",
    ["Müller", "Mueller", "author:Müller", "author:mueller", "author:Muller", "MÜLLER"],
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


COMPOUNDS = [
    ("one", "Staff wellbeing", "Nonclinical databases and healthcare; follow-up and onscreen."),
    ("two", "Staff well being", "Non clinical data bases and health care; follow up."),
    ("hyphen", "Staff well-being", "Non-clinical data-bases and health-care; followup."),
    ("else", "Being well again", "A clinical non event; care of health."),
]


@pytest.fixture(scope="module", params=["memory", "whoosh"])
def compounds(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    place = "memory://" if request.param == "memory" else tmp_path_factory.mktemp("index")
    index = open_index(place, create=True)
    index.add(Article(id=key, title=title, body=body) for key, title, body in COMPOUNDS)
    index.add(Article(id="sign", title="R&D and A&Es", body="Q&A"))
    index.add(Article(id="signs", title="R & D, an A & E", body="Q & A"))
    index.add(Article(id="words", title="R and D, an A and E", body="Q and A"))
    index.add(Article(id="letters", title="D or R", body="Sparse matrices"))
    index.add(Article(id="list", title="Vitamin D", body="One sparse matrix"))
    yield index
    index.close()


@pytest.mark.parametrize(
    "query",
    "wellbeing;well being;well-being;nonclinical;non clinical;non-clinical;databases;data bases;"
    "healthcare;health care;health-care;followup;follow up;title:wellbeing;staff wellbeing".split(
        ";"
    ),
)
def test_one_word_or_two_are_one(compounds: Index, query: str) -> None:
    assert {"one", "two", "hyphen"} <= found(compounds, query)


@pytest.mark.parametrize("query", ["wellbeing", "nonclinical", "healthcare"])
def test_two_words_apart_are_not_one(compounds: Index, query: str) -> None:
    assert "else" not in found(compounds, query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("=wellbeing", {"one", "hyphen"}),
        ('"wellbeing"', {"one", "hyphen"}),
        ('"well being"', {"two", "hyphen"}),
        ("+well +being", {"two", "hyphen", "else"}),
        ("=R&D", {"sign"}),
        ('"r d"', {"signs"}),
    ],
)
def test_exact_words_are_in_one_form(compounds: Index, query: str, expected: set[str]) -> None:
    assert found(compounds, query) == expected


@pytest.mark.parametrize(
    "query", ["R&D", "R & D", "R and D", "A&E", "A & E", "A&Es", "Q&A", "q & a"]
)
def test_letters_that_an_ampersand_joins_are_found_however_they_are_spaced(
    compounds: Index, query: str
) -> None:
    assert {"sign", "signs", "words"} <= found(compounds, query)


def test_an_article_with_the_joined_word_holds_both_words(compounds: Index) -> None:
    told = {
        hit.article.id: [str(r) for r in hit.reasons]
        for hit in compounds.search("staff health care")
    }
    assert all("all 3 words" in told[key] for key in ("one", "two", "hyphen"))


def test_a_plural_with_a_stem_of_its_own_is_found(compounds: Index) -> None:
    assert ids(compounds.search("sparse matrix"))[0] == "list"
    assert ids(compounds.search("sparse matrices"))[0] == "letters"
    assert found(compounds, "matrix") == found(compounds, "matrices") == {"letters", "list"}


def test_the_other_ways_of_writing_are_marked_and_explained(compounds: Index) -> None:
    page = compounds.search("wellbeing")
    told = {hit.article.id: [str(reason) for reason in hit.reasons] for hit in page}
    assert told["one"][0] == "title: wellbeing"
    assert told["two"] == ["phrase in title"]
    marks = {hit.article.id: page.mark(hit.article).title.marks for hit in page}
    assert marks["two"] == ((6, 16),)


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("axis", {"axis", "axes"}),
        ("axes", {"axis", "axes"}),
        ("basis", {"basis", "bases"}),
        ("bases", {"basis", "bases"}),
        ("datum", {"datum", "data"}),
        ("data", {"data"}),
        ("person", {"person", "people"}),
        ("people", {"people"}),
        ("=axis", {"axis"}),
        ('"person"', {"person"}),
    ],
)
def test_a_word_with_a_stem_of_its_own_finds_its_other_number(query: str, others: set[str]) -> None:
    with open_index("memory://") as index:
        words = "axis axes basis bases datum data person people".split()
        index.add(Article(id=word, title=f"One {word}") for word in words)
        assert found(index, query) == others
        assert ids(index.search(query))[0] == query.strip('="')
