"""One form for all trees that mean the same."""

from __future__ import annotations

from datetime import date

import pytest

from leadersearch.query import (
    And,
    Boost,
    Clause,
    DateRange,
    Everything,
    Fuzzy,
    InField,
    Not,
    Nothing,
    Occur,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
    Words,
    canonical,
)

A, B, C = Term("a"), Term("b"), Term("c")
DAY = DateRange(date(2024, 1, 1), date(2024, 1, 2))
ALL, NONE = Everything(), Nothing()


def words(*members: Query) -> Words:
    return Words(tuple(map(Clause, members)))


FORMS: list[tuple[Query, Query]] = [
    (Words(()), ALL),
    (words(A), A),
    (Words((Clause(A, Occur.MUST),)), A),
    (Words((Clause(A, Occur.MUST_NOT),)), Not(A)),
    (words(A, Not(B)), Words((Clause(A), Clause(B, Occur.MUST_NOT)))),
    (Words((Clause(A), Clause(Not(B), Occur.MUST_NOT))), Words((Clause(A), Clause(B, Occur.MUST)))),
    (words(A, words(B, C)), words(A, B, C)),
    (words(A, ALL), A),
    (words(A, NONE), A),
    (words(NONE, NONE), NONE),
    (Words((Clause(A), Clause(NONE, Occur.MUST))), NONE),
    (Words((Clause(A), Clause(ALL, Occur.MUST_NOT))), NONE),
    (Words((Clause(A), Clause(NONE, Occur.MUST_NOT))), A),
    (words(ALL, Not(A)), Not(A)),
    (And(()), ALL),
    (And((A, And((B, ALL, C)))), And((A, B, C))),
    (And((A, NONE)), NONE),
    (And((Not(A), Not(B))), Not(Or((A, B)))),
    (Or(()), NONE),
    (Or((A, Or((B, NONE)))), Or((A, B))),
    (Or((A, ALL)), ALL),
    (Not(Not(A)), A),
    (Not(ALL), NONE),
    (Not(NONE), ALL),
    (Not(Boost(A, 2)), Not(A)),
    (Boost(A, 1), A),
    (Boost(Boost(A, 2), 3), Boost(A, 6)),
    (Boost(A, 1e9), Boost(A, 1000)),
    (Boost(A, 1e-9), Boost(A, 0.01)),
    (Boost(A, float("nan")), A),
    (Boost(A, 1.23456), Boost(A, 1.2346)),
    (Boost(DAY, 2), DAY),
    (Boost(Not(A), 2), Not(A)),
    (InField("title", Boost(A, 2)), Boost(InField("title", A), 2)),
    (InField("title", Not(A)), Not(InField("title", A))),
    (InField("title", InField("author", A)), InField("author", A)),
    (InField("title", And((InField("author", A), DAY))), And((InField("author", A), DAY))),
    (InField("title", ALL), InField("title", ALL)),
    (InField("title", NONE), NONE),
    (InField("date", ALL), DateRange()),
    (Term("!?"), NONE),
    (Phrase("  a \n b "), Phrase("a b")),
    (Phrase("a b", 1000), Phrase("a b", 50)),
    (Phrase("…"), NONE),
    (Prefix(""), ALL),
    (Wildcard("a**b"), Wildcard("a*b")),
    (Wildcard("a*"), Prefix("a")),
    (Wildcard("a"), A),
    (Wildcard("**"), ALL),
    (Wildcard("??"), NONE),
    (Fuzzy("a", 9), Fuzzy("a", 2)),
    (Fuzzy("a", 0), A),
    (DateRange(date(2024, 1, 2), date(2024, 1, 1)), NONE),
]


@pytest.mark.parametrize(("query", "expected"), FORMS)
def test_canonical_form(query: Query, expected: Query) -> None:
    assert canonical(query) == expected
    assert canonical(expected) == expected
