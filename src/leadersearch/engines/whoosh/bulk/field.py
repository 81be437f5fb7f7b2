"""Merged postings -> a field of the segment file, through files where it is large."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from leadersearch.engines.whoosh.bulk.arrays import joined
from leadersearch.engines.whoosh.bulk.codes import CodeBook
from leadersearch.engines.whoosh.bulk.postings import Postings
from leadersearch.engines.whoosh.bulk.words import Words
from leadersearch.engines.whoosh.codec.arrays import Array, narrowed, offsets_of
from leadersearch.engines.whoosh.codec.builder import SegmentBuilder
from leadersearch.engines.whoosh.codec.inverted import InvertedField


def write_field(
    builder: SegmentBuilder, name: str, layout: str, ranges: Iterator[Postings], words: Words
) -> Array | None:
    """Write a field; return the codes of its postings, if it has such."""
    parts = list(ranges)
    if not parts:
        return None
    text, text_offsets = words.packed(joined([part.terms for part in parts], np.int32))
    positions = _column([part.positions for part in parts])
    documents = _column([part.documents for part in parts])
    assert documents is not None
    builder.add_field(
        name,
        InvertedField(
            layout=layout,
            text=text,
            text_offsets=text_offsets,
            offsets=offsets_of(joined([part.counts for part in parts], np.int64)),
            documents=documents,
            frequencies=None
            if layout == "existence"
            else _column([part.frequencies for part in parts]),
            occurrences={} if positions is None else {"positions": positions},
        ),
    )
    return _column([part.codes for part in parts])


def write_codes(builder: SegmentBuilder, name: str, codes: Array | None, book: CodeBook) -> None:
    """Write the codes of a field's postings, and what they stand for."""
    builder.add_section(f"codes/{name}", np.zeros(0, np.uint16) if codes is None else codes)
    builder.add_section(f"code-within/{name}", narrowed(book.within))
    builder.add_section(f"code-length/{name}", narrowed(book.lengths))


def _column(parts: list[Array | None]) -> Array | None:
    held = [part for part in parts if part is not None]
    return joined(held, np.uint8) if held else None
