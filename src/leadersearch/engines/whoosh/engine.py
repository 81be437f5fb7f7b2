"""The embedded engine: a folder with a Whoosh index, behind `leadersearch.engine.Engine`.

Whoosh itself (a third of the time of a whole `leadersearch query` to import) is loaded by what
needs it: making and changing an index, and reading one in which another program wrote.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

from leadersearch.engine import Hit, Page, SearchRequest, Statistics
from leadersearch.engines.whoosh.index import folder as files, stem_files, toc
from leadersearch.engines.whoosh.search.figures import SnapshotFigures, SnapshotVocabulary
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.engines.whoosh.search.top_k import select
from leadersearch.engines.whoosh.segment.article_fields import article_of
from leadersearch.engines.whoosh.segment.damage import naming_damage
from leadersearch.engines.whoosh.segment.protocol import Segment
from leadersearch.engines.whoosh.segment.reader import ColumnarView, has_codes
from leadersearch.engines.whoosh.segment.record import SegmentRecord
from leadersearch.errors import IndexAccessError, IndexCorrupt, IndexMismatch, IndexMissing
from leadersearch.model.article import Article
from leadersearch.plan import Lookup, OneOf, StartsWith, plan_query
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

    `language` chooses the language of a new index; of an existing one it is checked. `rebuild`
    starts from nothing, whatever the folder holds; the old index stays until the first commit.
    `lock_timeout` is how many seconds to wait while another process writes. Raises IndexMissing
    where there is no index and neither `create` nor `rebuild` is set, and the other
    IndexAccessErrors.
    """

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
        wanted = language_name(language) if language else None
        if toc.latest_generation(path) < 0:
            if not (create or rebuild):
                raise IndexMissing(
                    f"there is no index in {path}; create one: leadersearch index FOLDER"
                )
            # 60 ms: few runs make an index.
            from leadersearch.engines.whoosh.write.creation import create_index

            create_index(path, wanted or "english", lock_timeout)
        self.is_rebuilding = rebuild
        held = (wanted or "english") if rebuild else self._checked_language(wanted)
        self.analysis = Analysis(held, self.known_stems(held))
        self._snapshot: Snapshot | None = None
        self._snapshot = Snapshot((), toc.NO_TABLE) if rebuild else self._take_snapshot()

    @cached_property
    def storage(self) -> SyncedStorage:
        """The folder as Whoosh has it."""
        from leadersearch.engines.whoosh.stock.storage import SyncedStorage

        return SyncedStorage(str(self.folder), self._opened)

    @cached_property
    def schema(self) -> Schema:
        """The schema of the index, its analyzers sharing `analysis`."""
        from leadersearch.engines.whoosh.index.schema import make_schema

        return make_schema(self.analysis)

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

    def newest_table(self) -> toc.Table:
        """What the next commit builds on, and what to fall back on: no segment while rebuilding."""
        version = toc.latest_version(self.folder)
        if self.is_rebuilding:
            return toc.Table(version, version.generation, [])
        if self._table is None or self._table.version != version:
            self._table = toc.read_newest(self.folder, version)
        return self._table

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with the index that is open, and did not keep it from being opened."""
        return (self._table.damage,) if self._table is not None and self._table.damage else ()

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

    def known_stems(self, language: str) -> stem_files.StemMap:
        """The stems that the index holds; none where they are damaged and it is being rebuilt."""
        try:
            self._stems = stem_files.read_stems(self.folder, language, self._stems)
        except IndexAccessError:
            if self.is_rebuilding:
                return stem_files.StemMap(b"")
            raise
        return self._stems

    @property
    def snapshot(self) -> Snapshot:
        """What is searched now; raises IndexAccessError once the engine is closed.

        A file that another program cuts short must be found out before it is read.
        """
        if self._snapshot is None:
            raise IndexAccessError(f"the index in {self.folder} was closed; open it again")
        for segment in self._snapshot.segments:
            segment.check_whole()
        return self._snapshot

    # --- reading ---------------------------------------------------------------------------------

    @naming_damage()
    def search(self, request: SearchRequest) -> Page:
        """The matching articles, best first; hits carry no snippets yet."""
        snapshot = self.snapshot
        plan = plan_query(
            request.query,
            self.analysis,
            SnapshotVocabulary(snapshot),
            typing=request.typing,
            filters=request.filters,
        )
        found = select(snapshot, plan, request)
        rows = zip(
            found.articles.tolist(), found.scores.tolist(), found.all_words.tolist(), strict=True
        )
        return Page(
            hits=tuple(
                Hit(
                    article=article_of(snapshot.stored(number)),
                    score=score,
                    rank=rank,
                    all_words=all_words,
                )
                for rank, (number, score, all_words) in enumerate(rows, request.offset + 1)
            ),
            total=found.total,
            all_words=found.all_words_total,
            plan=plan,
            facets=found.facets,
        )

    @naming_damage()
    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        """The articles of these ids, None where there is none."""
        found = (self._stored(article_id) for article_id in ids)
        return [article_of(stored) if stored else None for stored in found]

    @naming_damage()
    def ids(self) -> Iterable[str]:
        """The ids of all articles, in no order."""
        return [term for term, _ in self.terms("id")]

    @naming_damage()
    def fingerprints(self, ids: Sequence[str]) -> list[str | None]:
        """The fingerprints of the articles of these ids, None where there is none."""
        found = (self._stored(article_id) for article_id in ids)
        return [stored["fingerprint"] if stored else None for stored in found]

    @naming_damage()
    def terms(
        self, postings: str, prefix: str = "", limit: int | None = None
    ) -> list[tuple[str, int]]:
        """The terms of a field that begin with a prefix, the most frequent first."""
        totals = self.matching_terms([Lookup("", postings, StartsWith(prefix))])
        # Stable, and mostly in order as it is: a third of the time of sorting by both at once.
        return sorted(sorted(totals.items()), key=itemgetter(1), reverse=True)[:limit]

    @naming_damage()
    def matching_terms(self, lookups: Sequence[Lookup]) -> dict[str, int]:
        """The terms that any of the lookups selects, their document frequencies summed."""
        return self.snapshot.matching_terms(lookups)

    @naming_damage()
    def document_frequency(self, postings: str, term: str) -> int:
        """How many articles hold the term in the postings field."""
        return len(self.snapshot.counts(postings, OneOf((term,))).documents)

    @naming_damage()
    def holds(self, lookup: Lookup) -> bool:
        """Whether any article holds a term that the lookup selects."""
        return self.snapshot.holds(lookup.postings, lookup.selector)

    @naming_damage()
    def figures(self) -> SnapshotFigures:
        return SnapshotFigures(self.snapshot)

    @naming_damage()
    def article_count(self) -> int:
        """How many articles there are."""
        return self.snapshot.articles

    @naming_damage()
    def statistics(self) -> Statistics:
        """Figures of the index as it is now."""
        snapshot = self.snapshot
        days = snapshot.days if snapshot.live is None else snapshot.days[snapshot.live]
        known = days[days > 0]
        postings = [name for name, field in self.schema.items() if field.indexed]
        return Statistics(
            articles=snapshot.articles,
            segments=len(snapshot.segments),
            size=files.size(self.folder),
            mean_length=snapshot.mean_length,
            language=self.analysis.language,
            terms={name: count for name in sorted(postings) if (count := len(self.terms(name)))},
            oldest=str(date.fromordinal(int(known.min()))) if len(known) else "",
            newest=str(date.fromordinal(int(known.max()))) if len(known) else "",
        )

    def attachment(self, name: str) -> bytes | None:
        """Data that was attached with the last commit that attached it; None if never."""
        if self.is_rebuilding and name not in files.CARRIED_OVER:
            return None
        with suppress(FileNotFoundError):
            held = files.attachment(self.folder, name, self.snapshot.table)
            if held is not None:
                return held
        # Another process may have attached a newer one, and swept away that of our generation.
        return self._read_as_of_latest(partial(files.attachment, self.folder, name))

    def verify(self) -> list[str]:
        """What is wrong with the files that count, and with those to fall back on."""
        from leadersearch.engines.whoosh.verifying import verify  # a search verifies nothing

        return verify(self.folder, self.snapshot, self.analysis.language)

    def leftovers(self, *, remove: bool = False) -> list[str]:
        from leadersearch.engines.whoosh.index.orphans import sweep
        from leadersearch.engines.whoosh.verifying import can_fall_back

        found = sweep(self.folder, self.analysis.language, self._lock_timeout, remove=remove)
        if remove and not can_fall_back(self.folder):
            with self.write() as writer:
                writer.renew()
        return found

    # --- change ----------------------------------------------------------------------------------

    def write(self) -> WhooshWriter:
        """Begin to change the index; raises IndexLocked while another process does."""
        # 40 ms: who only searches need not load what writes.
        from leadersearch.engines.whoosh.write.writer import WhooshWriter

        return WhooshWriter(self, self._lock_timeout)

    def optimise(self) -> None:
        """Make one segment of all, without the articles that were replaced or removed."""
        with self.write() as writer:
            writer.optimise()

    def committed(self) -> None:
        """Take notice of this engine's own commit."""
        self.is_rebuilding = False
        self.analysis.stemmer.use(self.known_stems(self.analysis.language))
        self.refresh()

    def has_changed(self) -> bool:
        """Whether `refresh` would take notice of anything; raises IndexMissing where all is gone."""
        if self.is_rebuilding:
            return False
        version = toc.latest_version(self.folder)
        if version == toc.NO_VERSION:
            raise IndexMissing(f"there is no index in {self.folder} any more")
        return version != self.snapshot.table.version

    def refresh(self) -> bool:
        """Take notice of what was committed since; True if there was anything."""
        with self._refreshing:
            if not self.has_changed():
                return False
            self._checked_language(self.analysis.language)
            self._snapshot = self._take_snapshot()
            return True

    def close(self) -> None:
        """Release files; the engine cannot be used afterwards."""
        self._snapshot = None

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

    def _stored(self, article_id: str) -> dict[str, Any] | None:
        snapshot = self.snapshot
        found = snapshot.counts("id", OneOf((article_id,))).documents.tolist()
        return snapshot.stored(found[-1]) if found else None
