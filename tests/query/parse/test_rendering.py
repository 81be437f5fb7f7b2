"""The canonical spelling, and that it means the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from leadersearch.model.fields import FIELD_NAMES
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
    parse_query,
    render_diagnostic,
    render_query,
)

TODAY = date(2026, 11, 23)

SPELLINGS: list[tuple[Query, str]] = [
    (Everything(), "*"),
    (Nothing(), "NOT *"),
    (Term("AND"), r"\AND"),
    (Term("why?"), r"why\?"),
    (Term("foo:bar"), r"foo\:bar"),
    (Term("https://x.org/a?b=c"), "https://x.org/a?b=c"),
    (Term("10.1016/S0140-6736(20)30183-5"), "10.1016/S0140-6736(20)30183-5"),
    (Term("10.1016/a(b"), r"10\.1016\/a\(b"),
    (Term("10:30"), "10:30"),
    (Term("AND", exact=True), "=AND"),
    (Phrase('say "yes"'), r'"say \"yes\""'),
    (Wildcard("why?"), "=why?"),
    (InField("pmid", Term("1:")), r"pmid:(1\:)"),
    (InField("pmid", Term("31234567")), "pmid:31234567"),
    (InField("pmcid", Term("10")), "pmcid:(10)"),
    (Words((Clause(Term("PMID")), Clause(Term("7")))), r"\PMID 7"),
    (Words((Clause(Term("978")), Clause(Term("0306406157")))), r"\978 0306406157"),
    (Boost(Term("a"), 0.5), "a^0.5"),
    (Boost(Term("a"), 100), "a^100"),
    (Words((Clause(Term("a")), Clause(Or((Term("b"), Term("c")))))), "a (b OR c)"),
    (And((Term("a"), Not(Term("b")))), "a AND NOT b"),
    (Not(And((Term("a"), Term("b")))), "NOT (a AND b)"),
    (InField("title", Words((Clause(Term("a")), Clause(Term("b"))))), "title:(a b)"),
    (Words((Clause(Term("TO")), Clause(Phrase("x y"), Occur.MUST))), '(TO +"x y")'),
    (Words((Clause(Phrase("a")), Clause(Prefix("[THE"), Occur.MUST))), r'("a" +\[THE*)'),
]


@pytest.mark.parametrize(("query", "text"), SPELLINGS)
def test_is_spelt(query: Query, text: str) -> None:
    assert render_query(query) == text
    assert parse_query(text).query == query


PIECES = (
    *("a", "b", "memon", "Smith J", "leadership", " ", "  ", "\t", "\n", "'", '"', "“", "”", "‘"),
    *("’", "«", "»", "(", ")", "+", "-", " AND ", " OR ", " NOT ", "AND", "&&", "|", "||", "&"),
    *("^", "^2", "^.5", "^0", "~", "~1", "~2", "~99", "*", "?", "=", "\\", ":", "title:", "by:"),
    *("author:", "date:", "auther:", "zebra:", "[au]", "[tiab]", "[dp]", "[xx]", "[", "]"),
    *("[2020 TO 2023]", "2020", "2023-13", "2020..2023", ">=", "last 30 days", "since ", "today"),
    *(
        "https://x.org/a?b=c",
        "www.",
        "10.1016/x",
        "(20)",
        "10:30",
        "C++",
        "R&D",
        "O’Brien",
        "e.g.",
        "é",
        "e\u0301",
        "日本",
    ),
    *("\ud800", "\x00", "\U00100000", "\U0010fffd", "🙂", "…", "—", ",", ";", "1,000", ".", "#"),
    *("pmid", "PMC", "pmcid:", "isbn", "arxiv", "978", "0306406157", "10", "007"),
    *("@", "%", "/", "{", "}", "<", ">", "ß", "१", "²", "_"),
)
TYPED = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)

TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join) | st.text(max_size=8)
FIELD = st.sampled_from([name for name in dict.fromkeys(FIELD_NAMES.values()) if name != "date"])
LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Term, TEXTS, st.booleans()),
    st.builds(Phrase, TEXTS, st.integers(0, 120)),
    st.builds(Prefix, TEXTS),
    st.builds(
        Wildcard, st.lists(st.sampled_from(("*", "?", "a", "\\", ":", "é", " ", "-"))).map("".join)
    ),
    st.builds(Fuzzy, TEXTS, st.integers(0, 3)),
    st.builds(DateRange, st.none() | st.dates(), st.none() | st.dates()),
    st.builds(Everything),
    st.builds(Nothing),
)


def groups(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    members = st.lists(inner, max_size=3).map(tuple)
    clauses = st.lists(st.builds(Clause, inner, st.sampled_from(Occur)), max_size=3).map(tuple)
    return st.one_of(
        st.builds(Words, clauses),
        st.builds(And, members),
        st.builds(Or, members),
        st.builds(Not, inner),
        st.builds(InField, FIELD, inner),
        st.builds(Boost, inner, st.floats(0.001, 2000)),
    )


TREES = st.recursive(LEAVES, groups, max_leaves=8)


@given(TREES)
def test_every_tree_is_read_back(tree: Query) -> None:
    query = canonical(tree)
    assert canonical(query) == query
    parsed = parse_query(render_query(query), today=TODAY)
    assert (parsed.query, parsed.diagnostics) == (query, ())


@given(TYPED)
def test_every_reading_is_read_back(text: str) -> None:
    query = parse_query(text, today=TODAY).query
    assert canonical(query) == query
    parsed = parse_query(render_query(query), today=TODAY)
    assert (parsed.query, parsed.diagnostics) == (query, ())


@given(TYPED)
def test_diagnostics_lie_in_the_text_and_suggestions_are_clean(text: str) -> None:
    parsed = parse_query(text, today=TODAY)
    for diagnostic in parsed.diagnostics:
        assert 0 <= diagnostic.start < diagnostic.end <= len(text)
        assert render_diagnostic(text, diagnostic)
        if diagnostic.suggestion is not None:
            mended = parse_query(diagnostic.suggestion, today=TODAY)
            assert (mended.query, mended.diagnostics) == (parsed.query, ())
