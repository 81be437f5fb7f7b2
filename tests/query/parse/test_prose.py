"""Titles and sentences with marks in them that are operators elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from leadersearch.query import And, Clause, Not, Occur, Or, Query, Term, Words, parse_query
from leadersearch.query.parse.prose import Prose, is_number
from leadersearch.query.parse.rendering import render_query
from strategies import everyday

TEXTS = {
    "WHY WARD LEADERS DO NOT LISTEN": "WHY WARD LEADERS DO NOT LISTEN",
    "DIAGNOSIS AND TREATMENT OF SEPSIS OR SHOCK": "DIAGNOSIS AND TREATMENT OF SEPSIS OR SHOCK",
    "TO BE OR NOT TO BE": "TO BE OR NOT TO BE",
    "LEADERSHIP AND NHS": "LEADERSHIP AND NHS",
    "CARE (AND REPAIR) OF HOMES": "CARE AND REPAIR OF HOMES",
    'THE "QUIET" WARD AND ITS NURSES (2019)': None,
    "WHEN McDONALD AND SONS LEFT": "WHEN McDONALD AND SONS LEFT",
    "CARE -RELATED HARM AND THE LAW": "CARE RELATED HARM AND THE LAW",
    "leaders do NOT listen": "leaders do NOT listen",
    "NOT waving but drowning": "NOT waving but drowning",
    "NOT another checklist": "NOT another checklist",
    "What about NOT another checklist": "What about NOT another checklist",
    "Doctors' strikes -a history": "Doctors strikes a history",
    "strikes -the long view": "strikes the long view",
    "OR nurses": "OR nurses",
    "AND gate": "AND gate",
    "+1 nucleosomes": "1 nucleosomes",
    "programmed (-1) frameshifting": "programmed 1 frameshifting",
    "a loss of -2.5% a year": "a loss of 2.5 a year",
    "the effect of salt -induced stress on growth": "the effect of salt induced stress on growth",
    "how +leaders and their wards got through it": "how leaders and their wards got through it",
    "Kindness at work in a modern hospital | BMJ Leader": (
        "Kindness at work in a modern hospital BMJ Leader"
    ),
    "protein structure -based drug design networks evaluation benchmarks": (
        "protein structure based drug design networks evaluation benchmarks"
    ),
    "What is leadership?": "What is leadership",
    "leadership: a review": "leadership a review",
    "and/or": "and/or",
    "kindness - a review": "kindness a review",
    "**Bold** claims": "Bold claims",
    'a 5" pipe and a 6" one': "a 5 pipe and a 6 one",
}
"""Texts, and their words; None: whatever they are, no operator."""

A, B = Term("ward"), Term("bed")
NOT_B = Clause(B, Occur.MUST_NOT)
OPERATORS: dict[str, Query] = {
    "NHS AND AHP": And((Term("NHS"), Term("AHP"))),
    "NHS NOT GP": Words((Clause(Term("NHS")), Clause(Term("GP"), Occur.MUST_NOT))),
    "(LEADERSHIP OR WARD)": Or((Term("LEADERSHIP"), Term("WARD"))),
    "LEADERSHIP AND (WARD OR BED)": And((Term("LEADERSHIP"), Or((Term("WARD"), Term("BED"))))),
    "Leadership AND NHS": And((Term("Leadership"), Term("NHS"))),
    "ward NOT bed": Words((Clause(A), NOT_B)),
    "ward -bed": Words((Clause(A), NOT_B)),
    "ward -the": Words((Clause(A), Clause(Term("the"), Occur.MUST_NOT))),
    "(ward -the bed)": Words((Clause(A), Clause(Term("the"), Occur.MUST_NOT), Clause(B))),
    "ward -IT bed": Words((Clause(A), Clause(Term("IT"), Occur.MUST_NOT), Clause(B))),
    "ward NOT the OR bed": Words(
        (Clause(A), Clause(Or((Not(Term("the")), B)))),
    ),
    "ward -(2020)": Words((Clause(A), Clause(Term("2020"), Occur.MUST_NOT))),
    "NOT bed": Not(B),
    "care trust team nurse stress hope -ward -bed": Words(
        (
            *(Clause(Term(word)) for word in "care trust team nurse stress hope".split()),
            Clause(A, Occur.MUST_NOT),
            NOT_B,
        )
    ),
}


@pytest.mark.parametrize("text", TEXTS)
def test_prose_is_read_as_words(text: str) -> None:
    query = parse_query(text).query
    assert isinstance(query, Words | Term)
    clauses = query.clauses if isinstance(query, Words) else (Clause(query),)
    assert {clause.occur for clause in clauses} == {Occur.SHOULD}
    words = TEXTS[text]
    if words is not None:
        assert [clause.query for clause in clauses] == [Term(word) for word in words.split()]


@pytest.mark.parametrize("text", OPERATORS)
def test_operators_are_operators(text: str) -> None:
    parsed = parse_query(text)
    assert parsed.query == OPERATORS[text]
    assert not parsed.diagnostics


def test_what_would_be_an_operator_elsewhere_is_said_once() -> None:
    (diagnostic,) = parse_query("LEADERS AND WARDS AND THE NURSES").diagnostics
    assert "AND, OR and NOT were read as words" in diagnostic.message
    assert (diagnostic.start, diagnostic.end) == (8, 11)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+1 nucleosomes", "write +(1) to require it"),
        ("loss -80% noted", "write -(80%) to exclude it"),
        ("they do NOT listen", "NOT was read as a word, since it follows 'do'"),
        ("the effect of salt -induced stress on growth", "- was read as text"),
        ("OR nurses", "OR was read as a word"),
        ("NOT waving but drowning", "NOT was read as a word"),
    ],
)
def test_each_says_how_to_write_the_operator(text: str, message: str) -> None:
    (diagnostic,) = parse_query(text).diagnostics
    assert message in diagnostic.message


def test_a_sign_before_a_bracket_excludes_a_number() -> None:
    query = Words((Clause(A), Clause(Term("2020"), Occur.MUST_NOT)))
    assert render_query(query) == "ward -(2020)"


@pytest.mark.parametrize("text", ["1,000.", "5:1", "2020", "80%)"])
def test_a_number_ends_where_a_word_ends(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["1st", "80mg", "2020[dp]", "covid"])
def test_a_longer_word_is_no_number(text: str) -> None:
    assert not is_number(text)


def test_operators_that_look_like_a_heading_are_rendered_in_brackets() -> None:
    query = Or((Term("LEADERSHIP"), Term("NURSING")))
    assert render_query(query) == "(LEADERSHIP OR NURSING)"
    assert parse_query("(LEADERSHIP OR NURSING)").query == query


PIECES = st.sampled_from(
    "WARD LEADERSHIP NHS OF do the ward kind of in AND OR NOT + - | ( ) +1 -2 -bed +ward NOT \\AND".split()
)


@everyday(300)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_the_canonical_spelling_of_any_prose_means_the_same(text: str) -> None:
    query = parse_query(text).query
    assert parse_query(render_query(query)).query == query


@pytest.mark.parametrize(
    "text", ["A" * 10_000, "(" * 10_000, '"' * 9_999, "+1 " * 3_000, "\\" * 9_999]
)
def test_long_texts_are_judged(text: str) -> None:
    assert not Prose(text).is_prose
