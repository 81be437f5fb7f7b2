"""Merged postings -> a field of the segment file, through files where it is large."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array, narrowed, offsets_of
from leadersearch.engines.whoosh.segment.builder import SegmentBuilder
from leadersearch.engines.whoosh.segment.inverted_field import InvertedField
from leadersearch.engines.whoosh.write.field_plan import LAYOUTS
from leadersearch.engines.whoosh.write.grouping import joined
from leadersearch.engines.whoosh.write.interner import Interner
from leadersearch.engines.whoosh.write.inversion import Postings
from leadersearch.engines.whoosh.write.score_coding import CodeBook
from leadersearch.engines.whoosh.write.spooled_column import Column


def write_field(
    builder: SegmentBuilder,
    name: str,
    ranges: Iterator[Postings],
    words: Interner,
    columns: Columns,
    book: CodeBook | None,
) -> None:
    """Write a field, with the codes of its postings where it has a book of them."""
    for part in ranges:
        columns.extend(part)
    found = {kept: column.array() for kept, column in columns.columns.items()}
    if columns.terms:
        text, text_offsets = words.packed(joined(columns.terms, np.int32))
        positions = found.get("positions")
        builder.add_field(
            name,
            InvertedField(
                layout=LAYOUTS[name],
                text=text,
                text_offsets=text_offsets,
                offsets=offsets_of(joined(columns.counts, np.int64)),
                documents=found["documents"],
                frequencies=found.get("frequencies"),
                occurrences={} if positions is None else {"positions": positions},
            ),
        )
    if book is not None:
        _write_codes(builder, name, found.get("codes"), book)


class Columns:
    """The postings of one field, range by range."""

    def __init__(self, folder: Path | None, memory: int) -> None:
        self._folder = folder
        self._memory = memory
        self.terms: list[Array] = []
        self.counts: list[Array] = []
        self.columns: dict[str, Column] = {}

    def extend(self, postings: Postings) -> None:
        """Add the postings of more terms."""
        self.terms.append(postings.terms)
        self.counts.append(postings.counts)
        for name in ("documents", "frequencies", "positions", "codes"):
            values = getattr(postings, name)
            if values is not None:
                if name not in self.columns:
                    self.columns[name] = Column(self._folder, self._memory)
                self.columns[name].extend(values)

    def close(self) -> None:
        """Let go of files."""
        for column in self.columns.values():
            column.close()


def _write_codes(builder: SegmentBuilder, name: str, codes: Array | None, book: CodeBook) -> None:
    """Write the codes of a field's postings, and what they stand for."""
    builder.add_section(f"codes/{name}", np.zeros(0, np.uint16) if codes is None else codes)
    builder.add_section(f"code-within/{name}", narrowed(book.within))
    builder.add_section(f"code-length/{name}", narrowed(book.lengths))
