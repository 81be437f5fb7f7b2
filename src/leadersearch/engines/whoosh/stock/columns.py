"""Columns: one value per document, for sorting, grouping and ranges. Writer and reader.

Sections of the field F; its kind and its default value are properties of the file:

    numeric  column/F                    numbers in the width the schema says
    bits     column/F                    0 or 1 (uint8)
    bytes    column/F, column-offsets/F  the values one after another, and where each starts
    whoosh   column/F                    a column type without a form here, as Whoosh writes it
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import columns
from whoosh.compat import BytesIO
from whoosh.filedb.structfile import BufferFile, StructFile

from leadersearch.engines.whoosh.segment.arrays import offsets_of
from leadersearch.engines.whoosh.segment.builder import ColumnBuffer, write_numeric

if TYPE_CHECKING:
    from leadersearch.engines.whoosh.segment.container import SegmentFile
    from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter

_NUMERIC = {
    code: np.dtype("<" + dtype)
    for code, dtype in zip(
        "bBhHiIlLqQfd",
        ("i1", "u1", "i2", "u2", "i4", "u4", "i4", "u4", "i8", "u8", "f4", "f8"),
        strict=True,
    )
}


def column_buffer(column: Any) -> ColumnBuffer:
    """Return a buffer for a Whoosh column type."""
    kind = type(column)
    if kind is columns.NumericColumn and vars(column)["_typecode"] in _NUMERIC:
        return _NumericBuffer(vars(column)["_typecode"], column.default_value())
    if kind is columns.BitColumn:
        return _BitBuffer()
    if kind in {columns.VarBytesColumn, columns.RefBytesColumn}:
        return _BytesBuffer(column.default_value())
    return _WhooshBuffer(column)


class _NumericBuffer:
    def __init__(self, typecode: str, default: Any) -> None:
        self._pack = struct.Struct("<" + typecode).pack
        self._dtype = _NUMERIC[typecode]
        self._default = default
        self._filler = self._pack(default)
        self._data = bytearray()

    def add(self, document: int, value: Any) -> None:
        """Set the value of a document; struct.error if the type cannot hold it."""
        self._fill(document)
        self._data += self._pack(value)

    def _fill(self, documents: int) -> None:
        missing = documents - len(self._data) // self._dtype.itemsize
        self._data += self._filler * missing

    def write(self, file: SegmentFileWriter, name: str, documents: int) -> dict[str, Any]:
        self._fill(documents)
        return write_numeric(file, name, np.frombuffer(self._data, self._dtype), self._default)


class _BitBuffer:
    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, document: int, value: Any) -> None:
        self._bits += bytes(document - len(self._bits)) + (b"\1" if value else b"\0")

    def write(self, file: SegmentFileWriter, name: str, documents: int) -> dict[str, Any]:
        bits = np.zeros(documents, dtype=np.uint8)
        bits[: len(self._bits)] = np.frombuffer(self._bits, np.uint8)
        file.add(f"column/{name}", bits)
        return {"kind": "bits"}


class _BytesBuffer:
    def __init__(self, default: bytes) -> None:
        self._default = default
        self._values: list[bytes] = []

    def add(self, document: int, value: bytes) -> None:
        self._fill(document)
        self._values.append(bytes(value))

    def _fill(self, documents: int) -> None:
        self._values += [self._default] * (documents - len(self._values))

    def write(self, file: SegmentFileWriter, name: str, documents: int) -> dict[str, Any]:
        self._fill(documents)
        file.add(f"column/{name}", np.frombuffer(b"".join(self._values), np.uint8))
        file.add(f"column-offsets/{name}", offsets_of([len(value) for value in self._values]))
        return {"kind": "bytes"}


class _WhooshBuffer:
    def __init__(self, column: Any) -> None:
        self._bytes = BytesIO()
        self._writer = column.writer(StructFile(self._bytes))

    def add(self, document: int, value: Any) -> None:
        self._writer.add(document, value)

    def write(self, file: SegmentFileWriter, name: str, documents: int) -> dict[str, Any]:
        self._writer.finish(documents)
        file.begin(f"column/{name}")
        file.extend(self._bytes.getvalue())
        file.end()
        return {"kind": "whoosh"}


def open_column(file: SegmentFile, name: str, column: Any) -> Any:
    """Return a Whoosh column reader for the field `name`, whose schema has the type `column`."""
    properties = file.properties["columns"][name]
    kind = properties["kind"]
    if kind == "numeric":
        return NumericReader(file.view(f"column/{name}"))
    if kind == "bits":
        return BitReader(file.view(f"column/{name}"))
    if kind == "bytes":
        return BytesReader(file.view(f"column/{name}"), file.view(f"column-offsets/{name}"))
    return open_whoosh_column(file.view(f"column/{name}"), column, file.properties["documents"])


def open_whoosh_column(data: bytes | memoryview, column: Any, documents: int) -> Any:
    """Return Whoosh's own reader for a column of `documents` rows that it wrote as `data`."""
    return column.reader(BufferFile(data), 0, len(data), documents)


class NumericReader(columns.ColumnReader):
    """Numbers by document, as Whoosh reads them."""

    def __init__(self, values: memoryview) -> None:
        self._values = values
        self._is_reversed = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, document: int) -> Any:
        return self._values[document]

    def __iter__(self) -> Any:
        return iter(self._values)

    def sort_key(self, document: int) -> Any:
        """Return what documents are sorted by: negated after `set_reverse`."""
        value = self._values[document]
        return 0 - value if self._is_reversed else value

    def load(self) -> Any:
        """Return all values at once, by document."""
        return self._values

    def set_reverse(self) -> None:
        """Make `sort_key` sort downwards."""
        self._is_reversed = True


class BitReader(NumericReader):
    """Truth values by document, as Whoosh reads them."""

    def __getitem__(self, document: int) -> bool:
        return bool(self._values[document])

    def __iter__(self) -> Any:
        return map(bool, self._values)

    def sort_key(self, document: int) -> int:
        """Return 0 or 1, the other way round after `set_reverse`."""
        return int(self._values[document] ^ self._is_reversed)

    def load(self) -> Any:
        """Return the column itself: it can be indexed by document."""
        return self


class BytesReader(columns.ColumnReader):
    """Byte strings by document, as Whoosh reads them."""

    def __init__(self, text: memoryview, offsets: memoryview) -> None:
        self._text = text
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, document: int) -> bytes:
        return bytes(self._text[self._offsets[document] : self._offsets[document + 1]])

    def __iter__(self) -> Any:
        return (self[document] for document in range(len(self)))
