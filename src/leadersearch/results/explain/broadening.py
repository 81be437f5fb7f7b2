"""Which similar articles an article has risen by, in words and in the rows of its score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leadersearch.results.explain.listing import listed
from leadersearch.results.explain.reasons import Reason
from leadersearch.results.explain.score import ScoreRow
from leadersearch.rewrite.broaden import SMOOTHING, Smoothing

KIND = "like"
_MOST_NAMED = 2
_UNTITLED = "an article without a title"


def likeness(smoothing: Smoothing) -> Reason | None:
    """The reason why an article has risen: those that it is like; None where it has not."""
    if not smoothing.has_risen:
        return None
    by_share = sorted(smoothing.neighbours, key=lambda near: -near.weight * near.score)
    titles = dict.fromkeys(near.article.title or _UNTITLED for near in by_share[:_MOST_NAMED])
    return Reason(KIND, f"like: {listed(titles)}")


def smoothed_rows(rows: Sequence[ScoreRow], smoothing: Smoothing) -> Iterator[ScoreRow]:
    """The rows of a score after the smoothing: its own at a lower weight, one a similar article."""
    kept = 1.0 - SMOOTHING
    for row in rows:
        yield replace(row, weight=kept * row.weight, score=kept * row.score)
    for near in smoothing.neighbours:
        yield ScoreRow(
            text=f"like: {near.article.title or _UNTITLED} (score {near.score:.3f})",
            weight=near.weight,
            document_frequency=None,
            idf=0.0,
            frequency=0.0,
            score=near.weight * near.score,
            counts={},
        )
