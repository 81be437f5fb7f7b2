"""The values of the fields beside the texts: names, venues, tags, addresses.

They recur from article to article, so that each is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.write.batch import encoded
from leadersearch.engines.whoosh.write.grouping import Growing, spread, starts_of
from leadersearch.engines.whoosh.write.interner import Interner
from leadersearch.engines.whoosh.write.tokenising import Tokeniser, Tokens

_KNOWN_VALUES = 1 << 16
"""How many values are remembered; then all are forgotten, so that memory is bounded."""

_NOT_ASKED, _NONE = -1, 0


class _Numbers(dict[str, int]):
    """Value -> number; `new` are the values that were numbered since `new` was emptied."""

    def __init__(self) -> None:
        self.new: list[str] = []

    def __missing__(self, value: str) -> int:
        number = self[value] = len(self)
        self.new.append(value)
        return number


class KeywordValues:
    """Values by number, with their tokens."""

    def __init__(self, words: Interner, tokeniser: Tokeniser) -> None:
        self._words = words
        self._tokeniser = tokeniser
        self._forget()

    def _forget(self) -> None:
        self._numbers = _Numbers()
        self._texts: list[str] = []
        self._forms, self._positions = Growing(np.int32), Growing(np.int32)
        # Of each value: where its tokens begin, how many, its words and positions, its facet.
        self._begins, self._counts, self._word_counts, self._extents, self._facets = (
            Growing(np.int64) for _ in range(5)
        )

    def begin_batch(self) -> None:
        """Say that no number that was given out is going to be used any more."""
        if len(self._numbers) > _KNOWN_VALUES:
            self._forget()

    def numbers(self, values: Iterable[str]) -> Array:
        """The numbers of values: int64. `learn` is to be called before they are used."""
        return np.array(list(map(self._numbers.__getitem__, values)), np.int64)

    def learn(self) -> None:
        """Tokenise the values that were numbered since the last call."""
        values, self._numbers.new = self._numbers.new, []
        if not values:
            return
        tokens = self._tokeniser.tokenise(encoded(values))
        self._texts += values
        self._begins.extend(starts_of(tokens.counts) + len(self._forms))
        self._forms.extend(tokens.forms)
        self._positions.extend(tokens.positions)
        self._counts.extend(tokens.counts)
        self._word_counts.extend(tokens.words)
        self._extents.extend(tokens.extents)
        self._facets.extend(np.full(len(values), _NOT_ASKED))

    def tokens(self, numbers: Array) -> Tokens:
        """The tokens of values."""
        counts = self._counts.values[numbers]
        kept = spread(self._begins.values[numbers], counts)
        return Tokens(
            forms=self._forms.values[kept],
            positions=self._positions.values[kept],
            counts=counts,
            words=self._word_counts.values[numbers],
            extents=self._extents.values[numbers],
        )

    def facets(self, numbers: Array) -> Array:
        """The terms by which values are counted, 0 where there is none: int64.

        See `leadersearch.text.analysis.facet_values`.
        """
        facets = self._facets.values
        unknown = np.unique(numbers[facets[numbers] == _NOT_ASKED])
        if len(unknown):
            squeezed = [" ".join(self._texts[number].split()) for number in unknown.tolist()]
            has_any = np.fromiter(map(bool, squeezed), bool, len(squeezed))
            facets[unknown] = np.where(has_any, self._words.of(encoded(squeezed)), _NONE)
        return facets[numbers]
