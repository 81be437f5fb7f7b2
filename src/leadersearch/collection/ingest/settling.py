"""Records that share an id or another key: what becomes of them in the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from leadersearch.collection.ingest import kinship
from leadersearch.collection.ingest.changes import Changes
from leadersearch.collection.ingest.kinship import Kinship
from leadersearch.collection.ingest.merge_rules import MergeRules
from leadersearch.collection.ingest.merging import merged
from leadersearch.collection.ingest.record_keys import keys
from leadersearch.collection.ingest.report import MergedArticle, Tally
from leadersearch.collection.ingest.same_work import ids, parted, works
from leadersearch.collection.ingest.spool import Spool
from leadersearch.engine import View, Writer
from leadersearch.errors import IndexCorrupt
from leadersearch.model.article import Article
from leadersearch.numbering import Numbering

DOCUMENT = "places"
"""The document that names the articles with the records of an id, unless it is that of the id."""

_BATCH = 200


class Settling:
    """Makes articles of records, wherever each record is known from.

    Those of files that were not read are in the index, with the article. The outcome depends on
    the records alone, so that it is the same in whatever order they came.
    """

    def __init__(
        self,
        writer: Writer,
        changes: Changes,
        tally: Tally,
        rules: MergeRules,
        ids: Numbering,
    ) -> None:
        self._writer = writer
        self._rules = rules
        self._view = writer.base
        self._changes = changes
        self._tally = tally
        self._before = _load(self._view.document(DOCUMENT))
        self._now = dict(self._before)
        self._lost: set[str] = set()  # ids of articles that an earlier portion has counted
        self.kinship = Kinship(self._view.document(kinship.DOCUMENT), ids, rules.all_keys)
        self.replaced = set(changes.gone)
        """The files whose records in the index hold no longer."""
        self.spool = Spool(ids)
        """The records of this run."""

    def is_elsewhere(self, article_id: str) -> bool:
        """Whether the records of an id are in the index with an article of another id."""
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
            (base, _path(record))
            for base, old in self._old(set[str]().union(*givers.values()))
            for record in self._records(old.values(), base)
        }
        for path, shared in givers.items():
            if any((base, path) not in held for base in shared):
                self._changes.read_again(path)

    def families(self, contested: Iterable[str]) -> Iterator[set[str]]:
        """Some ids with all whose records may be of the same articles; all files have been read."""
        asked = set(contested)
        for base, old in self._old(asked):
            self.kinship.change(base, self._all_keys(self._present(base, old.values())))
        found, looked_at = list(self.kinship.families(asked)), set[str]()
        while self._view.articles and (more := set[str]().union(*found) - looked_at):
            looked_at |= more
            self._bind(more)
            found = list(self.kinship.families(asked))
        yield from found

    def _bind(self, bases: Iterable[str]) -> None:
        """Keep ids together whose records are in one article, whatever keys they share now."""
        for _, old in self._old(bases):
            for article in old.values():
                if article.records:
                    self.kinship.bind({record.id for record in article.records})

    def settle(self, family: set[str], put: set[str]) -> None:
        """Put and remove articles by the records of some ids, and count them.

        Articles were `put` in this run already under those ids.
        """
        before: dict[str, Article] = {}
        records: list[Article] = []
        for base, old in self._old(family):
            before |= old
            records += self._present(base, old.values())
        found = works(records, self._rules)
        given = ids(found)
        for work, name in zip(found, given, strict=True):
            article, old_article = merged(work, name), before.get(name)
            wholes, parts = parted(work)
            self._count(article, old_article, sum(map(self._was_read, wholes)), len(wholes))
            if article != old_article or name in put:
                self._writer.put([article])
                if len(article.sources) > 1 + len(parts):
                    self._tally.merged.append(
                        MergedArticle(article.id, article.title, article.sources)
                    )
        self._count_lost(before.keys() - set(given))
        self._writer.remove(sorted((before.keys() | put) - set(given)))
        for base in family:
            names = [
                name
                for name, work in zip(given, found, strict=True)
                if any(record.id == base for record in work)
            ]
            self._now.pop(base, None)
            if names not in ([], [base]):
                self._now[base] = names

    def keys_of(self, record: Article) -> frozenset[str]:
        """The keys that a record may share with others, those of rules included."""
        return keys(record) | self._rules.keys(record) if self._rules else keys(record)

    def finish(self) -> None:
        """Keep the places and keys of the ids for the next run."""
        if self._lost:
            self._tally.merged = [row for row in self._tally.merged if row.id not in self._lost]
        if self._now != self._before:
            self._writer.keep(DOCUMENT, json.dumps(self._now, sort_keys=True).encode())
        if (data := self.kinship.dump()) is not None:
            self._writer.keep(kinship.DOCUMENT, data)

    def _present(self, base: str, old: Iterable[Article]) -> list[Article]:
        """All records of an id, of which the index has some with articles."""
        read = self.spool.records(base)
        paths = {_path(record) for record in read}
        return read + [
            record
            for record in self._records(old, base)
            if (path := _path(record)) and path not in paths and path not in self.replaced
            if self._changes.still_has(path)
        ]

    def _all_keys(self, records: Iterable[Article]) -> set[str]:
        return {key for record in parted(records)[0] for key in self.keys_of(record)}

    def _was_read(self, record: Article) -> bool:
        return _path(record) in self.spool.paths

    def _old(self, bases: Iterable[str]) -> Iterator[tuple[str, dict[str, Article]]]:
        """The articles in the index that share each id, by their own."""
        rest = iter(sorted(bases))
        while batch := list(islice(rest, _BATCH)):
            names = [self._before.get(base, [base]) for base in batch]
            fetched = iter(self._view.fetch([name for row in names for name in row]))
            for base, row in zip(batch, names, strict=True):
                yield base, {each.id: each for each in islice(fetched, len(row)) if each}

    def _records(self, articles: Iterable[Article], base: str) -> Iterator[Article]:
        """The records of an id in the index, under the present names of their files."""
        for article in articles:
            for record in article.records or (replace(article, id=base),):
                path = self._changes.path_now(_path(record))
                if record.id == base and path == _path(record):
                    yield record
                elif record.id == base and record.source:
                    yield replace(record, source=replace(record.source, path=path))

    def _count(self, article: Article, before: Article | None, read: int, records: int) -> None:
        """Count an article of which so many of the records were read in this run."""
        tally, counted = self._tally, self._changes.counted
        tally.duplicates += read if read < records else read - 1
        if before is None:
            tally.added += 1
            counted[article.id] = "added"
        elif article.id in counted:
            return
        elif before.fingerprint != article.fingerprint:
            tally.updated += 1
            counted[article.id] = "updated"
        elif read == records:
            tally.unchanged += 1

    def _count_lost(self, lost: set[str]) -> None:
        """Count articles that there are no longer; what was added in this run was never there."""
        for name in lost:
            counted = self._changes.counted.pop(name, "")
            if counted:
                setattr(self._tally, counted, getattr(self._tally, counted) - 1)
                self._lost.add(name)
            if counted != "added":
                self._tally.removed += 1


def ids_named(view: View, rules: MergeRules) -> set[str]:
    """The ids of the records that rules name; looks at all articles."""
    base_of = {
        name: base
        for base, names in _load(view.document(DOCUMENT)).items()
        for name in names
        if name != base
    }
    found: set[str] = set()
    for batch in view.scan() if rules else ():
        for article in batch:
            records = article.records or (replace(article, id=base_of.get(article.id, article.id)),)
            found.update(record.id for record in records if rules.names(record))
    return found


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
