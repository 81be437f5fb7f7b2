"""Whether the sections of a segment agree with one another: for what a checksum cannot tell.

A file can be made to hold any numbers, with checksums that fit. Reading bounds what they can do;
here they are compared as a whole, as a check of the index does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.document_columns import DocumentColumns
from leadersearch.engines.whoosh.segment.indexed_field import IndexedField, IndexedFields
from leadersearch.engines.whoosh.segment.protocol import DAY_COLUMN
from leadersearch.engines.whoosh.segment.terms import TermDictionary


def contradictions(file: SegmentFile) -> Iterator[str]:
    """The damage of a segment, field by field; raises the errors of reading it."""
    size: int = file.properties["documents"]
    documents = DocumentColumns(file)
    stored, _ = documents.stored_run()
    stored.all()
    for name in file.properties["lengths"]:
        documents.lengths(name)
    for name in file.properties["columns"]:
        column = documents.column(name)
        if name == DAY_COLUMN and column is not None and not _are_days(column):
            yield f"{name}: a day is in no calendar"
    fields = IndexedFields(file, size)
    for name in fields.indexed_field_names():
        field = fields.field(name)
        if field is None or not len(field.terms):
            continue
        yield from (f"{name}: {wrong}" for wrong in _wrong_terms(field.terms))
        yield from (f"{name}: {wrong}" for wrong in _wrong_postings(field))
        if f"codes/{name}" in file:
            yield from (f"{name}: {wrong}" for wrong in _wrong_codes(file, name, field))


def _are_days(column: Array) -> bool:
    """Whether numbers are days, or 0 for none, as `datetime.date.toordinal` counts them."""
    return bool(((column >= 0) & (column <= date.max.toordinal())).all())


def _wrong_terms(terms: TermDictionary) -> Iterator[str]:
    terms.text_offsets  # noqa: B018  # it compares the offsets with the text
    words = terms.terms(0, len(terms))
    if any(before >= after for before, after in pairwise(words)):
        yield "the terms are not in order"
    try:
        for word in words:
            word.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        yield "a term is no text"


def _wrong_postings(field: IndexedField) -> Iterator[str]:
    terms, postings = field
    count = len(terms)
    offsets = postings.offsets.astype(np.int64)
    counts = np.diff(offsets)
    documents = postings.documents(0, count)
    frequencies = postings.frequencies(0, count)
    if not _ascend(documents, offsets):
        yield "the documents of a term are not in order"
    if not np.array_equal(terms.document_frequencies, counts) or not counts.all():
        yield "the numbers of documents are not those of the postings"
    if len(frequencies) != len(documents) or not frequencies.all():
        yield "the frequencies are not those of the postings"
        return
    totals = np.add.reduceat(frequencies, offsets[:-1], dtype=np.int64)
    if not np.array_equal(terms.collection_frequencies, totals):
        yield "the numbers of occurrences are not those of the postings"
    if postings.has_positions:
        ends = np.concatenate([[0], np.cumsum(frequencies, dtype=np.int64)])
        if not np.array_equal(postings.occurrence_offsets, ends[offsets]):
            yield "the positions are not as many as the frequencies say"
        elif not _ascend(postings.occurrences("positions", 0, count), ends):
            yield "the positions of a posting are not in order"


def _wrong_codes(file: SegmentFile, name: str, field: IndexedField) -> Iterator[str]:
    within, length = (file.section(f"code-{kind}/{name}", "u") for kind in ("within", "length"))
    codes = file.section(f"codes/{name}", "u", below=len(within)).all()
    if len(within.all()) != len(length.all()) or len(codes) != field.postings.offsets[-1]:
        yield "the codes are not those of the postings"


def _ascend(values: Array, offsets: Array) -> bool:
    """Whether the values of each run ascend; where each starts is told by the offsets."""
    if len(values) != offsets[-1]:
        return False
    rises = np.ones(len(values) + 1, bool)
    np.greater(values[1:], values[:-1], out=rises[1:-1])
    rises[offsets] = True
    return bool(rises.all())
