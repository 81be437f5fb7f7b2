"""Stop words that name something stay in a query."""

from __future__ import annotations

import pytest

from leadersearch.plan.names_in_capitals import names_something
from leadersearch.plan.word_groups import without_stop_words
from leadersearch.query import Clause, Term, Words, parse_query
from leadersearch.text import Analysis

ENGLISH = Analysis()

KEPT = {
    "WHO guidance": "WHO guidance",
    "guidance of the WHO": "guidance WHO",
    "IT training": "IT training",
    "US policy on IT": "US policy IT",
    "OR nurses": "OR nurses",
    "NHS IT": "NHS IT",
    "IT": "IT",
    "who leads": "leads",
    "Who leads": "leads",
    "HOW TO LEAD": "LEAD",
    "WHY LEADERS DO NOT LISTEN": "LEADERS LISTEN",
    "hepatitis A": "hepatitis A",
    "hepatitis a": "hepatitis a",
    "vitamin D deficiency": "vitamin D deficiency",
    "vitamins A and D": "vitamins A D",
    "group A streptococcus": "group A streptococcus",
    "type I error": "type I error",
    "type i error": "type i error",
    "HEPATITIS A OUTBREAKS": "HEPATITIS A OUTBREAKS",
    "type 2 diabetes": "type 2 diabetes",
    "leading a team": "leading team",
    "LEADING A TEAM": "LEADING TEAM",
    "A leader": "leader",
    "I am a leader": "leader",
    "in a group": "group",
    "radio networks. I am not a fan": "radio networks fan",
}


@pytest.mark.parametrize("text", KEPT)
def test_these_words_are_kept(text: str) -> None:
    query = parse_query(text).query
    clauses = query.clauses if isinstance(query, Words) else (Clause(query),)

    kept = without_stop_words(clauses, ENGLISH, None)

    assert [clause.query for clause in kept] == [Term(word) for word in KEPT[text].split()]


def test_other_languages_have_no_stop_words_to_keep() -> None:
    clauses = (Clause(Term("WHO")), Clause(Term("rapport")))

    assert without_stop_words(clauses, Analysis("french"), None) == clauses


def test_a_phrase_in_small_letters_shows_that_not_all_is_in_capitals() -> None:
    query = parse_query('WHO "hand washing" EXPERTS').query
    assert isinstance(query, Words)

    assert names_something(query.clauses, [True, False, False], 0)
