"""The codes of a combined field's postings, each of which stands for a score, read from a segment."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.protocol import CodeTable


class FieldCodes:
    """The codes of one field; `table` says what they stand for, and is empty where it has none."""

    def __init__(self, file: SegmentFile, postings: str) -> None:
        names = (f"code-within/{postings}", f"code-length/{postings}")
        columns = [file.section(name, "u").all() if name in file else np.empty(0) for name in names]
        self.table = CodeTable(*(column.astype(np.float64) for column in columns))
        count = len(self.table.within)
        if len(self.table.length) != count:
            raise file.corrupt(f"the codes of {postings!r} do not agree")
        self._section = file.section(f"codes/{postings}", "u", below=count) if count else None

    def slice(self, start: int, end: int) -> NDArray[Any]:
        """The codes of the postings [start, end)."""
        if self._section is None:
            return np.empty(0, np.uint8)
        return self._section.slice(start, end)
