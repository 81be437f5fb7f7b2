"""The habits of PubMed."""

from __future__ import annotations

from datetime import date

import pytest

from leadersearch.query import And, DateRange, InField, Or, Phrase, Term, parse_query, render_query

ETHICS = Term("ethics")

TAGS = {
    "ethics[ti]": InField("title", ETHICS),
    "ethics [ti]": InField("title", ETHICS),
    "ethics[Title]": InField("title", ETHICS),
    "memon[Author]": InField("author", Term("memon")),
    "memon[1au]": InField("author", Term("memon")),
    "ethics[tiab]": Or((InField("title", ETHICS), InField("excerpt", ETHICS))),
    "ethics[Title/Abstract]": Or((InField("title", ETHICS), InField("excerpt", ETHICS))),
    "burnout[MeSH Terms]": InField("tag", Term("burnout")),
    "burnout[mh]": InField("tag", Term("burnout")),
    "ethics[All Fields]": ETHICS,
    "bmj[ta]": InField("venue", Term("bmj")),
    "10.1136/x[aid]": InField("doi", Term("10.1136/x")),
    "2023[Date - Publication]": DateRange(date(2023, 1, 1), date(2024, 1, 1)),
    "2020/05:2021/03[dp]": DateRange(date(2020, 5, 1), date(2021, 4, 1)),
    "(2020 OR 2021/02)[dp]": Or(
        (
            DateRange(date(2020, 1, 1), date(2021, 1, 1)),
            DateRange(date(2021, 2, 1), date(2021, 3, 1)),
        )
    ),
    "smith j[au]": InField("author", Phrase("smith j")),
    "Smith JAB[au]": InField("author", Phrase("Smith JAB")),
    '"medical ethics"[ti]': InField("title", Phrase("medical ethics")),
    "(a OR b)[ti]": InField("title", Or((Term("a"), Term("b")))),
    "memon[au] AND ethics[ti]": And((InField("author", Term("memon")), InField("title", ETHICS))),
}


@pytest.mark.parametrize("text", TAGS)
def test_tag_is_read_as(text: str) -> None:
    parsed = parse_query(text)
    assert (parsed.query, parsed.diagnostics) == (TAGS[text], ())


def test_a_tag_binds_one_word() -> None:
    assert render_query(parse_query("medical ethics[ti]").query) == "medical title:ethics"


def test_an_author_tag_does_not_bind_an_ordinary_word() -> None:
    assert render_query(parse_query("leadership lee[au]").query) == "leadership author:lee"


def test_a_tag_on_a_group_reaches_each_word() -> None:
    rendered = render_query(parse_query("(a b)[tiab]").query)
    assert rendered == "(title:a OR excerpt:a) (title:b OR excerpt:b)"


def test_a_tag_and_a_boost_go_together() -> None:
    assert render_query(parse_query("ethics[ti]^2 nurse").query) == "title:ethics^2 nurse"
    assert render_query(parse_query("ethics^2[ti] nurse").query) == "title:ethics^2 nurse"


def test_brackets_in_prose_are_no_tags() -> None:
    for text in ("guidance [sic] applies", "see note[12] here", "more […]"):
        assert parse_query(text).diagnostics == ()


def test_a_tag_on_nothing_is_noted() -> None:
    (diagnostic,) = parse_query("nurse ![ti]").diagnostics
    assert (diagnostic.start, diagnostic.end) == (7, 11)


STRATEGIES = {
    "heart failure[ti] OR sepsis[ti]": "title:(heart AND failure) OR title:sepsis",
    "(heart failure[mh]) AND smith j[au]": 'tag:"heart failure" AND author:"smith j"',
    "sepsis[ti] AND john smith[au]": 'title:sepsis AND author:"john smith"',
    "BMJ Leader[ta]": 'venue:"BMJ Leader"',
    "rounds BMJ Leader[Journal]": 'rounds venue:"BMJ Leader"',
    "rounds lancet[ta]": "rounds venue:lancet",
    "Watson M-J[au]": 'author:"Watson M-J"',
    "burnout[mesh:noexp]": "tag:burnout",
    '"ward rounds"[ti:~3]': 'title:"ward rounds"~3',
    '"2019/01/01"[Date - Publication] : "2020/12/31"[Date - Publication]': "date:2019..2020",
    'sepsis AND ("2019"[dp] : "2020/06"[dp])': "sepsis AND date:2019-01..2020-06",
}


@pytest.mark.parametrize("text", STRATEGIES)
def test_a_strategy_is_read_as_pubmed_reads_it(text: str) -> None:
    parsed = parse_query(text)
    assert (render_query(parsed.query), parsed.diagnostics) == (STRATEGIES[text], ())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("sepsis AND english[la]", "sepsis"),
        ("sepsis NOT review[pt]", "sepsis"),
        ("sepsis AND randomized controlled trial[pt] AND shock", "sepsis AND shock"),
        ("sepsis AND (english[la] OR french[Language])", "sepsis"),
        ("sepsis humans[Filter]", "sepsis"),
    ],
)
def test_a_tag_for_which_articles_have_no_field_is_left_out_and_said(text: str, kept: str) -> None:
    parsed = parse_query(text)
    assert render_query(parsed.query) == kept
    assert "was left out: articles have no field for [" in parsed.diagnostics[0].message


def test_more_words_between_than_there_may_be_are_said() -> None:
    parsed = parse_query('"ward rounds"[ti:~99]')
    assert render_query(parsed.query) == 'title:"ward rounds"~50'
    assert [row.message for row in parsed.diagnostics] == [
        "in a tag, ~ takes a number up to 50: 50 was used"
    ]
