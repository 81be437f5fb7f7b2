"""Outcomes of articles, and the ids that a file has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leadersearch import Article, Source
from leadersearch.collection.ingest.outcomes import Outcomes, TakenIds
from leadersearch.collection.ingest.spool import Spool
from leadersearch.numbering import Numbering


@pytest.fixture
def ids() -> Numbering:
    return Numbering()


@pytest.fixture
def spool(ids: Numbering) -> Iterator[Spool]:
    opened = Spool(ids)
    yield opened
    opened.close()


def test_outcomes_are_those_of_a_dictionary(ids: Numbering) -> None:
    ids.number("of another kind")
    outcomes = Outcomes(ids)
    outcomes.update({"a": "added", "b": "", "c": "unchanged"})
    outcomes["a"] = "updated"
    del outcomes["c"]

    assert dict(outcomes) == {"a": "updated", "b": ""}
    assert len(outcomes) == 2
    for unknown in ("c", "of another kind", "never met"):
        with pytest.raises(KeyError):
            outcomes[unknown]
        with pytest.raises(KeyError):
            del outcomes[unknown]


def test_an_id_is_taken_once_for_each_content_of_a_file(ids: Numbering, spool: Spool) -> None:
    taken = TakenIds(ids, spool)
    for body in ("one", "two", "one", "two"):
        record = Article(id="a", body=body, source=Source("x.bib"))
        taken.add(record, "x.bib")
        spool.add(record, "x.bib")

    assert list(taken) == ["a", "a"]


def test_the_next_file_has_taken_nothing(ids: Numbering, spool: Spool) -> None:
    taken = TakenIds(ids, spool)
    taken.add(Article(id="a", body="one"), "x.bib")
    assert "a" in taken

    taken.end_file()

    assert "a" not in taken
    assert list(taken) == []
