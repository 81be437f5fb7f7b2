"""One run: find the files, read what has changed, and take what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from leadersearch.arguments import checked
from leadersearch.collection.ingest.changes import Changes
from leadersearch.collection.ingest.leaving_out import LeavingOut
from leadersearch.collection.ingest.listing import Listing
from leadersearch.collection.ingest.merge_rules import (
    APPLIED,
    RULES,
    MergeRules,
    kept_rules,
    read_merge_rules,
)
from leadersearch.collection.ingest.pool import default_reading
from leadersearch.collection.ingest.portions import PORTION, Portions
from leadersearch.collection.ingest.reading import Reading, Wanted
from leadersearch.collection.ingest.report import IngestReport, PlannedChange, Progress, Tally
from leadersearch.collection.ingest.settling import ids_named
from leadersearch.collection.ingest.sources import DOCUMENT, dump, load
from leadersearch.collection.ingest.taking import Taking
from leadersearch.engine import Writer
from leadersearch.engine.dry_writer import DryWriter
from leadersearch.errors import ReadError
from leadersearch.readers import reader_named


class IngestOptions(TypedDict, total=False):
    """The options of `Index.ingest`.

    Files in `skip` and below are left out. Links that lead out of the paths given are reported and
    skipped, unless `follow_links` is set. If all or most indexed files of a place are missing, as
    when a drive is not connected, FilesVanished is raised, unless `prune` is set: then their
    articles are removed. `progress` is called with the state of the run. `reading` reads the files:
    in other
    processes by default, of which there are `jobs` at most (default: one for each processor). With
    `dry_run` files are read, and nothing is changed: the report says what would be.

    `include` and `exclude` are patterns as gitignore has them, from each of the paths given: a file
    is read if one of `include` matches it or a folder above it, and none of `exclude` does.
    `.leadersearchignore` in any folder has more patterns, one a line. Articles of files that are
    left out are removed.
    """

    skip: Sequence[str | Path]
    follow_links: bool
    prune: bool
    progress: Callable[[Progress], None] | None
    reading: Reading | None
    jobs: int | None
    dry_run: bool
    include: str | Iterable[str]
    exclude: str | Iterable[str]


@checked
def ingest(  # noqa: PLR0913  # each is a keyword of its own
    writer: Writer,
    paths: str | Path | Iterable[str | Path],
    *,
    skip: Sequence[str | Path] = (),
    follow_links: bool = False,
    prune: bool = False,
    progress: Callable[[Progress], None] | None = None,
    reading: Reading | None = None,
    jobs: int | None = None,
    dry_run: bool = False,
    include: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    portion: int | None = PORTION,
) -> IngestReport:
    """Bring what a writer builds on up to date with some files and folders.

    Folders are searched for readable files, hidden ones left out. See `IngestOptions`. What has been
    read is committed now and then, see `Portions`, unless `portion` is None.

    Raises UsageError for a path that does not exist and is not known to the index either;
    FilesVanished, and nothing is changed, where all or most of what is known in a place is gone.
    """
    if dry_run:
        writer, portion = DryWriter(writer.base, writer.analysis), None
    tally = Tally(is_dry_run=dry_run)
    before = load(writer.base.document(DOCUMENT))
    reading = reading or default_reading(jobs)
    given = [paths] if isinstance(paths, str | Path) else paths
    listing = Listing(
        map(Path, given),
        before,
        skip=list(map(Path, skip)),
        follow_links=follow_links,
        leaving_out=LeavingOut(_texts(include), _texts(exclude)),
    )
    tally.files_ignored = len(listing.ignored)
    tally.ignored.extend(listing.ignored)
    tally.files_left_out = len(listing.left_out)
    tally.left_out.extend(listing.left_out)
    tally.failed.extend(listing.failed)
    tally.passed_over.extend(listing.passed_over)
    changes = Changes(writer.base, tally, listing, before)
    changes.begin(prune=prune)
    rules = _rules_of(writer, changes)
    if changes.pending or changes.affected:
        with Portions(writer, changes, tally, rules, portion=portion, progress=progress) as run:
            run.read(reading)
    elif changes.has_news:
        writer.keep(DOCUMENT, dump(changes.known))
    if isinstance(writer, DryWriter):
        tally.planned.extend(_planned(writer))
    return tally.report()


@checked
def ingest_bytes(
    writer: Writer,
    data: bytes,
    name: str,
    reader: str | None = None,
    *,
    reading: Reading | None = None,
    dry_run: bool = False,
) -> IngestReport:
    """Add the articles in some bytes (standard input); `name` stands for them in messages.

    Raises ReadError, and nothing is changed, where they cannot be read to their end.
    """
    if reader:
        reader_named(reader)
    if dry_run:
        writer = DryWriter(writer.base, writer.analysis)
    tally = Tally(is_dry_run=dry_run)
    wanted = Wanted(name, size=len(data), reader=reader, data=data)
    changes = Changes(writer.base, tally, Listing([], {}), load(writer.base.document(DOCUMENT)))
    rules = _rules_of(writer, changes)
    with (
        reading or default_reading(jobs=1) as used,
        Taking(writer, changes, tally, rules) as taking,
    ):
        for piece in used.pieces(iter([wanted])):
            taking.take(piece)
            if piece.end and piece.end.failure:
                raise ReadError(piece.end.failure)
        taking.settle()
    if isinstance(writer, DryWriter):
        tally.planned.extend(_planned(writer))
    return tally.report()


def apply_rules(writer: Writer, data: bytes, name: str) -> IngestReport:
    """Keep rules of merges, and join and part by them the articles that there are.

    No file is read whose records the index has. Raises UsageError for what is no rule.
    """
    rules = read_merge_rules(data, name)
    writer.keep(RULES, data)
    tally = Tally()
    before = load(writer.base.document(DOCUMENT))
    changes = Changes(writer.base, tally, Listing([], before), before)
    _renew(writer, changes, data, rules)
    if changes.affected:
        with Portions(writer, changes, tally, rules) as run:
            run.read(default_reading(jobs=1))
    elif changes.has_news:
        writer.keep(DOCUMENT, dump(changes.known))
    return tally.report()


def _rules_of(writer: Writer, changes: Changes) -> MergeRules:
    """The rules that the index keeps; where they are new, what they name is settled again."""
    rules = kept_rules(writer.base)
    _renew(writer, changes, writer.base.document(RULES) or b"", rules)
    return rules


def _renew(writer: Writer, changes: Changes, data: bytes, rules: MergeRules) -> None:
    """Have those articles settled again that old or new rules name."""
    if data == (writer.base.document(APPLIED) or b""):
        return
    for each in (kept_rules(writer.base, APPLIED), rules):
        changes.affected |= ids_named(writer.base, each)
    writer.keep(APPLIED, data)


def _texts(patterns: str | Iterable[str]) -> list[str]:
    return [patterns] if isinstance(patterns, str) else list(patterns)


def _planned(writer: DryWriter) -> Iterator[PlannedChange]:
    return (PlannedChange(*row) for row in writer.planned())
