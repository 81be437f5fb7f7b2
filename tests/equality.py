"""Helpers to compare engines: the same history, whole pages, short cuts at every limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from leadersearch.engine import Engine
from leadersearch.engines.whoosh.search import evaluate, proximity, rescoring, term_scores, top_k
from leadersearch.engines.whoosh.segment import gathering, term_positions
from leadersearch.model.article import Article
from leadersearch.plan import bounds
from leadersearch.results.page import Hit, Page

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where syncing files costs nothing."""

Change = Article | str
"""An article to add, or the id of one to remove."""

Limits = tuple[ModuleType, Mapping[str, int]]

LIMITS: dict[str, Limits] = {
    "everything is spread": (evaluate, {"SPARSE": 10_000}),
    "everything is listed": (evaluate, {"SPARSE": 0}),
    "children are added up one by one": (evaluate, {"MANY": 1}),
    "nothing is remembered": (evaluate, {"MOST_KEPT": 0}),
    "unions are spread": (term_scores, {"SPARSE": 10_000}),
    "everything is looked up": (term_positions, {"FEW": 0}),
    "all is gone through": (term_positions, {"FEW": 10_000}),
    "places are looked at together": (term_positions, {"SINGLY": 0}),
    "places are looked at singly": (term_positions, {"SINGLY": 10_000}),
    "phrases are merged": (proximity, {"MERGED": 10_000}),
    "phrases are searched": (proximity, {"MERGED": 0}),
    "no list is short": (rescoring, {"RARE": 0}),
    "pairs are counted for one article at a time": (rescoring, {"MOST_COUNTED": 1}),
    "occurrences are counted term by term": (gathering, {"BATCH_TERMS": 1}),
    "the budget is small": (bounds, {"BUDGET": 30, "MOST_WORDS": 3}),
    "as it is": (top_k, {}),
}
"""Where short cuts are taken: at limits so low that small indexes meet them."""


def apply(engine: Engine, history: list[list[Change]]) -> None:
    """Carry out a history, each list of changes as one commit."""
    for commit in history:
        with engine.write() as writer:
            for change in commit:
                if isinstance(change, Article):
                    writer.put([change])
                else:
                    writer.remove([change])


def row(hit: Hit) -> tuple[Article, str, int, bool, bool]:
    """A hit, its score to the last bit."""
    return hit.article, hit.score.hex(), hit.rank, hit.all_words, hit.verbatim


def values(page: Page) -> object:
    """All that a page says."""
    rows = [row(hit) for hit in page]
    counts = page.total, page.all_words, page.verbatim
    return rows, counts, page.facets, page._plan


@contextmanager
def limited(*limits: Limits) -> Iterator[None]:
    """Set limits of short cuts, and set them back."""
    before = [(module, name, getattr(module, name)) for module, row in limits for name in row]
    try:
        for module, row in limits:
            for name, value in row.items():
                setattr(module, name, value)
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def low_limits(name: str, looked_at: int) -> list[Limits]:
    """The limits of one name, and those of the choice of the best articles."""
    module, row = LIMITS[name]
    rare = row.get("RARE", 5)
    return [
        (top_k, {"LOOKED_AT": looked_at, "LEAST_BLOCK": 1}),
        (rescoring, {"RARE": rare}),
        (term_scores, {"RARE": rare}),
        (module, row),
    ]
