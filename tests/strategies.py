"""Random articles, requests and query trees, small enough that they often meet.

Every word of the vocabulary is there for a way in which words can be hard: compounds, accents,
possessives, stop words, words of one stem, digits, scripts without spaces.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import settings, strategies as st

from asking import Question, question
from leadersearch.engine import Sort
from leadersearch.model.article import Article, PartialDate, Source
from leadersearch.model.fields import FACETS, FIELD_NAMES
from leadersearch.query import tree


def everyday(examples: int) -> settings:
    """The settings of a property; `EXAMPLES_TIMES=100` in the environment makes a long run."""
    times = float(os.environ.get("EXAMPLES_TIMES", "1"))
    return settings(max_examples=max(1, int(examples * times)))


WORDS = [
    *(
        "leader leaders leadership leading the of and care health-care healthcare community "
        "O'Brien O’Brien’s don't COVID-19 R&D C++ U.S.A. 1,000 Díaz-Báez Memon consulting "
        "consultants state-of-the-art article papers find kindness kind 日本 Straße strasse 2024 a "
        "https://example.org/kind-leader http://care www.care.org 10.1136/leader-1"
    ).split(),
    *("\x1e", "?!", "kind\x1eleader", "\0", "\ud800kind"),
]

NAMES = ("Zain Memon", "David Díaz-Báez", "Jane Dacre", "O'Brien", "Anna Kind", "李 明", "Leader")
TAGS = ("care", "Health Care", "kindness", "日本", "leaders", "\udfff", "a\x1eb", " ")
VENUES = ("BMJ Leader", "The Leader", "Care")
IDS = (*(f"a{number}" for number in range(14)), "Kind", "a b")
DOIS = ("10.1136/leader-1", "https://doi.org/10.1136/LEADER-1", "10.1/x")
URLS = ("https://www.example.org/kind-leader", "http://care.org/a?b=c#d")
PATHS = ("/corpus/a leader.txt", "/corpus/b.md", "")

ROWS = ("the care of leaders", "kind kind kind a", "of state-of-the-art O'Brien 日本", "a and the")

words = st.sampled_from(WORDS)
rows = st.sampled_from(ROWS)
texts = st.lists(words, max_size=9).map(" ".join)
punctuated = st.lists(
    st.tuples(words | rows, st.sampled_from([" ", ", ", ". ", " – "])), max_size=9
).map(lambda pairs: "".join(word + gap for word, gap in pairs))

years = st.sampled_from([1, 1850, 2020, 2023, 2024, 9999])
months = st.integers(1, 12)
days = st.integers(1, 28)
partial_dates = st.one_of(
    st.builds(PartialDate, years),
    st.builds(PartialDate, years, months),
    st.builds(PartialDate, years, months, days),
    st.just(PartialDate(9999, 12, 31)),
)
sources = st.builds(
    Source, st.sampled_from(PATHS), st.integers(1, 3), st.sampled_from(["", "", "inner/a.bib"])
)

articles = st.builds(
    Article,
    id=st.sampled_from(IDS),
    title=punctuated,
    authors=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
    excerpt=punctuated,
    body=punctuated.map(lambda text: text if text.strip() else "kind"),
    date=st.none() | partial_dates,
    url=st.just("") | st.sampled_from(URLS),
    tags=st.lists(st.sampled_from(TAGS), max_size=3).map(tuple),
    venue=st.just("") | st.sampled_from(VENUES),
    doi=st.just("") | st.sampled_from(DOIS),
    language=st.sampled_from(["", "en"]),
    source=st.none() | sources,
)

# --- query trees ---------------------------------------------------------------------------------

patterns = st.one_of(
    st.sampled_from(["*", "?", "lead*", "*er*", "k?nd*", "L*ship", "**", "[a-z]*", "日*", "c+*"]),
    words.map(lambda word: word[:2] + "*" + word[-1]),
)
prefixes = st.one_of(words.map(lambda word: word[:3]), words, st.sampled_from(["", "health-c"]))
patterned = st.lists(words | patterns | prefixes.map("{}*".format), max_size=4).map(" ".join)
leaves: st.SearchStrategy[tree.Query] = st.one_of(
    st.builds(tree.Term, words, st.booleans()),
    st.builds(tree.Term, st.sampled_from([*NAMES, *IDS, *DOIS, "leder", "zzz", "", "!"])),
    st.builds(tree.Phrase, texts, st.sampled_from([0, 0, 0, 1, 4, 100])),
    st.builds(tree.Phrase, patterned, st.sampled_from([0, 0, 0, 1])),
    st.builds(tree.Prefix, prefixes),
    st.builds(tree.Wildcard, patterns),
    st.builds(tree.Fuzzy, st.sampled_from([*WORDS, "leder", "knid", ""]), st.sampled_from([1, 2])),
    st.builds(
        tree.DateRange,
        st.none() | st.dates(date(1, 1, 1), date.max),
        st.none() | st.sampled_from([date(2023, 1, 1), date(2024, 5, 1), date.max]),
    ),
    st.just(tree.Everything()),
    st.just(tree.Nothing()),
)


def _combined(inner: st.SearchStrategy[tree.Query]) -> st.SearchStrategy[tree.Query]:
    members = st.lists(inner, max_size=4).map(tuple)
    clauses = st.lists(st.builds(tree.Clause, inner, st.sampled_from(tree.Occur)), max_size=5)
    plain = st.lists(st.builds(tree.Clause, st.builds(tree.Term, words)), min_size=2, max_size=5)
    return st.one_of(
        rows.map(
            lambda row: tree.Words(tuple(tree.Clause(tree.Term(word)) for word in row.split()))
        ),
        st.builds(tree.Words, clauses.map(tuple)),
        st.builds(tree.Words, plain.map(tuple)),
        st.builds(tree.And, members),
        st.builds(tree.Or, members),
        st.builds(tree.Not, inner),
        st.builds(tree.InField, st.sampled_from(sorted(set(FIELD_NAMES.values()))), inner),
        st.builds(tree.Boost, inner, st.sampled_from([0.01, 0.3, 2.0, 1000.0])),
    )


queries: st.SearchStrategy[tree.Query] = st.recursive(leaves, _combined, max_leaves=8)

facet_values: dict[str, Sequence[str]] = {
    "author": NAMES,
    "tag": TAGS,
    "venue": VENUES,
    "year": ("2023", "2024", "0001"),
}
filters = st.sampled_from(FACETS).flatmap(
    lambda facet: st.tuples(st.just(facet), st.sampled_from(facet_values[facet]))
)


def _question(*, sort: Sort, may_broaden: bool, **options: Any) -> Question:
    return question(sort=sort, broaden=may_broaden and sort is Sort.RELEVANCE, **options)


requests = st.builds(
    _question,
    query=queries,
    limit=st.sampled_from([0, 1, 3, 50]),
    offset=st.sampled_from([0, 0, 0, 2]),
    sort=st.sampled_from(Sort),
    may_broaden=st.booleans(),
    typing=st.booleans(),
    filters=st.lists(filters, max_size=2).map(tuple),
    facets=st.sampled_from([(), FACETS]),
    facet_limit=st.sampled_from([2, 20]),
)
