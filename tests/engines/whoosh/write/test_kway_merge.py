from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from engines.whoosh.stock.snapshots import MemoryStorage
from engines.whoosh.write.decoding import expected, read
from engines.whoosh.write.samples import hard_articles
from engines.whoosh.write.test_segment_writer import ANALYSIS, TINY, drafted
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.stock.storage import SyncedStorage
from leadersearch.engines.whoosh.write.field_writing import Columns
from leadersearch.engines.whoosh.write.inversion import Postings
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


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a map is read from /proc")
def test_little_of_a_segment_is_in_memory_while_it_is_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"word{number}" for number in range(4_000)]
    taken = [Article(title=word, body=" ".join(words)) for word in words[:100]]
    storage = SyncedStorage(str(tmp_path))
    segment = drafted(storage, taken, BatchLimits())
    in_memory: list[int] = []
    extend = Columns.extend

    def noting(columns: Columns, part: Postings) -> None:
        in_memory.append(mapped(segment.file_name()))
        extend(columns, part)

    monkeypatch.setattr(Columns, "extend", noting)
    draft = SegmentWriter(
        storage, ColumnarSegment("MAIN"), ANALYSIS, BatchLimits(range=1 << 14, analysed=0)
    )
    draft.append_segment(segment, np.arange(100) != 0)
    in_memory.append(mapped(segment.file_name()))
    draft.finish()

    assert len(in_memory) > 20
    assert max(in_memory) < (tmp_path / segment.file_name()).stat().st_size / 2


def mapped(name: str) -> int:
    """Bytes of a file that this process has in memory by maps of it."""
    _, *maps = Path("/proc/self/smaps").read_text(encoding="utf-8").split(name)
    return sum(int(each.partition("Rss:")[2].split()[0]) * 1024 for each in maps)
