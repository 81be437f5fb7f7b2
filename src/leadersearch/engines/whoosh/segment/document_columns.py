"""Reads what is kept per document as arrays: stored fields, field lengths, numeric columns.

Sections: stored and stored-offsets (see `stored_values`), lengths/F, column/F (see `stock.columns`). Knows
nothing of Whoosh; `document_reader` reads the same for it.
"""

from __future__ import annotations

import pickle
import struct
from typing import Any

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.section import Section
from leadersearch.engines.whoosh.segment.stored_values import load_document
from leadersearch.errors import IndexCorrupt

_DECODING_ERRORS = (
    ValueError,
    KeyError,
    TypeError,
    EOFError,
    ArithmeticError,
    AttributeError,
    RecursionError,
    MemoryError,
    struct.error,
    pickle.UnpicklingError,
)


_ALL_AFTER = 64  # documents: a process that shows one page need not read where all of them start


class DocumentColumns:
    """The documents of a segment, by number."""

    _unpickles = False  # no article holds a value that has to be pickled

    def __init__(self, file: SegmentFile) -> None:
        self._file = file
        self._documents: int = file.properties["documents"]
        self._stored_names: list[str] = file.properties["stored"]
        self._stored = file.section("stored", "u")
        self._stored_offsets = file.section("stored-offsets", "u")
        self._ends: memoryview | None = None
        self._asked = 0
        if len(self._stored_offsets) != self._documents + 1:
            raise file.corrupt("the number of its documents is not that of its stored fields")

    def column(self, fieldname: str, at: Array | None = None) -> Array | None:
        """Return a numeric or truth-value column as a view; None if there is no such column.

        Shape (documents,), in the type the schema gives it; documents without a value have the
        default, `column_default`. With `at`, numbers of documents, increasing, only theirs are read.
        """
        properties = self._file.properties["columns"].get(fieldname)
        if properties is None or properties["kind"] not in {"numeric", "bits"}:
            return None
        column = self._of_documents(f"column/{fieldname}")
        return column.all() if at is None else column.at(at)

    def column_default(self, fieldname: str) -> Any:
        """Return what `column` holds for documents without a value."""
        return self._file.properties["columns"][fieldname].get("default", 0)

    def lengths(self, fieldname: str) -> Array | None:
        """Return the exact number of terms of a field in each document; None if it has none.

        Shape (documents,), unsigned of any width, 0 for documents without the field; a view.
        """
        section = f"lengths/{fieldname}"
        return self._of_documents(section, "u").all() if section in self._file else None

    def _of_documents(self, name: str, kinds: str = "uif") -> Section:
        """A section with a number for each document."""
        section = self._file.section(name, kinds)
        if len(section) != self._documents:
            raise self._file.corrupt(f"the section {name!r} is not as long as there are documents")
        return section

    def stored_bytes(self, docnum: int) -> bytes:
        """Return the stored fields of a document as `stored` encodes them."""
        ends = self._ends
        if ends is None:
            self._asked += 1
            if self._asked < _ALL_AFTER:
                return self._stored.data(*self._stored_offsets.view(docnum, docnum + 2))
            ends = self._ends = self._stored_offsets.view_all()
        return self._stored.data(ends[docnum], ends[docnum + 1])

    def stored_run(self) -> tuple[Section, Array]:
        """Return all stored documents one after another, and where each starts."""
        return self._stored, self._stored_offsets.offsets_into(len(self._stored))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored fields of a document; IndexError if there is no such document."""
        data = self.stored_bytes(docnum)
        try:
            return load_document(data, self._stored_names, unpickle=self._unpickles)
        except (*_DECODING_ERRORS, IndexError) as error:
            raise self._damaged(docnum) from error

    def _damaged(self, docnum: int) -> IndexCorrupt:
        return IndexCorrupt(
            f"{self._file.name} is damaged: the stored fields of document {docnum} cannot be "
            f"read. Rebuild the index: leadersearch index --rebuild FOLDER"
        )
