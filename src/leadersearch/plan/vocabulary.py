"""The words that articles contain: asked for in batches, assumed before.

A planner decides by what articles hold: a word that none holds is tried as a prefix. To ask word by
word would be as many trips to an engine that is far away. So a query is planned on beliefs (a word
that somebody types is held, a spelling that we make up is not), what was believed is asked in one
trip, and the query is planned once more only if a belief was wrong, which is rare.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeAlias

from leadersearch.plan.nodes import Lookup

Word: TypeAlias = tuple[Lookup, ...]
"""The lookups of a word, one for each of its fields."""


class Vocabulary(Protocol):
    """The words that articles hold, as of one moment."""

    def look_up(
        self, words: Sequence[Sequence[Lookup]], *, enough: int | None = None
    ) -> Sequence[int]:
        """For each word: how many articles hold a term that any of its lookups selects.

        Beyond `enough` a number need not be exact.
        """

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        """The terms that any of the lookups selects, their document frequencies summed.

        The most frequent first, equally frequent ones by alphabet; `limit` cuts the list.
        """


class Known:
    """The answers of a vocabulary so far, and assumptions until it is asked."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        # Lookups that were made once are made for every plan; they are told apart by identity,
        # since to hash them takes as long as to make them.
        self._made: dict[Hashable, Word] = {}
        self._held: dict[int, bool] = {}
        self._believed: dict[int, tuple[Word, bool, Callable[[], Word] | None]] = {}
        self._terms: dict[Lookup, list[str]] = {}

    def made(self, key: Hashable, make: Callable[[], Word]) -> Word:
        """The lookups of a key, made when they are first asked for."""
        word = self._made.get(key)
        if word is None:
            word = self._made[key] = make()
        return word

    def holds(
        self, word: Word, *, belief: bool = True, otherwise: Callable[[], Word] | None = None
    ) -> bool:
        """Whether any article holds a word that was `made`; until it is known, the belief.

        `otherwise` is what will be asked for should none hold it, so that it can be found out, too.
        """
        held = self._held.get(id(word))
        if held is None:
            self._believed[id(word)] = (word, belief, otherwise)
            return belief
        return held

    def settle(self) -> bool:
        """Find out what was believed; whether all of it was true."""
        if not self._believed:
            return True
        believed, self._believed = self._believed.values(), {}
        counts = self._vocabulary.look_up([word for word, _, _ in believed], enough=1)
        is_true, further = True, []
        for (word, belief, otherwise), count in zip(believed, counts, strict=True):
            self._held[id(word)] = count > 0
            is_true &= belief == (count > 0)
            if otherwise is not None and not count:
                further.append(otherwise())
        if further:
            counts = self._vocabulary.look_up(further, enough=1)
            self._held.update(
                (id(word), count > 0) for word, count in zip(further, counts, strict=True)
            )
        return is_true

    def terms(self, lookup: Lookup) -> list[str]:
        """The terms that a lookup selects, the most frequent first."""
        if lookup not in self._terms:
            self._terms[lookup] = list(self._vocabulary.words([lookup]))
        return self._terms[lookup]

    def frequencies(self, words: Sequence[Word]) -> Sequence[int]:
        """For each word: how many articles hold it."""
        return self._vocabulary.look_up(words) if words else ()
