from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st
from whoosh import columns, fields, index
from whoosh.index import TOC

from engines.whoosh.stock.snapshots import MemoryStorage
from leadersearch.engines.whoosh.segment.builder import SegmentBuilder
from leadersearch.engines.whoosh.segment.inverted_field import InvertedField, packed_terms
from leadersearch.engines.whoosh.stock.codec import ColumnarCodec
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from strategies import everyday

SCHEMA = fields.Schema(
    text=fields.TEXT(stored=True), number=fields.COLUMN(columns.NumericColumn("i"))
)
WORDS = ["alfa", "bravo", "charlie", "delta", "écho", "日本"]


def inverted(texts: list[list[str]]) -> InvertedField:
    """Return tokenised texts as an inverted field, by brute force."""
    postings: dict[bytes, dict[int, list[int]]] = {}
    for number, words in enumerate(texts):
        for position, word in enumerate(words):
            postings.setdefault(word.encode(), {}).setdefault(number, []).append(position)
    terms = sorted(postings)
    text, text_offsets = packed_terms(terms)
    flat = [(number, places) for term in terms for number, places in postings[term].items()]
    return InvertedField(
        text=text,
        text_offsets=text_offsets,
        offsets=np.cumsum([0] + [len(postings[term]) for term in terms]),
        documents=np.array([number for number, _ in flat], dtype=np.uint32),
        frequencies=np.array([len(places) for _, places in flat], dtype=np.uint32),
        occurrences={
            "positions": np.array([p for _, places in flat for p in places], dtype=np.uint32)
        },
    )


def bulk(storage: Any, texts: list[list[str]]) -> ColumnarSegment:
    segment = ColumnarSegment("MAIN")
    builder = SegmentBuilder(storage, segment)
    for words in texts:
        builder.append_stored({"text": " ".join(words)})
    builder.add_lengths("text", np.array([len(words) for words in texts], dtype=np.int64))
    builder.add_numeric_column("number", np.arange(len(texts), dtype=np.int32))
    builder.add_field("text", inverted(texts))
    builder.finish()
    return segment


def bulk_index(texts: list[list[str]]) -> Any:
    storage = MemoryStorage()
    storage.create_index(SCHEMA)
    TOC(SCHEMA, [bulk(storage, texts)], 1).write(storage, "MAIN")
    return storage.open_index()


def stock_index(texts: list[list[str]]) -> Any:
    ix = MemoryStorage().create_index(SCHEMA)
    writer = ix.writer(codec=ColumnarCodec())
    for number, words in enumerate(texts):
        writer.add_document(text=words, _stored_text=" ".join(words), number=number)
    writer.commit()
    return ix


def arrays(ix: Any) -> dict[str, Any]:
    """Return every array of the text field, by name."""
    with ix.reader() as reader:
        storage, segment = reader.storage(), reader.segment()
        terms = reader.codec().terms_reader(storage, segment).field("text")
        documents = reader.codec().per_document_reader(storage, segment)
        found: dict[str, Any] = {"lengths": documents.lengths("text")}
        found["number"] = documents.column("number")
        if terms is None:
            return found
        count = len(terms.terms)
        positions, counts = terms.postings.positions_slice(0, count)
        return found | {
            "terms": terms.terms.terms(0, count),
            "df": terms.terms.document_frequencies,
            "cf": terms.terms.collection_frequencies,
            "max": terms.terms.max_weights,
            "shortest": terms.terms.min_lengths,
            "longest": terms.terms.max_lengths,
            "offsets": terms.postings.offsets,
            "documents": terms.postings.documents(0, count),
            "frequencies": terms.postings.frequencies(0, count),
            "positions": positions,
            "counts": counts,
        }


@everyday(30)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=1, max_size=9))
def test_bulk_and_stock_writers_make_the_same_arrays(texts: list[list[str]]) -> None:
    ours, stock = bulk_index(texts), stock_index(texts)
    with ours.reader() as reader:
        assert [fields["text"] for fields in reader.all_stored_fields()] == list(
            map(" ".join, texts)
        )
    for name, values in arrays(stock).items():
        if values is not None:
            assert np.array_equal(arrays(ours)[name], values), name


