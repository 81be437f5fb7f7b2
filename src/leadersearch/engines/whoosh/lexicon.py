"""Selectors -> terms of a dictionary, without looking at all of it where that can be helped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leadersearch.engines.whoosh.codec.terms import TermDictionary
from leadersearch.plan import Like, OneOf, Selector, StartsWith, Within
from leadersearch.text.distance import is_within

Slices = list[tuple[int, int]]
"""Ranges [low, high) of term ordinals, increasing and apart."""


def ordinals(terms: TermDictionary, selector: Selector) -> Slices:
    """The ordinals of the selected terms."""
    match selector:
        case OneOf(wanted):
            found = (terms.find(_encoded(term)) for term in wanted)
            return _slices(sorted({ordinal for ordinal in found if ordinal >= 0}))
        case StartsWith(prefix):
            low, high = terms.prefix_range(_encoded(prefix))
            return [(low, high)] if low < high else []
        case Like():
            return _slices(_like(terms, selector))
    return _slices(_within(terms, selector))


def _like(terms: TermDictionary, selector: Like) -> Iterator[int]:
    pattern = selector.regex()
    low, high = terms.prefix_range(_encoded(selector.prefix()))
    for ordinal, term in enumerate(terms.terms(low, high), low):
        if pattern.fullmatch(_decoded(term)):
            yield ordinal


def _within(terms: TermDictionary, selector: Within) -> Iterable[int]:
    text, distance = selector.text, selector.distance
    # An edit changes the number of bytes by at most that of one letter.
    least = len(_encoded(text)) - 4 * distance
    most = len(_encoded(text)) + 4 * distance
    for ordinal, term in enumerate(terms.terms(0, len(terms))):
        if least <= len(term) <= most and is_within(text, _decoded(term), distance):
            yield ordinal


def _slices(found: Iterable[int]) -> Slices:
    slices: Slices = []
    for ordinal in found:
        if slices and slices[-1][1] == ordinal:
            slices[-1] = (slices[-1][0], ordinal + 1)
        else:
            slices.append((ordinal, ordinal + 1))
    return slices


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


def _decoded(term: bytes) -> str:
    return term.decode("utf-8", "surrogatepass")
