from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st
from whoosh import columns, fields

from engines.whoosh.stock.snapshots import MemoryStorage
from leadersearch.engines.whoosh.stock.codec import ColumnarCodec
from strategies import everyday

KINDS: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (columns.NumericColumn("i"), st.integers(-(2**31), 2**31 - 1)),
    (columns.NumericColumn("Q", default=7), st.integers(0, 2**64 - 1)),
    (columns.NumericColumn("q"), st.integers(-(2**63), 2**63 - 1)),
    (columns.NumericColumn("B"), st.integers(0, 255)),
    (columns.NumericColumn("d"), st.floats(allow_nan=False)),
    (columns.BitColumn(), st.booleans()),
    (columns.VarBytesColumn(), st.binary(max_size=9)),
    (columns.RefBytesColumn(), st.binary(max_size=2)),
    (columns.RefBytesColumn(3, default=b"abc"), st.binary(min_size=3, max_size=3)),
    (columns.FixedBytesColumn(4), st.binary(min_size=4, max_size=4)),
    (columns.StructColumn("!iB", (0, 1)), st.tuples(st.integers(0, 9), st.integers(0, 9))),
    (columns.CompressedBytesColumn(), st.binary(min_size=1, max_size=99)),
    (columns.PickleColumn(columns.VarBytesColumn()), st.lists(st.integers(), min_size=1)),
]

DEFAULTS = {
    columns.CompressedBytesColumn: b"",
    columns.PickleColumn: None,
}


def column_index(column: Any, batches: list[list[Any]]) -> Any:
    """Return an index with a segment per batch; None stands for a document without a value."""
    schema = fields.Schema(key=fields.STORED, value=fields.COLUMN(column))
    ix = MemoryStorage().create_index(schema)
    for values in batches:
        writer = ix.writer(codec=ColumnarCodec())
        for value in values:
            writer.add_document(key="k", **({} if value is None else {"value": value}))
        writer.commit(merge=False)
    return ix


def read(ix: Any, *, reverse: bool = False) -> list[Any]:
    with ix.reader() as reader:
        found = reader.column_reader("value", reverse=reverse, translate=False)
        if reverse:
            return [found.sort_key(number) for number in range(reader.doc_count_all())]
        return [found[number] for number in range(reader.doc_count_all())]


@pytest.mark.parametrize(("column", "values"), KINDS, ids=lambda case: type(case).__name__)
@everyday(30)
@given(data=st.data())
def test_every_column_type_comes_back(column: Any, values: Any, data: Any) -> None:
    lists = st.lists(st.none() | values, min_size=1, max_size=6).filter(
        lambda drawn: any(value is not None for value in drawn)
    )
    batches = data.draw(st.lists(lists, min_size=1, max_size=3))
    ix = column_index(column, batches)
    # Whoosh's wrappers do not say which default they have.
    default = DEFAULTS.get(type(column)) if type(column) in DEFAULTS else column.default_value()
    written = [value for batch in batches for value in batch]
    expected = [default if value is None else value for value in written]
    assert read(ix) == expected
    ix.writer(codec=ColumnarCodec()).commit(optimize=True)
    assert read(ix) == expected


def arrays_of(ix: Any) -> Any:
    reader = ix.reader()
    return reader.codec().per_document_reader(reader.storage(), reader.segment())


@pytest.mark.parametrize(
    ("code", "dtype"), [("B", "u1"), ("h", "i2"), ("I", "u4"), ("q", "i8"), ("f", "f4")]
)
def test_numeric_columns_keep_their_width(code: str, dtype: str) -> None:
    found = arrays_of(column_index(columns.NumericColumn(code, default=5), [[1, None, 3, None]]))
    assert found.column("value").dtype == np.dtype(dtype)
    assert found.column("value").tolist() == [1, 5, 3, 5]
    assert found.column_default("value") == 5


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (columns.NumericColumn("i"), [1, 0, 5]),
        (columns.BitColumn(), [True, False, True]),
        (columns.VarBytesColumn(), [b"a", b"", b"cc"]),
    ],
)
def test_columns_are_iterable(column: Any, values: list[Any]) -> None:
    with column_index(column, [values]).reader() as reader:
        found = reader.column_reader("value", translate=False)
        assert list(found) == values
        assert len(found) == 3
        assert [found.load()[number] for number in range(3)] == values


def test_bits_are_an_array_too() -> None:
    found = arrays_of(column_index(columns.BitColumn(), [[True, None, False, True, None]]))
    assert found.column("value").tolist() == [1, 0, 0, 1, 0]


def test_other_columns_have_no_array() -> None:
    found = arrays_of(column_index(columns.VarBytesColumn(), [[b"a"]]))
    assert found.column("value") is None
    assert found.column("nothing") is None
    assert found.list_columns() == ["value"]


def test_numbers_that_do_not_fit_are_refused_at_once() -> None:
    ix = MemoryStorage().create_index(
        fields.Schema(value=fields.COLUMN(columns.NumericColumn("B")))
    )
    writer = ix.writer(codec=ColumnarCodec())
    with pytest.raises(Exception, match=r"ubyte|0 <= number <= 255"):
        writer.add_document(value=256)
    writer.cancel()


@pytest.mark.parametrize("column", [columns.NumericColumn("i"), columns.BitColumn()])
def test_columns_sort_downwards(column: Any) -> None:
    upwards = read(column_index(column, [[1, 0, 1]]))
    downwards = read(column_index(column, [[1, 0, 1]]), reverse=True)
    assert sorted(range(3), key=downwards.__getitem__) == [0, 2, 1]
    assert upwards == [1, 0, 1]


def test_a_column_can_be_added_afterwards() -> None:
    from whoosh import sorting

    ix = MemoryStorage().create_index(fields.Schema(name=fields.ID(stored=True)))
    with ix.writer(codec=ColumnarCodec()) as writer:
        for name in "cab":
            writer.add_document(name=name)
    with ix.writer(codec=ColumnarCodec()) as writer:
        sorting.add_sortable(writer, "name", sorting.StoredFieldFacet("name"))
    with ix.reader() as reader:
        assert list(reader.column_reader("name")) == ["c", "a", "b"]
    ix.writer(codec=ColumnarCodec()).commit(optimize=True)
    with ix.reader() as reader:
        assert list(reader.column_reader("name")) == ["c", "a", "b"]
        assert not [name for name in ix.storage.list() if name.endswith(".column")]
