"""Years beside words, and references to articles."""

from __future__ import annotations

import pytest

import leadersearch
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.model.article import Article, PartialDate
from leadersearch.plan import BooleanNode, Lookup, OneOf, Plan, ReadAs, WordNode, plan_query
from leadersearch.plan.citations import read_citations, years_of
from leadersearch.query import Words, parse_query

ENGINE = MemoryEngine()
with ENGINE.write() as writer:
    writer.put(
        [
            Article(
                id="rounds",
                title="Rounds on wards",
                authors=("Anna Smith",),
                date=PartialDate(2018, 5, 1),
            ),
            Article(
                id="boards",
                title="Handover boards",
                authors=("Anna Smith", "Bob Jones"),
                date=PartialDate(2019, 5, 1),
            ),
            Article(
                id="smithy",
                title="Smithy work",
                authors=("Bob Jones",),
                body="A smith worked from 2019 on; the smith and the smithy in 2019",
                date=PartialDate(2020),
            ),
        ]
    )
INDEX = Index(ENGINE)

FIRST = {
    "smith 2019": "boards",
    "2019 smith": "boards",
    "Smith et al., 2019": "boards",
    "Smith et al. (2019)": "boards",
    "Smith & Jones (2019)": "boards",
    "Smith and Jones 2019": "boards",
    "(Smith 2019)": "boards",
    "Smith A, et al. 2019": "boards",
    "Smith, A. 2018": "rounds",
    "Smith 2019a": "boards",
    "Jones, 2020": "smithy",
    "jones 2019": "boards",
    "Smith 2019, p. 12": "boards",
    "(Smith, 2019, pp. 3–9)": "boards",
    "Smith & Jones (2019, p. 5)": "boards",
    "Smith et al., 2019, p. 12": "boards",
    "boards 2018-2019": "boards",
    "rounds 2018..2019": "rounds",
}


def plan(text: str, *, typing: bool = False) -> Plan:
    return plan_query(parse_query(text).query, ENGINE.analysis, ENGINE.view(), typing=typing)


@pytest.mark.parametrize("text", FIRST)
def test_the_article_that_is_meant_comes_first(text: str) -> None:
    assert INDEX.search(text).hits[0].article.id == FIRST[text]


@pytest.mark.parametrize(
    "text", ["Smith et al", "Smith et al.", "Smith J et al", "wards of Smith et al"]
)
def test_et_al_asks_for_nothing_and_this_is_said(text: str) -> None:
    planned = plan(text)
    assert [reading.kind for reading in planned.readings] == [ReadAs.CITATION]
    assert planned.readings[0].read == "author:Smith"
    assert "et" not in planned.missing


@pytest.mark.parametrize("text", ["et al", "smith 2019", "al smith", "2019", "boards of 2010s"])
def test_other_words_are_taken_as_typed(text: str) -> None:
    assert not plan(text).readings


def in_dates(*years: str) -> Lookup:
    return Lookup("date", "year_facet", OneOf(years))


def lookups(text: str) -> list[Lookup]:
    root = plan(text).root
    assert isinstance(root, BooleanNode)
    return [
        lookup for node in root.optional if isinstance(node, WordNode) for lookup in node.lookups
    ]


@pytest.mark.parametrize("text", ["boards 2019", "2019 boards at work", "boards OR 2019"])
def test_a_year_beside_words_is_looked_up_in_dates(text: str) -> None:
    assert in_dates("2019") in lookups(text)


def test_a_range_beside_words_is_each_of_its_years() -> None:
    assert in_dates("2018", "2019", "2020") in lookups("boards 2018-2020")
    assert plan("boards 2017-2020").missing == ()


@pytest.mark.parametrize(
    "text", ["boards =2019", "boards 1019", "boards covid-2019", "boards 20190"]
)
def test_no_other_number_is(text: str) -> None:
    assert not any(lookup.field == "date" for lookup in lookups(text))


def test_a_year_alone_is_a_word() -> None:
    node = plan("2019").root
    assert isinstance(node, WordNode)
    assert in_dates("2019") not in node.lookups


def test_a_year_can_be_excluded_wherever_it_stands() -> None:
    found = {hit.article.id for hit in INDEX.search("work boards rounds -(2019)")}
    assert found == {"rounds"}


def test_a_year_that_is_only_in_the_date_is_a_word_that_is_held() -> None:
    page = INDEX.search("boards 2019")
    assert page.all_words == 1
    assert [str(reason) for reason in page.hits[0].reasons] == [
        "both words",
        "title: boards",
        "date: 2019-05-01",
    ]


def test_the_rows_of_a_citation_add_up_to_the_score() -> None:
    for hit in INDEX.search("Smith et al. 2019", explain=True):
        assert sum(row.score for row in hit.score_rows) == pytest.approx(hit.score)


def test_a_range_has_a_bound() -> None:
    assert years_of("1500-2099") == ()
    assert len(years_of("1950-2049")) == 100


@pytest.mark.parametrize(
    "text", ["smith 2019", "smith handover", "author:smith", "Smith et al., 2019"]
)
def test_an_article_whose_first_author_is_named_comes_before_one_of_a_co_author(text: str) -> None:
    index = leadersearch.open_index("memory://", create=True)
    names = {"a": ("Ann Lee", "Bo Smith"), "b": ("Bo Smith", "Ann Lee"), "c": ("Cy Ito", "Ann Lee")}
    date = PartialDate(2019)
    index.add(
        Article(id=name, title="Handover", authors=authors, date=date)
        for name, authors in names.items()
    )
    assert [hit.article.id for hit in index.search(text)][:2] == ["b", "a"]


@pytest.mark.parametrize(
    "text", ["rounds p 12", "smith 2019 page", "p. 12", "smith p 2019", "wards 2019 p x"]
)
def test_pages_are_words_where_no_reference_stands_before_them(text: str) -> None:
    query = parse_query(text).query
    assert isinstance(query, Words)
    kept, _ = read_citations(query.clauses, frozenset())
    assert kept == query.clauses
