"""Articles of files -> the index: what is new, changed, the same, or found in several places."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from leadersearch.collection.ingest.changes import Changes
from leadersearch.collection.ingest.files import Stamp
from leadersearch.collection.ingest.reading import End, Piece
from leadersearch.collection.ingest.report import Problem, Tally
from leadersearch.collection.ingest.sources import KnownFile
from leadersearch.engine import Writer
from leadersearch.model.article import Article


class Taking:
    """Takes the pieces of files, file after file."""

    def __init__(self, writer: Writer, changes: Changes, tally: Tally) -> None:
        self._view = writer.base
        self._writer = writer
        self._changes = changes
        self._tally = tally
        self._taken: dict[str, int] = {}  # id -> length, of the articles of the file so far
        self._lost: set[str] = set()  # ids that files which were read no longer give
        self.seen: dict[str, int] = {}  # id -> length of the longest text of it in this run

    def take(self, piece: Piece) -> None:
        """Take some articles of a file."""
        self._tally.notes.extend(Problem(piece.path, finding) for finding in piece.notes)
        held = self._held(piece.articles)
        for article, old in zip(piece.articles, held, strict=True):
            if self._is_to_be_put(piece.path, article, old):
                self._writer.put([article])
            self._taken[article.id] = _length(article)

    def finish(self, path: str, size: int, end: End) -> None:
        """Note what is known of a file now; where it failed, what it gave before stays as well."""
        before, taken = self._changes.known.get(path), self._taken
        self._taken = {}
        self._changes.is_read(path)
        known = self._changes.known
        if end.failure:
            self._tally.failed.append(Problem(path, end.failure))
            if taken:
                ids = tuple(dict.fromkeys([*(before.ids if before else ()), *taken]))
                known[path] = KnownFile(Stamp(size, 0), "", ids)
            return
        stamp = end.stamp or Stamp(size, 0)
        if before and end.is_unchanged:
            known[path] = KnownFile(stamp, end.digest, before.ids)
            self._tally.files_unchanged += 1
            self._tally.unchanged += len(before.ids)
            return
        self._tally.files_read += 1
        known[path] = KnownFile(stamp, end.digest, tuple(taken))
        if before:
            self._reconsider(path, before.ids, taken)

    def _held(self, articles: Sequence[Article]) -> list[Article | None]:
        """The articles that the index has under some ids."""
        if not self._view.articles:
            return [None] * len(articles)  # a new index: no need to look for each of them
        return self._view.fetch([article.id for article in articles])

    def _is_to_be_put(self, path: str, article: Article, old: Article | None) -> bool:
        """Count an article; whether the index has to take it in place of what it holds."""
        length = _length(article)
        earlier = self.seen.get(article.id)
        if earlier is not None:
            self._tally.duplicates += 1
            if earlier >= length:
                return False
            self.seen[article.id] = length
            return True
        is_changed = True
        if article.id in self._changes.removed:
            self._tally.removed -= 1
            self._tally.updated += 1
        elif old is None:
            self._tally.added += 1
        elif self._is_kept_elsewhere(old, path, length):
            self._tally.duplicates += 1
            length = _length(old)
            is_changed = False
        elif old.fingerprint == article.fingerprint:
            is_changed = old.source != article.source
            self._tally.unchanged += 1
        else:
            self._tally.updated += 1
        self.seen[article.id] = length
        return is_changed

    def _is_kept_elsewhere(self, old: Article, path: str, length: int) -> bool:
        """Whether the index has the article from another file that still holds it, and longer."""
        place = self._place(old)
        if place in {path, ""} or place in self._changes.pending:
            return False
        other = self._changes.known.get(place)
        holds = other is not None and old.id in other.ids and os.path.exists(place)  # noqa: PTH110  # any text at all
        return holds and _length(old) >= length

    def _place(self, article: Article) -> str:
        """The path, as it is called now, of the file that an article in the index is from."""
        return self._changes.path_now(article.source.path if article.source else "")

    def _reconsider(self, path: str, before: Sequence[str], taken: Mapping[str, int]) -> None:
        """Let go of what a file gave before and gives no more, or shorter.

        What another file also holds is taken from there; what none holds is removed.
        """
        found = (article for article in self._view.fetch(before) if article)
        shrunk = {old.id: old for old in found if taken.get(old.id, -1) < _length(old)}
        if not shrunk:
            return
        ours = {old.id for old in shrunk.values() if self._place(old) == path}
        held: set[str] = set()
        for other, known in list(self._changes.known.items()):
            shared = shrunk.keys() & set(known.ids) if other != path else set()
            held |= shared
            if shared & ours:
                self._changes.read_again(other)
        lost = shrunk.keys() - taken.keys() - held - self.seen.keys()
        lost -= self._changes.removed | self._lost
        self._lost |= lost
        self._tally.removed += len(lost)
        self._writer.remove(lost)


def _length(article: Article) -> int:
    return len(article.title) + len(article.text)
