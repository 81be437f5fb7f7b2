"""Which queries are a row of words, and which row."""

from __future__ import annotations

import pytest

from leadersearch.plan import PhraseNode, StartsWith, plan_query
from leadersearch.plan.verbatim import MOST
from leadersearch.query import Clause, Term, Words, parse_query
from results.snippets.plans import ANALYSIS, Holding

EXACT = (("title", "title_exact"), ("excerpt", "excerpt_exact"), ("body", "body_exact"))


def row_of(text: str, *, typing: bool = False) -> PhraseNode | None:
    query = parse_query(text).query
    return plan_query(query, ANALYSIS, Holding(), typing=typing).verbatim


def words_of(text: str, *, typing: bool = False) -> str:
    row = row_of(text, typing=typing)
    return " ".join(row.terms) if row else ""


ROWS = {
    "leading in a crisis": "leading in a crisis",
    "to be or not to be": "to be or not to be",
    "The Ethics of Léadership": "the ethics of leadership",
    "a state-of-the-art review": "a state of the art review",
    "teams, teams; teams": "teams teams teams",
    "機械 学習 入門": "機 械 学 習 入 門",
    "hepatitis A in wards": "hepatitis a in wards",
    "hepatitis A": "hepatitis a",
    "vitamin d": "vitamin d",
    "Influenza A": "influenza a",
    "protein S": "protein s",
    "leading in crisis year:2023": "leading in crisis",
    "tag:care leading in crisis -nurses": "leading in crisis",
    "author:memon leading in crisis": "leading in crisis",
    "(leading in crisis)^2": "leading in crisis",
    "“Kind” leaders’ work matters": "kind leaders work matters",
    'leading in a "deep crisis"': "leading in a deep crisis",
}

NO_ROWS = (
    "leading",
    "leading crisis",
    "Smith A",
    "a group",
    "vitamin 3",
    "vitamin deficiency",
    "+vitamin D",
    "state-of-the-art care",
    '"leading in a crisis"',
    "leading in =a crisis",
    "leading +in a crisis",
    "leading in a cris*",
    "leading in a crisi~",
    "leading in a crisis^2",
    'leading in "a crisis of care"~3',
    'leading in a "crisis of car*"',
    '"leading in" "a crisis"',
    '"leading in a" +crisis',
    "leading AND through AND crisis",
    "leading OR through OR crisis",
    "author:(leading through crisis)",
    "tag:(leading through crisis)",
    "see https://example.org/a leading crisis",
    "leading !? crisis",
    " ".join(["leading"] * (MOST + 1)),
)


@pytest.mark.parametrize("text", ROWS)
def test_plain_words_are_a_row_with_their_stop_words(text: str) -> None:
    assert words_of(text) == ROWS[text]


@pytest.mark.parametrize("text", NO_ROWS)
def test_two_words_and_queries_with_operators_are_none(text: str) -> None:
    assert row_of(text) is None


def test_terms_without_words_are_none() -> None:
    words = Words(tuple(Clause(Term(text)) for text in ("?!", "—", "...")))
    assert plan_query(words, ANALYSIS, Holding(), typing=True).verbatim is None


def test_a_row_is_looked_up_in_the_very_forms_and_scores_nothing_of_its_own() -> None:
    row = row_of("leading in crisis")
    assert row is not None
    assert (row.fields, row.slop, row.patterns) == (EXACT, 0, ())


def test_a_row_in_a_field_stands_in_that_field() -> None:
    row = row_of("title:(leading in crisis)")
    assert row is not None
    assert row.fields == (("title", "title_exact"),)


def test_the_word_that_is_typed_is_a_beginning_where_it_is_the_last() -> None:
    row = row_of("leading in a cri", typing=True)
    assert row is not None
    assert row.patterns == ((3, StartsWith("cri")),)
    for text in ("leading in a", "leading in a crisis tag:ca"):
        row = row_of(text, typing=True)
        assert row is not None
        assert row.patterns == ()


def test_a_query_that_is_not_carried_out_as_a_whole_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("leadersearch.plan.bounds.MOST_WORDS", 3)
    text = " ".join(["leading", "through", "crisis", "unquestionably"] * 5)
    assert row_of(text) is None
