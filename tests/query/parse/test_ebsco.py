"""Searches written for EBSCOhost."""

from __future__ import annotations

import pytest

from leadersearch.query import parse_query
from leadersearch.query.parse.databases import as_here


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("TI sleep AND AU okafor", "title:sleep AND author:okafor"),
        ("TI night work OR AB rotas", "title:(night work) OR excerpt:rotas"),
        ('AU Okafor, Ben AND TX "night work"', 'author:"Okafor, Ben" AND "night work"'),
        ("TI ( sleep OR naps ) AND PY 2015-2018", "title:( sleep OR naps ) AND date:2015-2018"),
        ('(MH "Shift Work+")', '(("Shift Work"[mh] OR "Shift Work"))'),
        (
            'MM "Shift Work" OR TI rotas',
            '("Shift Work"[mh] OR "Shift Work") OR title:rotas',
        ),
        ('DE "Burnout" AND TX nurses', '("Burnout"[mh] OR "Burnout") AND nurses'),
        ("TX sleep N5 recovery", '"sleep recovery"~5'),
        ("TI sleep W2 recovery", 'title:"sleep recovery"~2'),
        ("(TI naps OR AB naps) AND AU okafor", "(title:naps OR excerpt:naps) AND author:okafor"),
    ],
)
def test_a_search_of_ebsco_is_read(typed: str, read: str) -> None:
    assert as_here(typed) == read
    parsed = parse_query(typed)
    assert parsed.query == parse_query(f"({read})").query
    assert parsed.diagnostics[0].message.endswith(read)


@pytest.mark.parametrize(
    "typed",
    [
        "The AU summit AND migration",
        "AU AND EU",
        "AU summit and after",
        "AB negative blood AND donors",
        "MM patients AND lenalidomide",
        "SO WHAT",
        "TI",
        "TI calculators in school",
        "SU and DE",
        "stage N2 disease",
        "masks N95 AND respirators",
        "(TI sleep AND AU okafor)",
        "the 25 DE novo mutations OR variants",
    ],
)
def test_abbreviations_are_no_codes(typed: str) -> None:
    assert as_here(typed) is None
