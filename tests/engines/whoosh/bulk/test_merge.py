from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.writing import SegmentWriter

from engines.whoosh.bulk.decoding import expected, read
from engines.whoosh.bulk.samples import hard_articles
from engines.whoosh.bulk.test_draft import ANALYSIS, TINY, drafted
from engines.whoosh.codec.snapshots import MemoryStorage
from leadersearch.article import Article
from leadersearch.engines.whoosh.bulk import merge_segments
from leadersearch.engines.whoosh.bulk.limits import Limits
from leadersearch.engines.whoosh.codec import ColumnarCodec
from leadersearch.engines.whoosh.codec.segment import ColumnarSegment
from leadersearch.engines.whoosh.documents import stored_fields
from leadersearch.engines.whoosh.schema import make_schema
from leadersearch.text import Analysis
from strategies import articles, everyday

limits = st.sampled_from([Limits(), Limits(analysed=0), TINY, replace(TINY, range=1 << 20)])
parts = st.lists(
    st.lists(st.tuples(st.one_of(articles, hard_articles), st.booleans()), max_size=8),
    min_size=1,
    max_size=4,
)


@everyday(150)
@given(parts, limits, st.booleans())
def test_merging_is_indexing_what_is_left(
    parts: list[list[tuple[Article, bool]]], limits: Limits, without_masks: bool
) -> None:
    storage = MemoryStorage()
    sources: list[tuple[Any, Any]] = []
    left: list[Article] = []
    numbers = []
    for part in parts:
        segment = drafted(storage, [article for article, _ in part], limits)
        live = np.array([is_live or without_masks for _, is_live in part], bool)
        sources.append((segment, None if without_masks else live))
        numbers.append(
            [len(left) + n if ok else -1 for ok, n in zip(live, live.cumsum() - 1, strict=False)]
        )
        left += [article for (article, _), ok in zip(part, live, strict=True) if ok]
    target = ColumnarSegment("MAIN")
    found = merge_segments(storage, target, sources, Analysis(), limits)
    assert [part.tolist() for part in found] == numbers
    assert read(storage, target) == expected(left, ANALYSIS)


@pytest.mark.parametrize("codec", [W3Codec(), ColumnarCodec()], ids=["stock", "columnar"])
def test_segments_of_whooshs_own_writer_are_analysed_again(codec: Any, tmp_path: Any) -> None:
    taken = [Article(title=f"Leading {n}", authors=("Zain Memon",)) for n in range(5)]
    storage = FileStorage(str(tmp_path))
    schema = make_schema(ANALYSIS)
    index = storage.create_index(schema, indexname="MAIN")
    writer = SegmentWriter(index, codec=codec)
    for article in taken:
        stored = stored_fields(article)
        writer.add_document(
            id=article.id,
            title=article.title,
            author="Zain Memon",
            _stored_author=stored["author"],
            fingerprint=stored["fingerprint"],
        )
    writer.commit()
    (stock,) = storage.open_index(indexname="MAIN")._segments()
    ours = drafted(storage, taken, Limits())
    target = ColumnarSegment("MAIN")
    live = np.array([True, False, True, True, False])
    numbers = merge_segments(storage, target, [(ours, live), (stock, live)], ANALYSIS)
    assert [part.tolist() for part in numbers] == [[0, -1, 1, 2, -1], [3, -1, 4, 5, -1]]
    left = [article for article, ok in zip(taken, live, strict=True) if ok]
    assert read(storage, target) == expected(left + left, ANALYSIS)


def test_merging_merged_segments_numbers_the_codes_anew() -> None:
    storage = MemoryStorage()

    def merged(sources: Sequence[ColumnarSegment]) -> ColumnarSegment:
        target = ColumnarSegment("MAIN")
        merge_segments(
            storage,
            target,
            [(segment, None) for segment in sources],
            ANALYSIS,
            Limits(analysed=0),
        )
        return target

    taken = [Article(title="word " * n, body="word " * (9 - n)) for n in range(9)]
    halves = [drafted(storage, taken[:4], Limits()), drafted(storage, taken[4:], Limits())]
    again = merged([merged(halves), merged([halves[1]])])
    assert read(storage, again) == expected(taken + taken[4:], ANALYSIS)