@everyday(30)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=1, max_size=9))
def test_arrays_say_what_was_written(texts: list[list[str]]) -> None:
    reader = bulk_index(texts).reader()
    storage, segment = reader.storage(), reader.segment()
    field = reader.codec().terms_reader(storage, segment).field("text")
    for word in WORDS:
        ordinal = field.terms.find(word.encode())
        expected = {number: words for number, words in enumerate(texts) if word in words}
        assert (ordinal >= 0) == bool(expected)
        if ordinal < 0:
            continue
        counts = [words.count(word) for words in expected.values()]
        assert field.postings.documents(ordinal, ordinal + 1).tolist() == list(expected)
        assert field.postings.frequencies(ordinal, ordinal + 1).tolist() == counts
        assert field.terms.document_frequencies[ordinal] == len(expected)
        assert field.terms.collection_frequencies[ordinal] == sum(counts)
        assert field.terms.max_weights[ordinal] == max(counts)
        assert field.terms.min_lengths[ordinal] == min(map(len, expected.values()))
        positions, per_posting = field.postings.positions(ordinal)
        assert per_posting.tolist() == counts
        assert positions.tolist() == [
            position for words in expected.values() for position, w in enumerate(words) if w == word
        ]
    reader.close()


def test_a_bulk_segment_is_a_genuine_one(tmp_path: Any) -> None:
    ix = index.create_in(tmp_path, SCHEMA)
    segment = bulk(ix.storage, [["alfa", "bravo"], ["alfa"]])
    TOC(SCHEMA, [segment], 1).write(ix.storage, "MAIN")
    ix = index.open_dir(tmp_path)
    assert ix.doc_count() == 2
    with ix.writer(codec=ColumnarCodec()) as writer:
        writer.add_document(text=["charlie"], number=5)
        writer.optimize = True
    with index.open_dir(tmp_path).reader() as reader:
        assert sorted(reader.field_terms("text")) == ["alfa", "bravo", "charlie"]
        assert list(reader.column_reader("number")) == [5, 0, 1]


def test_memory_maps_can_be_written(tmp_path: Any) -> None:
    field = inverted([["alfa", "bravo"], ["bravo"]])
    mapped = np.memmap(tmp_path / "documents", np.uint32, "w+", shape=3)
    mapped[:] = field.documents
    storage = MemoryStorage()
    builder = SegmentBuilder(storage, ColumnarSegment("MAIN"))
    builder.add_field("text", InvertedField(**field_arguments(field, documents=mapped)))
    builder.finish()


def field_arguments(field: InvertedField, **changes: Any) -> dict[str, Any]:
    names = ["text", "text_offsets", "offsets", "documents", "frequencies", "occurrences"]
    return {name: getattr(field, name) for name in names} | changes


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"documents": np.zeros(1)}, "1 documents for 3 postings"),
        ({"frequencies": np.zeros(9)}, "9 frequencies for 3 postings"),
        ({"offsets": np.array([0, 0, 3])}, "no posting"),
        ({"text": np.zeros(1, np.uint8)}, "text_offsets"),
        ({"occurrences": {}}, "columns"),
        ({"layout": "opaque", "occurrences": {}}, "opaque"),
        ({"weights": np.zeros(2)}, "2 weights"),
    ],
)
def test_arrays_that_do_not_fit_together_are_refused(changes: dict[str, Any], message: str) -> None:
    field = inverted([["alfa", "bravo"], ["bravo"]])
    builder = SegmentBuilder(MemoryStorage(), ColumnarSegment("MAIN"))
    with pytest.raises(ValueError, match=re.escape(message)):
        builder.add_field("text", InvertedField(**field_arguments(field, **changes)))


def test_columns_of_another_height_are_refused() -> None:
    builder = SegmentBuilder(MemoryStorage(), ColumnarSegment("MAIN"))
    builder.append_stored({})
    with pytest.raises(ValueError, match="2 values for 1 documents"):
        builder.add_lengths("text", np.zeros(2, np.uint8))


def test_stored_fields_come_before_everything_else() -> None:
    builder = SegmentBuilder(MemoryStorage(), ColumnarSegment("MAIN"))
    builder.append_stored({})
    builder.add_lengths("text", np.zeros(1, np.uint8))
    with pytest.raises(ValueError, match="before everything else"):
        builder.append_stored({})
