"""A poor engine does what every engine must, and says what it cannot do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engines.contract import COLLECTION, EngineContract, fill, found
from engines.poor import PoorEngine
from leadersearch.engine import Capability, Engine, maintenance_of
from leadersearch.errors import UnsupportedFeature
from leadersearch.index import Index
from leadersearch.model.article import Article


@pytest.fixture
def engine() -> PoorEngine:
    return PoorEngine()


@pytest.fixture
def index(engine: PoorEngine) -> Index:
    fill(engine)
    return Index(engine)


class TestPoorEngine(EngineContract):
    """The required part of the contract."""


LACKING: dict[str, Callable[[Index], object]] = {
    "phrases": lambda index: index.search('"medical ethics"'),
    "phrases, in a pasted link": lambda index: index.search("https://example.org/a-b"),
    "phrases, while typing": lambda index: index.search('"medical eth', typing=True),
    "misspelt words (word~)": lambda index: index.search("kindnes~"),
    "counting and filtering": lambda index: index.search("kindness", facets=["year"]),
    "counting and filtering by": lambda index: index.search("kindness", filters={"year": "2024"}),
    "listing the words, of authors": lambda index: len(index.values("author")),
    "listing the words": lambda index: index.words("title", "kind"),
    "listing the words that": lambda index: index.search('author:"Cooper S"'),
    "listing the words that articles": lambda index: index.article("kin"),
    "verifying and optimising": lambda index: index.optimise(),
    "verifying and optimising files": lambda index: index.check(fix=True),
}


@pytest.mark.parametrize("what", LACKING)
def test_what_it_lacks_raises_and_says_what_to_do(index: Index, what: str) -> None:
    with pytest.raises(UnsupportedFeature, match=r"poor://somewhere does not offer ") as raised:
        LACKING[what](index)
    assert what.partition(", ")[0] in str(raised.value)
    assert raised.value.remedy in str(raised.value)
    assert raised.value.exit_code == 2


def test_what_it_can_do_the_library_does(index: Index) -> None:
    page = index.search("kindness ethics", explain=True)
    assert {hit.article.id for hit in page} == {"kind", "ethics"}
    for hit in page:
        rows = sum(row.score for row in hit.score_rows)
        assert hit.score == pytest.approx(rows, rel=1e-6)
        assert hit.reasons
    assert [article.id for article in index] == ["ahp", "ethics", "kind", "nodate"]
    assert index.article("kind") == COLLECTION[0]
    assert index.check().problems == ()
    assert index.related("ahp").total > 0
    assert index.statistics().articles == len(index) == 4


def test_suggestions_do_without_other_spellings(index: Index) -> None:
    page = index.search("kindnesss ethics")
    assert [row.query for row in page.suggestions] == ["ethics"]


def test_what_is_written_is_seen_after_a_refresh(engine: PoorEngine, index: Index) -> None:
    index.add(Article(id="new", title="Newest"))
    assert index.search("newest").total == 0
    assert not index.refresh()
    engine.refresh()
    assert index.refresh()
    assert index.search("newest").total == 1


def test_a_writer_that_fails_has_written_what_it_could(engine: PoorEngine) -> None:
    def failing(engine: Engine) -> None:
        with engine.write() as writer:
            writer.put([Article(id="half", title="Halfway")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing(engine)
    engine.refresh()
    assert found(engine, "halfway") == {"half"}


def test_it_has_no_files_to_look_after(engine: PoorEngine) -> None:
    assert Capability.MAINTENANCE not in engine.capabilities
    with pytest.raises(UnsupportedFeature, match="the service that holds it"):
        maintenance_of(engine)
