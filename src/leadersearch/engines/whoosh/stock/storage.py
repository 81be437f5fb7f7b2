"""The folder of an index as Whoosh has it: opened safely, written durably, unpickled as data."""

from __future__ import annotations

import pickle
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from whoosh import __version__ as WHOOSH_RELEASE  # noqa: N812
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from leadersearch.engines.whoosh.index import pickles, toc_table
from leadersearch.engines.whoosh.index.durable import sync_file, sync_folder, write_durably
from leadersearch.engines.whoosh.index.safe_open import create, open_existing
from leadersearch.engines.whoosh.index.toc import (
    INDEX_NAME,
    MOST_GENERATIONS,
    Opened,
    Table,
    own_record,
    table_name,
)
from leadersearch.engines.whoosh.segment.record import MOST_DOCUMENTS
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.errors import IndexAccessError, IndexCorrupt

_SEGMENT_NAME = re.compile(r"[0-9a-z]{1,64}\Z")


class GuardedFile(StructFile):
    """A Whoosh file whose pickles are read as data."""

    def read_pickle(self) -> Any:
        """The value that is pickled at the current place; raises IndexCorrupt for an object."""
        start = self.file.tell()
        value, size = plain_value(self.file.read())
        self.file.seek(start + size)
        return value


def plain_value(data: bytes) -> tuple[Any, int]:
    """The value of a pickle, and its size in bytes; raises IndexCorrupt where it is not plain."""
    try:
        return pickles.load(data)
    except pickles.PickleError as error:
        raise IndexCorrupt(
            f"a file that another program wrote into the index is damaged ({error}); "
            "rebuild it: leadersearch index --rebuild FOLDER"
        ) from error


class SyncedStorage(FileStorage):
    """A folder of index files.

    A rename happens only when the file is on disk, and is itself on disk before it returns (Whoosh
    leaves both to chance). `opened` is as in `toc.Folder`.
    """

    def __init__(self, path: str, opened: Opened | None = None) -> None:
        super().__init__(path)
        self.opened: Opened = WeakValueDictionary() if opened is None else opened

    def create_file(self, name: str, **options: Any) -> StructFile:
        """A new file, for writing."""
        return StructFile(create(Path(self._fpath(name))), name=name, **options)

    def open_file(self, name: str, **options: Any) -> GuardedFile:
        """An existing file, for reading."""
        return GuardedFile(open_existing(Path(self._fpath(name))), name=name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002
        """Rename a file, durably."""
        sync_file(Path(self._fpath(oldname)))
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))


# --- the table of contents -----------------------------------------------------------------------


def segments_of(held: Table) -> list[Any]:
    """The segments of a table of contents as Whoosh has them.

    Raises IndexCorrupt where what it says of a segment cannot be.
    """
    return [
        own_record(row, ColumnarSegment(INDEX_NAME))
        if row.name == toc_table.OWN_CLASS
        else _whoosh_segment(row.state)
        for row in held.segments
    ]


def _whoosh_segment(state: dict[str, Any]) -> W3Segment:
    """A segment of Whoosh's own codec."""
    documents, deleted = state.get("_doccount", -1), state.get("_deleted")
    segid: Any = state.get("segid")
    codec = state.get("_codec")
    is_sane = (
        state.get("indexname") == INDEX_NAME
        and isinstance(segid, str)
        and _SEGMENT_NAME.match(segid)
        and _is_number(documents, MOST_DOCUMENTS)
        and isinstance(deleted, set | None)
        and all(_is_number(number, documents - 1) for number in deleted or ())
        and isinstance(codec, pickles.Instance)
        and codec.name == toc_table.WHOOSH_CODEC
    )
    if not is_sane:
        raise IndexCorrupt(
            "the table of contents is damaged: its entry for a segment that another program "
            "wrote is impossible. Rebuild the index: leadersearch index --rebuild FOLDER"
        )
    segment = W3Segment(W3Codec(), INDEX_NAME, documents, segid, deleted)
    segment.compound = bool(state.get("compound"))
    return segment


def _is_number(value: object, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def write_table(folder: Path, schema: Schema, segments: list[Any], generation: int) -> None:
    """Make segments count: what they refer to is on disk before.

    Raises OSError; IndexAccessError where there have been more commits than can be counted.
    """
    if generation > MOST_GENERATIONS:
        raise IndexAccessError(
            f"the index in {folder} counts {generation:,} commits, more than possible; "
            "create a new index in another folder"
        )
    schema.clean()
    content = toc_table.encoded(
        pickle.dumps(schema, 2), _pickled(segments), generation, WHOOSH_RELEASE
    )
    write_durably(folder / table_name(generation), [content])


def _pickled(segments: list[Any]) -> bytes:
    file = BytesIO()
    StructFile(file).write_pickle(segments)
    return file.getvalue()
