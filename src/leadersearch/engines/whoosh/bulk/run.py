"""Articles -> the postings of all their fields: one run, inverted in memory.

Runs are short because page faults on large arrays cost more than the merging of runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from leadersearch.article import PartialDate
from leadersearch.engines.whoosh.bulk.arrays import joined, openings, spread, starts_of
from leadersearch.engines.whoosh.bulk.batch import Batch, Uses, encoded
from leadersearch.engines.whoosh.bulk.codes import CodeBook
from leadersearch.engines.whoosh.bulk.layout import BESIDE, FORMS, JOINT, STEMS, WEIGHTS, WHOLE
from leadersearch.engines.whoosh.bulk.postings import (
    Occurrences,
    Postings,
    existing,
    inverted,
    occurrences,
    weighed,
)
from leadersearch.engines.whoosh.bulk.stems import Stems
from leadersearch.engines.whoosh.bulk.tokenising import Tokeniser
from leadersearch.engines.whoosh.bulk.words import Words
from leadersearch.engines.whoosh.codec.arrays import Array
from leadersearch.fields import Kind
from leadersearch.text.analysis import (
    FACETS,
    JOINT_GAP,
    VALUE_GAP,
    exact_field,
    facet_field,
    keyword,
)

_DATED: dict[str, Callable[[PartialDate], str]] = {
    **{field.name: str for field in WHOLE if field.kind is Kind.DATE},
    facet_field("year"): lambda date: f"{date.year:04d}",
}
"""Postings field -> the term of a date in it."""


class Vocabulary:
    """What all runs of a segment share: strings, stems, codes of scores."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        self.words = Words()
        self.stems = Stems(self.words, stem)
        self.tokeniser = Tokeniser(self.words)
        self.codes = {STEMS: CodeBook(), FORMS: CodeBook()}


