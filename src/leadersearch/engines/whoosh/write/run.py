"""Articles -> the postings of all their fields: one run, inverted in memory.

Runs are short because page faults on large arrays cost more than the merging of runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array, least_unsigned
from leadersearch.engines.whoosh.write.batch import Batch, encoded
from leadersearch.engines.whoosh.write.field_plan import BESIDE, FORMS, STEMS, WEIGHTS, WHOLE
from leadersearch.engines.whoosh.write.grouping import joined, openings, starts_of
from leadersearch.engines.whoosh.write.interner import Interner
from leadersearch.engines.whoosh.write.inversion import (
    Occurrences,
    Postings,
    existing,
    inverted,
    keyed,
    occurrences,
    weighed,
)
from leadersearch.engines.whoosh.write.keyword_values import KeywordValues
from leadersearch.engines.whoosh.write.score_coding import CodeBook
from leadersearch.engines.whoosh.write.stem_numbers import Stems
from leadersearch.engines.whoosh.write.tokenising import Tokeniser
from leadersearch.model.article import PartialDate
from leadersearch.model.field import Kind
from leadersearch.model.fields import LENGTH_FIELDS
from leadersearch.text.analysis import COMBINED_GAP, VALUE_GAP, exact_field, facet_field

# A combined text is numbered by its document and, in the lowest bits, its field.
_FIELD_BITS = (len(LENGTH_FIELDS) - 1).bit_length()
_FIELD_MASK = (1 << _FIELD_BITS) - 1

_DATED: dict[str, Callable[[PartialDate], str]] = {
    **{field.name: str for field in WHOLE if field.kind is Kind.DATE},
    **{
        facet_field(field.facet): lambda date, facet_of=field.facet_of: facet_of(str(date))  # type: ignore[misc]
        for field in WHOLE
        if field.kind is Kind.DATE and field.facet
    },
}
"""Postings field -> the term of a date in it."""

_FACET_OF = {field.name: field.facet for field in BESIDE}


class RunVocabulary:
    """State shared by all runs of a segment: strings, stems, score codes."""

    def __init__(self, stems: Callable[[Sequence[str]], list[str]]) -> None:
        self.words = Interner()
        self.stems = Stems(self.words, stems)
        self.tokeniser = Tokeniser(self.words)
        self.values = KeywordValues(self.words, self.tokeniser)
        self.codes = {STEMS: CodeBook(), FORMS: CodeBook()}


class Run:
    """Some articles, numbered from `base`."""

    def __init__(self, vocabulary: RunVocabulary, base: int) -> None:
        self.documents = 0
        self.tokens = 0
        self._vocabulary = vocabulary
        self._base = base
        self._combined = _Tokens()
        self._combined_words: list[Array] = []
        self._beside: defaultdict[str, _Tokens] = defaultdict(_Tokens)
        self._beside_words: defaultdict[str, list[Array]] = defaultdict(list)
        self._whole: defaultdict[str, list[tuple[Array, Array]]] = defaultdict(list)

    # --- taking articles -------------------------------------------------------------------------

    def add(self, batch: Batch) -> None:
        """Take some more articles."""
        self._batch_size = len(batch)
        self._add_combined(batch)
        values = self._vocabulary.values
        values.begin_batch()
        found = {field.name: batch.values(field) for field in BESIDE}
        numbered = {name: values.numbers(texts) for name, (_, texts) in found.items()}
        values.learn()
        for name, numbers in numbered.items():
            self._add_beside(name, found[name][0], numbers)
        self._add_whole(batch)
        self.documents += len(batch)

    def _add_combined(self, batch: Batch) -> None:
        tokens = self._vocabulary.tokeniser.tokenise(batch.combined_texts())
        documents = np.arange(len(batch), dtype=np.uint64) + np.uint64(self.documents)
        texts = documents[:, None] << np.uint64(_FIELD_BITS) | np.arange(
            len(LENGTH_FIELDS), dtype=np.uint64
        )
        self._combined.add(tokens.forms, texts.ravel(), tokens.counts, tokens.positions)
        self._combined_words.append(tokens.words)
        self.tokens += len(tokens.forms)

    def _add_beside(self, name: str, documents: Array, numbers: Array) -> None:
        """Take the values of a field of words by their numbers."""
        values = self._vocabulary.values
        tokens = values.tokens(numbers)
        shifts = _value_starts(documents, tokens.extents)
        positions = tokens.positions + np.repeat(shifts.astype(np.int32), tokens.counts)
        of_value = (documents + self.documents).astype(np.uint64)
        self._beside[name].add(tokens.forms, of_value, tokens.counts, positions)
        words = np.bincount(documents, tokens.words, self._batch_size)
        self._beside_words[name].append(words.astype(np.int64))
        self.tokens += len(tokens.forms)
        if facet := _FACET_OF.get(name):
            facets = values.facets(numbers)
            kept = np.flatnonzero(facets)
            self._add_terms(facet_field(facet), facets[kept], documents[kept])

    def _add_whole(self, batch: Batch) -> None:
        values: list[str] = []
        uses: dict[str, tuple[Array, Array]] = {}  # documents, and places in `values`
        for field in WHOLE:
            if field.kind is Kind.KEYWORD:
                documents, texts = batch.values(field)
                uses[field.name] = documents, np.arange(len(documents)) + len(values)
                held = list(texts)
                values += map(field.whole, held)
                if field.facet:
                    uses[facet_field(field.facet)] = documents, np.arange(len(held)) + len(values)
                    values += map(field.facet_of, held)
        dates, documents, numbers = batch.dates
        for name, text in _DATED.items():
            uses[name] = documents, numbers + len(values)
            values += map(text, dates)
        terms = self._vocabulary.words.of(encoded(values))
        for name, (documents, places) in uses.items():
            self._add_terms(name, terms[places], documents)

    def _add_terms(self, name: str, terms: Array, documents: Array) -> None:
        if len(terms):
            self._whole[name].append((terms, documents + self.documents))

    # --- the result ------------------------------------------------------------------------------

    def lengths(self) -> dict[str, Array]:
        """The number of words that each document has in each field that is made of words."""
        by_field = self._combined_lengths()
        lengths = {field.name: by_field[:, place] for place, field in enumerate(LENGTH_FIELDS)}
        lengths |= dict.fromkeys((STEMS, FORMS), by_field.sum(axis=1))
        for field in BESIDE:
            counts = joined(self._beside_words[field.name], np.int64)
            lengths[field.name] = counts
            if field.kind is Kind.TEXT:
                lengths[exact_field(field.name)] = counts
        return lengths

    def article_lengths(self) -> Array:
        """The combined length of each document: int64. See `ArticleTerms.length`."""
        return self._combined_lengths() @ np.array(WEIGHTS)

    def _combined_lengths(self) -> Array:
        """int64 (documents, combined fields)."""
        return joined(self._combined_words, np.int64).reshape(-1, len(LENGTH_FIELDS))

    def postings(self) -> Iterator[tuple[str, Postings]]:
        """The postings of each field that has any."""
        for name, found in self._all_postings():
            if len(found.terms):
                yield name, found

    def _all_postings(self) -> Iterator[tuple[str, Postings]]:
        yield from self._combined_postings()
        for field in BESIDE:
            forms, places, bits = self._beside.pop(field.name, _Tokens()).packed()
            found = keyed(forms, self._vocabulary.words)
            if field.kind is Kind.NAME:
                yield field.name, self._posted(occurrences(found, places), bits)
            else:
                yield exact_field(field.name), self._posted(occurrences(found, places), bits)
                stems = self._vocabulary.stems.keyed(found)
                yield field.name, self._posted(occurrences(stems, places), bits)
        for name, parts in self._whole.items():
            terms, documents = (joined([part[place] for part in parts], None) for place in (0, 1))
            yield name, existing(terms, self._numbered(documents), self._vocabulary.words)

    def _posted(self, found: Occurrences, bits: int) -> Postings:
        """The postings of a field beside the combined one, whose texts are its documents."""
        documents, positions = _unpacked(found.places, bits)
        return inverted(found, self._numbered(documents), positions)

    def _combined_postings(self) -> Iterator[tuple[str, Postings]]:
        tokens, self._combined = self._combined, _Tokens()
        forms, places, bits = tokens.packed()
        starts = _combined_starts(self._combined_lengths())
        found = keyed(forms, self._vocabulary.words)
        exact = occurrences(found, places)
        texts, positions = _unpacked(exact.places, bits)
        yield FORMS, self._coded(FORMS, exact, texts, positions + starts[texts])
        del forms, exact, texts, positions
        stems = occurrences(self._vocabulary.stems.keyed(found), places)
        texts, _ = _unpacked(stems.places, bits)
        yield STEMS, self._coded(STEMS, stems, texts, None)
        fields = texts & _FIELD_MASK
        del texts
        for place, field in enumerate(LENGTH_FIELDS):
            part = stems.only(np.flatnonzero(fields == place))
            texts, positions = _unpacked(part.places, bits)
            yield field.name, inverted(part, self._numbered(texts >> _FIELD_BITS), positions)

    def _coded(
        self, name: str, found: Occurrences, texts: Array, positions: Array | None
    ) -> Postings:
        """The postings of the combined field `name`, with their codes."""
        postings = inverted(found, texts >> _FIELD_BITS, positions)
        within = weighed(postings, _weights(texts & _FIELD_MASK))
        codes = self._vocabulary.codes[name].codes(
            within, self.article_lengths(), postings.documents
        )
        return replace(postings, documents=self._numbered(postings.documents), codes=codes)

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


def _combined_starts(lengths: Array) -> Array:
    """Where in the combined field each text begins, by the number of the text: uint32."""
    steps = lengths + np.where(lengths > 0, COMBINED_GAP, 0)
    starts = np.zeros((len(lengths), _FIELD_MASK + 1), np.uint32)
    starts[:, : lengths.shape[1]] = np.cumsum(steps, axis=1) - steps
    return starts.ravel()


def _weights(fields: Array) -> Array:
    """The weight of an occurrence in each of the fields: unsigned."""
    usual = min(WEIGHTS)
    weights = np.full(len(fields), usual, least_unsigned(max(WEIGHTS)))
    for place, weight in enumerate(WEIGHTS):
        if weight != usual:
            weights[fields == place] = weight
    return weights


class _Tokens:
    """The tokens of one field in the order of texts and positions, batch by batch."""

    def __init__(self) -> None:
        self._forms: list[Array] = []
        self._texts: list[tuple[Array, Array]] = []
        self._positions: list[Array] = []

    def add(self, forms: Array, texts: Array, counts: Array, positions: Array) -> None:
        """Take the tokens of texts; text `texts[i]`, uint64, has `counts[i]` of them."""
        self._forms.append(forms)
        self._texts.append((texts, counts))
        self._positions.append(positions)

    def packed(self) -> tuple[Array, Array, int]:
        """Forms, places as in `Occurrences`, and the bits of a place that are the position."""
        forms = joined(self._forms, np.int32)
        top = max((int(part.max()) for part in self._positions if len(part)), default=0)
        last = max((int(texts[-1]) for texts, _ in self._texts if len(texts)), default=0)
        bits = max(top.bit_length(), 1)
        dtype = np.uint32 if bits + last.bit_length() <= 32 else np.uint64
        places = np.empty(len(forms), dtype)
        end = 0
        for (texts, counts), positions in zip(self._texts, self._positions, strict=True):
            start, end = end, end + len(positions)
            places[start:end] = np.repeat((texts << np.uint64(bits)).astype(dtype), counts)
            np.bitwise_or(places[start:end], positions.astype(dtype), out=places[start:end])
        return forms, places, bits


def _unpacked(places: Array, bits: int) -> tuple[Array, Array]:
    """The texts and the positions of places: uint32 both, or uint64."""
    return places >> places.dtype.type(bits), places & places.dtype.type((1 << bits) - 1)
