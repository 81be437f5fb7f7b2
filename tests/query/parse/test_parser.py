"""Queries as people type them, and how they are read."""

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
    parse_query,
)

TODAY = date(2026, 11, 23)


def words(*members: Query | Clause) -> Words:
    return Words(tuple(m if isinstance(m, Clause) else Clause(m) for m in members))


def must(query: Query) -> Clause:
    return Clause(query, Occur.MUST)


def without(query: Query) -> Clause:
    return Clause(query, Occur.MUST_NOT)


def read(text: str) -> Query:
    return parse_query(text, today=TODAY).query


A, B, C = Term("a"), Term("b"), Term("c")

DESIGN = {
    "leadership AHP": words(Term("leadership"), Term("AHP")),
    '"medical ethics"': Phrase("medical ethics"),
    '"community care"~5': Phrase("community care", 5),
    "author:Memon": InField("author", Term("Memon")),
    'author:"Zain Memon"': InField("author", Phrase("Zain Memon")),
    "title:(kindness OR inclusion)": InField("title", Or((Term("kindness"), Term("inclusion")))),
    "+a b": words(must(A), B),
    "a -b": words(A, without(B)),
    "a AND b": And((A, B)),
    "a OR b": Or((A, B)),
    "a NOT b": words(A, without(B)),
    "(a b) AND c": And((words(A, B), C)),
    "lead*": Prefix("lead"),
    "wom?n": Wildcard("wom?n"),
    "misinformaton~": Fuzzy("misinformaton", 1),
    "word~2": Fuzzy("word", 2),
    "title:ethics^3": Boost(InField("title", Term("ethics")), 3),
    "=leaders": Term("leaders", exact=True),
    "date:2024": DateRange(date(2024, 1, 1), date(2025, 1, 1)),
    "date:2020..2023": DateRange(date(2020, 1, 1), date(2024, 1, 1)),
    "date:>=2023-05": DateRange(date(2023, 5, 1)),
    "date:[2020 TO 2023]": DateRange(date(2020, 1, 1), date(2024, 1, 1)),
    'date:"last 30 days"': DateRange(date(2026, 10, 24), date(2026, 11, 24)),
    "memon[au]": InField("author", Term("memon")),
    "ethics[ti]": InField("title", Term("ethics")),
    "2020:2023[dp]": DateRange(date(2020, 1, 1), date(2024, 1, 1)),
}

OPERATORS = {
    "a": A,
    "+a": A,
    "NHS -kindness": words(Term("NHS"), without(Term("kindness"))),
    "-a": Not(A),
    "NOT a": Not(A),
    "-a -b": Not(Or((A, B))),
    "NOT NOT a": A,
    "a && b": And((A, B)),
    "a|b": Or((A, B)),
    "a || b": Or((A, B)),
    "a b OR c": words(A, Or((B, C))),
    "a OR b AND c": Or((A, And((B, C)))),
    "a AND b c": words(And((A, B)), C),
    "a AND NOT b": And((A, Not(B))),
    "a AND -b": And((A, Not(B))),
    "a AND b NOT c": words(And((A, B)), without(C)),
    "NOT a OR b": Or((Not(A), B)),
    "a and b or not c": words(A, Term("and"), B, Term("or"), Term("not"), C),
    "(a b) c": words(A, B, C),
    "(+a b) c": words(words(must(A), B), C),
    "a AND (b AND c)": And((A, B, C)),
    "(a b)^.5": Boost(words(A, B), 0.5),
    '"a b"^2': Boost(Phrase("a b"), 2),
    "a^1": A,
    "a - b": words(A, B),
    "a -- b": words(A, B),
    "--verbose": Term("verbose"),
    "a -(b c)": words(A, without(words(B, C))),
}

