from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from whoosh.filedb.filestore import FileStorage

from engines.whoosh.stock.snapshots import MemoryStorage
from engines.whoosh.write.decoding import expected, read
from engines.whoosh.write.samples import hard_articles
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.write.limits import BatchLimits
from leadersearch.engines.whoosh.write.segment_writer import SegmentWriter
from leadersearch.model.article import Article, PartialDate, Source
from leadersearch.text import Analysis
from strategies import articles, everyday

ANALYSIS = Analysis()
TINY = BatchLimits(batch=600, documents=3, tokens=30, range=10, memory=1000, analysed=0)

limits = st.sampled_from(
    [BatchLimits(), TINY, replace(TINY, batch=1), replace(TINY, range=1 << 20)]
)


def drafted(
    storage: Any, taken: Sequence[Article], limits: BatchLimits, analysis: Analysis = ANALYSIS
) -> ColumnarSegment:
    segment = ColumnarSegment("MAIN")
    draft = SegmentWriter(storage, segment, analysis, limits)
    assert [draft.add(article) for article in taken] == list(range(len(taken)))
    draft.finish()
    return segment


def assert_says(
    taken: Sequence[Article], limits: BatchLimits, analysis: Analysis = ANALYSIS
) -> None:
    storage = MemoryStorage()
    segment = drafted(storage, taken, limits, analysis)
    assert read(storage, segment) == expected(taken, analysis)


@everyday(75)
@given(st.lists(hard_articles, max_size=6), limits)
def test_a_segment_says_what_the_analysis_says(taken: list[Article], limits: BatchLimits) -> None:
    assert_says(taken, limits)


@everyday(50)
@given(st.lists(articles, max_size=30), limits)
def test_terms_that_meet_are_merged_in_order(taken: list[Article], limits: BatchLimits) -> None:
    assert_says(taken, limits)


@pytest.mark.parametrize("language", ["german", "none"])
def test_the_language_is_that_of_the_analysis(language: str) -> None:
    taken = [Article(title="Häuser und Straßen"), Article(title="running runs")]
    assert_says(taken, BatchLimits(), Analysis(language))


def test_an_empty_draft_is_an_empty_segment() -> None:
    assert_says([], BatchLimits())


@pytest.mark.parametrize(
    "article",
    [
        Article(body="a" * 1_000_000),
        Article(body="a-" * 100_000),
        Article(body="é" * 300_000),
        Article(body="日本" * 20_000),
        Article(title="x", authors=tuple(f"Author {n}" for n in range(10_000))),
        Article(title="\0", tags=("\0", "\0\0", "a\0", "a")),
        Article(title="!", body="…"),
        Article(title="x", id="long " * 100_000, tags=("y" * 100_000, "y" * 99_999 + "x")),
        Article(body=" ".join(f"w{n}" for n in range(70_000))),
        Article(title="x", date=PartialDate(1), source=Source("")),
        Article(title="the " * 70_000),
    ],
    ids=lambda article: repr(article)[:40],
)
def test_absurd_articles_are_taken_as_they_are(article: Article) -> None:
    assert_says([article, Article(title="plain"), article], BatchLimits())


def test_files_on_disk_are_the_segment_alone(tmp_path: Path) -> None:
    taken = [Article(title=f"title {n}", body="words " * 50) for n in range(100)]
    storage = FileStorage(str(tmp_path))
    segment = drafted(storage, taken, TINY)
    assert [path.name for path in tmp_path.iterdir()] == [segment.file_name()]
    assert read(storage, segment) == expected(taken, ANALYSIS)


def test_an_abandoned_draft_can_be_abandoned_again() -> None:
    draft = SegmentWriter(MemoryStorage(), ColumnarSegment("MAIN"), ANALYSIS, TINY)
    for number in range(20):
        draft.add(Article(title=f"title {number}"))
    draft.abandon()
    draft.abandon()
