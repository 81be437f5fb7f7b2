"""Few segments, and few articles that are written again to keep them few."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.write.merge_policy import MOST_IN_TIER, choose_segments
from leadersearch.index import open_index
from leadersearch.model.article import Article


class _Segment(ColumnarSegment):
    """A segment of ours without a file."""

    def __init__(self, articles: int, deleted: int = 0) -> None:
        super().__init__("MAIN")
        self.set_doc_count(articles)
        for number in range(deleted):
            self.delete_document(number)

    def open(self, _: object) -> object:  # type: ignore[override]  # what is in the file is asked only
        return {"codes/text"}


def live(segments: list[ColumnarSegment]) -> list[int]:
    return sorted(segment.doc_count_all() - segment.deleted_count() for segment in segments)


def chosen(segments: list[ColumnarSegment], added: int) -> tuple[list[int], list[int]]:
    kept, merged = choose_segments(None, segments, added)
    return live(kept), live(merged)


@pytest.mark.parametrize("added", [1, 30])
def test_of_a_power_of_ten_there_are_three_segments_at_most(added: int) -> None:
    segments: list[ColumnarSegment] = [_Segment(59_000)]
    rewritten = []
    for _ in range(1500):
        kept, merged = choose_segments(None, segments, added)
        rewritten.append(sum(live(merged)))
        segments = [*kept, _Segment(added + rewritten[-1])]
        tiers = Counter(len(str(size)) for size in live(segments))
        assert max(tiers.values()) <= MOST_IN_TIER
    assert sum(live(segments)) == 59_000 + 1500 * added
    assert sorted(rewritten)[int(0.95 * len(rewritten))] <= 30 * added


def test_a_large_segment_is_not_rewritten_for_a_small_one() -> None:
    assert chosen([_Segment(50_000), _Segment(40_000), _Segment(30_000)], 1)[1] == []


def test_segments_without_a_live_article_are_dropped() -> None:
    assert chosen([_Segment(3, deleted=3), _Segment(5)], 1) == ([5], [])


def test_a_segment_that_is_mostly_dead_is_rewritten() -> None:
    assert chosen([_Segment(100, deleted=51), _Segment(100, deleted=49)], 1) == ([51], [49])


def test_nothing_is_merged_where_nothing_is_added() -> None:
    assert chosen([_Segment(1), _Segment(1), _Segment(1), _Segment(1)], 0)[1] == []


def test_segments_that_are_merged_leave_the_same_articles(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        for number in range(150):
            index.add(Article(id=f"a{number % 120}", title=f"words {number}"))
        assert index.statistics().segments <= 2 * MOST_IN_TIER
        titles = {article.id: article.title for article in index}
        assert titles == {f"a{n % 120}": f"words {n}" for n in range(150)}
        assert index.check().problems == ()


@pytest.mark.parametrize(("deleted", "stays"), [(49, True), (50, True), (51, False)])
def test_a_segment_stays_while_no_more_of_it_is_dead_than_alive(deleted: int, stays: bool) -> None:
    kept, merged = chosen([_Segment(100, deleted)], 1)
    assert (kept, merged) == (([100 - deleted], []) if stays else ([], [100 - deleted]))
