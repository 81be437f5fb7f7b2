"""Dates in the words of a query."""

from __future__ import annotations

from datetime import date

import pytest

from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.model.article import Article, PartialDate
from leadersearch.plan import ReadAs
from leadersearch.query import parse_query
from leadersearch.query.parse.spoken_dates import read_spoken_date

TODAY = date(2022, 6, 15)
ENGINE = MemoryEngine()
with ENGINE.write() as writer:
    writer.put(
        [
            Article(id="old", title="Falls of nurses", date=PartialDate(2012)),
            Article(id="new", title="Falls of nurses", date=PartialDate(2021, 5)),
            Article(id="prose", title="Managers before 2020 and now", date=PartialDate(2022)),
            Article(id="early", title="Managers of 2010", date=PartialDate(2010)),
        ]
    )
INDEX = Index(ENGINE)


@pytest.mark.parametrize(
    ("text", "articles", "typed", "read"),
    [
        ("falls before 2020", ["old"], "before 2020", "date:<2020"),
        ("falls Before 2020", ["old"], "Before 2020", "date:<2020"),
        ("falls since 2019", ["new"], "since 2019", "date:>=2019"),
        ("since 2019 falls", ["new"], "since 2019", "date:>=2019"),
        ("falls after April 2021", ["new"], "after April 2021", "date:>=2021-05"),
        ("falls until 2012", ["old"], "until 2012", "date:<2013"),
        ("falls published after 2012", ["new"], "published after 2012", "date:>=2013"),
        ("falls between 2010 and 2015", ["old"], "between 2010 and 2015", "date:2010..2015"),
        ("nurses from 2020 to 2022", ["new"], "from 2020 to 2022", "date:2020..2022"),
        ("falls since 2019?", ["new"], "since 2019", "date:>=2019"),
        ("falls prior to 2020", ["old"], "prior to 2020", "date:<2020"),
        ("falls later than 2019", ["new"], "later than 2019", "date:>=2020"),
        ("falls in the 2010s", ["old"], "in the 2010s", "date:2010..2019"),
        ("falls last year", ["new"], "last year", "date:2021"),
        (
            "falls in the last 2 years",
            ["new"],
            "in the last 2 years",
            "date:2020-06-15..2022-06-15",
        ),
        ("falls older than 2015", ["old"], "older than 2015", "date:<2015"),
        ("falls no later than 2012", ["old"], "no later than 2012", "date:<2013"),
        ("falls not after 2012", ["old"], "not after 2012", "date:<2013"),
        ("falls no earlier than 2021", ["new"], "no earlier than 2021", "date:>=2021"),
        ("falls not before 2021", ["new"], "not before 2021", "date:>=2021"),
        ("falls on or after 2021", ["new"], "on or after 2021", "date:>=2021"),
        ("falls in or before 2012", ["old"], "in or before 2012", "date:<2013"),
        ("falls >2012", ["new"], ">2012", "date:>=2013"),
        ("falls <= 2012", ["old"], "<= 2012", "date:<2013"),
        ("falls pre-2015", ["old"], "pre-2015", "date:<2015"),
        ("falls post 2020", ["new"], "post 2020", "date:>=2021"),
        ("falls 2021+", ["new"], "2021+", "date:>=2021"),
        ("falls from 2021 onwards", ["new"], "from 2021 onwards", "date:>=2021"),
        ("falls 2021 or later", ["new"], "2021 or later", "date:>=2021"),
        ("falls after 2019 of nurses", ["new"], "after 2019", "date:>=2020"),
        ("falls before 2015 among nurses", ["old"], "before 2015", "date:<2015"),
    ],
)
def test_words_that_name_a_date_narrow_to_it(
    text: str, articles: list[str], typed: str, read: str
) -> None:
    page = INDEX.search(text, today=TODAY)

    assert [hit.article.id for hit in page] == articles
    (reading,) = [row for row in page.readings if row.kind is ReadAs.DATE]
    assert (reading.typed, reading.read) == (typed, read)
    assert reading.message.endswith(f'"{typed}"')


@pytest.mark.parametrize(
    "text",
    [
        "managers before 2020",  # stands in an article
        'falls "before 2020"',
        "falls =before 2020",
        "falls +before 2020",
        "title:falls before 2020",
        "falls before 1990",  # no article is so old
        "falls before dinner",
        "nurses last night",
        "before 2020",
        "falls from 2012",  # of that year, or since
        "falls 2020",
        "post-2015 falls",
        "falls after 2019 nurses",
        "falls after 2019 of porters",  # none of that date has all words
        "falls before 1990 of nurses",
        "falls p <0.05",
        "a report on the falls of nurses in wards of trusts from 2010 to 2015",
    ],
)
def test_other_words_are_no_date(text: str) -> None:
    page = INDEX.search(text, today=TODAY)

    assert ReadAs.DATE not in {row.kind for row in page.readings}


