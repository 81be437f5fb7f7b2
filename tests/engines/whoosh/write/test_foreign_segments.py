"""Segments that another program wrote into the index with Whoosh's own writer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import open_dir
from whoosh.writing import SegmentWriter

from leadersearch.engines.whoosh.stock.codec import ColumnarCodec
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.index import Index, open_index
from leadersearch.model.article import Article, PartialDate

OURS = [Article(id=f"a{number}", title=f"Kindness {number}") for number in range(3)]
THEIRS = Article(
    id="x1",
    title="Leading kindly",
    excerpt="Kindness of leaders.",
    authors=("A. Bee", "C. Dee"),
    date=PartialDate(2023, 5),
)
QUERIES = ("kindness", '"kindness of leaders"', "title:lead", "author:dee", "date:2023", "leaders")


@pytest.fixture(params=[W3Codec, ColumnarCodec])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """An index of ours with a segment that Whoosh's writer made, one of its documents deleted."""
    with open_index(tmp_path / "index", create=True) as made:
        made.add(OURS)
        folder = str(tmp_path / "index")
        writer: Any = SegmentWriter(open_dir(folder), codec=request.param())
        writer.add_document(
            id="x1",
            title=THEIRS.title,
            excerpt=THEIRS.excerpt,
            author="A. Bee and C. Dee",
            date="2023-05",
        )
        writer.add_document(id="x2", title="Kindness that is taken back")
        writer.add_document(id="x3")
        writer.commit(merge=False)
        writer = open_dir(folder).writer()
        writer.delete_by_term("id", "x2")
        writer.commit(merge=False)
        made.refresh()
        yield made


def found(index: Index, query: str) -> list[tuple[str, str]]:
    return [(hit.article.id, hit.score.hex()) for hit in index.search(query)]


def test_it_is_found_as_if_it_were_ours(index: Index, tmp_path: Path) -> None:
    assert index.statistics().segments == 2
    assert index.article("x1") == THEIRS
    with open_index(tmp_path / "ours", create=True) as ours:
        ours.add([*OURS, THEIRS])
        assert len(index) == len(ours)
        for query in QUERIES:
            assert found(index, query) == found(ours, query) != []


def test_it_is_ours_after_the_next_commit(index: Index) -> None:
    before = {query: found(index, query) for query in QUERIES}
    index.add(Article(id="later", title="x"))
    index.remove("later")
    assert {query: found(index, query) for query in QUERIES} == before
    index.add(THEIRS)
    assert {query: found(index, query) for query in QUERIES} == before
    assert index.check().problems == ()


def test_it_is_ours_in_an_optimised_index(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        writer = open_dir(str(tmp_path)).writer()
        writer.add_document(id="x1", title="Kindness")
        writer.commit(merge=False)
        index.refresh()
        index.optimise()
        assert found(index, "kindness") != []
        (segment,) = open_dir(str(tmp_path))._segments()
        assert isinstance(segment, ColumnarSegment)
