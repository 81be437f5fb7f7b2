"""Which segments become one with the next commit: Whoosh's own policy decides.

The policy is given a writer that only notes what it would have merged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from whoosh.writing import MERGE_SMALL

from leadersearch.engines.whoosh.columnar import has_codes


@dataclass(slots=True)
class _Noting:
    """What the policy takes for a writer."""

    storage: Any
    schema: Any
    chosen: list[Any] = field(default_factory=list)

    def add_reader(self, reader: Any) -> None:
        """Note the segment of a reader as one to be merged."""
        self.chosen.append(reader.segment())


def choose_segments(storage: Any, schema: Any, segments: list[Any]) -> tuple[list[Any], list[Any]]:
    """The segments that stay, and those whose documents go into the new one.

    Segments without a live document do neither; those that another program wrote never stay.
    """
    held = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    own = [segment for segment in held if has_codes(storage, segment)]
    foreign = [segment for segment in held if segment not in own]
    noting = _Noting(storage, schema)
    kept = MERGE_SMALL(noting, own)
    return kept, [*noting.chosen, *foreign]
