"""A found answer, broadened: articles that hold some of the words rise with those they are like.

Relevant articles resemble each other (the cluster hypothesis), so the score of an article is moved
towards those of its nearest neighbours among the best of the answer:

    score' = (1 - SMOOTHING) score + SMOOTHING x the mean score of the NEIGHBOURS most similar ones

The mean is weighted by similarity, the cosine of tf-idf vectors (Diaz, "Regularizing ad hoc retrieval
scores", 2005; see `similarity`). Of equally similar articles the better one counts.

Articles of the tiers before the last keep their places: what holds all of the words is what most
people look for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from leadersearch.engine import Execution, Found, FoundArticle
from leadersearch.model.article import Article
from leadersearch.rewrite.similarity import ViewWords, similarities
from leadersearch.values import dataclass

BEST = 200
"""Articles, from the best, among which neighbours are looked for."""

NEIGHBOURS = 5
SMOOTHING = 0.3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar article, its score before the smoothing, and its weight in the score of another."""

    article: Article
    score: float
    weight: float


@dataclass(frozen=True, slots=True)
class Smoothing:
    """The neighbours of an article, the heaviest first, and whether it has risen among the hits."""

    neighbours: tuple[Neighbour, ...]
    has_risen: bool


def looked_at(search: Execution) -> Execution:
    """The part of an answer that must be found in order to broaden the wanted one."""
    if _is_as_found(search):
        return search
    return replace(search, offset=0, limit=max(BEST, search.offset + search.limit))


def broadened(
    found: Found, search: Execution, words: ViewWords
) -> tuple[Found, dict[str, Smoothing]]:
    """The wanted part of an answer by relevance, the scores of the best in its last tier smoothed.

    `found` is what there is to be looked at. Returned, too, is the smoothing of each article that has
    neighbours, by id: of all the best, on whichever page they are.
    """
    if _is_as_found(search):
        return found, {}
    rows, smoothings = smoothed(found.articles[:BEST], words)
    wanted = (*rows, *found.articles[BEST:])[search.offset : search.offset + search.limit]
    return replace(found, articles=wanted), smoothings


def _is_as_found(search: Execution) -> bool:
    """Whether smoothing changes nothing in a part of an answer."""
    return not (search.limit and search.plan.units) or search.offset >= BEST


def smoothed(
    rows: Sequence[FoundArticle], words: ViewWords
) -> tuple[list[FoundArticle], dict[str, Smoothing]]:
    """Found articles, best first, in the order of their smoothed scores; and how they came by them."""
    first = sum(row.all_words for row in rows)
    if first == len(rows) or len(rows) < 2:
        return list(rows), {}
    cosines = similarities(words.of([row.article for row in rows]))
    nearest = np.argsort(-cosines[first:], axis=1, kind="stable")[:, :NEIGHBOURS]
    near = {
        place: _neighbours(rows, cosines[place], places)
        for place, places in enumerate(nearest.tolist(), first)
    }
    scored = [
        (place, row if place < first else row._replace(score=_smoothed_score(row, near[place])))
        for place, row in enumerate(rows)
    ]
    ordered = scored[:first] + sorted(scored[first:], key=lambda pair: -pair[1].score)
    smoothings = {
        row.article.id: Smoothing(near[before], has_risen=after < before)
        for after, (before, row) in enumerate(ordered)
        if near.get(before)
    }
    return [row for _, row in ordered], smoothings


def _smoothed_score(row: FoundArticle, neighbours: Sequence[Neighbour]) -> float:
    if not neighbours:
        return row.score
    return (1.0 - SMOOTHING) * row.score + sum(near.weight * near.score for near in neighbours)


def _neighbours(
    rows: Sequence[FoundArticle], cosines: NDArray[np.float64], places: Sequence[int]
) -> tuple[Neighbour, ...]:
    """Those of the most similar articles that are similar at all."""
    near = [(rows[place], float(cosines[place])) for place in places if cosines[place] > 0.0]
    total = sum(cosine for _, cosine in near)
    return tuple(
        Neighbour(row.article, row.score, SMOOTHING * cosine / total) for row, cosine in near
    )
