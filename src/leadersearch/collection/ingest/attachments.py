"""Files that records name as the text of their articles: where they are, and whose they are.

A record names its attachments as it pleases (`readers.describe.attachments`). What is found of them
is read like any other file, in its turn, when all files that name others have been; but its text
becomes a part of the body of each article that names it, and it makes no article of its own.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from leadersearch.collection.ingest.listing import Listing, Refusal
from leadersearch.collection.ingest.report import Problem
from leadersearch.collection.ingest.sources import Attachment, KnownFile
from leadersearch.model.article import Article, Values
from leadersearch.readers.choosing import names_files
from leadersearch.readers.describe.attachments import FIELD, attachments
from leadersearch.readers.raw_file import LARGEST_ARTICLE

MOST_OWNERS = 20
"""Records that one file may be the text of; others go without, and that is reported."""


MOST_NAMED = 200_000
"""Attachments that one file may name: to look for each takes a moment."""


class Attachments:
    """The attachments that all known files name, before and during a run."""

    def __init__(self, listing: Listing, known: Mapping[str, KnownFile]) -> None:
        self._listing = listing
        self._found = {
            (by, row.written): row.path for by, file in known.items() for row in file.attachments
        }
        self._rows: dict[str, tuple[Attachment, ...]] = {}  # by the file that names them
        self._owners: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        self._gathered: list[Attachment] = []
        self._refused: dict[tuple[Refusal, str], None] = {}
        self.before = frozenset(filter(None, self._found.values()))
        """Those that were named before the run."""
        self.paths = set(self.before)
        """Those that are named, or were."""
        for by, file in known.items():
            self._own(by, file.attachments)

    def list_known(self, by: str, file: KnownFile) -> bool:
        """List the attachments that a file is known to name; whether all are where they were."""
        found = [self._find(row.written, by) == row.path for row in file.attachments]
        self._refused = {}
        return all(found)

    def owners(self, path: str) -> tuple[str, ...]:
        """The ids of the records that name a file, at most `MOST_OWNERS`."""
        owners = self._owners.get(path)
        return tuple(sorted({owner for _, owner in owners})[:MOST_OWNERS]) if owners else ()

    def too_many(self, path: str) -> str:
        """A finding on a file that too many records name; "" for others."""
        number = len({owner for _, owner in self._owners.get(path, ())})
        if number <= MOST_OWNERS:
            return ""
        return f"named by {number:,} records; it is the text of the first {MOST_OWNERS} only"

    def found(self, article: Article, by: str) -> Article:
        """An article of a file, with the paths of those attachments that are there."""
        written = attachments(article)
        if not written:
            return article
        rows: list[Attachment] = []
        if len(self._gathered) + len(written) > MOST_NAMED:
            self._refused[Refusal.TOO_MANY, written[0]] = None
        elif names_files(by):
            rows = [Attachment(each, self._find(each, by), article.id) for each in written]
        self._gathered += rows
        paths = tuple(dict.fromkeys(row.path for row in rows if row.path))
        return replace(article, extra=Values({**article.extra, FIELD: paths}))

    def finish(self, by: str, before: Iterable[Attachment]) -> tuple[Attachment, ...]:
        """The attachments that a file names now that it was read; `before` if it was not."""
        rows, self._gathered = tuple(dict.fromkeys((*before, *self._gathered))), []
        self.forget(by)
        self._own(by, rows)
        return rows

    def forget(self, by: str) -> None:
        """Take notice that a file names nothing any longer."""
        for row in self._rows.pop(by, ()):
            self._owners[row.path].pop((by, row.owner), None)

    def findings(self, by: str) -> Iterator[tuple[Refusal, Problem]]:
        """The attachments of the file read last that are not read: a problem for each reason."""
        refused, self._refused = self._refused, {}
        for reason in Refusal:
            names = [name for each, name in refused if each is reason]
            if names:
                verb = "files are" if len(names) > 1 else "file is"
                first = f"{names[0]!r}" + (" …" if len(names) > 1 else "")
                advice = _ADVICE.get(reason, "")
                yield (
                    reason,
                    Problem(by, f"{len(names):,} attached {verb} {reason.value}: {first}{advice}"),
                )

    def _own(self, by: str, rows: Iterable[Attachment]) -> None:
        self._rows[by] = tuple(row for row in rows if row.path)
        for row in self._rows[by]:
            self.paths.add(row.path)
            self._owners[row.path][by, row.owner] = None

    def _find(self, written: str, by: str) -> str:
        """Where an attachment is listed, "" if it is not."""
        refusal = Refusal.MISSING
        for path in self._candidates(written, by):
            found, reason = self._listing.list_named(path, by)
            if found and not names_files(found):
                return found
            if reason is not Refusal.MISSING:
                refusal = reason or Refusal.UNREAD
        self._refused[refusal, written.partition("\n")[0]] = None
        return ""

    def _candidates(self, written: str, by: str) -> Iterator[str]:
        """Where an attachment may be: beside the file that names it, in the given paths, where it was."""
        folders = (os.path.dirname(by), *self._listing.roots)  # noqa: PTH120  # text all the way
        for each in written.split("\n"):
            for folder in folders[:1] if os.path.isabs(each) else folders:  # noqa: PTH117
                yield os.path.normpath(os.path.join(folder, each))  # noqa: PTH118
        if before := self._found.get((by, written)):
            yield before


_ADVICE = {Refusal.OUTSIDE: "; index their folder too, or add --follow-links"}


def part(texts: Iterable[str], owner: str, like: Article) -> Article:
    """The record of an attachment: its text, under the id of the article that it is a part of.

    It is not `Article(...)`, since there may be no text: pages that are pictures. Of `like`, which
    was read from it, title, authors, date and language are kept, for an article that has none.
    """
    kept = ("title", "authors", "date", "language", "source")
    values = vars(Article(title="x", id=owner)) | {name: getattr(like, name) for name in kept}
    body = "\n\n".join(filter(None, texts))[:LARGEST_ARTICLE]
    return Article.restored({**values, "body": body})
