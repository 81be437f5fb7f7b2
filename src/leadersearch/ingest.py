"""Files -> articles in the index, doing no more than what has changed.

What was read from which file is attached to the index, so that a file whose size and time have
not changed is not read again, a changed one replaces what it gave before, and what a vanished one
gave is removed. All of it is one commit: it happens as a whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from leadersearch.article import Article, Source
from leadersearch.engine import Engine, Writer
from leadersearch.errors import ReadError, UsageError
from leadersearch.readers import is_readable, read_articles, read_articles_from

ATTACHMENT = "sources"
BATCH = 200
"""Articles between two reports of progress, and compared with the index at a time."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read (whole), and the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingestion has come; sizes are in bytes. Unchanged files do not count."""

    path: str
    bytes_done: int
    bytes_total: int
    files_done: int
    files_total: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingestion did.

    Counts are of articles, unless they say files. `notes` are findings that cost no article or a
    single record (an encoding that was guessed, a record without text). `duplicates` are articles
    found in more than one place: the longest is kept.
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
    notes: tuple[Problem, ...] = ()

    @property
    def has_changed(self) -> bool:
        """Whether the index is another than before."""
        return bool(self.added or self.updated or self.removed)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a file that was read: `stamp` (modified, ns) 0 means: read it again."""

    size: int
    stamp: int
    digest: str
    ids: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
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
    notes: list[Problem] = field(default_factory=list)

    def report(self) -> IngestReport:
        rows = {name: getattr(self, name) for name in self.__slots__}
        return IngestReport(**rows | {"failed": tuple(self.failed), "notes": tuple(self.notes)})


def ingest(
    engine: Engine,
    paths: Iterable[Path],
    *,
    skip: Sequence[Path] = (),
    progress: Callable[[Progress], None] | None = None,
) -> IngestReport:
    """Bring the index up to date with some files and folders.

    Folders are searched for readable files, hidden ones and those under `skip` left out. Raises
    UsageError for a path that does not exist and is not known to the index either.
    """
    return _Ingestion(engine, progress or (lambda _: None)).run(list(paths), skip)


def ingest_bytes(engine: Engine, data: bytes, name: str, reader: str | None = None) -> IngestReport:
    """Add the articles in some bytes (standard input); `name` stands for them in messages."""
    ingestion = _Ingestion(engine, lambda _: None)
    with engine.write() as writer:
        articles = read_articles_from(data, name, reader=reader, report=ingestion.noter(name))
        ingestion.take(writer, name, articles)
    return ingestion.tally.report()


class _Seen(NamedTuple):
    """What this run took under an id: the length of the text, the file, a hash of the content."""

    length: int
    path: str
    content: int


class _Ingestion:
    def __init__(self, engine: Engine, progress: Callable[[Progress], None]) -> None:
        self.engine = engine
        self.progress = progress
        self.tally = _Tally()
        self.seen: dict[str, _Seen] = {}
        self.known: dict[str, _Known] = {}
        self.gone: set[str] = set()  # ids removed with the files that gave them
        self.bytes_done = self.bytes_total = self.files_total = 0

    def run(self, paths: list[Path], skip: Sequence[Path]) -> IngestReport:
        with self.engine.write() as writer:
            self.known = before = _load(self.engine.attachment(ATTACHMENT))
            found = self.find_files(paths, skip)
            gone = [path for path in before if path not in found and _is_under(path, paths)]
            stale = self.stale_files(found)
            self.recognise_renames(writer, stale, gone)
            self.forget(writer, gone, stale, found)
            self.bytes_total = sum(size for size, _ in stale.values())
            self.files_total = len(stale)
            for path, (size, stamp) in stale.items():
                self.read_file(writer, path, size, stamp)
            if self.known != before or self.tally.files_read:
                writer.attach(ATTACHMENT, _dump(self.known))
        return self.tally.report()

    # --- which files -----------------------------------------------------------------------------

    def find_files(self, paths: list[Path], skip: Sequence[Path]) -> dict[str, tuple[int, int]]:
        """Path -> (size, time of change) of every readable file, in order of path."""
        found: dict[str, tuple[int, int]] = {}
        skipped = {path.resolve() for path in skip}
        for path in paths:
            if path.is_dir():
                for file in _walk(path.resolve(), skipped):
                    if is_readable(file):
                        self.note_file(found, file)
                    else:
                        self.tally.files_ignored += 1
            elif path.exists():
                self.note_file(found, path.resolve())
            elif not any(_is_under(known, [path]) for known in self.known):
                raise UsageError(f"there is no file or folder {path}")
        return found

    def note_file(self, found: dict[str, tuple[int, int]], path: Path) -> None:
        try:
            status = path.stat()
        except OSError as error:
            self.tally.failed.append(Problem(str(path), error.strerror or str(error)))
            if str(path) in self.known:  # what the index holds of it stays
                found[str(path)] = (self.known[str(path)].size, self.known[str(path)].stamp)
            return
        found[str(path)] = (status.st_size, status.st_mtime_ns)

    def stale_files(self, found: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        """The files that have to be read: new ones and those that look changed."""
        stale: dict[str, tuple[int, int]] = {}
        for path, (size, stamp) in found.items():
            known = self.known.get(path)
            if known and (known.size, known.stamp) == (size, stamp):
                self.tally.files_unchanged += 1
                self.tally.unchanged += len(known.ids)
            else:
                stale[path] = (size, stamp)
        return stale

    def recognise_renames(
        self, writer: Writer, stale: dict[str, tuple[int, int]], gone: list[str]
    ) -> None:
        """A new file with the content of a vanished one is that file under another name."""
        by_digest = {self.known[path].digest: path for path in gone}
        for path, (size, stamp) in list(stale.items()):
            digest = _digest(Path(path)) if by_digest and path not in self.known else ""
            old = by_digest.pop(digest, None)
            if old is None:
                continue
            known = self.known.pop(old)
            gone.remove(old)
            del stale[path]
            self.known[path] = replace(known, size=size, stamp=stamp)
            self.tally.files_renamed += 1
            self.tally.unchanged += len(known.ids)
            for article in self.engine.fetch(known.ids):
                if article and article.source and article.source.path == old:
                    moved = Source(path, article.source.position)
                    writer.add(replace(article, source=moved))

    def forget(
        self,
        writer: Writer,
        gone: Sequence[str],
        stale: dict[str, tuple[int, int]],
        found: Mapping[str, tuple[int, int]],
    ) -> None:
        """Remove what vanished files gave; a file that also holds such an article is read again."""
        lost = {article_id for path in gone for article_id in self.known[path].ids}
        for path in gone:
            del self.known[path]
            self.tally.files_removed += 1
        for article_id in lost:
            self.tally.removed += writer.remove(article_id)
        for path, known in self.known.items():
            if path in found and path not in stale and not lost.isdisjoint(known.ids):
                stale[path] = found[path]
                self.known[path] = replace(known, digest="")
        self.gone = lost

    # --- one file --------------------------------------------------------------------------------

    def read_file(self, writer: Writer, path: str, size: int, stamp: int) -> None:
        """Take the articles of a file; where it fails, what was read of it and before stays."""
        before = self.known.get(path)
        try:
            digest = _digest(Path(path))
            if before and before.digest == digest and self.holds_all(before.ids):
                self.known[path] = replace(before, size=size, stamp=stamp)
                self.tally.files_unchanged += 1
                self.tally.unchanged += len(before.ids)
                return
        except OSError as error:
            self.tally.failed.append(Problem(path, error.strerror or str(error)))
            return
        taken: list[str] = []
        try:
            articles = read_articles(Path(path), report=self.noter(path))
            self.take(writer, path, articles, taken)
        except ReadError as error:
            self.tally.failed.append(Problem(path, str(error)))
            ids = tuple(dict.fromkeys([*(before.ids if before else ()), *taken]))
            if ids:
                self.known[path] = _Known(size, 0, "", ids)
            return
        self.tally.files_read += 1
        self.remove_dropped(writer, path, before.ids if before else (), taken)
        self.known[path] = _Known(size, stamp, digest, tuple(dict.fromkeys(taken)))
        self.bytes_done += size
        self.tell(path)

    def holds_all(self, ids: Sequence[str]) -> bool:
        return None not in self.engine.fingerprints(ids)

    def take(
        self,
        writer: Writer,
        path: str,
        articles: Iterable[Article],
        taken: list[str] | None = None,
    ) -> None:
        for batch in _batches((self.told_apart(path, article) for article in articles), BATCH):
            held = self.engine.fetch([article.id for article in batch])
            for article, old in zip(batch, held, strict=True):
                self.take_one(writer, path, article, old)
                if taken is not None:
                    taken.append(article.id)
            self.tell(path)

    def told_apart(self, path: str, article: Article) -> Article:
        """An article under an id of its own, if another one of the same file has taken its id.

        One file does not hold an article twice with different content: those are two articles
        (an "Editorial" each month, a URL that was mistyped).
        """
        content = hash(article.fingerprint)
        earlier = self.seen.get(article.id)
        if earlier is not None and earlier.path == path and earlier.content != content:
            article = replace(article, id=f"{article.id}-{article.fingerprint[:8]}")
        if article.id not in self.seen:
            self.seen[article.id] = _Seen(-1, path, content)
        return article

    def take_one(self, writer: Writer, path: str, article: Article, old: Article | None) -> None:
        length = len(article.title) + len(article.text)
        earlier = self.seen[article.id]
        if earlier.length >= 0:
            self.tally.duplicates += 1
            if earlier.length >= length:
                return
            writer.add(article)
        elif article.id in self.gone:
            writer.add(article)
            self.tally.removed -= 1
            self.tally.updated += 1
        elif old is None:
            writer.add(article)
            self.tally.added += 1
        elif self.is_kept_elsewhere(old, path, length):
            self.tally.duplicates += 1
        elif old.fingerprint == article.fingerprint:
            if old.source != article.source:
                writer.add(article)
            self.tally.unchanged += 1
        else:
            writer.add(article)
            self.tally.updated += 1
        self.seen[article.id] = earlier._replace(length=length)

    def is_kept_elsewhere(self, old: Article, path: str, length: int) -> bool:
        """Whether the index has the article from another file that still holds it, and longer."""
        if old.source is None or old.source.path in {path, ""}:
            return False
        other = self.known.get(old.source.path)
        holds = other is not None and old.id in other.ids
        return holds and len(old.title) + len(old.text) >= length

    def remove_dropped(
        self, writer: Writer, path: str, before: Sequence[str], taken: Sequence[str]
    ) -> None:
        """Remove what the file gave before and no file gives any more."""
        dropped = set(before) - set(taken)
        for other, known in self.known.items():
            if dropped and other != path:
                dropped.difference_update(known.ids)
        for article_id in dropped:
            if article_id not in self.seen:
                self.tally.removed += writer.remove(article_id)

    def noter(self, path: str) -> Callable[[str], None]:
        return lambda finding: self.tally.notes.append(Problem(path, finding))

    def tell(self, path: str) -> None:
        self.progress(
            Progress(
                path,
                self.bytes_done,
                self.bytes_total,
                self.tally.files_read,
                self.files_total,
                len(self.seen),
            )
        )


def _walk(folder: Path, skipped: set[Path]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        folders[:] = sorted(
            name for name in folders if name[0] != "." and here / name not in skipped
        )
        yield from (here / name for name in sorted(names) if name[0] != ".")


def _is_under(path: str, roots: Sequence[Path]) -> bool:
    return any(Path(path).is_relative_to(root.resolve()) for root in roots)


def _digest(path: Path) -> str:
    hashed = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            hashed.update(block)
    return hashed.hexdigest()


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Lists of articles; those read before an error come before the error."""
    batch: list[Article] = []
    try:
        for article in articles:
            batch.append(article)
            if len(batch) == size:
                yield batch
                batch = []
    except ReadError:
        yield batch
        raise
    if batch:
        yield batch


def _load(data: bytes | None) -> dict[str, _Known]:
    rows = json.loads(data) if data else {}
    return {path: _Known(**row | {"ids": tuple(row["ids"])}) for path, row in rows.items()}


def _dump(known: Mapping[str, _Known]) -> bytes:
    return json.dumps({path: asdict(row) for path, row in sorted(known.items())}).encode()
