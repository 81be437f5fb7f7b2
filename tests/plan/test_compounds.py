"""Compounds one of whose parts no article holds."""

from __future__ import annotations

import pytest

from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.plan import ReadAs

ENGINE = MemoryEngine()
with ENGINE.write() as writer:
    writer.put(
        [
            Article(id="igf", title="IGF in growth"),
            Article(id="covid", title="COVID-19 on wards"),
            Article(id="like", title="Others like it"),
            Article(id="wellbeing", title="Wellbeing of well people"),
            Article(id="pa", title="A PA on call"),
            Article(id="pas", title="The PAs of a trust"),
            Article(id="f2", title="An F2 on nights"),
            Article(id="f2s", title="Rotas of F2s"),
            Article(id="il6", title="IL-6 in sepsis"),
            Article(id="iso", title="ISO 9001 for clinics"),
            Article(id="signs", title="Open 24/7"),
            Article(id="times", title="Open 24x7"),
            Article(id="dash", title="Open 24-7"),
            Article(id="five", title="Five, or 5, of them"),
        ]
    )
INDEX = Index(ENGINE)


def found(text: str) -> list[str]:
    return [hit.article.id for hit in INDEX.search(text)]


@pytest.mark.parametrize(
    ("text", "articles", "read"),
    [
        ("igf-1", ["igf"], "igf"),
        ("covid-19-ish", ["covid"], "covid 19"),
        ("growth AND igf-1", ["igf"], "igf"),
        ("igf/1", ["igf"], "igf"),
    ],
)
def test_the_parts_that_are_held_are_searched_and_this_is_said(
    text: str, articles: list[str], read: str
) -> None:
    page = INDEX.search(text)
    assert [hit.article.id for hit in page] == articles
    assert [(row.kind, row.read) for row in page.readings] == [(ReadAs.PARTS, read)]


def test_an_article_with_the_other_parts_is_of_the_first_tier() -> None:
    assert INDEX.search("growth igf-1").all_words == 1


@pytest.mark.parametrize("text", ["=igf-1", "title:igf-1", "zzz-yyy"])
def test_a_compound_is_not_loosened_where_it_is_meant_exactly(text: str) -> None:
    page = INDEX.search(text)
    assert not page.total
    assert not page.readings


@pytest.mark.parametrize("text", ["F2", "F2s"])
def test_an_abbreviation_with_a_digit_finds_its_other_number(text: str) -> None:
    assert sorted(found(text)) == ["f2", "f2s"]


@pytest.mark.parametrize(("text", "first"), [("IL 6", "il6"), ("IL6", "il6"), ("ISO9001", "iso")])
def test_letters_and_the_number_behind_them_are_one_word_or_two(text: str, first: str) -> None:
    assert found(text)[0] == first


@pytest.mark.parametrize("text", ["24/7", "24x7", "24-7", "open 24/7", "+24x7"])
def test_two_numbers_are_joined_by_a_sign_or_an_x(text: str) -> None:
    page = INDEX.search(text)
    assert sorted(hit.article.id for hit in page if hit.all_words) == ["dash", "signs", "times"]


def test_in_quotes_the_sign_is_meant() -> None:
    assert found('"24x7"') == ["times"]


@pytest.mark.parametrize("text", ["PA", "PAs"])
def test_an_abbreviation_in_capitals_finds_its_other_number(text: str) -> None:
    assert sorted(found(text)) == ["pa", "pas"]


def test_small_letters_may_be_another_word() -> None:
    assert found("pas") == ["pas"]


def test_a_number_alone_stands_for_no_compound() -> None:
    assert not INDEX.search("5-FU").total


def test_a_joined_form_is_enough() -> None:
    page = INDEX.search("well-being")
    assert [hit.article.id for hit in page] == ["wellbeing"]
    assert not page.readings


@pytest.mark.parametrize("text", ["growth -igf-1", "growth NOT igf-1"])
def test_a_compound_excludes_no_more_than_it_says(text: str) -> None:
    assert found(text) == ["igf"]


NUMBERS = MemoryEngine()
with NUMBERS.write() as writer:
    writer.put(
        [
            Article(id="apart", title="A care giver at her work place"),
            Article(id="joined", title="One caregiver in a workplace"),
            Article(id="plural apart", title="Care givers, work places"),
            Article(id="little", title="Support on line for co workers"),
            Article(id="little joined", title="Online, a coworker"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("caregivers", {"apart", "joined", "plural apart"}),
        ("caregiver", {"apart", "joined", "plural apart"}),
        ("workplaces", {"apart", "joined", "plural apart"}),
        ("online", {"little", "little joined"}),
        ("coworker", {"little", "little joined"}),
    ],
)
def test_a_compound_finds_its_parts_in_either_number(text: str, articles: set[str]) -> None:
    assert {hit.article.id for hit in Index(NUMBERS).search(text)} == articles


@pytest.mark.parametrize("text", ["care givers", "work places", "on line", "co workers"])
def test_two_words_find_the_compound_in_either_number(text: str) -> None:
    found = {hit.article.id for hit in Index(NUMBERS).search(text) if hit.all_words}
    assert found & {"joined", "little joined"}


def test_quotes_keep_the_number() -> None:
    page = Index(NUMBERS).search('"care givers"')
    assert [hit.article.id for hit in page] == ["plural apart"]
