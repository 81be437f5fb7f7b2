"""Progress of a run, and its report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from leadersearch.model.article import Source


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, or not completely, and the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class MergedArticle:
    """An article that was merged from several sources, that of the longest text first."""

    id: str
    title: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """An article that a dry run found to be `added`, `updated` or `removed` (`kind`)."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of an ingestion; sizes are in bytes. Unchanged files do not count.

    What was read of `files_committed` files stays if the run is interrupted now.
    """

    path: str
    bytes_done: int
    bytes_total: int
    files_done: int
    files_total: int
    articles: int
    files_committed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """The outcome of an ingestion.

    Counts are of articles, unless named files. `notes` are remarks, such as a guessed encoding or a
    skipped record. `duplicates` are articles found in more than one place; `merged`
    names the articles that were made of them in this run.
    `passed_over` are links that lead out of the given paths and were skipped, `ignored` the
    files that no reader reads, `left_out` the files and folders that are not wanted: the articles
    that the index had of them are removed. Of a dry run, the counts are what would be, and `planned` names
    the articles.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: int = 0
    files_read: int = 0
    files_unchanged: int = 0
    files_removed: int = 0
    files_renamed: int = 0
    files_ignored: int = 0
    failed: tuple[Problem, ...] = ()
    passed_over: tuple[Problem, ...] = ()
    ignored: tuple[str, ...] = ()
    files_left_out: int = 0
    left_out: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()
    merged: tuple[MergedArticle, ...] = ()
    is_dry_run: bool = False
    planned: tuple[PlannedChange, ...] = ()

    @property
    def has_changed(self) -> bool:
        """Whether the run changed the index."""
        return bool(self.added or self.updated or self.removed)


@dataclass(slots=True)
class Tally:
    """A report in the making."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: int = 0
    files_read: int = 0
    files_unchanged: int = 0
    files_removed: int = 0
    files_renamed: int = 0
    files_ignored: int = 0
    failed: list[Problem] = field(default_factory=list)
    passed_over: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    files_left_out: int = 0
    left_out: list[str] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    merged: list[MergedArticle] = field(default_factory=list)
    is_dry_run: bool = False
    planned: list[PlannedChange] = field(default_factory=list)

    def report(self) -> IngestReport:
        """The report of what was counted."""
        rows = ((name, getattr(self, name)) for name in self.__slots__)
        values: dict[str, Any] = {
            name: tuple(row) if isinstance(row, list) else row for name, row in rows
        }
        merged = {row.id: row for row in self.merged}  # that of the last portion
        return IngestReport(**{**values, "merged": tuple(merged.values())})
