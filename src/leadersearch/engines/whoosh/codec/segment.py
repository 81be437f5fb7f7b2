"""What Whoosh's table of contents holds of a segment.

The dotted path of `ColumnarSegment` and the names in its state are on-disk format: they are
pickled into the table of contents.
"""

from __future__ import annotations

import secrets
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import ref

import numpy as np
from whoosh.codec import base

from leadersearch.engines.whoosh.codec.format import SegmentFile, open_segment_file
from leadersearch.errors import IndexCorrupt

if TYPE_CHECKING:
    from leadersearch.engines.whoosh.codec.arrays import Array

EXTENSION = ".columnar"
ADDED_COLUMN_EXTENSION = ".column"


class ColumnarSegment(base.Segment):
    """The name of a segment, how many documents it has, and which of them are deleted.

    `assembly` is the writing of its file, as long as that goes on; never pickled. `codec_class`
    is set where the codec is defined, which whoever imports this module imports with the package.
    """

    codec_class: ClassVar[type[Any]]

    def __init__(self, indexname: str) -> None:
        base.Segment.__init__(self, indexname)
        self._doc_count = 0
        self._deleted: set[int] = set()
        self._frozen: frozenset[int] | None = None
        self._open_file: ref[SegmentFile] | None = None
        self.assembly: object | None = None

    @classmethod
    def _random_id(cls, size: int = 16) -> str:
        # Whoosh draws it from the `random` module: a program that seeds that would draw the name
        # of a segment it already has, and overwrite it.
        return secrets.token_hex(size // 2)

    def __getstate__(self) -> dict[str, Any]:
        deleted = np.array(sorted(self._deleted), dtype="<u4")
        return {
            "indexname": self.indexname,
            "segid": self.segid,
            "documents": self._doc_count,
            "deleted": deleted.tobytes(),
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["indexname"])  # type: ignore[misc]
        self.segid = state["segid"]
        self._doc_count = state["documents"]
        self._deleted = set(np.frombuffer(state["deleted"], "<u4").tolist())
        if self._deleted and max(self._deleted) >= self._doc_count:
            raise IndexCorrupt(
                f"the table of contents is damaged: {self.segment_id()} has no document "
                f"{max(self._deleted)} to be deleted. Rebuild the index: leadersearch index --rebuild FOLDER"
            )

    def codec(self) -> Any:
        """Return the codec that reads the segment."""
        if not hasattr(ColumnarSegment, "codec_class"):
            # Who only unpickles a table of contents has not loaded the codec; Whoosh asks for it.
            import_module("leadersearch.engines.whoosh.codec.codec")
        return self.codec_class()

    def should_assemble(self) -> bool:
        """Say that the segment is one file already: Whoosh need not pack it into another."""
        return False

    def file_name(self) -> str:
        """Return the name of the segment's file in the storage."""
        return str(self.make_filename(EXTENSION))

    def added_column_name(self, field: str) -> str:
        """Return the name of the file of a column that was added after the segment."""
        return str(self.make_filename(f".{field}{ADDED_COLUMN_EXTENSION}"))

    def open(self, storage: Any) -> SegmentFile:
        """Map the segment's file; the readers of one segment share one map while any is alive."""
        shared = self._open_file() if self._open_file is not None else None
        if shared is None:
            shared = open_segment_file(storage, self.file_name())
            self._open_file = ref(shared)
        return shared

    def verify(self, storage: Any) -> None:
        """Read the whole file and compare every checksum, and the number of documents.

        About a gigabyte a second. Raises IndexCorrupt, also where the file is missing, and
        IndexTooOld or IndexTooNew.
        """
        name = self.file_name()
        if not storage.file_exists(name):
            raise IndexCorrupt(
                f"{name} is missing. Rebuild the index: leadersearch index --rebuild FOLDER"
            )
        file = open_segment_file(storage, name)
        file.verify()
        if file.properties["documents"] != self._doc_count:
            raise IndexCorrupt(
                f"{name} holds {file.properties['documents']} documents where the table of "
                f"contents says {self._doc_count}. Rebuild the index: leadersearch index --rebuild FOLDER"
            )

    def set_doc_count(self, doccount: int) -> None:
        """Say how many documents the segment has, deleted or not."""
        self._doc_count = doccount

    def doc_count_all(self) -> int:
        """Return how many documents the segment has, deleted or not."""
        return self._doc_count

    def deleted_count(self) -> int:
        """Return how many documents are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of the deleted documents."""
        if self._frozen is None:
            # Whoosh freezes this once per term it searches: freezing a frozenset costs nothing.
            self._frozen = frozenset(self._deleted)
        return self._frozen

    def deleted_mask(self) -> Array:
        """Return which documents are deleted: bool, shape (documents,)."""
        mask = np.zeros(self._doc_count, dtype=bool)
        mask[list(self._deleted)] = True
        return mask

    def is_deleted(self, docnum: int) -> bool:
        """Whether the document is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002 - the seam
        """Mark a document as deleted, or as not deleted; it takes effect with the next commit."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)
        self._frozen = None
