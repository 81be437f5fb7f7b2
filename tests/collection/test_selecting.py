"""All articles that match a query, without holding them all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import leadersearch
from leadersearch import Article, Index, Search, UsageError
from leadersearch.collection import selecting


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    monkeypatch.setattr(selecting, "MOST_AT_ONCE", 3)
    with leadersearch.open_index("memory://", create=True) as made:
        rounds = [Article(id=f"a{n}", title="kind " * (n + 1), tags=("x",)) for n in range(8)]
        made.add([*rounds, Article(id="b", title="brave")])
        yield made


def test_without_a_query_they_come_by_id(index: Index) -> None:
    assert [row.id for row in index.matching()] == [f"a{n}" for n in range(8)] + ["b"]


@pytest.mark.parametrize("query", ["kind", Search("kind"), Search("kind", "title")])
def test_those_that_match_come_as_in_a_search(index: Index, query: str | Search) -> None:
    wanted = [hit.article.id for hit in index.search(query, limit=100)]
    assert len(wanted) == 8
    assert [row.id for row in index.matching(query)] == wanted


def test_filters_choose_and_what_is_none_is_refused(index: Index) -> None:
    assert len(list(index.matching(filters=[("tag", "x")]))) == 8
    assert list(index.matching("zebra")) == []
    with pytest.raises(UsageError):
        index.matching("kind", sort="size")


def test_they_are_those_of_the_moment_when_they_were_asked_for(index: Index) -> None:
    found = index.matching("kind")
    next(found)
    index.remove([f"a{n}" for n in range(8)])
    assert len(list(found)) == 7