def test_a_date_reads_as_the_same_words_that_are_typed_with_a_field() -> None:
    query = parse_query("falls before 2020").query
    spoken = read_spoken_date("falls before 2020", query, TODAY)

    assert spoken is not None
    assert spoken.parsed.query == parse_query("falls date:<2020").query


CALENDAR = MemoryEngine()
with CALENDAR.write() as writer:
    writer.put(
        [
            Article(id="may", title="Rotas", date=PartialDate(2021, 5, 12)),
            Article(id="june", title="Rotas", date=PartialDate(2021, 6, 1)),
            Article(
                id="says", title="Rotas of wards: a letter of May 2021", date=PartialDate(2022)
            ),
            Article(id="other", title="Rotas in another year", date=PartialDate(2010)),
        ]
    )
BY_CALENDAR = Index(CALENDAR)


@pytest.mark.parametrize(
    ("text", "articles", "read"),
    [
        ("rotas May 2021", {"may", "says"}, "date:2021-05"),
        ("rotas in May 2021", {"may", "says"}, "date:2021-05"),
        ("may 2021 rotas", {"may", "says"}, "date:2021-05"),
        ("rotas published May 2021", {"may", "says"}, "date:2021-05"),
        ("rotas 2021-05", {"may"}, "date:2021-05"),
        ("rotas 2021-05-12", {"may"}, "date:2021-05-12"),
        ("rotas 12 May 2021", {"may"}, "date:2021-05-12"),
        ("rotas 12th of May 2021", {"may"}, "date:2021-05-12"),
        ("rotas May 12, 2021", {"may"}, "date:2021-05-12"),
        ("rotas May 12th 2021", {"may"}, "date:2021-05-12"),
        ("rotas 12/05/2021", {"may"}, "date:2021-05-12 OR date:2021-12-05"),
        ("rotas 05/12/2021", {"may"}, "date:2021-12-05 OR date:2021-05-12"),
        ("rotas 12.5.2021", {"may"}, "date:2021-05-12 OR date:2021-12-05"),
        ("rotas 2009-12", {"other"}, "date:2009-12 OR date:2009..2012"),
    ],
)
def test_a_day_or_a_month_is_searched_in_dates_and_in_texts(
    text: str, articles: set[str], read: str
) -> None:
    page = BY_CALENDAR.search(text, today=TODAY)

    assert {hit.article.id for hit in page if hit.all_words} == articles
    assert (page.missing, page.diagnostics, page.suggestions) == ((), (), ())
    (reading,) = [row for row in page.readings if row.kind is ReadAs.DAY]
    assert reading.read == read


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("2010", ["other"]),
        ("2021-06", ["june"]),
        ("1 June 2021", ["june"]),
        ("2021-05-12", ["may"]),
    ],
)
def test_a_date_alone_finds_what_is_of_it(text: str, articles: list[str]) -> None:
    assert [hit.article.id for hit in BY_CALENDAR.search(text, today=TODAY)] == articles


@pytest.mark.parametrize(
    "text",
    ["rotas June 2020", "rotas 31/02/2021", "rotas may be 2021", "rotas 1.5.12", "rotas 2021-13"],
)
def test_words_are_no_day_where_no_article_is_of_it(text: str) -> None:
    page = BY_CALENDAR.search(text, today=TODAY)

    assert ReadAs.DAY not in {row.kind for row in page.readings}


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("rotas 1850", "1850"),
        ("rotas before 1850", "1850"),
        ("rotas date:1850", "date:1850"),
        ("date:1850..1860", "date:1850..1860"),
        ("rotas date:>2030", "date:>=2031"),
    ],
)
def test_a_date_of_no_article_is_said(text: str, typed: str) -> None:
    messages = [found.message for found in BY_CALENDAR.search(text, today=TODAY).diagnostics]

    assert messages == [f"no article is of {typed}: the dates here go from 2010 to 2022"]


@pytest.mark.parametrize(
    "text", ["rotas 2021", "rotas date:2021", "porters date:2021", "rotas -date:1850", "title:1850"]
)
def test_nothing_is_said_of_other_dates(text: str) -> None:
    found = BY_CALENDAR.search(text, today=TODAY).diagnostics

    assert not [row for row in found if "no article is of date" in row.message]


def test_of_a_collection_without_dates_it_is_said_that_there_are_none() -> None:
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put([Article(id="one", title="Rotas")])
    (said,) = Index(engine).search("rotas date:2020").diagnostics

    assert said.message == "no article is of date:2020: no article here has a date"


@pytest.mark.parametrize("text", ["May 2021", "may 2021 rotas"])
def test_a_month_may_be_the_name_of_an_author(text: str) -> None:
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(
            [
                Article(id="dated", title="Rotas", date=PartialDate(2021, 5)),
                Article(id="by", title="Rotas", authors=("Ann May",), date=PartialDate(2021, 11)),
                Article(id="older", title="Rotas", authors=("Ann May",), date=PartialDate(2020)),
            ]
        )
    page = Index(engine).search(text, today=TODAY)

    assert {hit.article.id for hit in page if hit.all_words} == {"dated", "by"}
    assert page.missing == ()
