"""The state of an index as of one commit, as `leadersearch.engine.View`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from leadersearch.engine import (
    Execution,
    FacetCount,
    Figures,
    Found,
    FoundArticle,
    Statistics,
)
from leadersearch.engine.facet_finder import FacetFinder
from leadersearch.engine.stored import article_of
from leadersearch.engines.whoosh.index import folder as files
from leadersearch.engines.whoosh.index.toc import Table, Version
from leadersearch.engines.whoosh.search.evaluate import Evaluation
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.engines.whoosh.search.top_k import select
from leadersearch.engines.whoosh.segment.damage import naming_damage
from leadersearch.model.article import Article
from leadersearch.plan import Leaf, Lookup, OneOf, StartsWith, split_combined
from leadersearch.text.analysis import facet_field

ReadDocument = Callable[[str, Table], bytes | None]
"""Name, table of contents -> what is kept under the name as of it."""


class WhooshView:
    """A snapshot, and what else is asked of it. See `leadersearch.engine.View` for the methods."""

    def __init__(
        self, snapshot: Snapshot, folder: Path, language: str, read_document: ReadDocument
    ) -> None:
        self._snapshot = snapshot
        self._folder = folder
        self._language = language
        self._read_document = read_document
        self._finders: dict[str, FacetFinder] = {}
        self._shown = _Shown(snapshot)

    @property
    def snapshot(self) -> Snapshot:
        """The segments, each found to be whole.

        A file that another program cuts short must be found out before it is read.
        """
        for segment in self._snapshot.segments:
            segment.check_whole()
        return self._snapshot

    @property
    def table(self) -> Table:
        """The table of contents that it was opened by."""
        return self._snapshot.table

    @property
    def version(self) -> str:
        return version_name(self._snapshot.table.version)

    @property
    def articles(self) -> int:
        with naming_damage():
            return self.snapshot.articles

    @property
    def warnings(self) -> tuple[str, ...]:
        damage = self._snapshot.table.damage
        return (damage,) if damage else ()

    @naming_damage()
    def look_up(self, words: Sequence[Sequence[Lookup]], *, enough: int | None = None) -> list[int]:
        snapshot = self.snapshot
        if enough == 1:
            return [_is_held(snapshot, lookups) for lookups in words]
        return [_document_frequency(snapshot, lookups) for lookups in words]

    @naming_damage()
    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        totals = self.snapshot.matching_terms(lookups)
        # Stable, and mostly in order as it is: a third of the time of sorting by both at once.
        rows = sorted(sorted(totals.items()), key=itemgetter(1), reverse=True)
        return dict(rows[:limit])

    def facet_values(
        self, facet: str, *, containing: str = "", limit: int | None = None
    ) -> list[FacetCount]:
        finder = self._finders.get(facet)
        if finder is None:
            values = self.words([Lookup(facet, facet_field(facet), StartsWith(""))])
            finder = self._finders[facet] = FacetFinder(values.items())
        return finder.containing(containing, limit)

    @naming_damage()
    def execute(self, searches: Sequence[Execution]) -> list[Found]:
        snapshot = self.snapshot
        return [_found(snapshot, search, self._shown) for search in searches]

    @naming_damage()
    def figures(self, leaves: Sequence[Leaf]) -> Figures:
        snapshot = self.snapshot
        evaluation = Evaluation(snapshot)
        frequencies = {leaf: evaluation.matches(leaf).total for leaf in leaves}
        return Figures(snapshot.articles, snapshot.mean_length, frequencies)

    @naming_damage()
    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        return [article_of(stored) if stored else None for stored in self._stored(ids)]

    @naming_damage()
    def fingerprints(self, ids: Sequence[str]) -> list[str | None]:
        return [stored["fingerprint"] if stored else None for stored in self._stored(ids)]

    def scan(self, *, after: str = "", batch: int = 500) -> Iterator[list[Article]]:
        held = self.words([Lookup("id", "id", StartsWith(""))])
        ids = sorted(article_id for article_id in held if article_id > after)
        for start in range(0, len(ids), batch):
            found = self.fetch(ids[start : start + batch])
            yield [article for article in found if article is not None]

    @naming_damage()
    def statistics(self) -> Statistics:
        from leadersearch.engines.whoosh.index.whoosh_fields import make_schema  # loads Whoosh
        from leadersearch.text import Analysis

        snapshot = self.snapshot
        days = snapshot.days if snapshot.live is None else snapshot.days[snapshot.live]
        known = days[days > 0]
        fields = make_schema(Analysis(self._language)).items()
        terms = {
            name: len(snapshot.matching_terms([Lookup("", name, StartsWith(""))]))
            for name, field in sorted(fields)
            if field.indexed
        }
        return Statistics(
            articles=snapshot.articles,
            segments=len(snapshot.segments),
            size=files.size(self._folder),
            mean_length=snapshot.mean_length,
            language=self._language,
            terms={name: count for name, count in terms.items() if count},
            oldest=str(date.fromordinal(int(known.min()))) if len(known) else "",
            newest=str(date.fromordinal(int(known.max()))) if len(known) else "",
        )

    def document(self, name: str) -> bytes | None:
        return self._read_document(name, self._snapshot.table)

    def _stored(self, ids: Sequence[str]) -> Iterator[dict[str, Any] | None]:
        snapshot = self.snapshot
        for article_id in ids:
            found = snapshot.counts("id", OneOf((article_id,))).documents
            yield snapshot.stored(int(found[-1])) if len(found) else None


class _Shown:
    """Articles that were shown: the next page has most of them again, as while a query is typed."""

    MOST = 256
    LONGEST = 20_000  # characters of a body

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._articles: dict[int, Article] = {}

    def article(self, number: int) -> Article:
        """The article of a number; the same object again where it was shown a short while ago."""
        article = self._articles.get(number)
        if article is None:
            article = article_of(self._snapshot.stored(number))
            if len(article.body) < self.LONGEST:
                if len(self._articles) >= self.MOST:
                    self._articles.clear()
                self._articles[number] = article
        return article


def version_name(version: Version) -> str:
    """A version as text: equal texts stand for equal versions."""
    return "-".join(map(str, (version.generation, *version.written)))


def _found(snapshot: Snapshot, search: Execution, shown: _Shown) -> Found:
    chosen = select(snapshot, search)
    rows = zip(
        chosen.articles.tolist(),
        chosen.scores.tolist(),
        chosen.all_words.tolist(),
        chosen.verbatim.tolist(),
        strict=True,
    )
    return Found(
        tuple(
            [
                FoundArticle(shown.article(number), score, all_words, verbatim)
                for number, score, all_words, verbatim in rows
            ]
        ),
        chosen.total,
        chosen.all_words_total,
        chosen.verbatim_total,
        chosen.facets,
    )


def _is_held(snapshot: Snapshot, lookups: Sequence[Lookup]) -> bool:
    combined, rest = split_combined(tuple(lookups))
    if combined is not None and snapshot.holds(combined.postings, combined.selector):
        return True
    return any(snapshot.holds(lookup.postings, lookup.selector) for lookup in rest)


def _document_frequency(snapshot: Snapshot, lookups: Sequence[Lookup]) -> int:
    if len(lookups) == 1 and isinstance(lookups[0].selector, OneOf):
        terms = lookups[0].selector.terms
        if len(terms) == 1:  # the rule; it is written in the index
            return snapshot.document_frequency(lookups[0].postings, terms[0])
    is_held = np.zeros(snapshot.size, bool)
    for lookup in lookups:
        is_held[snapshot.counts(lookup.postings, lookup.selector).documents] = True
    return int(np.count_nonzero(is_held))
