"""Merges segments column by column, without taking a document or a posting apart.

    writer.commit(mergetype=merging(similar_in_size))

More than fifty times as fast as Whoosh's own way, which feeds every posting through a writer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from leadersearch.engines.whoosh.codec.builder import SegmentBuilder
from leadersearch.engines.whoosh.codec.columns import ReadyColumn
from leadersearch.engines.whoosh.codec.document_reader import ColumnarDocumentReader
from leadersearch.engines.whoosh.codec.field_reader import ColumnarTermsReader
from leadersearch.engines.whoosh.codec.merge_postings import FieldPart, merge_field
from leadersearch.engines.whoosh.codec.segment import ColumnarSegment
from leadersearch.engines.whoosh.codec.stored import renumber_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadersearch.engines.whoosh.codec.arrays import Array

TIER = 8
"""How many segments of one magnitude are merged into one."""


def similar_in_size(segments: Sequence[Any]) -> list[Any]:
    """Choose the segments to merge: the smallest magnitude of which there are `TIER`.

    Magnitudes are powers of `TIER`, so a document is merged as often as its segments have digits.
    """
    tiers: dict[int, list[Any]] = {}
    for segment in segments:
        live = segment.doc_count_all() - segment.deleted_count()
        tiers.setdefault(len(np.base_repr(live, TIER)), []).append(segment)
    for _, tier in sorted(tiers.items()):
        if len(tier) >= TIER:
            return tier
    return []


def everything(segments: Sequence[Any]) -> list[Any]:
    """Choose all segments: what `optimize=True` does."""
    return list(segments)


def merging(choose: Callable[[Sequence[Any]], list[Any]]) -> Callable[[Any, list[Any]], list[Any]]:
    """Return a merge policy for `commit(mergetype=...)` that merges what `choose` returns.

    Chosen segments that cannot be merged by columns go through Whoosh's writer.
    """

    def policy(writer: Any, segments: list[Any]) -> list[Any]:
        chosen = choose(segments)
        rest = [segment for segment in segments if segment not in chosen]
        if not chosen or (len(chosen) == 1 and not chosen[0].has_deletions()):
            return segments
        if not are_mergeable(writer.storage, chosen, writer.schema):
            _merge_by_writer(writer, chosen)
            return rest
        merged = merge_segments(writer.storage, chosen, writer.schema)
        return [*rest, merged] if merged else rest

    return policy


def _merge_by_writer(writer: Any, segments: Sequence[Any]) -> None:
    from whoosh.reading import SegmentReader

    for segment in segments:
        with SegmentReader(writer.storage, writer.schema, segment) as reader:
            writer.add_reader(reader)


@dataclass(slots=True)
class _Source:
    """A segment to be merged, and where its documents go: -1 for the deleted ones."""

    documents: ColumnarDocumentReader
    terms: ColumnarTermsReader
    numbers: Array
    live: Array | None
    properties: dict[str, Any] = field(default_factory=dict)

    def rows(self, values: Array) -> Array:
        """Return the values of the documents that are not deleted."""
        return values if self.live is None else values[self.live]


def _open(storage: Any, segments: Sequence[ColumnarSegment]) -> list[_Source]:
    sources = []
    base = 0
    for segment in segments:
        documents = ColumnarDocumentReader(storage, segment)
        if not documents.doc_count():
            continue
        live = ~documents.deleted_mask() if documents.has_deletions() else None
        kept = np.ones(documents.doc_count_all(), dtype=bool) if live is None else live
        numbers = np.where(kept, np.cumsum(kept, dtype=np.int64) - 1 + base, -1)
        base += documents.doc_count()
        terms = ColumnarTermsReader(storage, segment)
        sources.append(_Source(documents, terms, numbers, live, segment.open(storage).properties))
    return sources


def are_mergeable(storage: Any, segments: Sequence[Any], schema: Any) -> bool:
    """Whether `merge_segments` can merge them.

    It cannot for other codecs, vectors, values of custom formats, columns in Whoosh's own form,
    and fields whose format or column changed between the segments.
    """
    if not all(isinstance(segment, ColumnarSegment) for segment in segments):
        return False
    forms: dict[tuple[str, str], Any] = {}
    for segment in segments:
        properties = segment.open(storage).properties
        found = {("field", name): row["layout"] for name, row in properties["fields"].items()}
        found |= {("column", name): row for name, row in properties["columns"].items()}
        if properties["vectors"] or "opaque" in found.values():
            return False
        if any(form["kind"] == "whoosh" for (kind, _), form in found.items() if kind == "column"):
            return False
        added = (segment.added_column_name(name) for name in schema.names())
        if any(storage.file_exists(name) for name in added):
            return False
        if any(forms.setdefault(key, form) != form for key, form in found.items()):
            return False
    return True


def merge_segments(
    storage: Any, segments: Sequence[ColumnarSegment], schema: Any
) -> ColumnarSegment | None:
    """Write one new segment of what is not deleted in `segments`, in their order, durably.

    Fields that are no longer in the schema are left out. None if nothing is left at all. The
    segments have to be mergeable.
    """
    sources = _open(storage, segments)
    if not sources:
        return None
    merged = ColumnarSegment(segments[0].indexname)
    builder = SegmentBuilder(storage, merged)
    try:
        _merge_documents(builder, sources, schema)
        for name in _names(sources, "fields", schema):
            parts = [
                FieldPart(found.terms, found.postings, source.numbers, source.live)
                for source in sources
                if (found := source.terms.field(name)) is not None
            ]
            inverted = merge_field(parts)
            if inverted.term_count:
                builder.add_field(name, inverted)
    except BaseException:
        builder.abandon()
        raise
    builder.finish()
    return merged


def _names(sources: Sequence[_Source], kind: str, schema: Any) -> list[str]:
    names = {name for source in sources for name in source.properties[kind]}
    return sorted(name for name in names if name in schema)


def _merge_documents(builder: SegmentBuilder, sources: Sequence[_Source], schema: Any) -> None:
    for source in sources:
        _append_stored(builder, source, schema)
    for name in _names(sources, "lengths", schema):
        parts = []
        for source in sources:
            lengths = source.documents.lengths(name)
            if lengths is None:
                lengths = np.zeros(source.documents.doc_count_all(), dtype=np.uint8)
            parts.append(source.rows(lengths))
        builder.add_lengths(name, np.concatenate(parts))
    for name in _names(sources, "columns", schema):
        builder.add_column(name, _merged_column(sources, name, schema))


def _append_stored(builder: SegmentBuilder, source: _Source, schema: Any) -> None:
    names: list[str] = source.properties["stored"]
    numbers = builder.stored_numbers
    mapping = [numbers.setdefault(name, len(numbers)) if name in schema else -1 for name in names]
    data, offsets = source.documents.stored_run()
    if source.live is None and mapping == list(range(len(names))):
        builder.append_stored_run(data, np.diff(offsets.astype(np.int64)).tolist())
        return
    for number in np.flatnonzero(source.numbers >= 0).tolist():
        document = bytes(data[int(offsets[number]) : int(offsets[number + 1])])
        builder.append_stored_bytes(renumber_document(document, mapping))


def _merged_column(sources: Sequence[_Source], name: str, schema: Any) -> ReadyColumn:
    properties = next(
        source.properties["columns"][name]
        for source in sources
        if name in source.properties["columns"]
    )
    if properties["kind"] == "bytes":
        return _merged_bytes(sources, name, schema)
    found = [source.documents.column(name) for source in sources]
    dtype = next(values.dtype for values in found if values is not None)
    parts = []
    for source, values in zip(sources, found, strict=True):
        if values is None:
            default = properties.get("default", 0)
            values = np.full(source.documents.doc_count_all(), default, dtype=dtype)  # noqa: PLW2901
        parts.append(source.rows(values))
    return ReadyColumn(properties, np.concatenate(parts))


def _merged_bytes(sources: Sequence[_Source], name: str, schema: Any) -> ReadyColumn:
    column = schema[name].column_type
    values: list[bytes] = []
    for source in sources:
        kept = np.flatnonzero(source.numbers >= 0).tolist()
        if name in source.properties["columns"]:
            reader = source.documents.column_reader(name, column)
            values.extend(reader[number] for number in kept)
        else:
            values.extend([column.default_value()] * len(kept))
    return ReadyColumn.of_bytes(values)