WORDS = {
    "what is leadership?": words(Term("what"), Term("is"), Term("leadership")),
    "why?": Term("why"),
    "Kindness, inclusion; care.": words(Term("Kindness"), Term("inclusion"), Term("care")),
    "health-care": Term("health-care"),
    "O'Brien": Term("O'Brien"),
    "O’Brien": Term("O’Brien"),
    "'tis the leaders'": words(Term("tis"), Term("the"), Term("leaders")),
    "R&D": Term("R&D"),
    "R & D": words(Term("R"), Term("D")),
    "C++": Term("C++"),
    "C#": Term("C#"),
    "C++:": Term("C++"),
    "COVID-19": Term("COVID-19"),
    "e.g.": Term("e.g."),
    "@bmj #leadership .NET": words(Term("@bmj"), Term("#leadership"), Term(".NET")),
    "and/or": Term("and/or"),
    "first_name": Term("first_name"),
    "1,000": Term("1,000"),
    "a,b": words(A, B),
    "a—b…": words(A, B),
    "10:30": Term("10:30"),
    "2:1": Term("2:1"),
    "10.1136/leader-2023-000123": Term("10.1136/leader-2023-000123"),
    "https://x.org/a?b=c": Term("https://x.org/a?b=c"),
    "https://x.org/a?b=c&d=e, a": words(Term("https://x.org/a?b=c&d=e"), A),
    "https://x.org/mercury_(planet)": Term("https://x.org/mercury_(planet)"),
    "(https://x.org/a)": Term("https://x.org/a"),
    "(see www.x.org/a_(b).)": words(Term("see"), Term("www.x.org/a_(b)")),
    "10.1016/S0140-6736(20)30183-5": Term("10.1016/S0140-6736(20)30183-5"),
    "10.1002/(SICI)1097(1998)43:4<422::AID>3.0.CO;2-L": Term(
        "10.1002/(SICI)1097(1998)43:4<422::AID>3.0.CO;2-L"
    ),
    "10.1136/leader*": Prefix("10.1136/leader"),
    "www.x.org~": Fuzzy("www.x.org", 1),
    "https://x.org/*": Term("https://x.org"),
    "=www.x.org": Term("www.x.org", exact=True),
    "10.5(a)": words(Term("10.5"), A),
    "Re:Zero": Term("Re:Zero"),
    "cafe\u0301.": Term("cafe\u0301"),
    "*": Everything(),
    "*:*": Everything(),
    "": Everything(),
    " \n\t ": Everything(),
    "a *": A,
    "* -a": Not(A),
    "*ship": Wildcard("*ship"),
    "lead*ship": Wildcard("lead*ship"),
    "lead*?": Prefix("lead"),
    "=why?": Wildcard("why?"),
    "word~1": Fuzzy("word", 1),
    r"what\*": Term("what*"),
    r"\AND": Term("AND"),
    r"a\ b": Term("a b"),
    r"C:\docs": Term(r"C:\docs"),
}

QUOTES = {
    "“medical ethics”": Phrase("medical ethics"),
    "„medical ethics“": Phrase("medical ethics"),
    '“medical ethics"': Phrase("medical ethics"),
    "«medical ethics»": Phrase("medical ethics"),
    "‘medical ethics’": Phrase("medical ethics"),
    "‘the leaders’ day’": words(Phrase("the leaders"), Term("day")),
    "‘90s": Term("90s"),
    "'medical ethics'": words(Term("medical"), Term("ethics")),
    '="medical ethics"': Phrase("medical ethics"),
    '"lead* (a OR b)?"': Phrase("lead* (a OR b)?"),
    r'"say \"yes\""': Phrase('say "yes"'),
    '"a\n b"': Phrase("a b"),
    'a"b c"d': words(A, Phrase("b c"), Term("d")),
    '"evidence"-based': words(Phrase("evidence"), Term("based")),
}

