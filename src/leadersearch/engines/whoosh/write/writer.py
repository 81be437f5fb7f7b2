"""Changes to the index: all at once, or not at all.

What is added goes into a new segment; what is replaced or removed is marked as deleted in its
own. Nothing counts before the new table of contents has its name, and that comes last: the files of
the segment, the side files and the stems are on disk before it, and so are their names.

The table of contents before it, and what it names, stay until the next commit: should the new one
be damaged, there is one to fall back on. Where that would be of no use (the one before is empty) or
cost the space of a second index (a rebuild, an optimised index), the new one is written twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext, suppress
from types import TracebackType
from typing import Any, Self

from leadersearch.engine import WriteOutcome
from leadersearch.engine.protocol import checked_name
from leadersearch.engines.whoosh.index import folder
from leadersearch.engines.whoosh.index.durable import sync_folder
from leadersearch.engines.whoosh.index.locking import WriteLock
from leadersearch.engines.whoosh.index.orphans import find_drafts, find_leftovers, remove_leftovers
from leadersearch.engines.whoosh.index.stem_files import add_stems
from leadersearch.engines.whoosh.index.toc import (
    INDEX_NAME,
    Table,
    latest_version,
    read_newest,
)
from leadersearch.engines.whoosh.segment.damage import naming_damage
from leadersearch.engines.whoosh.segment.reader import has_codes
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.stock.storage import segments_of, write_table
from leadersearch.engines.whoosh.write.added_ids import AddedIds
from leadersearch.engines.whoosh.write.foreign_segments import foreign_articles
from leadersearch.engines.whoosh.write.merge_policy import choose_segments
from leadersearch.engines.whoosh.write.owner import Owner
from leadersearch.engines.whoosh.write.segment_writer import SegmentWriter, without_dead
from leadersearch.errors import IndexAccessError
from leadersearch.model.article import Article
from leadersearch.plan import OneOf
from leadersearch.text import Analysis


class WhooshWriter:
    """See `leadersearch.engine.Writer`."""

    def __init__(self, engine: Owner, timeout: float, *, from_nothing: bool) -> None:
        self.outcome = WriteOutcome()
        self._engine = engine
        self._folder = engine.folder
        self._put = self._removed = 0
        self._is_committed = False
        self._lock = WriteLock(self._folder)
        self._lock.acquire(timeout)
        try:
            self._begin(from_nothing=from_nothing)
        except BaseException:
            self._lock.release()
            raise

    def _begin(self, *, from_nothing: bool) -> None:
        """Build on what is committed."""
        engine = self._engine
        self._from_nothing = from_nothing
        self._kept: dict[str, bytes] = {}
        self._added = AddedIds()
        self._draft: SegmentWriter | None = None
        self._has_removed = self._is_optimising = self._is_renewing = False
        self.base = engine.view(from_nothing=from_nothing)
        self._table = self._table_before()
        self._segments = segments_of(self._table)
        # Documents kept by a run that died must not be taken for this one's.
        uncommitted = folder.uncommitted_side_files(self._folder, self._table)
        remove_leftovers([*uncommitted, *find_drafts(self._folder)])
        # Stems are learnt apart from the engine's: searches in other threads learn there, and
        # what somebody typed is no word of the index.
        language = engine.analysis.language
        self._stems = engine.known_stems(language, from_nothing=from_nothing)
        self.analysis = Analysis(language, self._stems)
        self._bases = _bases(self._segments)
        self._target = ColumnarSegment(INDEX_NAME)
        self._settings = folder.settings_of(language) if from_nothing else None

    def put(self, articles: Iterable[Article]) -> None:
        """Add articles, each in place of the one that has its id."""
        for article in articles:
            self._remove(article.id)
            try:
                self._added.add(article.id, self._open_draft().add(article))
            except OSError as error:
                raise _not_written(error) from error
            self._put += 1

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the articles of these ids; those of which there is none are passed over."""
        for article_id in ids:
            self._removed += self._remove(article_id)

    def optimise(self) -> None:
        """Make one segment of all; nothing changes where one of ours has no dead article."""
        held, storage = self._segments, self._engine.storage
        self._is_optimising = len(held) > 1 or any(
            segment.deleted_count() or not has_codes(storage, segment) for segment in held
        )

    def renew(self) -> None:
        """Write the table of contents anew, and what to fall back on, though nothing changes."""
        self._is_renewing = True

    def keep(self, name: str, data: bytes) -> None:
        """Keep data under a name, committed together with the articles."""
        self._kept[checked_name(name)] = data

    def commit(self) -> None:
        """Let the changes so far take effect, and go on from them; others still cannot write."""
        if self._has_changed:
            self._commit()
            self._begin(from_nothing=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None and self._has_changed:
                self._commit()
            else:
                self._abandon()
            put, removed = (self._put, self._removed) if kind is None else (0, 0)
            self.outcome = WriteOutcome(put, removed, self._is_committed)
        finally:
            self._lock.release()

    @property
    def _has_changed(self) -> bool:
        return (
            self._draft is not None
            or self._has_removed
            or self._is_optimising
            or bool(self._kept)
            or self._is_renewing
            or bool(self._table.damage)  # the next to open it must not have to fall back
        )

    def _table_before(self) -> Table:
        if not self._from_nothing:
            return self._engine.newest_table()
        version = latest_version(self._folder)
        return Table(version, version.generation, [])

    @naming_damage()
    def _remove(self, article_id: str) -> bool:
        """Remove an article; False where there is none of this id."""
        added = self._added.pop(article_id)
        if added is not None:
            self._target.delete_document(added)
            return True
        if not self._segments:
            return False  # a new index: no need to look for each of its articles
        held = self.base.snapshot.counts("id", OneOf((article_id,))).documents.tolist()
        removed = [self._mark_deleted(number) for number in held]
        self._has_removed |= any(removed)
        return any(removed)

    def _mark_deleted(self, number: int) -> bool:
        index = len(self._bases) - 1
        while self._bases[index] > number:
            index -= 1
        segment, local = self._segments[index], number - self._bases[index]
        if segment.is_deleted(local):
            return False
        segment.delete_document(local)
        return True

    def _commit(self) -> None:
        try:
            self._write_all(self._table.version.generation + 1)
        except OSError as error:
            raise _not_written(error) from error
        self._is_committed = True

    def _abandon(self) -> None:
        """Leave nothing behind of what was added."""
        if self._draft is not None:
            self._draft.abandon()
        # Its file is there before the draft is, and Ctrl-C may come between.
        remove_leftovers([self._folder / self._target.file_name()])

    def _write_all(self, generation: int) -> None:
        engine = self._engine
        try:
            kept = self._write_segment()
            if self._settings is not None:
                carried = folder.carried_over(self._folder, self._table.version.generation)
                self._kept = carried | self._kept
                self._kept[folder.SETTINGS] = self._settings
            for name, data in self._kept.items():
                path = folder.side_file_path(self._folder, name, generation)
                folder.write_blob(path, name, data)
            self._write_stems()
            sync_folder(self._folder)
            self._lock.check_held()
        except BaseException:
            self._abandon()
            for name in self._kept:
                remove_leftovers([folder.side_file_path(self._folder, name, generation)])
            raise
        # From here on the new segment may count: whatever fails, its file has to stay.
        write_table(self._folder, engine.schema, kept, generation)
        with suppress(OSError):  # what is not cleared away now is with the next commit
            self._clear_away(kept, generation)
        engine.committed()

    def _clear_away(self, kept: list[Any], generation: int) -> None:
        """Delete what neither the new table of contents names nor that to fall back on."""
        before = self._table
        is_anew = self._is_optimising or self._is_renewing or self._settings is not None
        tables = [read_newest(self._folder)]
        if before.segments and not is_anew:
            tables.append(before)
        else:
            write_table(self._folder, self._engine.schema, kept, generation + 1)
            tables.append(read_newest(self._folder))
        language = self._engine.analysis.language
        remove_leftovers(find_leftovers(self._folder, tables, language))

    def _write_segment(self) -> list[Any]:
        """Put the new segment on disk; returns all segments of the next generation."""
        engine = self._engine
        added = self._draft.documents if self._draft is not None else 0
        kept, merged = choose_segments(engine.storage, self._segments, added)
        if self._is_optimising:
            kept, merged = [], self._segments
        for segment in merged:
            self._take_over(segment)
        if self._draft is not None:
            with naming_damage() if merged else nullcontext():  # merging reads to the very end
                self._draft.finish()
                if self._target.deleted_count():
                    self._target = without_dead(engine.storage, self._target, self.analysis)
            kept += [self._target] if self._target.doc_count_all() else []
        return kept

    def _write_stems(self) -> None:
        learnt = self.analysis.stemmer.learnt
        if learnt or self._from_nothing:  # a damaged file goes with what it was made for
            add_stems(self._folder, self.analysis.language, self._stems, learnt)

    def _open_draft(self) -> SegmentWriter:
        if self._draft is None:
            engine = self._engine
            self._draft = SegmentWriter(engine.storage, self._target, self.analysis)
        return self._draft

    @naming_damage()
    def _take_over(self, segment: Any) -> None:
        """Put the live documents of a segment behind those that were added."""
        storage = self._engine.storage
        if has_codes(storage, segment):
            live = ~segment.deleted_mask() if segment.deleted_count() else None
            self._open_draft().append_segment(segment, live)
        else:
            for article in foreign_articles(storage, segment):
                if article is not None:
                    self._open_draft().add(article)


def _not_written(error: OSError) -> IndexAccessError:
    return IndexAccessError(
        f"the index could not be written ({error.strerror or error}); "
        "what was in it before is still there"
    )


def _bases(segments: list[Any]) -> list[int]:
    sizes = [segment.doc_count_all() for segment in segments]
    return [sum(sizes[:index]) for index in range(len(sizes))]
