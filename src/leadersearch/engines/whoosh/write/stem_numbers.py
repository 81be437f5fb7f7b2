"""Form -> stem, by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.write.grouping import Growing
from leadersearch.engines.whoosh.write.interner import Interner
from leadersearch.engines.whoosh.write.inversion import Keyed, keyed


class Stems:
    """Asks for the stem of each form once."""

    def __init__(self, words: Interner, ask: Callable[[Sequence[str]], list[str]]) -> None:
        self._words = words
        self._ask = ask
        self._stems = Growing(np.int32)  # by the number of the form; 0: not asked yet

    def keyed(self, forms: Keyed) -> Keyed:
        """The stems of forms."""
        stems = keyed(self._of(forms.distinct), self._words)
        return Keyed(stems.distinct, stems.keys[forms.keys])

    def _of(self, forms: Array) -> Array:
        """The stems of distinct forms: int32, shape (forms,)."""
        self._stems.extend(np.zeros(len(self._words) - len(self._stems), np.int32))
        stems = self._stems.values[forms]
        unknown = forms[stems == 0]
        if len(unknown):
            self._learn(unknown)
            stems = self._stems.values[forms]
        return stems

    def _learn(self, forms: Array) -> None:
        found = self._ask(list(map(bytes.decode, self._words.strings(forms))))
        self._stems.values[forms] = self._words.of(list(map(str.encode, found)))