FIELD_CLAUSES = {
    "author:diaz-baez": InField("author", Term("diaz-baez")),
    "author: memon": InField("author", Term("memon")),
    "AUTHOR:memon": InField("author", Term("memon")),
    "au:memon": InField("author", Term("memon")),
    "title:lead*": InField("title", Prefix("lead")),
    "title:=leaders": InField("title", Term("leaders", exact=True)),
    "title:a b": words(InField("title", A), B),
    "-author:a b": words(without(InField("author", A)), B),
    "author:-a b": words(without(InField("author", A)), B),
    "author:NOT a": Not(InField("author", A)),
    "title:author:a": InField("author", A),
    "title:(a^2)": Boost(InField("title", A), 2),
    "title:(a author:b)": InField("title", words(A, InField("author", B))),
    "title:(author:a author:b)": words(InField("author", A), InField("author", B)),
    "tag:a,b": InField("tag", words(A, B)),
    "doi:*": InField("doi", Everything()),
    "site:bmj.com": InField("url", Term("bmj.com")),
    "url:https://x.org/a": InField("url", Term("https://x.org/a")),
    "doi:10.1136/x": InField("doi", Term("10.1136/x")),
    "doi:10.1016/S0140-6736(20)30183-5": InField("doi", Term("10.1016/S0140-6736(20)30183-5")),
    "10.1016/S0140-6736(20)30183-5[doi]": InField("doi", Term("10.1016/S0140-6736(20)30183-5")),
    r"source:C:\docs\x.md": InField("source", Term(r"C:\docs\x.md")),
    "Blog: the way": words(Term("Blog"), Term("the"), Term("way")),
    "date: the end": words(Term("date"), Term("the"), Term("end")),
    "Kindness: a value": words(Term("Kindness"), A, Term("value")),
}

DATE_CLAUSES = {
    "date:last year a": words(DateRange(date(2025, 1, 1), date(2026, 1, 1)), A),
    "date:17 May 2023 a": words(DateRange(date(2023, 5, 17), date(2023, 5, 18)), A),
    "date:(last 30 days)": DateRange(date(2026, 10, 24), date(2026, 11, 24)),
    "date: 2023": DateRange(date(2023, 1, 1), date(2024, 1, 1)),
    "date:2023, a": words(DateRange(date(2023, 1, 1), date(2024, 1, 1)), A),
    "date:(2020 2023)": Or(
        (
            DateRange(date(2020, 1, 1), date(2021, 1, 1)),
            DateRange(date(2023, 1, 1), date(2024, 1, 1)),
        )
    ),
    "date:(>=2020 AND <2023)": And((DateRange(date(2020, 1, 1)), DateRange(end=date(2023, 1, 1)))),
    "date:2024^2": DateRange(date(2024, 1, 1), date(2025, 1, 1)),
    "-date:2024": Not(DateRange(date(2024, 1, 1), date(2025, 1, 1))),
    "date:*": DateRange(),
    "2024": Term("2024"),
}

READINGS = DESIGN | OPERATORS | WORDS | QUOTES | FIELD_CLAUSES | DATE_CLAUSES


@pytest.mark.parametrize("text", READINGS)
def test_is_read_as(text: str) -> None:
    parsed = parse_query(text, today=TODAY)
    assert (parsed.query, parsed.diagnostics) == (READINGS[text], ())


def test_minus_excludes_a_word() -> None:
    assert read("NHS -kindness") == words(Term("NHS"), without(Term("kindness")))


def test_what_was_typed_is_kept() -> None:
    assert parse_query("  a ").text == "  a "


def test_other_spellings_of_fields_can_be_given() -> None:
    parsed = parse_query("autor:memon title:a", fields={"autor": "author"})
    assert parsed.query == words(InField("author", Term("memon")), Term("title"), A)


