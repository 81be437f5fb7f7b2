"""The segments of one generation as one space of articles.

An article is known by its number: its number in its segment plus the segment's base. A snapshot
never changes; a search that began on one ends on it, whatever is committed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadersearch import ranking
from leadersearch.engines.whoosh.index.toc import Table
from leadersearch.engines.whoosh.search import proximity
from leadersearch.engines.whoosh.search.titles import title_ranks
from leadersearch.engines.whoosh.segment.protocol import (
    DAY_COLUMN,
    LENGTH_COLUMN,
    TIE_COLUMN,
    Coded,
    Counts,
    Grouped,
    Segment,
    Weighed,
)
from leadersearch.heap import keep_freed_memory
from leadersearch.plan import Lookup, PairNode, PhraseNode, Selector

_WHOLE_AFTER = 8  # searches: a process that makes one need not read a number of every article

_SPARSE = 64
"""Of more than one article in this many, whole columns are read at once."""


class Scored(NamedTuple):
    """Articles, int64 (n,), increasing, and their scores, float64 (n,), all > 0."""

    articles: NDArray[np.int64]
    scores: NDArray[np.float64]


class Snapshot:
    """Some segments, read as one."""

    def __init__(self, segments: Sequence[Segment], table: Table) -> None:
        self.segments = tuple(segments)
        self.table = table
        sizes = [segment.documents for segment in self.segments]
        self.bases = [sum(sizes[:index]) for index in range(len(sizes))]
        self.size = sum(sizes)  # deleted articles included
        keep_freed_memory()
        self._asked = 0
        self.regrouped: dict[str, tuple[Mapping[str, str], list[tuple[int, Grouped]]]] = {}
        self._tables: dict[tuple[int, str], NDArray[np.float64]] = {}

    # --- articles --------------------------------------------------------------------------------

    @cached_property
    def live(self) -> NDArray[np.bool_] | None:
        """Bool (size,): which articles are not deleted; None where none is."""
        if all(segment.live is None for segment in self.segments):
            return None
        return np.concatenate(
            [
                np.ones(segment.documents, bool) if segment.live is None else segment.live
                for segment in self.segments
            ]
        )

    @cached_property
    def articles(self) -> int:
        """How many articles there are, deleted ones not counted."""
        return self.size if self.live is None else int(self.live.sum())

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """int64 (size,): the combined lengths."""
        return self._column(LENGTH_COLUMN)

    @cached_property
    def days(self) -> NDArray[np.int64]:
        """int64 (size,): the first day as a proleptic Gregorian ordinal; 0 where unknown."""
        return self._column(DAY_COLUMN)

    @cached_property
    def ties(self) -> NDArray[np.int64]:
        """int64 (size,): what orders equally good articles."""
        return self._column(TIE_COLUMN)

    def days_and_ties(
        self, articles: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Those of some articles, increasing: the whole columns are read when asked for often."""
        self._asked += 1
        if self._asked > _WHOLE_AFTER or len(articles) * _SPARSE > self.size:
            return self.days[articles], self.ties[articles]
        parts = list(self._parts_of(articles))
        days, ties = (
            _joined([segment.column(name, documents) for segment, _, documents in parts], np.int64)
            for name in (DAY_COLUMN, TIE_COLUMN)
        )
        return days, ties

    @cached_property
    def mean_length(self) -> float:
        """The mean combined length of the articles."""
        lengths = self.lengths if self.live is None else self.lengths[self.live]
        return int(lengths.sum()) / self.articles if self.articles else 0.0

    @cached_property
    def norms(self) -> NDArray[np.float64]:
        """float64 (size,): what the frequencies of an article are divided by."""
        return ranking.length_norm(self.lengths.astype(np.float64), self.mean_length)

    @cached_property
    def title_ranks(self) -> NDArray[np.int64]:
        """int64 (size,): the place of each title in the order of titles; untitled ones last."""
        titles = [self.stored(number).get("title", "") for number in range(self.size)]
        return np.array(title_ranks(titles), np.int64)

    def stored(self, number: int) -> dict[str, Any]:
        """The stored fields of an article."""
        index = len(self.bases) - 1
        while self.bases[index] > number:
            index -= 1
        return self.segments[index].stored(number - self.bases[index])

    # --- postings --------------------------------------------------------------------------------

    def counts(self, postings: str, selector: Selector) -> Counts:
        """In which articles, and how often, any of the selected terms occurs."""
        found = [segment.counts(postings, selector) for segment in self.segments]
        return Counts(
            self._numbered([part.documents for part in found]),
            _joined([part.counts for part in found], np.int64),
        )

    def weighed(self, postings: str, selector: Selector) -> Weighed:
        """The articles of the selected terms of a combined field, and their weighted counts."""
        found = [segment.weighed(postings, selector) for segment in self.segments]
        return Weighed(
            self._numbered([part.documents for part in found]),
            _joined([part.weights for part in found], np.float64),
        )

    def scores(self, postings: str, term: str, weight: float, idf: float) -> Scored:
        """The articles of one term of a combined field, and their scores for it."""
        articles, scores = [], []
        for index, segment in enumerate(self.segments):
            coded = segment.coded(postings, term)
            if len(coded.documents):
                base = self.bases[index]
                articles.append(coded.documents + base if base else coded.documents)
                scores.append(self._scores(index, postings, coded, weight, idf))
        return Scored(_joined(articles, np.int64), _joined(scores, np.float64))

    def scores_at(
        self, postings: str, term: str, weight: float, idf: float, articles: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """The scores of some articles, increasing, for one term: 0 where they do not hold it."""
        scores = np.zeros(len(articles))
        for index, (segment, part, documents) in enumerate(self._parts_of(articles)):
            coded = segment.coded_at(postings, term, documents)
            if len(coded.documents):
                found = self._scores(index, postings, coded, weight, idf)
                scores[part][coded.documents] = found
        return scores

    def weights_at(
        self, postings: str, term: str, articles: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """The weighted counts of one term of a combined field in some articles, increasing."""
        weights = np.zeros(len(articles))
        for segment, part, documents in self._parts_of(articles):
            coded = segment.coded_at(postings, term, documents)
            if len(coded.documents):
                within = segment.code_table(postings).within
                weights[part][coded.documents] = within[coded.codes]
        return weights

    def document_frequency(self, postings: str, term: str) -> int:
        """How many articles hold a term."""
        return sum(segment.document_frequency(postings, term) for segment in self.segments)

    def rows_among(
        self, postings: str, row: PhraseNode, articles: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Articles, increasing, that hold a phrase without slop: all of some, increasing, that do."""
        found, words = [], row.selectors()
        for segment, _, documents in self._parts_of(articles):
            found.append(proximity.rows_among(segment, postings, words, documents))
        return self._numbered(found)

    def phrase_starts(self, postings: str, phrase: PhraseNode) -> NDArray[np.int64]:
        """Where a phrase begins: `article << 32 | position`, increasing."""
        selectors = phrase.selectors()
        found = [
            proximity.phrase_starts(segment, postings, phrase.terms, phrase.slop, selectors)
            for segment in self.segments
        ]
        shifted = (keys + (base << 32) for keys, base in zip(found, self.bases, strict=True))
        return found[0] if len(found) == 1 else _joined(list(shifted), np.int64)

    def pairs_together(
        self, pairs: Sequence[PairNode], articles: NDArray[np.int64]
    ) -> proximity.Together:
        """How often pairs of words stand together in some articles, increasing."""
        found = [
            proximity.pairs_together(segment, pairs, documents)
            for segment, _, documents in self._parts_of(articles)
        ]
        if len(found) == 1:
            return found[0]
        joined = (np.concatenate(parts, axis=1) for parts in zip(*found, strict=True))
        return proximity.Together(*joined)

    def place_weights(self, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        """The weight of the field that each occurrence in the combined field belongs to."""
        edges = np.searchsorted(keys, [base << 32 for base in [*self.bases, self.size]])
        parts = [
            segment.place_weights(keys[start:end] - (base << 32))
            for segment, base, start, end in zip(
                self.segments, self.bases, edges, edges[1:], strict=False
            )
        ]
        return _joined(parts, np.float64)

    def holds(self, postings: str, selector: Selector) -> bool:
        """Whether any article holds a selected term."""
        return any(segment.holds(postings, selector) for segment in self.segments)

    def matching_terms(self, lookups: Sequence[Lookup]) -> dict[str, int]:
        """The terms that any of the lookups selects, their document frequencies summed."""
        totals: dict[str, int] = {}
        for segment in self.segments:
            for lookup in lookups:
                for term, frequency in segment.vocabulary(lookup.postings, lookup.selector):
                    totals[term] = totals.get(term, 0) + frequency
        return totals

    def grouped(self, postings: str) -> list[tuple[int, Grouped]]:
        """Per segment: its base, and all postings of a field."""
        return [
            (base, segment.grouped(postings))
            for segment, base in zip(self.segments, self.bases, strict=True)
        ]

    # --- parts -----------------------------------------------------------------------------------

    def _parts_of(
        self, articles: NDArray[np.int64]
    ) -> Iterator[tuple[Segment, slice, NDArray[np.int64]]]:
        """The segments, which part of some articles, increasing, each has, and as its documents."""
        if len(self.segments) == 1:
            yield self.segments[0], slice(None), articles
            return
        edges = np.searchsorted(articles, [*self.bases, self.size]).tolist()
        for segment, base, part in zip(
            self.segments, self.bases, map(slice, edges, edges[1:]), strict=True
        ):
            yield segment, part, articles[part] - base

    def _scores(
        self, index: int, postings: str, coded: Coded, weight: float, idf: float
    ) -> NDArray[np.float64]:
        shares, codes = self._shares(index, postings), coded.codes.astype(np.intp)
        # Whatever is shorter is multiplied: the same bits. "clip" spares a check of bounds.
        if len(codes) < len(shares):
            return ranking.weighted(shares.take(codes, mode="clip"), weight, idf)
        return ranking.weighted(shares, weight, idf).take(codes, mode="clip")

    def _shares(self, index: int, postings: str) -> NDArray[np.float64]:
        """float64 (codes,): which share of a term's score each code of a segment stands for."""
        table = self._tables.get((index, postings))
        if table is None:
            within, length = self.segments[index].code_table(postings)
            norm = ranking.length_norm(length, self.mean_length)
            outside = np.zeros(len(within))
            table = ranking.saturation(ranking.mixed_frequency(within, outside, norm))
            self._tables[index, postings] = table
        return table

    def _numbered(self, parts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        if len(parts) == 1:
            return parts[0]
        numbered = [part + base for part, base in zip(parts, self.bases, strict=True)]
        return _joined(numbered, np.int64)

    def _column(self, name: str) -> NDArray[np.int64]:
        return _joined([segment.column(name) for segment in self.segments], np.int64)


def _joined(parts: Sequence[NDArray[Any]], dtype: type) -> NDArray[Any]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, dtype)
