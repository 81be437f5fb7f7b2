"""The ranking as a whole finds what its judges took for relevant, and would not by other constants.

The figure is nDCG@10 (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques",
2002), a relevant article gaining 1. A constant that is to move for the better is measured on the
large collections first (`benchmarks/relevance.py`), and the choices that it decides are judged anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from asking import ids
from golden.judged import COLLECTIONS, JUDGED, LESS, MORE, TYPED, articles
from leadersearch import ranking
from leadersearch.index import Index, open_index
from leadersearch.model.fields import FIELDS

WEIGHTS = ("title", "author")


def gain(index: Index) -> float:
    """The mean nDCG@10 of all judged queries."""
    return sum(_gain(answer(index, query), wanted) for query, wanted in JUDGED) / len(JUDGED)


def answer(index: Index, query: str) -> list[str]:
    return ids(index.search(query, typing=query in TYPED, limit=10))


def _gain(found: list[str], wanted: frozenset[str]) -> float:
    gained = sum(1 / math.log2(rank + 2) for rank, name in enumerate(found) if name in wanted)
    return gained / sum(1 / math.log2(rank + 2) for rank in range(len(wanted)))


@contextmanager
def moved(constant: str, *, more: bool) -> Iterator[Index]:
    """The judged collection in an index for which a constant of the ranking is another one."""
    row = FIELDS.get(constant)
    with pytest.MonkeyPatch.context() as patch:
        if row:  # a weight: lengths are whole numbers
            weight = row.weight
            object.__setattr__(row, "weight", weight + (1 if more else -1))
        else:
            patch.setattr(
                ranking, constant, getattr(ranking, constant) * (4 / 3 if more else 3 / 4)
            )
        try:
            with open_index("memory://", create=True) as index:
                index.add(articles(constant, more=more))
                yield index
        finally:
            if row:
                object.__setattr__(row, "weight", weight)


def test_every_relevant_article_comes_first(empty_index: Index) -> None:
    empty_index.add(articles())
    assert [
        query for query, wanted in JUDGED if _gain(answer(empty_index, query), wanted) < 1
    ] == []
    assert gain(empty_index) == 1


@pytest.mark.parametrize("more", [False, True], ids=["less", "more"])
@pytest.mark.parametrize("constant", LESS)
def test_a_constant_that_moves_finds_less(constant: str, more: bool) -> None:
    query, best = (MORE if more else LESS)[constant]
    with moved(constant, more=more) as index:
        assert answer(index, query)[0] != best
        assert constant in COLLECTIONS or gain(index) < 0.99


@pytest.mark.parametrize("more", [False, True], ids=["less", "more"])
@pytest.mark.parametrize("constant", COLLECTIONS)
def test_articles_of_their_own_are_in_order(constant: str, more: bool, empty_index: Index) -> None:
    empty_index.add(articles(constant, more=more))
    query, best = (MORE if more else LESS)[constant]
    assert answer(empty_index, query)[0] == best


def test_every_constant_is_moved() -> None:
    constants = {name for name, value in vars(ranking).items() if isinstance(value, float)}
    assert {*constants, *WEIGHTS} == set(LESS) == set(MORE)
    assert len(articles()) == 40
    assert len(JUDGED) == 27
