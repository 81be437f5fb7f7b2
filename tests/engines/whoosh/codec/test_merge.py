from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, fields, query
from whoosh.codec.whoosh3 import W3Codec

from engines.whoosh.codec.snapshots import (
    PLAIN_SCHEMA,
    SCHEMA,
    MemoryStorage,
    lengths,
    snapshot,
)
from engines.whoosh.codec.test_side_by_side import run, steps
from leadersearch.engines.whoosh.codec import ColumnarCodec, arrays, merge_postings
from leadersearch.engines.whoosh.codec.merge import (
    TIER,
    are_mergeable,
    everything,
    merge_segments,
    merging,
    similar_in_size,
)
from leadersearch.engines.whoosh.codec.segment import ColumnarSegment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, min_size=1, max_size=5), st.sampled_from([1, 5, 1 << 20]))
def test_merged_columns_read_as_a_stock_merge(history: list[Any], chunk: int) -> None:
    history = [(changes, {"merge": False}) for changes, _ in history]
    ours = MemoryStorage().create_index(PLAIN_SCHEMA)
    stock = MemoryStorage().create_index(PLAIN_SCHEMA)
    run(ours, ColumnarCodec, history)
    run(stock, W3Codec, history)
    exact = lengths(ours)
    with ours.reader() as reader:
        kept = list(reader.all_doc_ids())
        parts = [leaf.segment() for leaf, _ in reader.leaf_readers()] if kept else []
    assert are_mergeable(ours.storage, parts, PLAIN_SCHEMA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays.runs, "__defaults__", (chunk,))
        patch.setattr(merge_postings, "SCRATCH_FROM", chunk)
        ours.writer(codec=ColumnarCodec()).commit(mergetype=merging(everything))
    stock.writer(codec=W3Codec()).commit(optimize=True)
    assert snapshot(ours) == snapshot(stock)
    assert len(ours._segments()) <= 1
    renumbered = {(name, kept.index(number)): length for (name, number), length in exact.items()}
    assert lengths(ours) == renumbered


def test_merging_leaves_a_verified_file() -> None:
    ix = MemoryStorage().create_index(PLAIN_SCHEMA)
    for letter in "abc":
        with ix.writer(codec=ColumnarCodec()) as writer:
            writer.add_document(id=letter, text=f"alfa {letter}", number=1, tag="x")
            writer.merge = False
    merged = merge_segments(ix.storage, ix._segments(), PLAIN_SCHEMA)
    assert merged is not None
    merged.open(ix.storage).verify()
    assert merged.doc_count_all() == 3


def test_what_cannot_be_merged_by_columns_goes_through_the_writer() -> None:
    ix = MemoryStorage().create_index(SCHEMA)
    for letter in "abc":
        with ix.writer(codec=ColumnarCodec()) as writer:
            writer.add_document(id=letter, text=f"alfa {letter}", stemmed="leaders")
            writer.merge = False
    assert not are_mergeable(ix.storage, ix._segments(), SCHEMA)
    ix.writer(codec=ColumnarCodec()).commit(mergetype=merging(everything))
    assert len(ix._segments()) == 1
    with ix.searcher() as searcher:
        assert len(searcher.search(query.Term("text", "alfa"))) == 3
        assert list(searcher.vector_as("positions", 0, "text")) == [("alfa", [0])]


def test_segments_of_other_codecs_go_through_the_writer() -> None:
    ix = MemoryStorage().create_index(PLAIN_SCHEMA)
    for codec in (ColumnarCodec, W3Codec):
        with ix.writer(codec=codec()) as writer:
            writer.add_document(id="a", text="alfa")
            writer.merge = False
    ix.writer(codec=ColumnarCodec()).commit(mergetype=merging(everything))
    assert [type(segment) for segment in ix._segments()] == [ColumnarSegment]
    assert ix.doc_count() == 2


def test_fields_that_left_the_schema_are_left_out() -> None:
    ix = MemoryStorage().create_index(PLAIN_SCHEMA.copy())
    for letter in "ab":
        with ix.writer(codec=ColumnarCodec()) as writer:
            writer.add_document(id=letter, text="alfa", tag="x", number=3)
            writer.merge = False
    with ix.writer(codec=ColumnarCodec()) as writer:
        writer.remove_field("tag")
        writer.remove_field("number")
    ix.writer(codec=ColumnarCodec()).commit(mergetype=merging(everything))
    (segment,) = ix._segments()
    properties = segment.open(ix.storage).properties
    assert set(properties["fields"]) == {"id", "text"}
    assert set(properties["stored"]) == {"id", "text"}
    assert not properties["columns"]


def test_columns_missing_from_a_segment_are_filled_with_the_default() -> None:
    schema = fields.Schema(
        id=fields.ID(stored=True),
        number=fields.COLUMN(columns.NumericColumn("h", default=-7)),
        text=fields.COLUMN(columns.VarBytesColumn()),
        bit=fields.COLUMN(columns.BitColumn()),
    )
    ix = MemoryStorage().create_index(schema)
    for values in ({"number": 5, "text": b"x", "bit": True}, {}):
        with ix.writer(codec=ColumnarCodec()) as writer:
            writer.add_document(id="a", **values)
            writer.merge = False
    ix.writer(codec=ColumnarCodec()).commit(mergetype=merging(everything))
    with ix.reader() as reader:
        assert list(reader.column_reader("number")) == [5, -7]
        assert list(reader.column_reader("text")) == [b"x", b""]
        assert list(reader.column_reader("bit")) == [True, False]
        assert reader.segment().open(ix.storage).array("column/number").dtype == np.int16


class FullDisk(OSError):
    pass


def test_a_failed_merge_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from whoosh import index

    from leadersearch.engines.whoosh.codec import merge

    ix = index.create_in(tmp_path, PLAIN_SCHEMA)
    for letter in "ab":
        with ix.writer(codec=ColumnarCodec()) as writer:
            writer.add_document(id=letter, text="alfa")
            writer.merge = False

    def broken(parts: Any) -> Any:
        raise FullDisk

    monkeypatch.setattr(merge, "merge_field", broken)
    writer = ix.writer(codec=ColumnarCodec())
    with pytest.raises(FullDisk):
        writer.commit(mergetype=merging(everything))
    writer.cancel()
    assert len(index.open_dir(tmp_path)._segments()) == 2
    assert ix.doc_count() == 2


def sized(live: int, deleted: int = 0) -> ColumnarSegment:
    segment = ColumnarSegment("MAIN")
    segment.set_doc_count(live + deleted)
    for number in range(deleted):
        segment.delete_document(number)
    return segment


def test_segments_of_one_magnitude_are_chosen_when_there_are_enough() -> None:
    small = [sized(n % 7 + 1, deleted=n) for n in range(TIER)]
    large = [sized(1000) for _ in range(TIER - 1)]
    assert similar_in_size([*large, *small]) == small
    assert similar_in_size([*large, *small[1:]]) == []


def test_updating_often_keeps_the_segments_few() -> None:
    ix = MemoryStorage().create_index(fields.Schema(id=fields.ID(unique=True, stored=True)))
    for number in range(80):
        writer = ix.writer(codec=ColumnarCodec())
        writer.update_document(id=str(number % 30))
        writer.commit(mergetype=merging(similar_in_size))
    assert ix.doc_count() == 30
    assert len(ix._segments()) < 2 * TIER
