"""Texts -> words, positions: what `leadersearch.text.tokenise` says, for a batch of texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.write.grouping import Growing, spread, starts_of
from leadersearch.engines.whoosh.write.interner import PADDING, Interner
from leadersearch.engines.whoosh.write.word_spans import Chunks, find_chunks, joined_bytes
from leadersearch.text.tokens import tokenise

_SEPARATOR = b"\n"
_MARGIN = b"   "
_KNOWN_CHUNKS = 1 << 16
"""How many odd chunks are remembered; then all are forgotten, so that memory is bounded."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some texts, in order.

    Of each token: its form as a number of `Interner`, and its position; int32 (tokens,). Of each
    text: how many tokens it has, how many of them are words (a joined compound is not: see
    `leadersearch.text.tokens.Token.span`), and how many positions it takes; int64 (texts,).
    """

    forms: Array
    positions: Array
    counts: Array
    words: Array
    extents: Array


class Tokeniser:
    """Tokenises batches of texts; remembers the odd chunks it has met."""

    def __init__(self, words: Interner) -> None:
        self._words = words
        self._forget()

    def _forget(self) -> None:
        self._known = Interner()
        # Of each odd chunk: where its tokens begin, how many there are, how many of them are
        # words, and how many positions they take. Of each of its tokens: form and place.
        self._begins, self._counts, self._word_counts, self._extents = (
            Growing(np.int64) for _ in range(4)
        )
        self._forms, self._places = Growing(np.int32), Growing(np.int32)

    def tokenise(self, texts: Sequence[bytes]) -> Tokens:
        """The tokens of each text; texts are in UTF-8, where surrogates may pass."""
        raw = _SEPARATOR.join([_MARGIN, *texts, PADDING])
        lowered = raw.lower()
        chunks = find_chunks(lowered)
        first, last = chunks.odd
        odd = self._numbers_of_odd(raw, chunks.starts[first], chunks.ends[last])
        laid_out = _Layout(
            chunks,
            odd_counts=self._counts.values[odd],
            odd_extents=self._extents.values[odd],
        )
        forms = laid_out.repeated(self._plain_forms(lowered, chunks))
        forms[laid_out.joined] = self._joined_forms(lowered, chunks)
        tokens = spread(self._begins.values[odd], laid_out.odd_counts)
        forms[laid_out.of_odd] = self._forms.values[tokens]
        positions = laid_out.repeated(laid_out.places)
        positions[laid_out.of_odd] += self._places.values[tokens]

        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        ends = np.searchsorted(chunks.starts, np.cumsum(sizes + 1) + len(_MARGIN))
        counts, extents = laid_out.per_text(ends)
        positions -= np.repeat((np.cumsum(extents) - extents).astype(np.int32), counts)
        missing = self._extents.values[odd] - self._word_counts.values[odd]
        words = extents
        if missing.any():
            texts_of_odd = np.searchsorted(ends, first, "right")
            words = extents - np.bincount(texts_of_odd, missing, len(ends)).astype(np.int64)
        return Tokens(forms, positions, counts, words, extents)

    def _plain_forms(self, text: bytes, chunks: Chunks) -> Array:
        """The form of each word; of those in odd chunks and numbers the empty form: int32."""
        sizes = chunks.ends - chunks.starts
        for first, last in (chunks.odd, chunks.numbers):
            sizes[spread(first, last - first + 1)] = 0
        return self._words.numbers(text, chunks.starts, sizes)

    def _joined_forms(self, text: bytes, chunks: Chunks) -> Array:
        """The form of each compound and each number, its parts joined: int32."""
        first = np.concatenate([chunks.compounds.first, chunks.numbers.first])
        last = np.concatenate([chunks.compounds.last, chunks.numbers.last])
        characters, sizes = joined_bytes(text, chunks.starts[first], chunks.ends[last])
        return self._words.numbers(characters.tobytes() + PADDING, starts_of(sizes), sizes)

    def _numbers_of_odd(self, raw: bytes, starts: Array, ends: Array) -> Array:
        """The numbers under which the odd chunks of a text are remembered: int32."""
        if len(self._known) > _KNOWN_CHUNKS:
            self._forget()
        end = len(self._known)
        numbers = self._known.numbers(raw, starts, ends - starts)
        if len(self._known) > end:
            self._learn(self._known.strings(np.arange(end, len(self._known))))
        return numbers - 1

    def _learn(self, chunks: list[bytes]) -> None:
        """Remember the tokens of chunks."""
        found = [tokenise(chunk.decode("utf-8", "surrogatepass")) for chunk in chunks]
        tokens = [token for part in found for token in part]
        counts = np.array([len(part) for part in found], np.int64)
        self._begins.extend(starts_of(counts) + len(self._forms))
        self._counts.extend(counts)
        self._word_counts.extend(np.array([sum(t.span == 1 for t in part) for part in found]))
        self._extents.extend(np.array([part[-1].position + 1 if part else 0 for part in found]))
        self._forms.extend(self._words.of([token.form.encode() for token in tokens]))
        self._places.extend(np.array([token.position for token in tokens], np.int32))


class _Layout:
    """Where the tokens of words and chunks come to stand in the sequence of all tokens.

    A plain word is one token at one position. The first part of a compound is followed by the
    joined form at the same position. The words of a number give way to one token, those of an
    odd chunk to the chunk's tokens.
    """

    def __init__(self, chunks: Chunks, *, odd_counts: Array, odd_extents: Array) -> None:
        self.odd_counts = odd_counts
        emitted = np.ones(len(chunks.starts), np.int32)
        extents = emitted.copy()
        for first, last in (chunks.odd, chunks.numbers):
            inside = spread(first, last - first + 1)
            emitted[inside] = 0
            extents[inside] = 0
        for column, of_odd in ((emitted, odd_counts), (extents, odd_extents)):
            column[chunks.odd.first] = of_odd
            column[chunks.numbers.first] = 1
        emitted[chunks.compounds.first] = 2
        self._emitted = emitted
        self._ends = np.cumsum(emitted, dtype=np.int32)
        self._place_ends = np.cumsum(extents, dtype=np.int32)
        starts = self._ends - emitted
        self.places = self._place_ends - extents
        self.joined = np.concatenate(
            [starts[chunks.compounds.first] + 1, starts[chunks.numbers.first]]
        )
        self.of_odd = spread(starts[chunks.odd.first], odd_counts)

    def repeated(self, values: Array) -> Array:
        """A value per word as a value per token."""
        return np.repeat(values, self._emitted)

    def per_text(self, ends: Array) -> tuple[Array, Array]:
        """How many tokens and positions each text has, from the word at which it ends."""
        bounds = np.append(0, ends)
        token_bounds = np.append(0, self._ends)[bounds]
        place_bounds = np.append(0, self._place_ends)[bounds]
        return np.diff(token_bounds), np.diff(place_bounds)
