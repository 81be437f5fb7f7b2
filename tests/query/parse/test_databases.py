"""Searches written for other databases."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from leadersearch.query import Term, Words, canonical, parse_query, render_query
from leadersearch.query.parse.databases import as_here
from leadersearch.query.tree import Clause


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("leader*.ti,ab.", "leader*[tiab]"),
        ("leadership.ti.", "leadership[ti]"),
        ("heart failure.ti. or falls.ab.", "heart failure[ti] OR falls[tiab]"),
        ("(falls or slips).mp.", "(falls OR slips)[tw]"),
        ("(falls or slips).ti,ab,kw. not wards.ti.", "(falls OR slips)[tw] NOT wards[ti]"),
        ("smith j.au. and lancet.jn.", "smith j[au] AND lancet[ta]"),
        ('"heart failure".ti,ab.', '"heart failure"[tiab]'),
        ("exp Heart Failure/", '("Heart Failure"[mh] OR "Heart Failure")'),
        ("*Falls/ or exp *Aged/", '("Falls"[mh] OR "Falls") OR ("Aged"[mh] OR "Aged")'),
        (
            "Leadership/ and (Falls/ or Aged/)",
            (
                '("Leadership"[mh] OR "Leadership") AND'
                ' (("Falls"[mh] OR "Falls") OR ("Aged"[mh] OR "Aged"))'
            ),
        ),
        ("Leadership/ed", '("Leadership"[mh] OR "Leadership")'),
        ("'heart failure'/exp", '("heart failure"[mh] OR "heart failure")'),
        ("'heart failure':ti,ab", '"heart failure"[tiab]'),
        ("falls:ti,ab,kw AND ward*:ti", "falls[tw] AND ward*[ti]"),
        ("staff adj3 morale", '"staff morale"~2'),
        ("staff NEAR/3 morale", '"staff morale"~2'),
        ("staff W/5 morale", '"staff morale"~4'),
        ("(staff or nurse*) adj3 morale", "(staff OR nurse*) AND morale"),
        ("TS=(falls AND wards)", "(falls AND wards)"),
        ("TI=falls AND PY=2015-2018", "title:falls AND date:2015-2018"),
        ("TI=falls in wards OR AU=okafor", "title:(falls in wards) OR author:okafor"),
        ("TITLE-ABS-KEY(falls AND wards)", "(falls AND wards)"),
        ("(leader$ or wom#n).tw.", "(leader* OR wom?n)[tw]"),
        (
            "burnout/ or resilience/",
            '("burnout"[mh] OR "burnout") OR ("resilience"[mh] OR "resilience")',
        ),
        ("1. falls.ti. (1,204)", "falls[ti]"),
        ("24 hour care.ti.", "24 hour care[ti]"),
        ("falls.mp. [mp=title, abstract, name of substance word]", "falls[tw]"),
        ("TITLE-ABS-KEY ( sleep ) AND PUBYEAR > 2015", "( sleep ) AND date:>2015"),
        (
            'TITLE-ABS-KEY(sleep) AND PUBYEAR AFT 2015 AND ( LIMIT-TO ( DOCTYPE,"ar" ) )',
            "(sleep) AND date:>2015 AND ( * )",
        ),
        ("TITLE(sleep) AND ( LIMIT-TO ( PUBYEAR,2015 ) )", "title:(sleep) AND ( date:2015 )"),
        (
            "'night work'/exp AND [english]/lim AND [2010-2020]/py",
            '("night work"[mh] OR "night work") AND * AND date:2010-2020',
        ),
        ("ti(sleep) AND au(okafor)", "title:(sleep) AND author:(okafor)"),
        ("allintitle: night work", "title:(night AND work)"),
    ],
)
def test_a_search_of_another_database_is_read(typed: str, read: str) -> None:
    assert as_here(typed) == read
    parsed = parse_query(typed)
    assert parsed.query == parse_query(f"({read})").query
    assert parsed.diagnostics[0].message.endswith(read)


@pytest.mark.parametrize(
    "typed",
    [
        "and/or",
        "in/out of hospital",
        "a note on i.e. and e.g. in titles",
        "see fig. 2, i.e. this",
        "Work/ life balance",
        "Doctors/ nurses: who leads",
        "the orbit at 1 AU = 3 days",
        "adjuvant therapy",
        "an adj is no verb",
        "tag:ti",
        "author:au",
        "title:(ti)",
        "The hospital.ti is a site",
        "x=1 or TS",
        "10.1136/leader-2020-000123",
        "https://example.org/a?TI=falls",
        '"falls.ti." in quotes',
        "patients and/ or carers",
        "a rota/ b rota",
        "Au(III) complexes",
        "the effect of f(x)",
        "see all in title: the best",
        "(leader*.ti,ab.)",
    ],
)
def test_other_texts_are_no_such_search(typed: str) -> None:
    assert as_here(typed) is None


_MARKS = st.sampled_from("adj3 NEAR/2 exp Leadership/ falls.ti. TS=x *Falls/ a:ti,ab falls".split())


@given(st.lists(_MARKS, min_size=2, max_size=5, unique=True))
def test_words_that_look_like_marks_read_back_as_words(words: list[str]) -> None:
    query = Words(tuple(Clause(Term(word)) for word in words))
    rendered = render_query(query)
    assert parse_query(rendered).query == canonical(query)
