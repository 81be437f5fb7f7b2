"""A run in portions, each of which is settled and committed: an interruption costs one at most.

A portion ends between two files, and the next one finds what it left as another run would. So the
index is the same however many portions there were.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from leadersearch.collection.ingest.changes import Changes
from leadersearch.collection.ingest.merge_rules import MergeRules
from leadersearch.collection.ingest.reading import Piece, Reading
from leadersearch.collection.ingest.report import Progress, Tally
from leadersearch.collection.ingest.sources import DOCUMENT, dump
from leadersearch.collection.ingest.taking import Taking
from leadersearch.engine import Writer
from leadersearch.heap import give_back_freed_memory

PORTION = 64_000_000
"""Bytes of files in a portion, at least."""

FOR_EACH_ARTICLE = 400
"""Bytes of files more for each article in the index, as a commit takes the longer the more it holds."""


class Portions:
    """Reads the pending files of a run, and takes what is in them. A context manager.

    With a `portion` of None all is one portion, committed when the writer is left.
    """

    def __init__(
        self,
        writer: Writer,
        changes: Changes,
        tally: Tally,
        rules: MergeRules,
        *,
        portion: int | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._writer = writer
        self._changes = changes
        self._tally = tally
        self._rules = rules
        self._portion = portion
        self._progress = progress or (lambda _: None)
        self._taking = Taking(writer, changes, tally, rules)
        self._bytes = self._files = self._articles = 0  # done
        self._committed_bytes = self._committed_files = 0

    def read(self, reading: Reading) -> None:
        """Read what is pending; taking it may show that more has to be read."""
        self._taking.read_missing()
        if self._changes.pending:
            with reading:
                if not self._writer.base.articles:
                    self._writer.analysis.stemmer.load()  # 0.2 s, while a process starts
                self._read(reading)
        self._settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._taking.close()

    def _read(self, reading: Reading) -> None:
        while self._changes.pending:
            for piece in reading.pieces(self._changes.wanted()):
                self._take(piece)
                if piece.end and self._is_due():
                    self._commit()
            self._taking.read_missing()

    def _take(self, piece: Piece) -> None:
        self._taking.take(piece)
        if piece.end:
            size = self._changes.pending[piece.path]
            self._taking.finish(piece.path, size, piece.end)
            self._bytes += size
            self._files += 1
        changes = self._changes
        self._progress(
            Progress(
                piece.path,
                self._bytes + piece.place,
                changes.bytes_total,
                self._files,
                changes.files_total,
                self._articles + len(self._taking.seen),
                self._committed_files,
            )
        )

    def _is_due(self) -> bool:
        if self._portion is None or not self._changes.pending:
            return False
        enough = self._portion + FOR_EACH_ARTICLE * self._writer.base.articles
        return self._bytes - self._committed_bytes >= enough

    def _commit(self) -> None:
        """Commit what has been read, unless more has to be read to know what becomes of it."""
        if not self._changes.are_names_known:
            return
        self._taking.read_missing()
        if self._changes.is_any_read_again:
            return
        self._settle()
        self._writer.commit()
        self._articles += len(self._taking.seen)
        self._taking.close()
        self._changes.go_on(self._writer.base, self._taking.counted())
        self._taking = Taking(self._writer, self._changes, self._tally, self._rules)
        self._committed_bytes, self._committed_files = self._bytes, self._files

    def _settle(self) -> None:
        give_back_freed_memory()  # keys and ids are packed into large blocks
        self._taking.settle()
        if self._changes.has_news:
            self._writer.keep(DOCUMENT, dump(self._changes.known))