class Run:
    """Some articles, numbered from `base`."""

    def __init__(self, vocabulary: Vocabulary, base: int) -> None:
        self.documents = 0
        self.tokens = 0
        self._vocabulary = vocabulary
        self._base = base
        # Of each batch: forms, texts and positions of the joint texts, and the words of each.
        # Text `t` is field `t % len(JOINT)` of document `t // len(JOINT)`.
        self._joint: list[tuple[Array, Array, Array]] = []
        self._joint_words: list[Array] = []
        self._beside: defaultdict[str, list[tuple[Array, Array, Array]]] = defaultdict(list)
        self._beside_words: defaultdict[str, list[Array]] = defaultdict(list)
        self._whole: defaultdict[str, list[tuple[Array, Array]]] = defaultdict(list)

    # --- taking articles -------------------------------------------------------------------------

    def add(self, batch: Batch) -> None:
        """Take some more articles."""
        self._add_joint(batch)
        values: dict[str, int] = {}
        uses = {field.name: batch.uses(field.name, values) for field in BESIDE}
        self._add_beside(list(values), uses, len(batch))
        self._add_facets(list(values), uses)
        self._add_whole(batch)
        self.documents += len(batch)

    def _add_joint(self, batch: Batch) -> None:
        tokens = self._vocabulary.tokeniser.tokenise(batch.joint_texts())
        texts = np.arange(len(tokens.counts), dtype=np.int32) + self.documents * len(JOINT)
        self._joint.append((tokens.forms, np.repeat(texts, tokens.counts), tokens.positions))
        self._joint_words.append(tokens.words)
        self.tokens += len(tokens.forms)

    def _add_beside(self, values: list[str], uses: dict[str, Uses], count: int) -> None:
        """Take the other words. Values such as venues recur: each is tokenised once."""
        tokens = self._vocabulary.tokeniser.tokenise(encoded(values))
        begins = starts_of(tokens.counts)
        for name, (documents, numbers) in uses.items():
            counts = tokens.counts[numbers]
            shifts = _value_starts(documents, tokens.extents[numbers])
            kept = spread(begins[numbers], counts)
            self._beside[name].append(
                (
                    tokens.forms[kept],
                    np.repeat((documents + self.documents).astype(np.int32), counts),
                    tokens.positions[kept] + np.repeat(shifts.astype(np.int32), counts),
                )
            )
            words = np.bincount(documents, tokens.words[numbers], count)
            self._beside_words[name].append(words.astype(np.int64))
            self.tokens += len(kept)

    def _add_facets(self, values: list[str], uses: dict[str, Uses]) -> None:
        """Take the values that articles are counted by: see `text.analysis.facet_values`."""
        facets = [" ".join(value.split()) for value in values]
        is_facet = np.fromiter(map(bool, facets), bool, len(facets))
        terms = self._vocabulary.words.of(encoded(facets))
        for facet in FACETS:
            if facet in uses:
                documents, numbers = uses[facet]
                kept = is_facet[numbers]
                self._add_terms(facet_field(facet), terms[numbers[kept]], documents[kept])

    def _add_whole(self, batch: Batch) -> None:
        words = self._vocabulary.words
        for field in WHOLE:
            if field.kind is Kind.KEYWORD:
                texts = batch.texts(field.name)
                documents = np.flatnonzero(np.fromiter(map(bool, texts), bool, len(texts)))
                values = [keyword(field.name, text) for text in texts if text]
                self._add_terms(field.name, words.of(encoded(values)), documents)
        dates, (documents, numbers) = batch.dates
        for name, text in _DATED.items():
            terms = words.of([text(date).encode() for date in dates])
            self._add_terms(name, terms[numbers], documents)

    def _add_terms(self, name: str, terms: Array, documents: Array) -> None:
        if len(terms):
            self._whole[name].append((terms, documents + self.documents))

    # --- the result ------------------------------------------------------------------------------

    def lengths(self) -> dict[str, Array]:
        """The number of words that each document has in each field that is made of words."""
        by_field = self._joint_lengths()
        lengths = {field.name: by_field[:, place] for place, field in enumerate(JOINT)}
        lengths |= dict.fromkeys((STEMS, FORMS), by_field.sum(axis=1))
        for field in BESIDE:
            counts = joined(self._beside_words[field.name], np.int64)
            lengths[field.name] = counts
            if field.kind is Kind.TEXT:
                lengths[exact_field(field.name)] = counts
        return lengths

    def article_lengths(self) -> Array:
        """The joint length of each document: int64. See `ArticleTerms.length`."""
        return self._joint_lengths() @ np.array(WEIGHTS)

    def _joint_lengths(self) -> Array:
        """int64 (documents, joint fields)."""
        return joined(self._joint_words, np.int64).reshape(-1, len(JOINT))

    def postings(self) -> Iterator[tuple[str, Postings]]:
        """The postings of each field that has any."""
        for name, found in self._all_postings():
            if len(found.terms):
                yield name, found

    def _all_postings(self) -> Iterator[tuple[str, Postings]]:
        words = self._vocabulary.words
        yield from self._joint_postings()
        for field in BESIDE:
            forms, documents, positions = _joined_columns(self._beside.pop(field.name, []), 3)
            exact = occurrences(forms, documents, positions, words)
            yield self._posted(
                field.name if field.kind is Kind.NAME else exact_field(field.name), exact
            )
            if field.kind is Kind.TEXT:
                stems = self._stems_of(forms, exact.terms)
                yield self._posted(field.name, occurrences(stems, documents, positions, words))
        for name, parts in self._whole.items():
            terms, documents = _joined_columns(parts, 2)
            yield name, existing(terms, self._numbered(documents), words)

    def _posted(self, name: str, found: Occurrences) -> tuple[str, Postings]:
        return name, inverted(found, self._numbered(found.texts), found.positions)

    def _joint_postings(self) -> Iterator[tuple[str, Postings]]:
        words = self._vocabulary.words
        forms, texts, positions = _joined_columns(self._joint, 3)
        self._joint = []
        exact = occurrences(forms, texts, positions, words)
        starts = _joint_starts(self._joint_lengths()).ravel()
        yield FORMS, self._coded(FORMS, exact, exact.positions + starts[exact.texts])
        stems = self._stems_of(forms, exact.terms)
        del exact, forms
        found = occurrences(stems, texts, positions, words)
        yield STEMS, self._coded(STEMS, found, None)
        fields = found.texts % len(JOINT)
        for place, field in enumerate(JOINT):
            part = found.only(fields == place)
            documents = self._numbered(part.texts // len(JOINT))
            yield field.name, inverted(part, documents, part.positions)

    def _coded(self, name: str, found: Occurrences, positions: Array | None) -> Postings:
        """The postings of the joint field `name`, with their codes."""
        documents, fields = np.divmod(found.texts, len(JOINT))
        postings = inverted(found, documents, positions)
        within = weighed(postings, np.array(WEIGHTS)[fields])
        codes = self._vocabulary.codes[name].codes(
            within, self.article_lengths(), postings.documents
        )
        return Postings(
            terms=postings.terms,
            counts=postings.counts,
            sizes=postings.sizes,
            documents=self._numbered(postings.documents),
            frequencies=postings.frequencies,
            positions=positions,
            codes=codes,
        )

    def _stems_of(self, forms: Array, distinct: Array) -> Array:
        stems = self._vocabulary.stems
        stems.of(distinct)
        return stems.of(forms)

    def _numbered(self, documents: Array) -> Array:
        """Documents of the run by their numbers in the segment."""
        return documents.astype(np.uint32) + np.uint32(self._base)


def _value_starts(documents: Array, extents: Array) -> Array:
    """Where the positions of each value of a document begin, a gap after each with tokens."""
    if not len(documents):
        return documents
    steps = np.where(extents > 0, extents - 1 + VALUE_GAP, 0)
    starts = starts_of(steps)
    first = np.maximum.accumulate(np.where(openings(documents), np.arange(len(documents)), 0))
    return starts - starts[first]


def _joint_starts(lengths: Array) -> Array:
    """Where in the joint field each field begins: int64 (documents, joint fields)."""
    steps = lengths + np.where(lengths > 0, JOINT_GAP, 0)
    return np.cumsum(steps, axis=1) - steps


def _joined_columns(parts: list[tuple[Array, ...]], width: int) -> list[Array]:
    return [joined([part[place] for part in parts], np.int64) for place in range(width)]
