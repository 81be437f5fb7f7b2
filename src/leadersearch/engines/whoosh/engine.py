"""The embedded engine: a folder with a Whoosh index, behind `leadersearch.engine.Engine`.

Whoosh itself (a third of the time of a whole `leadersearch query` to import) is loaded by what
needs it: making and changing an index, and reading one in which another program wrote.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

from leadersearch.engine import View
from leadersearch.engine.capability import EVERYTHING
from leadersearch.engines.whoosh.index import folder as files, stem_files, toc
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.engines.whoosh.search.view import WhooshView, version_name
from leadersearch.engines.whoosh.segment.protocol import Segment
from leadersearch.engines.whoosh.segment.reader import ColumnarView, has_codes
from leadersearch.engines.whoosh.segment.record import SegmentRecord
from leadersearch.errors import IndexAccessError, IndexCorrupt, IndexMismatch, IndexMissing
from leadersearch.text import Analysis
from leadersearch.text.stemming import language_name

if TYPE_CHECKING:
    from whoosh.fields import Schema

    from leadersearch.engines.whoosh.stock.storage import SyncedStorage
    from leadersearch.engines.whoosh.write.writer import WhooshWriter

T = TypeVar("T")

OPEN_RETRIES, SAME_RETRIES = 20, 4
LOCK_TIMEOUT = 10.0  # seconds


class WhooshEngine:
    """An index in a folder. See `leadersearch.engine.Engine` for what the methods do.

    `language` chooses the language of a new index; of an existing one it is checked. With `rebuild`
    nothing is read of what the folder holds, which may be damaged or of another language: all there
    is to do is to write from nothing. `lock_timeout` is how many seconds to wait while another
    process writes. Raises IndexMissing where there is no index and neither `create` nor `rebuild`
    is set, and the other IndexAccessErrors.
    """

    capabilities = EVERYTHING

    def __init__(
        self,
        path: Path,
        *,
        create: bool = False,
        rebuild: bool = False,
        language: str | None = None,
        lock_timeout: float = LOCK_TIMEOUT,
    ) -> None:
        self.folder = path
        self._lock_timeout = lock_timeout
        self._refreshing = threading.Lock()
        self._opened: toc.Opened = WeakValueDictionary()
        self._stems: stem_files.StemMap | None = None
        self._table: toc.Table | None = None
        self._view: WhooshView | None = None
        self._is_closed = False
        wanted = language_name(language) if language else None
        if toc.latest_generation(path) < 0:
            if not (create or rebuild):
                raise IndexMissing(
                    f"there is no index in {path}; create one: leadersearch index FOLDER"
                )
            # 60 ms: few runs make an index.
            from leadersearch.engines.whoosh.write.creation import create_index

            create_index(path, wanted or "english", lock_timeout)
        held = (wanted or "english") if rebuild else self._checked_language(wanted)
        self.analysis = Analysis(held, self.known_stems(held, from_nothing=rebuild))
        if not rebuild:
            self._view = self._open_view()

    @property
    def location(self) -> str:
        return str(self.folder)

    @cached_property
    def storage(self) -> SyncedStorage:
        """The folder as Whoosh has it."""
        from leadersearch.engines.whoosh.stock.storage import SyncedStorage

        return SyncedStorage(str(self.folder), self._opened)

    @cached_property
    def schema(self) -> Schema:
        """The schema of the index, its analyzers sharing `analysis`."""
        from leadersearch.engines.whoosh.index.whoosh_fields import make_schema

        return make_schema(self.analysis)

    # --- reading ---------------------------------------------------------------------------------

    def version(self) -> str:
        return version_name(self._latest_version())

    def view(self, *, from_nothing: bool = False) -> WhooshView:
        if from_nothing:
            language, table = self.analysis.language, toc.NO_TABLE
            return WhooshView(Snapshot((), table), self.folder, language, self._carried_over)
        with self._refreshing:
            if self._is_closed:
                raise IndexAccessError(f"the index in {self.folder} was closed; open it again")
            version = self._latest_version()
            if self._view is None or self._view.table.version != version:
                self._checked_language(self.analysis.language)
                self._view = self._open_view()
            return self._view

    def close(self) -> None:
        self._is_closed = True
        self._view = None

    # --- change ----------------------------------------------------------------------------------

    def write(self, *, from_nothing: bool = False) -> WhooshWriter:
        # 40 ms: who only searches need not load what writes.
        from leadersearch.engines.whoosh.write.writer import WhooshWriter

        return WhooshWriter(self, self._lock_timeout, from_nothing=from_nothing)

    def committed(self) -> None:
        """Take notice of the engine's own commit."""
        self.analysis.stemmer.use(self.known_stems(self.analysis.language))

    def optimise(self) -> None:
        """Make one segment of all, without the articles that were replaced or removed."""
        with self.write() as writer:
            writer.optimise()

    def verify(self, view: View) -> list[str]:
        """The damage of the current files, and of the fallback."""
        from leadersearch.engines.whoosh.verifying import verify  # a search verifies nothing

        snapshot = view.snapshot if isinstance(view, WhooshView) else self.view().snapshot
        return verify(self.folder, snapshot, self.analysis.language)

    def orphans(self, *, remove: bool = False) -> list[str]:
        from leadersearch.engines.whoosh.index.orphans import sweep
        from leadersearch.engines.whoosh.verifying import can_fall_back

        found = sweep(self.folder, self.analysis.language, self._lock_timeout, remove=remove)
        if remove and not can_fall_back(self.folder):
            with self.write() as writer:
                writer.renew()
        return found

    # --- the folder ------------------------------------------------------------------------------

    def newest_table(self) -> toc.Table:
        """The state that the next commit builds on, and the fallback."""
        version = toc.latest_version(self.folder)
        if self._table is None or self._table.version != version:
            self._table = toc.read_newest(self.folder, version)
        return self._table

    def known_stems(self, language: str, *, from_nothing: bool = False) -> stem_files.StemMap:
        """The stems that the index holds; to start from nothing, none that are damaged or stale."""
        if from_nothing and not self._is_of_this_analysis():
            return stem_files.StemMap(b"")
        try:
            self._stems = stem_files.read_stems(self.folder, language, self._stems)
        except IndexAccessError:
            if from_nothing:
                return stem_files.StemMap(b"")
            raise
        return self._stems

    def _is_of_this_analysis(self) -> bool:
        try:
            files.read_language(self.folder, self.newest_table().generation)
        except (IndexAccessError, OSError):
            return False
        return True

    def _latest_version(self) -> toc.Version:
        version = toc.latest_version(self.folder)
        if version == toc.NO_VERSION:
            raise IndexMissing(f"there is no index in {self.folder} any more")
        return version

    def _checked_language(self, wanted: str | None) -> str:
        held = self._read_as_of_latest(
            lambda table: files.read_language(self.folder, table.generation)
        )
        if wanted and wanted != held:
            raise IndexMismatch(
                f"the index in {self.folder} is of language {held}, not {wanted}; "
                f"to change it, rebuild: leadersearch index --rebuild --language {wanted} FOLDER"
            )
        return held

    def _read_as_of_latest(self, read: Callable[[toc.Table], T]) -> T:
        """Read for the newest table of contents; once more if a commit came between."""
        table = self.newest_table()
        try:
            return read(table)
        except (FileNotFoundError, IndexAccessError):
            # A commit sweeps away what only older generations need, as if it had been damaged.
            if toc.latest_version(self.folder) == table.version:
                raise
            return self._read_as_of_latest(read)

    def _open_view(self) -> WhooshView:
        snapshot = self._take_snapshot()
        return WhooshView(snapshot, self.folder, self.analysis.language, self._document)

    def _document(self, name: str, table: toc.Table) -> bytes | None:
        with suppress(FileNotFoundError):
            held = files.side_file(self.folder, name, table)
            if held is not None:
                return held
        # Another process may have attached a newer one, and swept away that of our generation.
        return self._read_as_of_latest(partial(files.side_file, self.folder, name))

    def _carried_over(self, name: str, _: toc.Table) -> bytes | None:
        generation = toc.latest_generation(self.folder)
        return files.carried_over(self.folder, generation).get(name)

    def _take_snapshot(self) -> Snapshot:
        """The latest generation; a commit that removes its files meanwhile is waited out."""
        missed: Counter[toc.Version] = Counter()
        for attempt in range(OPEN_RETRIES):
            try:
                return self._open_generation()
            except FileNotFoundError:
                latest = toc.latest_version(self.folder)
                missed[latest] += 1
                if missed[latest] == SAME_RETRIES:
                    break  # no commit removes files of the generation that it writes
                time.sleep(0.01 * (attempt + 1))
        raise IndexCorrupt(
            f"files of the index in {self.folder} are missing; rebuild it: "
            "leadersearch index --rebuild FOLDER"
        )

    def _open_generation(self) -> Snapshot:
        table = self.newest_table()
        try:
            segments: Sequence[Any] | None = toc.own_records(table)
            if segments is None:
                from leadersearch.engines.whoosh.stock.storage import segments_of

                segments = segments_of(table)
            opened = [self._open_segment(segment) for segment in segments]
        except (FileNotFoundError, IndexAccessError):
            raise
        except Exception as error:
            # Whoosh meets damaged files with whatever they make its code run into.
            raise IndexCorrupt(
                f"the index in {self.folder} is damaged ({error}); rebuild it: "
                "leadersearch index --rebuild FOLDER"
            ) from error
        return Snapshot(opened, table)

    def _open_segment(self, segment: Any) -> Segment:
        folder = toc.Folder(self.folder, self._opened)
        # Held, so that its file is opened once.
        held = segment.open(folder) if isinstance(segment, SegmentRecord) else None
        if held is None or not has_codes(folder, segment):
            # 20 ms: few indexes have such segments.
            from leadersearch.engines.whoosh.write.foreign_segments import analysed_anew

            return analysed_anew(self.storage, segment, self.analysis)
        return ColumnarView(folder, segment)
