"""Which segments become one with the next commit.

Searching costs something for each segment, merging something for each article. Segments are
sorted into tiers by the power of ten of their live articles, and of a tier there are three at
most: after any number of commits of one article each there are seven segments on average, twelve
at most, and nineteen commits in twenty rewrite no more than nine other articles.
"""

from __future__ import annotations

from typing import Any

from leadersearch.engines.whoosh.segment.reader import has_codes

MOST_IN_TIER = 3


def choose_segments(storage: Any, segments: list[Any], added: int) -> tuple[list[Any], list[Any]]:
    """The segments that stay, and those whose documents go into the new one of `added` articles.

    Segments without a live document do neither; those that another program wrote never stay, nor
    do those of which more is dead than alive.
    """
    held = [segment for segment in segments if _live(segment)]
    stays = [
        has_codes(storage, segment) and segment.deleted_count() <= _live(segment)
        for segment in held
    ]
    merged = [segment for segment, stay in zip(held, stays, strict=True) if not stay]
    kept = [segment for segment, stay in zip(held, stays, strict=True) if stay]
    size = added + sum(map(_live, merged))
    while size:
        # Segments smaller than the new one join it, however few: it would be merged next.
        same = [segment for segment in kept if _tier(_live(segment)) <= _tier(size)]
        if len(same) < MOST_IN_TIER:
            break
        merged += same
        kept = [segment for segment in kept if segment not in same]
        size += sum(map(_live, same))
    return kept, merged


def _live(segment: Any) -> int:
    return int(segment.doc_count_all()) - int(segment.deleted_count())


def _tier(articles: int) -> int:
    return len(str(articles))
