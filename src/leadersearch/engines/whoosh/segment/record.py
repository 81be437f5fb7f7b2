"""One segment as an index records it: its name, its size, and which documents are deleted.

Knows nothing of Whoosh, so that who only searches need not load it. `stock.columnar_segment` is
the same record as Whoosh has it.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any
from weakref import ref

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.segment.container import SegmentFile, open_segment_file
from leadersearch.errors import IndexCorrupt

EXTENSION = ".columnar"
ADDED_COLUMN_EXTENSION = ".column"

MOST_DOCUMENTS = (1 << 31) - 1
_INDEX_NAME = re.compile(r"[^./\\:\0][^/\\:\0]*\Z")
_SEGMENT_NAME = re.compile(r"[0-9a-z]{1,64}\Z")


class SegmentRecord:
    """The name of a segment, how many documents it has, and which of them are deleted.

    The names in its state are on-disk format: Whoosh pickles them into its table of contents.
    """

    indexname: str
    segid: str
    _doc_count: int = 0
    _frozen: frozenset[int] | None = None
    _open_file: ref[SegmentFile] | None = None
    _deleted: set[int]

    def __getstate__(self) -> dict[str, Any]:
        deleted = np.array(sorted(self._deleted), dtype="<u4")
        return {
            "indexname": self.indexname,
            "segid": self.segid,
            "documents": self._doc_count,
            "deleted": deleted.tobytes(),
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        name, segid = state.get("indexname", ""), state.get("segid", "")
        documents, deleted = state.get("documents"), state.get("deleted")
        if not (_is_match(_INDEX_NAME, name) and _is_match(_SEGMENT_NAME, segid)):
            raise _damaged("the name of a segment cannot be that of a file")
        if type(documents) is not int or not 0 <= documents <= MOST_DOCUMENTS:
            raise _damaged(f"{name}_{segid} cannot have {documents!r} documents")
        if type(deleted) is not bytes or len(deleted) % 4:
            raise _damaged(f"the deleted documents of {name}_{segid} are not a list of numbers")
        self.indexname, self.segid, self._doc_count = name, segid, documents
        self._deleted = set(np.frombuffer(deleted, "<u4").tolist())
        if self._deleted and max(self._deleted) >= documents:
            raise _damaged(
                f"{self.segment_id()} has no document {max(self._deleted)} to be deleted"
            )

    def segment_id(self) -> str:
        """Return what the names of the segment's files begin with."""
        return f"{self.indexname}_{self.segid}"

    def file_name(self) -> str:
        """Return the name of the segment's file in the storage."""
        return f"{self.segment_id()}{EXTENSION}"

    def added_column_name(self, field: str) -> str:
        """Return the name of the file of a column that was added after the segment."""
        return f"{self.segment_id()}.{field}{ADDED_COLUMN_EXTENSION}"

    def open(self, storage: Any) -> SegmentFile:
        """Map the segment's file; the readers of one segment share one map while any is alive.

        So do those of other generations, where the storage remembers what is `opened`.
        """
        shared = self._open_file() if self._open_file is not None else None
        if shared is None:
            name = self.file_name()
            opened: MutableMapping[str, SegmentFile] = getattr(storage, "opened", {})
            shared = opened.get(name)
            if shared is None:
                shared = opened[name] = open_segment_file(storage, name)
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
        self.check_count(file)

    def check_count(self, file: SegmentFile) -> None:
        """Raise IndexCorrupt unless the segment's file has as many documents as is recorded."""
        if file.properties["documents"] != self._doc_count:
            raise file.corrupt(
                f"it holds {file.properties['documents']} documents where the table of contents "
                f"says {self._doc_count}"
            )

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


def _is_match(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None


def _damaged(how: str) -> IndexCorrupt:
    return IndexCorrupt(
        f"the table of contents is damaged: {how}. "
        "Rebuild the index: leadersearch index --rebuild FOLDER"
    )
