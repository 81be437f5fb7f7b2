"""Selectors -> terms of a dictionary, without looking at all of it where that can be helped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leadersearch.engines.whoosh.codec.terms import TermDictionary
from leadersearch.engines.whoosh.fuzzy import FuzzyTerms
from leadersearch.plan import Like, OneOf, Selector, StartsWith

Slices = list[tuple[int, int]]
"""Ranges [low, high) of term ordinals, increasing and apart."""


MOST_FOUND = 10_000
"""Terms whose ordinals are remembered."""


class Lexicon:
    """The terms of one field, to be selected from."""

    def __init__(self, terms: TermDictionary) -> None:
        self._terms = terms
        self._fuzzy: FuzzyTerms | None = None
        self._found: dict[str, int] = {}

    def ordinals(self, selector: Selector) -> Slices:
        """The ordinals of the selected terms."""
        match selector:
            case OneOf((term,)):
                ordinal = self.find(term)
                return [(ordinal, ordinal + 1)] if ordinal >= 0 else []
            case OneOf(wanted):
                found = (self._terms.find(encoded(term)) for term in wanted)
                return _slices(sorted({ordinal for ordinal in found if ordinal >= 0}))
            case StartsWith(prefix):
                low, high = self._terms.prefix_range(encoded(prefix))
                return [(low, high)] if low < high else []
            case Like():
                return _slices(self._like(selector))
        if self._fuzzy is None:
            self._fuzzy = FuzzyTerms(self._terms)
        return _slices(self._fuzzy.within(selector.text, selector.distance))

    def find(self, term: str) -> int:
        """The ordinal of a term, -1 where there is none; a search asks for each several times."""
        ordinal = self._found.get(term)
        if ordinal is None:
            if len(self._found) == MOST_FOUND:
                self._found.clear()
            ordinal = self._found[term] = self._terms.find(encoded(term))
        return ordinal

    def _like(self, selector: Like) -> Iterator[int]:
        pattern = selector.regex()
        low, high = self._terms.prefix_range(encoded(selector.prefix()))
        for ordinal, term in enumerate(self._terms.terms(low, high), low):
            if pattern.fullmatch(decoded(term)):
                yield ordinal


def _slices(found: Iterable[int]) -> Slices:
    slices: Slices = []
    for ordinal in found:
        if slices and slices[-1][1] == ordinal:
            slices[-1] = (slices[-1][0], ordinal + 1)
        else:
            slices.append((ordinal, ordinal + 1))
    return slices


def encoded(term: str) -> bytes:
    """A term as it stands in a dictionary."""
    return term.encode("utf-8", "surrogatepass")


def decoded(term: bytes) -> str:
    """A term of a dictionary as text."""
    return term.decode("utf-8", "surrogatepass")
