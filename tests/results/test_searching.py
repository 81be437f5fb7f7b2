"""How often an engine is asked for one search, and that all answers are of one moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from leadersearch.engine import Execution, Figures, Found
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.engines.memory.view import MemoryView
from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.plan import Leaf, Lookup

ARTICLES = [
    Article(id="a", title="Kindness in leadership", body="Leaders who are kind lead well."),
    Article(id="b", title="Medical ethics", body="The ethics of care, kindness and money."),
    Article(id="c", title="Money and leadership", body="Budgets for kindness in the hospital."),
    Article(id="d", title="Hospital budgets", body="Leadership of money and ethics."),
]


class Watched(MemoryView):
    """Notes what it is asked for, and has something done meanwhile."""

    trips: Counter[str]
    searches: list[int]
    meanwhile: list[Callable[[], object]]

    def look_up(self, words: Sequence[Sequence[Lookup]], *, enough: int | None = None) -> list[int]:
        self.trips["look_up"] += 1
        return super().look_up(words, enough=enough)

    def execute(self, searches: Sequence[Execution]) -> list[Found]:
        self.trips["execute"] += 1
        self.searches.append(len(searches))
        for each in self.meanwhile:
            each()
        return super().execute(searches)

    def figures(self, leaves: Sequence[Leaf]) -> Figures:
        self.trips["figures"] += 1
        return super().figures(leaves)

    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        self.trips["fetch"] += 1
        return super().fetch(ids)

    def scan(self, *, after: str = "", batch: int = 500) -> Iterator[list[Article]]:
        self.trips["scan"] += 1
        return super().scan(after=after, batch=batch)


class WatchedEngine(MemoryEngine):
    def __init__(self) -> None:
        super().__init__()
        self.trips: Counter[str] = Counter()
        self.searches: list[int] = []
        self.meanwhile: list[Callable[[], object]] = []

    def view(self, *, from_nothing: bool = False) -> Watched:
        held = super().view(from_nothing=from_nothing)
        view = Watched(held.documents, held.kept, held.analysis, int(held.version))
        view.trips, view.searches, view.meanwhile = self.trips, self.searches, self.meanwhile
        return view


@pytest.fixture
def engine() -> WatchedEngine:
    return WatchedEngine()


@pytest.fixture
def index(engine: WatchedEngine) -> Index:
    index = Index(engine)
    index.add(ARTICLES)
    engine.trips.clear()
    return index


@pytest.mark.parametrize(
    ("query", "options", "trips"),
    [
        ("kindness leadership", {}, {"look_up": 1, "execute": 1}),
        # No article holds all: the last word may be cut short.
        ("kindness leadership ethics", {}, {"look_up": 2, "execute": 1}),
        ("kindness OR (money -ethics)", {}, {"look_up": 1, "execute": 1}),
        ("kindness", {"facets": ["year"], "sort": "title"}, {"look_up": 1, "execute": 1}),
        ("kindness lead", {"typing": True}, {"look_up": 1, "execute": 1}),
        ("kindness hosp", {}, {"look_up": 3, "execute": 1}),
        ("", {}, {"execute": 1}),
        ("kindness ethics", {"explain": True}, {"look_up": 1, "execute": 1, "figures": 1}),
    ],
)
def test_a_search_takes_few_trips(
    engine: WatchedEngine, index: Index, query: str, options: dict[str, Any], trips: dict[str, int]
) -> None:
    assert index.search(query, **options).total
    assert engine.trips == trips


def test_suggestions_are_tried_several_at_a_time(engine: WatchedEngine, index: Index) -> None:
    page = index.search('"kindness hospital" AND "ethics kind" AND money AND leaders AND budgets')
    assert page.total == 0
    tried = engine.searches[1:]
    assert sum(tried) > 4 >= len(tried)


def test_related_articles_take_as_many_trips_whatever_the_text(
    engine: WatchedEngine, index: Index
) -> None:
    assert index.related("c").total
    assert engine.trips == {"fetch": 1, "look_up": 2, "execute": 1}


def test_all_articles_are_read_in_one_scan(engine: WatchedEngine, index: Index) -> None:
    assert [article.id for article in index] == ["a", "b", "c", "d"]
    assert engine.trips == {"scan": 1}


def test_all_of_a_page_is_of_one_moment(engine: WatchedEngine, index: Index) -> None:
    before = index.search("kindnass leadership money", explain=True)
    other = Index(engine)

    def change() -> None:
        engine.meanwhile.clear()
        other.add([Article(id=f"n{number}", title="leadership") for number in range(50)])
        other.remove(["a", "b"])

    engine.meanwhile.append(change)
    page = index.search("kindnass leadership money", explain=True)
    assert (page.hits, page.suggestions) == (before.hits, before.suggestions)
    for hit in page:
        assert sum(row.score for row in hit.score_rows) == pytest.approx(hit.score, rel=1e-12)
    assert index.has_changed()
    assert index.search("kindness").total == 3  # as before, until it is told to look
    assert index.refresh()
    assert index.search("kindness").total == 1


def test_the_rows_of_a_hit_are_those_of_its_article(index: Index) -> None:
    for hit in index.search("kindness lead", explain=True, typing=True):
        assert hit.score_rows == index.explain(hit.article.id, "kindness lead", typing=True)
    assert all(hit.score_rows == () for hit in index.search("kindness"))


def test_a_misspelt_option_is_an_error(index: Index) -> None:
    with pytest.raises(TypeError, match="limt"):
        index.search("kindness", limt=3)  # type: ignore[call-arg]  # that is the point
    with pytest.raises(TypeError, match="pruen"):
        index.ingest([], pruen=True)  # type: ignore[call-arg]  # that is the point
