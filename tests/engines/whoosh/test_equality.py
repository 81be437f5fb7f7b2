"""The Whoosh engine gives the pages of the memory engine, to the last bit of every score."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, strategies as st

import strategies
from asking import Question, answered, held_ids, terms
from equality import MEMORY, Change, apply, values
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.engines.whoosh.engine import WhooshEngine

changes = st.lists(
    st.one_of(strategies.articles, strategies.articles, st.sampled_from(strategies.IDS)),
    min_size=1,
    max_size=8,
)
histories = st.lists(changes, min_size=1, max_size=4)


@strategies.everyday(120)
@given(histories, st.lists(strategies.requests, min_size=1, max_size=12))
def test_pages_are_equal_after_any_history(
    history: list[list[Change]], requests: list[Question]
) -> None:
    memory = MemoryEngine()
    with TemporaryDirectory(dir=MEMORY) as folder:
        whoosh = WhooshEngine(Path(folder), create=True)
        apply(memory, history)
        apply(whoosh, history)
        for request in requests:
            assert values(answered(memory, request)) == values(answered(whoosh, request))
        whoosh.close()


@strategies.everyday(25)
@given(histories, st.lists(strategies.requests, min_size=1, max_size=4))
def test_pages_are_the_same_when_the_index_is_opened_anew(
    history: list[list[Change]], requests: list[Question]
) -> None:
    with TemporaryDirectory(dir=MEMORY) as folder:
        first = WhooshEngine(Path(folder), create=True)
        apply(first, history)
        second = WhooshEngine(Path(folder))
        for request in requests:
            assert values(answered(first, request)) == values(answered(second, request))
        first.close()
        second.close()


@strategies.everyday(40)
@given(histories)
def test_vocabularies_are_equal_after_any_history(history: list[list[Change]]) -> None:
    memory = MemoryEngine()
    with TemporaryDirectory(dir=MEMORY) as folder:
        whoosh = WhooshEngine(Path(folder), create=True)
        apply(memory, history)
        apply(whoosh, history)
        assert held_ids(whoosh) == held_ids(memory)
        ids = list(strategies.IDS)
        assert whoosh.view().fetch(ids) == memory.view().fetch(ids)
        assert whoosh.view().fingerprints(ids) == memory.view().fingerprints(ids)
        expected, actual = memory.view().statistics(), whoosh.view().statistics()
        for postings in expected.terms:
            assert terms(whoosh, postings) == terms(memory, postings)
        assert (actual.articles, actual.mean_length, actual.oldest, actual.newest) == (
            expected.articles,
            expected.mean_length,
            expected.oldest,
            expected.newest,
        )
        shared = expected.terms.keys() & actual.terms.keys()
        assert {name: actual.terms[name] for name in shared} == {
            name: expected.terms[name] for name in shared
        }
        whoosh.close()