PROBLEMS: dict[str, tuple[Query, str, str | None]] = {
    "auther:memon": (InField("author", Term("memon")), "did you mean 'author'?", "author:memon"),
    'titel:"a b" c': (words(InField("title", Phrase("a b")), C), "did you", 'title:"a b" c'),
    "zebra:b": (words(Term("zebra"), B), "unknown field 'zebra'", "zebra b"),
    "data:sharing": (words(Term("data"), Term("sharing")), "unknown field 'data'", "data sharing"),
    "nurse[xx]": (Term("nurse"), "unknown tag [xx]", "nurse"),
    'a "b c': (words(A, Phrase("b c")), "unclosed", 'a "b c"'),
    'a "': (A, "unclosed", "a"),
    "a (b AND c": (words(A, And((B, C))), "unclosed", "a (b AND c)"),
    "a) b": (words(A, B), "unmatched closing", "a b"),
    'a ""': (A, "no word between", "a"),
    'a "!?"': (A, "no word between", "a"),
    "a AND": (A, "AND joins nothing", "a"),
    "a AND OR b": (Or((A, B)), "AND joins nothing", "a OR b"),
    "a NOT": (A, "NOT was ignored", "a"),
    "a author:": (A, "author: was ignored", "a"),
    "title: AND a": (A, "title: was ignored", "a"),
    "word~7": (Fuzzy("word", 2), "~ takes 1 or 2", "word~2"),
    '"a b"~': (Phrase("a b"), "takes a number", '"a b"'),
    '"a b"~999': (Phrase("a b", 50), "50 was used", '"a b"~50'),
    "a^0": (A, "^ takes a number", "a"),
    "a^-1": (A, "^ takes a number", "a"),
    "a^1.2.3": (A, "^ takes a number", "a"),
    "a^5000": (Boost(A, 1000), "1000 was used", "a^1000"),
    "a date:soon": (A, "'soon' is not a date", None),
    "a date:2023-13": (A, "'2023-13' is not a date", None),
    "date:soon": (Nothing(), "is not a date", None),
    "date:{2020 TO 2021}": (Nothing(), "contains no day", None),
    "date:2023..2020": (
        DateRange(date(2020, 1, 1), date(2024, 1, 1)),
        "ends before it begins",
        "date:2020..2023",
    ),
    "!?": (Nothing(), "no word to search for", None),
    "()": (Nothing(), "no word to search for", None),
}


@pytest.mark.parametrize("text", PROBLEMS)
def test_is_mended(text: str) -> None:
    query, message, suggestion = PROBLEMS[text]
    parsed = parse_query(text, today=TODAY)
    assert parsed.query == query
    assert message in parsed.diagnostics[0].message
    assert parsed.diagnostics[0].suggestion == suggestion


def test_a_suggestion_mends_all_that_is_wrong() -> None:
    parsed = parse_query('auther:memon AND (titel:a "b')
    assert {d.suggestion for d in parsed.diagnostics} == {'author:memon AND (title:a "b")'}


def test_deep_brackets_are_flattened() -> None:
    parsed = parse_query("(" * 100_000 + "a b")
    assert parsed.diagnostics
    assert parse_query("(" * 60 + "a b" + ")" * 60).query == words(A, B)


def test_long_queries_are_cut() -> None:
    parsed = parse_query("x" * 10_000_000)
    assert parsed.query == Term("x" * 10_000)
    assert parsed.diagnostics[0].start == 10_000


def test_many_words_are_cut() -> None:
    parsed = parse_query("a " * 3_000)
    assert parsed.query == Words((Clause(A),) * 1_000)
    assert "too long" in parsed.diagnostics[0].message


@pytest.mark.parametrize("text", ["NOT " * 2_500, "title:" * 1_600, "((x a)[tiab] b)[tiab]" * 400])
def test_chains_of_prefixes_do_not_nest(text: str) -> None:
    parse_query(text)


def test_nested_tags_do_not_multiply() -> None:
    parsed = parse_query("(" * 40 + "a" + " b)[tiab]" * 40)
    assert isinstance(parsed.query, Words)
    assert len(parsed.query.clauses) == 41
