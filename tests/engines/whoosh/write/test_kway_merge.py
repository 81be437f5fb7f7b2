from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, strategies as st

from engines.whoosh.stock.snapshots import MemoryStorage
from engines.whoosh.write.decoding import expected, read
from engines.whoosh.write.samples import hard_articles
from engines.whoosh.write.test_segment_writer import ANALYSIS, TINY, drafted
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.write.limits import BatchLimits
from leadersearch.engines.whoosh.write.segment_writer import SegmentWriter
from leadersearch.model.article import Article
from strategies import articles, everyday

limits = st.sampled_from(
    [BatchLimits(), BatchLimits(analysed=0), TINY, replace(TINY, range=1 << 20)]
)
parts = st.lists(
    st.lists(st.tuples(st.one_of(articles, hard_articles), st.booleans()), max_size=8),
    min_size=1,
    max_size=4,
)


Source = tuple[ColumnarSegment, Any]
"""A segment, and which of its documents are live: bool (documents,), or None for all."""


def merged(storage: Any, sources: Sequence[Source], limits: BatchLimits) -> ColumnarSegment:
    """One segment of the live documents of several."""
    target = ColumnarSegment("MAIN")
    draft = SegmentWriter(storage, target, ANALYSIS, limits)
    for segment, live in sources:
        draft.append_segment(segment, live)
    draft.finish()
    return target


@everyday(60)
@given(parts, limits, st.booleans())
def test_merging_is_indexing_what_is_left(
    parts: list[list[tuple[Article, bool]]], limits: BatchLimits, without_masks: bool
) -> None:
    storage = MemoryStorage()
    sources: list[Source] = []
    left: list[Article] = []
    for part in parts:
        segment = drafted(storage, [article for article, _ in part], limits)
        live = np.array([is_live or without_masks for _, is_live in part], bool)
        sources.append((segment, None if without_masks else live))
        left += [article for (article, _), ok in zip(part, live, strict=True) if ok]
    assert read(storage, merged(storage, sources, limits)) == expected(left, ANALYSIS)


def test_merging_merged_segments_numbers_the_codes_anew() -> None:
    storage = MemoryStorage()

    def whole(sources: Sequence[ColumnarSegment]) -> ColumnarSegment:
        return merged(storage, [(segment, None) for segment in sources], BatchLimits(analysed=0))

    taken = [Article(title="word " * n, body="word " * (9 - n)) for n in range(9)]
    halves = [
        drafted(storage, taken[:4], BatchLimits()),
        drafted(storage, taken[4:], BatchLimits()),
    ]
    again = whole([whole(halves), whole([halves[1]])])
    assert read(storage, again) == expected(taken + taken[4:], ANALYSIS)
