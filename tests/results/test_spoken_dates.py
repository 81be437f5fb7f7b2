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
