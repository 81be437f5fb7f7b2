"""Articles of files -> the index: what is new, changed, the same, or found in several places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from leadersearch.collection.ingest.attachments import part
from leadersearch.collection.ingest.changes import Changes
from leadersearch.collection.ingest.files import Stamp
from leadersearch.collection.ingest.ids import Ids
from leadersearch.collection.ingest.listing import Refusal
from leadersearch.collection.ingest.merge_rules import NO_RULES, MergeRules
from leadersearch.collection.ingest.outcomes import Outcomes, TakenIds
from leadersearch.collection.ingest.reading import End, Piece
from leadersearch.collection.ingest.report import Problem, Tally
from leadersearch.collection.ingest.settling import Settling
from leadersearch.collection.ingest.sources import KnownFile
from leadersearch.engine import Writer
from leadersearch.model.article import Article
from leadersearch.numbering import Numbering
from leadersearch.readers.describe.attachments import attachments

_LASTING = frozenset({"added", "updated"})


class Taking:
    """Takes the pieces of files, file after file. A context manager.

    An article of one file is put at once. Of an id that several files or articles share, the
    records wait until all files have been read, and are settled then.
    """

    def __init__(
        self, writer: Writer, changes: Changes, tally: Tally, rules: MergeRules = NO_RULES
    ) -> None:
        self._view = writer.base
        self._writer = writer
        self._changes = changes
        self._tally = tally
        self._attachments = changes.attachments
        ids = Numbering()
        self._settling = Settling(writer, changes, tally, rules, ids)
        self._taken = TakenIds(ids, self._settling.spool)  # of the file so far
        self._parts: list[Article] = []  # of an attachment so far
        self._contested = dict.fromkeys(changes.affected, False)  # id -> was it put in this run?
        self.seen = Outcomes(ids)

    def take(self, piece: Piece) -> None:
        """Take some articles of a file."""
        self._tally.notes.extend(Problem(piece.path, finding) for finding in piece.notes)
        if self._attachments.owners(piece.path):
            self._parts += piece.articles
            return
        self._take(
            [self._attachments.found(each, piece.path) for each in piece.articles], piece.path
        )

    def finish(self, path: str, size: int, end: End) -> None:
        """Note what is known of a file now; where it failed, what it gave before stays as well."""
        if not end.is_unchanged:
            self._take_parts(path)
        self._finish(path, size, end)
        self._taken.end_file()

    def _finish(self, path: str, size: int, end: End) -> None:
        before = self._changes.known.get(path)
        taken = Ids(self._taken)
        self._changes.is_read(path)
        known = self._changes.known
        is_kept = bool(end.failure or end.is_unchanged)
        named = self._attachments.finish(path, before.attachments if before and is_kept else ())
        for reason, finding in self._attachments.findings(path):
            is_outside = reason is Refusal.OUTSIDE
            (self._tally.passed_over if is_outside else self._tally.notes).append(finding)
        if end.failure:
            self._tally.failed.append(Problem(path, end.failure))
            if taken:
                ids = Ids(dict.fromkeys([*(before.ids if before else ()), *taken]))
                known[path] = KnownFile(Stamp(size, 0), "", ids, named)
            return
        stamp = end.stamp or Stamp(size, 0)
        if before and end.is_unchanged:
            known[path] = KnownFile(stamp, end.digest, before.ids, named)
            self._tally.files_unchanged += 1
            self._tally.unchanged += self._changes.articles_in(path, before)
            return
        self._tally.files_read += 1
        known[path] = KnownFile(stamp, end.digest, taken, named)
        self._settling.replaced.add(path)
        for article_id in before.ids if before else ():
            if article_id not in self._taken:
                self._contest(article_id)

    def read_missing(self) -> None:
        """Have files read again whose records are needed and were not kept, or are others' parts."""
        for path in self._changes.settle_attachments():
            self._settling.replaced.add(path)
            for article_id in self._changes.forget_attachment(path):
                self._contest(article_id)
        if self._contested:
            self._settling.read_missing(self._contested)

    def settle(self) -> None:
        """Put the articles of records that share keys; all files have been read."""
        for family in self._settling.families(list(self._contested)):
            for base in family:
                if self.seen.get(base):  # it shares a key since another id has it no longer
                    self._contest(base)
            put = {base for base in family if self._contested.get(base)}
            self._settling.settle(family, put)
        self._settling.finish()

    def counted(self) -> Iterator[tuple[str, str]]:
        """Id, and what it was counted as, if that must not be counted once more in this run."""
        return ((each, counted) for each, counted in self.seen.items() if counted in _LASTING)

    def close(self) -> None:
        """Let go of the records of this run."""
        self._settling.spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _take(self, articles: Sequence[Article], path: str) -> None:
        for article, old in zip(articles, self._held(articles), strict=True):
            self._note(article, path)
            if self._is_as_it_was(path, article, old):
                self._count(article, "unchanged")
                continue
            is_alone = self._is_alone(path, article, old)
            if is_alone and attachments(article):
                self._contest(article.id)  # its text is still to come
            elif is_alone:
                self._put(article, old)
            self.seen.setdefault(article.id, "")

    def _take_parts(self, path: str) -> None:
        """Take an attachment, as a part of the articles that it belongs to."""
        parts, self._parts = self._parts, []
        if parts:
            if finding := self._attachments.too_many(path):
                self._tally.notes.append(Problem(path, finding))
            texts = [each.text for each in parts]
            for owner in self._attachments.owners(path):
                self._note(part(texts, owner, parts[0]), path)
                self._contest(owner)
                self.seen.setdefault(owner, "")

    def _note(self, record: Article, path: str) -> None:
        self._taken.add(record, path)
        self._settling.spool.add(record, path)

    def _held(self, articles: Sequence[Article]) -> list[Article | None]:
        """The articles that the index has under some ids."""
        if not self._view.articles:
            return [None] * len(articles)  # a new index: no need to look for each of them
        return self._view.fetch([article.id for article in articles])

    def _is_as_it_was(self, path: str, article: Article, old: Article | None) -> bool:
        """Whether a record, of whatever article, is the one that the index has of the file."""
        if (
            old is None
            or article.id in self.seen
            or article.id in self._contested
            or self._settling.is_elsewhere(article.id)
        ):
            return False
        records = [
            record
            for record in old.records or (old,)
            if record.id == article.id and record.source and record.source.path == path
        ]
        return [(each.source, each.fingerprint) for each in records] == [
            (article.source, article.fingerprint)
        ]

    def _is_alone(self, path: str, article: Article, old: Article | None) -> bool:
        """Whether no other record is known to share a key; else they are contested."""
        places = {self._changes.path_now(source.path) for source in old.sources} if old else set()
        kinship, own = self._settling.kinship, self._settling.keys_of(article)
        kin = kinship.add(article.id, own)
        if (
            len(kin) == 1
            and article.id not in self.seen
            and article.id not in self._contested
            and not self._settling.is_elsewhere(article.id)
            and places <= {path}
        ):
            kinship.change(article.id, own)
            return True
        for each in kin:
            self._contest(each)
        return False

    def _contest(self, article_id: str) -> None:
        counted = self.seen.get(article_id)
        if counted:
            setattr(self._tally, counted, getattr(self._tally, counted) - 1)
        if counted:
            self.seen[article_id] = ""
        self._contested[article_id] = self._contested.get(article_id, False) or bool(counted)

    def _put(self, article: Article, old: Article | None) -> None:
        """Put an article that is new or has changed, and count it."""
        if old is None:
            counted = "added"
        else:
            counted = "unchanged" if old.fingerprint == article.fingerprint else "updated"
        self._count(article, counted)
        if old is None or counted == "updated" or old.source != article.source or old.records:
            self._writer.put([article])

    def _count(self, article: Article, counted: str) -> None:
        self.seen[article.id] = counted
        setattr(self._tally, counted, getattr(self._tally, counted) + 1)
