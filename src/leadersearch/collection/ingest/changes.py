"""Which files of a run have to be read, and which are gone."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePath

from leadersearch.collection.ingest.attachments import Attachments
from leadersearch.collection.ingest.files import (
    Stamp,
    digest_of,
    open_file,
    stamp_of,
    with_companions,
)
from leadersearch.collection.ingest.ids import Ids
from leadersearch.collection.ingest.listing import Listing
from leadersearch.collection.ingest.outcomes import Outcomes
from leadersearch.collection.ingest.reading import Wanted
from leadersearch.collection.ingest.report import Tally
from leadersearch.collection.ingest.sources import KnownFile
from leadersearch.collection.ingest.vanishing import check_vanished
from leadersearch.engine import View
from leadersearch.numbering import Numbering
from leadersearch.readers.choosing import companions_of, names_files

_BATCH = 500  # articles that are fetched at once


class Changes:
    """The files of one run: what is known of them, and those that are still to be read."""

    def __init__(
        self, view: View, tally: Tally, listing: Listing, before: Mapping[str, KnownFile]
    ) -> None:
        self._view = view
        self._tally = tally
        self._listing = listing
        self._before = before
        self.known = dict(before)
        self.attachments = Attachments(listing, before)
        self.pending: dict[str, int] = {}  # files that are still to be read, and their sizes
        self.gone: set[str] = set()
        self.affected: set[str] = set()  # ids of articles in files that are gone or renamed
        self.bytes_total = self.files_total = 0
        self._read: set[str] = set()
        self._reopened: set[str] = set()
        self._unasked: deque[str] = deque()
        self._renamed: dict[str, str] = {}  # path before -> path now
        self.counted = Outcomes(Numbering())
        """Those of the portions that are committed."""

    # --- at the beginning ------------------------------------------------------------------------

    def begin(self, *, prune: bool) -> None:
        """Note what is gone and what has another name, and have read what is new or changed.

        Raises FilesVanished, unless `prune` is set, where too much is gone at once.
        """
        listing = self._listing
        self._list_attachments()
        gone = [
            path for path in self._before if path not in listing.files and listing.places.hold(path)
        ]
        stale = self._stale_files()
        moved = self._recognise_renames(stale, gone)
        if not prune:
            missing = [path for path in gone if path not in moved and not listing.is_left_out(path)]
            check_vanished(listing, self._before, missing)
        self._forget(gone)
        self._expect(stale)

    def _list_attachments(self) -> None:
        """List what records name; a file whose attachments are no longer where they were is stale."""
        for path, known in self._before.items():
            if not known.attachments or path not in self._listing.files:
                continue
            if not self.attachments.list_known(path, known) and path not in self._listing.kept:
                self.known[path] = known._replace(stamp=Stamp(known.stamp.size, 0), digest="")

    def _stale_files(self) -> dict[str, int]:
        """The files that have to be read, and their sizes: new ones and those that look changed."""
        stale: dict[str, int] = {}
        for path, stamp in self._listing.files.items():
            known = self.known.get(path)
            if known and (known.stamp.is_that_of(stamp) or path in self._listing.kept):
                self._tally.files_unchanged += 1
                self._tally.unchanged += self.articles_in(path, known)
                if known.stamp != stamp:  # written when no inode was noted
                    self.known[path] = known._replace(stamp=stamp)
            else:
                stale[path] = stamp.size
        return stale

    def _recognise_renames(self, stale: dict[str, int], gone: list[str]) -> set[str]:
        """A new file with the content of a vanished one is that file under another name.

        Returns those of `gone` whose content is elsewhere but has to be read again there.
        """
        by_digest = {self.known[path].digest: path for path in gone}
        by_digest.pop("", None)  # files that failed
        moved: set[str] = set()
        for path in list(stale):
            digest = self._digest_of_new(path) if by_digest else None
            old = by_digest.get(digest) if digest else None
            if old is None:
                continue
            if not self._is_only_a_name(old, path):
                moved.add(old)
                continue
            del by_digest[self.known[old].digest]
            moved.discard(old)
            gone.remove(old)
            del stale[path]
            self._rename(old, path)
        return moved

    def _rename(self, old: str, new: str) -> None:
        known = self.known.pop(old)
        self.known[new] = known._replace(stamp=self._listing.files[new])
        self._renamed[old] = new
        self._tally.files_renamed += 1
        self._tally.unchanged += self.articles_in(old, known)
        self.affected.update(known.ids)

    def _digest_of_new(self, path: str) -> str | None:
        """The digest of a file that is new and can be read."""
        try:
            if path in self.known:
                return None
            with open_file(self._listing.real_path(path)) as file:
                return digest_of(file)
        except OSError:
            return None

    def _is_only_a_name(self, old: str, new: str) -> bool:
        """Whether articles are the same under a file's new name: some are called or dated by it."""
        before, now = PurePath(old), PurePath(new)
        if self.known[old].attachments or old in self.attachments.paths:
            return False
        if before.name == now.name:
            return True
        stem = _bare(before.stem)
        articles = (
            article
            for ids in _batches(self.known[old].ids)
            for article in filter(None, self._view.fetch(ids))
        )
        clues = (clue for each in articles for clue in (each.title, str(each.date or "")) if clue)
        return before.suffix == now.suffix and not any(_bare(row) in stem for row in clues)

    def _forget(self, gone: Sequence[str]) -> None:
        for path in gone:
            self.attachments.forget(path)
            self.affected.update(self.known.pop(path).ids)
        self.gone.update(gone)
        self._tally.files_removed += sum(not self._listing.is_left_out(path) for path in gone)

    # --- between portions ------------------------------------------------------------------------

    @property
    def has_news(self) -> bool:
        """Whether anything else is known of files than is kept."""
        return self.known != self._before

    @property
    def are_names_known(self) -> bool:
        """Whether all files have been read that may name others."""
        return not any(map(names_files, self.pending))

    @property
    def is_any_read_again(self) -> bool:
        """Whether any file is still to be read that has not changed, since others need it."""
        return not self._reopened.isdisjoint(self.pending)

    def go_on(self, view: View, counted: Iterable[tuple[str, str]]) -> None:
        """Take notice that what is known so far is committed, and what was counted."""
        self._view, self._before = view, dict(self.known)
        self.counted.update(counted)
        self.affected.clear()

    # --- while files are read --------------------------------------------------------------------

    def wanted(self) -> Iterator[Wanted]:
        """The pending files, each once; if there are some that may name others, those alone."""
        naming = [path for path in self._unasked if names_files(path)]
        asked, self._unasked = (
            deque(naming or self._unasked),
            deque(path for path in self._unasked if naming and not names_files(path)),
        )
        while asked:
            path = asked.popleft()
            if path not in self.pending:
                continue
            known = self.known.get(path)
            digest = known.digest if known and self._holds_all(known.ids) else ""
            yield Wanted(path, self._listing.real_path(path), self.pending[path], digest)

    def is_read(self, path: str) -> None:
        """Take notice that a file is no longer to be read."""
        del self.pending[path]
        self._read.add(path)

    def read_again(self, path: str) -> None:
        """Have a file read although it has not changed, unless it was or will be."""
        if not self._is_asked(path):
            self._expect(self._reopen(path))

    def settle_attachments(self) -> list[str]:
        """Have files read whose text is now a part of other articles than before, or of none.

        Returns those that were listed only as attachments, and that nothing names any longer.
        """
        unnamed = []
        for path in sorted(self.attachments.paths):
            known, owners = self.known.get(path), self.attachments.owners(path)
            if known is None:
                if owners and path in self._listing.files and not self._is_asked(path):
                    self._expect({path: self._listing.files[path].size})
            elif not owners and self._listing.is_named_only(path):
                unnamed.append(path)
            elif set(known.ids) != set(owners):
                self.known[path] = known._replace(digest="")
                self.read_again(path)
        return unnamed

    def forget_attachment(self, path: str) -> Ids:
        """Take notice that a file is an attachment no longer; the ids of its articles."""
        self.pending.pop(path, None)
        self._tally.files_removed += 1
        return self.known.pop(path).ids

    def articles_in(self, path: str, known: KnownFile) -> int:
        """How many articles a file was known to have before the run: an attachment has none."""
        return 0 if path in self.attachments.before else len(known.ids)

    def still_has(self, path: str) -> bool:
        """Whether a file is there, so that what is known of it holds.

        One that has gone unseen, from a place that this run is not about, is read when it is back.
        """
        known = self.known.get(path)
        if known is None or path in self._listing.files or os.path.exists(path):  # noqa: PTH110  # any text at all
            return True
        self.known[path] = known._replace(stamp=Stamp(known.stamp.size, 0), digest="")
        return False

    def path_now(self, path: str) -> str:
        """The present name of a file."""
        return self._renamed.get(path, path)

    def _is_asked(self, path: str) -> bool:
        return path in self._read or path in self.pending

    def _expect(self, files: Mapping[str, int]) -> None:
        self.pending |= files
        self._unasked.extend(files)
        self.bytes_total += sum(files.values())
        self.files_total += len(files)

    def _reopen(self, path: str) -> dict[str, int]:
        """A file to be read although it has not changed; none if it is not as it was."""
        known = self.known[path]
        if path in self._listing.kept:
            return {}
        if path in self._listing.files:
            self._tally.files_unchanged -= 1
            self._tally.unchanged -= self.articles_in(path, known)
        elif not _is_as_known(path, known):  # in a folder that this run is not about
            return {}
        self.known[path] = known._replace(stamp=Stamp(known.stamp.size, 0), digest="")
        self._reopened.add(path)
        return {path: known.stamp.size}

    def _holds_all(self, ids: Sequence[str]) -> bool:
        return all(None not in self._view.fingerprints(batch) for batch in _batches(ids))


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _is_as_known(path: str, known: KnownFile) -> bool:
    """Whether a file that is not listed is still the one that was read."""
    try:
        return known.stamp.is_that_of(with_companions(stamp_of(path), companions_of(path)))
    except OSError:
        return False
