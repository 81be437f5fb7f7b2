"""Files of an index: on disk before they count, and never unpickled freely.

Whoosh pickles its table of contents. A pickle can run code when it is read, so only the classes
that an index needs are admitted: an index folder from somebody else is safe to open.
"""

from __future__ import annotations

import pickle
from io import BytesIO
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from leadersearch.engines.whoosh.contents import Opened
from leadersearch.engines.whoosh.durable import sync_file, sync_folder
from leadersearch.errors import IndexCorrupt

ADMITTED: frozenset[tuple[str, str]] = frozenset(
    {
        ("leadersearch.engines.whoosh.codec.segment", "ColumnarSegment"),
        ("leadersearch.engines.whoosh.codec.codec", "ColumnarCodec"),
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("builtins", "set"),
        ("builtins", "int"),
        ("collections", "defaultdict"),
        ("builtins", "frozenset"),
        ("builtins", "object"),
        ("__builtin__", "set"),
        ("__builtin__", "object"),
        ("copyreg", "_reconstructor"),
        ("copy_reg", "_reconstructor"),
    }
)
"""(module, name) of all that a table of contents may refer to."""


class GuardedUnpickler(pickle.Unpickler):
    """Admits only the classes that an index needs; raises IndexCorrupt for any other."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of a name, if it is admitted."""
        if (module, name) not in ADMITTED:
            raise IndexCorrupt(
                f"the index refers to {module}.{name}, which no index needs: it is damaged, or "
                "made to run code; rebuild it from the articles"
            )
        return super().find_class(module, name)


class GuardedFile(StructFile):
    """A Whoosh file whose pickles are read under guard."""

    def read_pickle(self) -> Any:
        """The pickled object at the current place; raises IndexCorrupt for a foreign class."""
        return GuardedUnpickler(self.file).load()


class SyncedStorage(FileStorage):
    """A folder of index files.

    A rename, by which Whoosh makes a new table of contents count, happens only when the file is
    on disk, and is itself on disk before it returns (Whoosh leaves both to chance).

    `opened` is as in `contents.Folder`.
    """

    def __init__(self, path: str, opened: Opened | None = None) -> None:
        super().__init__(path)
        self.opened: Opened = WeakValueDictionary() if opened is None else opened

    def open_file(self, name: str, **options: Any) -> GuardedFile:
        """An existing file, for reading."""
        path = Path(self._fpath(name))
        # Whoosh leaves a damaged table of contents open: it is read as a whole, and closed.
        content = BytesIO(path.read_bytes()) if path.suffix == ".toc" else path.open("rb")
        return GuardedFile(content, name=name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002
        """Rename a file, durably."""
        sync_file(Path(self._fpath(oldname)))
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))
