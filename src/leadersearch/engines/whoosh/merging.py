"""Small segments -> one, by Whoosh's own policy and our own arrays.

Whoosh's policy decides which segments are worth merging; it is given a writer that only notes
what it would have merged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from whoosh.writing import MERGE_SMALL

from leadersearch.engines.whoosh.interim import merge_segments
from leadersearch.engines.whoosh.codec.segment import ColumnarSegment


@dataclass(slots=True)
class _Noting:
    """What the policy takes for a writer."""

    storage: Any
    schema: Any
    chosen: list[Any] = field(default_factory=list)

    def add_reader(self, reader: Any) -> None:
        """Note the segment of a reader as one to be merged."""
        self.chosen.append(reader.segment())


def merge_small(storage: Any, schema: Any, segments: list[Any]) -> list[Any]:
    """The segments of the next generation; those without a live document are dropped."""
    held = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    noting = _Noting(storage, schema)
    kept = MERGE_SMALL(noting, held)
    if len(noting.chosen) < 2:
        return held
    return [*kept, merge_all(storage, noting.chosen)]


def merge_all(storage: Any, segments: list[Any]) -> ColumnarSegment:
    """One new segment with the live documents of several."""
    target = ColumnarSegment(segments[0].indexname)
    merge_segments(
        storage,
        target,
        [
            (segment, ~segment.deleted_mask() if segment.deleted_count() else None)
            for segment in segments
        ],
    )
    return target
