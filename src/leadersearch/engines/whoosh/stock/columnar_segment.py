"""The entry for a segment in Whoosh's table of contents.

The dotted path of `ColumnarSegment` and the names in its state are on-disk format: they are
pickled into the table of contents.
"""

from __future__ import annotations

import secrets
from importlib import import_module
from typing import Any, ClassVar

from whoosh.codec import base

from leadersearch.engines.whoosh.segment.record import SegmentRecord


class ColumnarSegment(SegmentRecord, base.Segment):
    """A segment's record as Whoosh has it, which can be made and changed.

    `assembly` is the writing of its file, as long as that goes on; never pickled. `codec_class`
    is set where the codec is defined, which whoever imports this module imports with the package.
    """

    __module__ = "leadersearch.engines.whoosh.codec.segment"  # the path that pickles name
    codec_class: ClassVar[type[Any]]

    def __init__(self, indexname: str) -> None:
        base.Segment.__init__(self, indexname)
        self._deleted = set()
        self.assembly: object | None = None

    @classmethod
    def _random_id(cls, size: int = 16) -> str:
        # Whoosh draws it from the `random` module: a program that seeds that would draw the name
        # of a segment it already has, and overwrite it.
        return secrets.token_hex(size // 2)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["indexname"])  # type: ignore[misc]
        super().__setstate__(state)

    def codec(self) -> Any:
        """Return the codec that reads the segment."""
        if not hasattr(ColumnarSegment, "codec_class"):
            # Who only unpickles a table of contents has not loaded the codec; Whoosh asks for it.
            import_module("leadersearch.engines.whoosh.stock.codec")
        return self.codec_class()

    def should_assemble(self) -> bool:
        """Say that the segment is one file already: Whoosh need not pack it into another."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Say how many documents the segment has, deleted or not."""
        self._doc_count = doccount

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002 - the seam
        """Mark a document as deleted, or as not deleted; it takes effect with the next commit."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)
        self._frozen = None
