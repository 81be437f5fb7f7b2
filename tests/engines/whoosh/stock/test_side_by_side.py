from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import byte_to_length, length_to_byte

from engines.whoosh.stock.snapshots import SCHEMA, WORDS, MemoryStorage, lengths, snapshot
from leadersearch.engines.whoosh.stock.codec import ColumnarCodec
from strategies import everyday

# Whoosh's own readers leave files to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
documents = st.fixed_dictionaries(
    {"id": st.sampled_from("abcdefgh")},
    optional={
        "text": texts,
        "chars": texts,
        "stemmed": texts,
        "tag": texts,
        "number": st.integers(-5, 5),
        "big": st.integers(-(2**62), 2**62),
        "flag": st.booleans(),
        "when": st.datetimes(dt.datetime.fromisoformat("1990-01-01")),
        "extra": st.recursive(
            st.none() | st.integers() | st.text() | st.binary() | st.floats(allow_nan=False),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
            max_leaves=5,
        ),
        "_text_boost": st.sampled_from([1.0, 0.1, 2.5]),
    },
)
steps = st.tuples(
    st.lists(
        st.tuples(st.sampled_from(["add", "update", "delete"]), documents), min_size=1, max_size=6
    ),
    st.sampled_from([{"merge": False}, {"merge": True}, {"optimize": True}]),
)


def run(index: Any, codec: type[Any], history: list[Any]) -> None:
    for changes, how in history:
        writer = index.writer(codec=codec(), limitmb=1)
        for verb, document in changes:
            if verb == "delete":
                writer.delete_by_term("id", document["id"])
            else:
                getattr(writer, f"{verb}_document")(**document)
        writer.commit(**how)


@everyday(60)
@given(st.lists(steps, min_size=1, max_size=5), st.booleans())
def test_any_history_reads_the_same_through_both_codecs(history: list[Any], on_disk: bool) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        storage = FileStorage(str(folder)) if on_disk else MemoryStorage()
        ours = storage.create_index(SCHEMA)
        stock = MemoryStorage().create_index(SCHEMA)
        run(ours, ColumnarCodec, history)
        run(stock, W3Codec, history)
        assert snapshot(ours) == snapshot(stock)
        rounded = {key: byte_to_length(length_to_byte(n)) for key, n in lengths(ours).items()}
        assert rounded == lengths(stock)
    finally:
        shutil.rmtree(folder)


@everyday(30)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=40), min_size=1, max_size=30))
def test_lengths_are_exact(token_lists: list[list[str]]) -> None:
    index = MemoryStorage().create_index(SCHEMA)
    writer = index.writer(codec=ColumnarCodec())
    for tokens in token_lists:
        writer.add_document(text=tokens)
    writer.commit()
    expected = {number: len(tokens) for number, tokens in enumerate(token_lists)}
    assert {n: length for (name, n), length in lengths(index).items() if name == "text"} == expected
    with index.reader() as reader:
        assert reader.field_length("text") == sum(expected.values())
        assert reader.min_field_length("text") == min(expected.values())
        assert reader.max_field_length("text") == max(expected.values())
