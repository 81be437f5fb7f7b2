"""A planner asks for words together, and plans again only where a belief was wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, strategies as st

import strategies
from leadersearch.plan import (
    Findings,
    Lookup,
    OneOf,
    Plan,
    ReadAs,
    StartsWith,
    plan_queries,
    plan_query,
    planning,
)
from leadersearch.plan.vocabulary import Known, Word
from leadersearch.query import Query, parse_query
from leadersearch.text import Analysis
from strategies import everyday

ANALYSIS = Analysis()


class Words:
    """A vocabulary of some words, in all fields of articles; notes what it is asked for."""

    def __init__(self, *held: str) -> None:
        self.held = held
        self.trips: list[int] = []

    def look_up(self, words: Sequence[Sequence[Lookup]], *, enough: int | None = None) -> list[int]:
        self.trips.append(len(words))
        return [sum(map(self._holds, lookups)) for lookups in words]

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        return {}

    def _holds(self, lookup: Lookup) -> bool:
        if lookup.postings == "sense":
            return False
        match lookup.selector:
            case OneOf(terms):
                return bool({*self.held, *map(ANALYSIS.stem, self.held)} & set(terms))
            case StartsWith(prefix):
                return any(word.startswith(prefix) for word in self.held)
        raise AssertionError


class Eager(Known):
    """Believes nothing: each word is asked for as soon as it matters."""

    def ask(self, word: Word) -> None:
        held = self._findings.held
        if id(word) not in held:
            (count,) = self._vocabulary.look_up([word], enough=1)
            held[id(word)] = (word, count > 0)

    def holds(self, word: Word, *, belief: bool) -> bool:
        self.ask(word)
        return self._findings.held[id(word)][1]

    def goes_on(self, word: Word, beginning: Callable[[], Word]) -> bool:
        return not self.holds(word, belief=True) and self.holds(beginning(), belief=True)

    def is_usual(self, word: Word, others: Callable[[], Sequence[Word]]) -> bool:
        if not self.holds(word, belief=False):
            return False
        self._weigh([(word, *others())])
        return self._findings.usual[id(word)][1]


def planned(text: str, *held: str) -> tuple[Plan, list[int]]:
    words = Words(*held)
    return plan_query(parse_query(text).query, ANALYSIS, words), words.trips


@pytest.mark.parametrize(
    ("text", "held", "missing", "completed", "trips"),
    [
        ("kind care", ("kind", "care"), (), (), 1),
        ("kind zzz", ("kind",), ("zzz",), (), 2),
        ("kind zzz yyy", ("kind",), ("zzz", "yyy"), (), 2),
        ("kind misinf", ("kind", "misinformation"), (), ("misinf",), 2),
        ("=misinf kind", ("kind", "misinformation"), ("misinf",), (), 1),
        ('"kind zzz" care', ("kind", "care"), ("zzz",), (), 1),
        # The same word as a form of its own, and as the compound of its parts.
        ("healthc health-c", ("health", "healthcare", "c"), (), ("healthc",), 2),
        ("healthc a-healthc-b", ("healthcare", "b"), ("a",), ("healthc",), 2),
        ("author:=smi author:smi", ("smith",), ("smi",), ("smi",), 2),
        ("author:smi author:=smi", ("smith",), ("smi",), ("smi",), 2),
        ("abc ab-c-d", ("ab", "d", "abcd", "abcdef"), ("c",), ("abc",), 2),
    ],
)
def test_what_is_missing_and_completed_does_not_depend_on_beliefs(
    text: str,
    held: tuple[str, ...],
    missing: tuple[str, ...],
    completed: tuple[str, ...],
    trips: int,
) -> None:
    plan, asked = planned(text, *held)
    finished = tuple(row.typed for row in plan.readings if row.kind is ReadAs.COMPLETED)
    assert (plan.missing, finished) == (missing, completed)
    assert len(asked) <= trips + 1


def test_words_of_several_queries_are_asked_for_together() -> None:
    words = Words("kind", "care")
    queries = [parse_query(text).query for text in ("kind", "care kind", "zzz", "kind OR care")]
    plans = plan_queries(queries, ANALYSIS, words)
    # Three words, two of them as one word and as the names of an author; then what zzz may begin.
    assert words.trips == [6, 1]
    assert plans == [plan_query(query, ANALYSIS, words) for query in queries]


def test_a_word_that_an_earlier_plan_asked_for_is_not_asked_for_again() -> None:
    words, findings = Words("kind", "care"), Findings()

    def trips(text: str) -> int:
        before = len(words.trips)
        plan_query(parse_query(text).query, ANALYSIS, words, findings=findings)
        return len(words.trips) - before

    assert [trips("kind zzz care"), trips("kind zzz care"), trips("kind")] == [2, 0, 0]
    assert trips("kind zzy") == 2


@everyday(100)
@given(
    st.lists(strategies.queries, min_size=2, max_size=4),
    st.booleans(),
    st.lists(st.sampled_from(strategies.WORDS), max_size=9),
)
def test_findings_of_earlier_plans_change_no_plan(
    queries: list[Query], typing: bool, held: list[str]
) -> None:
    vocabulary = Words(*(word for word in held if word.isalpha()))
    findings = Findings()
    for query in queries:
        anew = plan_query(query, ANALYSIS, vocabulary, typing=typing)
        kept = plan_query(query, ANALYSIS, vocabulary, typing=typing, findings=findings)
        assert kept == anew


@pytest.mark.parametrize("text", ["Müller muller", "muller", "mueller author:Müller", "Mueller"])
def test_findings_tell_a_name_with_an_umlaut_from_one_without(text: str) -> None:
    vocabulary, findings = Words("muller", "mueller"), Findings()
    for other in ("Müller", "Muller", "Mueller", text):
        query = parse_query(other).query
        kept = plan_query(query, ANALYSIS, vocabulary, findings=findings)
        assert kept == plan_query(query, ANALYSIS, vocabulary)


class Counted:
    """A vocabulary that knows how many articles hold a form."""

    def __init__(self, **counts: int) -> None:
        self.counts = counts
        self.trips = 0

    def look_up(self, words: Sequence[Sequence[Lookup]], *, enough: int | None = None) -> list[int]:
        self.trips += 1
        forms = [lookups[0].selector for lookups in words]
        assert all(isinstance(form, OneOf) for form in forms)
        return [self.counts.get(form.terms[0], 0) for form in forms if isinstance(form, OneOf)]

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        return {}


@pytest.mark.parametrize(
    ("counts", "usual", "trips"),
    [
        ({"data": 900, "base": 20, "database": 1}, True, 2),
        ({"data": 900, "base": 21, "database": 1}, False, 2),
        ({"data": 900, "database": 1}, True, 2),
        ({"data": 900, "base": 20}, False, 1),
    ],
)
def test_a_joined_word_is_usual_beside_the_rarer_of_its_parts(
    counts: dict[str, int], usual: bool, trips: int
) -> None:
    vocabulary = Counted(**counts)
    known = Known(vocabulary)
    joined, *parts = [
        known.made(form, lambda form=form: (Lookup("body", "body", OneOf((form,))),))  # type: ignore[misc]
        for form in ("database", "data", "base")
    ]
    assert known.is_usual(joined, lambda: parts) is False  # so it is believed
    assert known.settle() is not usual
    assert known.is_usual(joined, lambda: parts) is usual
    assert vocabulary.trips == trips


@everyday(300)
@given(strategies.queries, st.booleans(), st.lists(st.sampled_from(strategies.WORDS), max_size=9))
def test_a_plan_is_that_of_one_who_believes_nothing(
    query: Query, typing: bool, held: list[str]
) -> None:
    vocabulary = Words(*(word for word in held if word.isalpha()))
    believed = plan_query(query, ANALYSIS, vocabulary, typing=typing)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(planning, "Known", Eager)
        assert believed == plan_query(query, ANALYSIS, vocabulary, typing=typing)
