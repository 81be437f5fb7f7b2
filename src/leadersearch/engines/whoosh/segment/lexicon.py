"""Selectors -> terms of a dictionary, without looking at all of it where that can be helped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leadersearch.engines.whoosh.segment.fuzzy import FuzzyTerms
from leadersearch.engines.whoosh.segment.terms import TermDictionary
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
        self._joined: tuple[int, int, str] | None = None

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
        low, high = self._terms.prefix_range(encoded(selector.prefix()))
        text = self._lines(low, high)
        if text.count("\n") != high - low - 1:  # a term of another program holds a line end
            pattern = selector.regex()
            terms = enumerate(self._terms.terms(low, high), low)
            yield from (ordinal for ordinal, term in terms if pattern.fullmatch(decoded(term)))
            return
        ordinal, place = low, 0
        for match in selector.in_lines().finditer(text):
            start = match.start()
            ordinal += text.count("\n", place, start)
            place = start
            yield ordinal

    def _lines(self, low: int, high: int) -> str:
        """Terms, one a line: a pattern finds its own among all of them in a fifth of the time."""
        if self._joined is None or self._joined[:2] != (low, high):
            self._joined = low, high, decoded(b"\n".join(self._terms.terms(low, high)))
        return self._joined[2]


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
