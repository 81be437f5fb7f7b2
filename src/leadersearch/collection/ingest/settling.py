"""Articles that several records share an id with: what becomes of them in the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from leadersearch.collection.ingest.changes import Changes
from leadersearch.collection.ingest.merging import merged
from leadersearch.collection.ingest.report import Tally
from leadersearch.collection.ingest.same_work import ids, works
from leadersearch.collection.ingest.spool import Spool
from leadersearch.engine import Writer
from leadersearch.errors import IndexCorrupt
from leadersearch.model.article import Article, Source

DOCUMENT = "parted"
"""The document that names the articles of an id which several articles share, by that id."""

_BATCH = 200


class Settling:
    """Makes articles of the records that have one id, wherever each record is known from.

    Those of files that were not read are in the index, with the article. The outcome depends on
    the records alone, so that it is the same in whatever order they came.
    """

    def __init__(self, writer: Writer, changes: Changes, tally: Tally) -> None:
        self._writer = writer
        self._view = writer.base
        self._changes = changes
        self._tally = tally
        self._before = _load(self._view.document(DOCUMENT))
        self._parted = dict(self._before)
        self.replaced = set(changes.gone)
        """The files whose records in the index hold no longer."""
        self.spool = Spool()
        """The records of this run."""

    def is_parted(self, article_id: str) -> bool:
        """Whether several articles in the index share an id."""
        return article_id in self._before

    def read_missing(self, contested: Iterable[str]) -> None:
        """Have files read that have records of some ids which the index has not kept."""
        wanted = set(contested)
        givers = {
            path: shared
            for path, known in self._changes.known.items()
            if (shared := wanted.intersection(known.ids))
        }
        held = {
            (base, record.source.path)
            for base, old in self._old(set[str]().union(*givers.values()))
            for article in old.values()
            for record in self._records(article, base)
            if record.source
        }
        for path, shared in givers.items():
            if any((base, path) not in held for base in shared):
                self._changes.read_again(path)

    def settle(self, contested: Mapping[str, bool]) -> None:
        """Put and remove what the records of some ids come to, and count it.

        The value of an id says whether an article was put under it in this run.
        """
        for base, old in self._old(contested):
            read = self.spool.records(base)
            paths = {_path(record) for record in read}
            kept = [
                record
                for article in old.values()
                for record in self._records(article, base)
                if (path := _path(record)) and path not in paths | self.replaced
                if self._changes.still_has(path)
            ]
            found = works([*read, *kept])
            given = ids(base, found)
            for work, name in zip(found, given, strict=True):
                article, before = merged(work, name), old.pop(name, None)
                self._count(article, before, sum(_path(each) in paths for each in work), len(work))
                if article != before or contested[base]:
                    self._writer.put([article])
            self._tally.removed += len(old)
            self._writer.remove(sorted(old))
            self._parted.pop(base, None)
            if len(given) > 1:
                self._parted[base] = given
        if self._parted != self._before:
            self._writer.keep(DOCUMENT, json.dumps(self._parted, sort_keys=True).encode())

    def _old(self, bases: Iterable[str]) -> Iterator[tuple[str, dict[str, Article]]]:
        """The articles in the index that share each id, by their own."""
        rest = iter(sorted(bases))
        while batch := list(islice(rest, _BATCH)):
            names = [self._before.get(base, [base]) for base in batch]
            fetched = iter(self._view.fetch([name for row in names for name in row]))
            for base, row in zip(batch, names, strict=True):
                yield base, {each.id: each for each in islice(fetched, len(row)) if each}

    def _records(self, article: Article, base: str) -> Iterator[Article]:
        """The records of an article in the index, under the present names of their files."""
        for record in article.records or (article,):
            source = record.source
            if source and (path := self._changes.path_now(source.path)) != source.path:
                source = Source(path, source.position)
            is_same = record.id == base and source is record.source
            yield record if is_same else replace(record, id=base, source=source)

    def _count(self, article: Article, before: Article | None, read: int, records: int) -> None:
        """Count an article of which so many of the records were read in this run."""
        tally = self._tally
        tally.duplicates += read if read < records else read - 1
        if before is None:
            tally.added += 1
        elif before.fingerprint != article.fingerprint:
            tally.updated += 1
        elif read == records:
            tally.unchanged += 1


def _path(record: Article) -> str:
    return record.source.path if record.source else ""


def _load(data: bytes | None) -> dict[str, list[str]]:
    try:
        rows = json.loads(data) if data else {}
        return {str(base): list(map(str, row)) for base, row in rows.items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise IndexCorrupt(
            "the list of articles that share an id is damaged; rebuild the index:\n"
            "  leadersearch index --rebuild FOLDER"
        ) from error
