"""One run: what has to be read, and what follows for the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from leadersearch.article import Article, Source
from leadersearch.engine import Engine, Writer
from leadersearch.errors import ReadError, UsageError
from leadersearch.ingest.report import IngestReport, Problem, Progress, Tally
from leadersearch.ingest.sources import Known, digest_of, dump, is_under, load, stamp_of, walk
from leadersearch.readers import is_readable, read_articles, read_articles_from

ATTACHMENT = "sources"
BATCH = 200
"""Articles between two reports of progress, and compared with the index at a time."""


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


class _Ingestion:
    def __init__(self, engine: Engine, progress: Callable[[Progress], None]) -> None:
        self.engine = engine
        self.progress = progress
        self.tally = Tally()
        self.seen: dict[str, int] = {}  # id -> length of the longest text of it in this run
        self.pending: dict[str, tuple[int, int]] = {}  # files that are still to be read
        self.read: set[str] = set()
        self.renamed: dict[str, str] = {}  # path before -> path now
        self.found: dict[str, tuple[int, int]] = {}
        self.known: dict[str, Known] = {}
        self.gone: set[str] = set()  # ids removed with the files that gave them
        self.bytes_done = self.bytes_total = self.files_done = self.files_total = 0

    def run(self, paths: list[Path], skip: Sequence[Path]) -> IngestReport:
        with self.engine.write() as writer:
            before = load(self.engine.attachment(ATTACHMENT))
            self.known = dict(before)
            self.found = found = self.find_files(paths, skip)
            gone = [path for path in before if path not in found and is_under(path, paths)]
            stale = self.stale_files(found)
            self.recognise_renames(writer, stale, gone)
            self.forget(writer, gone, stale)
            self.expect(stale)
            while self.pending:
                path = next(iter(self.pending))
                size, stamp = self.pending.pop(path)
                self.read.add(path)
                self.read_file(writer, path, size, stamp)
                self.bytes_done += size
                self.files_done += 1
                self.tell(path)
            if self.known != before:
                writer.attach(ATTACHMENT, dump(self.known))
        return self.tally.report()

    # --- which files -----------------------------------------------------------------------------

    def find_files(self, paths: list[Path], skip: Sequence[Path]) -> dict[str, tuple[int, int]]:
        """Path -> (size, time of change) of every readable file, in order of path."""
        found: dict[str, tuple[int, int]] = {}
        skipped = {path.resolve() for path in skip}

        def note_folder(error: OSError) -> None:
            folder = Path(error.filename)
            self.tally.failed.append(Problem(str(folder), error.strerror or str(error)))
            for path, known in self.known.items():  # what the index holds of it stays
                if is_under(path, [folder]):
                    found[path] = (known.size, known.stamp)

        for path in paths:
            if path.is_dir():
                for file in walk(path.resolve(), skipped, note_folder):
                    if is_readable(file):
                        self.note_file(found, file)
                    else:
                        self.tally.files_ignored += 1
            elif path.exists():
                self.note_file(found, path.resolve())
            elif not any(is_under(known, [path]) for known in self.known):
                raise UsageError(f"there is no file or folder {path}")
        return found

    def note_file(self, found: dict[str, tuple[int, int]], path: Path) -> None:
        try:
            found[str(path)] = stamp_of(path)
        except OSError as error:
            self.tally.failed.append(Problem(str(path), error.strerror or str(error)))
            if str(path) in self.known:  # what the index holds of it stays
                found[str(path)] = (self.known[str(path)].size, self.known[str(path)].stamp)

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
        by_digest.pop("", None)  # files that failed
        for path, (size, stamp) in list(stale.items()):
            digest = self.digest_of_new(path) if by_digest else None
            old = by_digest.get(digest) if digest else None
            if old is None or not self.is_only_a_name(old, path):
                continue
            del by_digest[self.known[old].digest]
            known = self.known.pop(old)
            self.renamed[old] = path
            gone.remove(old)
            del stale[path]
            self.known[path] = replace(known, size=size, stamp=stamp)
            self.tally.files_renamed += 1
            self.tally.unchanged += len(known.ids)
            for article in self.engine.fetch(known.ids):
                if article and article.source and article.source.path == old:
                    moved = Source(path, article.source.position)
                    writer.add(replace(article, source=moved))

    def digest_of_new(self, path: str) -> str | None:
        """The digest of a file that is new and can be read."""
        try:
            return None if path in self.known else digest_of(Path(path))
        except OSError:
            return None

    def is_only_a_name(self, old: str, new: str) -> bool:
        """Whether articles are the same under a file's new name: some are called or dated by it."""
        if Path(old).name == Path(new).name:
            return True
        stem = _bare(Path(old).stem)
        articles = [article for article in self.engine.fetch(self.known[old].ids) if article]
        clues = [clue for each in articles for clue in (each.title, str(each.date or "")) if clue]
        return Path(old).suffix == Path(new).suffix and not any(_bare(row) in stem for row in clues)

    def forget(
        self, writer: Writer, gone: Sequence[str], stale: dict[str, tuple[int, int]]
    ) -> None:
        """Remove what vanished files gave; a file that also holds such an article is read again."""
        lost = {article_id for path in gone for article_id in self.known[path].ids}
        for path in gone:
            del self.known[path]
            self.tally.files_removed += 1
        self.gone = {article_id for article_id in lost if writer.remove(article_id)}
        self.tally.removed = len(self.gone)
        for path, known in list(self.known.items()):
            if path not in stale and not lost.isdisjoint(known.ids):
                stale |= self.read_again(path)

    def read_again(self, path: str) -> dict[str, tuple[int, int]]:
        """A file to be read although it has not changed; none if it is not as it was."""
        known = self.known[path]
        stamp = known.size, known.stamp
        if path in self.found:
            self.tally.files_unchanged -= 1
            self.tally.unchanged -= len(known.ids)
        elif not self.is_as_it_was(path):  # in a folder that this run is not about
            return {}
        self.known[path] = replace(known, stamp=0, digest="")
        return {path: stamp}

    def is_as_it_was(self, path: str) -> bool:
        try:
            return stamp_of(Path(path)) == (self.known[path].size, self.known[path].stamp)
        except OSError:
            return False

    def expect(self, files: Mapping[str, tuple[int, int]]) -> None:
        """Have files read in this run."""
        self.pending |= files
        self.bytes_total += sum(size for size, _ in files.values())
        self.files_total += len(files)

    # --- one file --------------------------------------------------------------------------------

    def read_file(self, writer: Writer, path: str, size: int, stamp: int) -> None:
        """Take the articles of a file; where it fails, what was read of it and before stays."""
        before = self.known.get(path)
        try:
            digest = digest_of(Path(path))
            if before and before.digest == digest and self.holds_all(before.ids):
                self.known[path] = replace(before, size=size, stamp=stamp)
                self.tally.files_unchanged += 1
                self.tally.unchanged += len(before.ids)
                return
        except OSError as error:
            self.tally.failed.append(Problem(path, error.strerror or str(error)))
            return
        taken: dict[str, int] = {}
        try:
            articles = read_articles(Path(path), report=self.noter(path))
            self.take(writer, path, articles, taken)
        except ReadError as error:
            self.tally.failed.append(Problem(path, str(error)))
            ids = tuple(dict.fromkeys([*(before.ids if before else ()), *taken]))
            if ids:
                self.known[path] = Known(size, 0, "", ids)
            return
        self.tally.files_read += 1
        self.known[path] = Known(size, stamp, digest, tuple(taken))
        if before:
            self.reconsider(writer, path, before.ids, taken)

    def holds_all(self, ids: Sequence[str]) -> bool:
        return None not in self.engine.fingerprints(ids)

    def take(
        self,
        writer: Writer,
        path: str,
        articles: Iterable[Article],
        taken: dict[str, int] | None = None,
    ) -> None:
        """Take the articles of a file; `taken` is told their ids and how long each is."""
        taken = {} if taken is None else taken
        contents: dict[str, int] = {}
        for batch in _batches((_told_apart(article, contents) for article in articles), BATCH):
            held = self.held(batch)
            for article, old in zip(batch, held, strict=True):
                self.take_one(writer, path, article, old)
                taken[article.id] = _length(article)
            self.tell(path)

    def held(self, articles: Sequence[Article]) -> list[Article | None]:
        """What the index holds under the ids of articles."""
        if not self.engine.article_count():
            return [None] * len(articles)  # a new index: no need to look for each of them
        return self.engine.fetch([article.id for article in articles])

    def take_one(self, writer: Writer, path: str, article: Article, old: Article | None) -> None:
        length = _length(article)
        earlier = self.seen.get(article.id)
        if earlier is not None:
            self.tally.duplicates += 1
            if earlier >= length:
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
            length = _length(old)
        elif old.fingerprint == article.fingerprint:
            if old.source != article.source:
                writer.add(article)
            self.tally.unchanged += 1
        else:
            writer.add(article)
            self.tally.updated += 1
        self.seen[article.id] = length

    def is_kept_elsewhere(self, old: Article, path: str, length: int) -> bool:
        """Whether the index has the article from another file that still holds it, and longer."""
        place = self.place(old)
        if place in {path, ""} or place in self.pending:
            return False
        other = self.known.get(place)
        holds = other is not None and old.id in other.ids and Path(place).exists()
        return holds and _length(old) >= length

    def place(self, article: Article) -> str:
        """The path, as it is called now, of the file that an article in the index is from."""
        path = article.source.path if article.source else ""
        return self.renamed.get(path, path)

    def reconsider(
        self, writer: Writer, path: str, before: Sequence[str], taken: Mapping[str, int]
    ) -> None:
        """Let go of what a file gave before and gives no more, or shorter.

        What another file also holds is taken from there; what none holds is removed.
        """
        found = (article for article in self.engine.fetch(before) if article)
        shrunk = {old.id: old for old in found if taken.get(old.id, -1) < _length(old)}
        if not shrunk:
            return
        ours = {old.id for old in shrunk.values() if self.place(old) == path}
        held: set[str] = set()
        for other, known in list(self.known.items()):
            shared = shrunk.keys() & set(known.ids) if other != path else set()
            held |= shared
            if shared & ours and other not in self.read and other not in self.pending:
                self.expect(self.read_again(other))
        for article_id in shrunk.keys() - taken.keys() - held - self.seen.keys():
            self.tally.removed += writer.remove(article_id)

    def noter(self, path: str) -> Callable[[str], None]:
        return lambda finding: self.tally.notes.append(Problem(path, finding))

    def tell(self, path: str) -> None:
        self.progress(
            Progress(
                path,
                self.bytes_done,
                self.bytes_total,
                self.files_done,
                self.files_total,
                len(self.seen),
            )
        )


def _length(article: Article) -> int:
    return len(article.title) + len(article.text)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _told_apart(article: Article, contents: dict[str, int]) -> Article:
    """An article under an id of its own, if another one of the same file has taken its id.

    One file does not hold an article twice with different content: those are two articles
    (an "Editorial" each month, a URL that was mistyped).
    """
    content = hash(article.fingerprint)
    if contents.setdefault(article.id, content) == content:
        return article
    return replace(article, id=f"{article.id}-{article.fingerprint[:8]}")


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
