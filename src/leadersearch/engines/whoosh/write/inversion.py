"""Occurrences of terms -> postings: the inversion of one run of documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.write.grouping import openings, stable_order
from leadersearch.engines.whoosh.write.interner import Interner


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one field, term by term.

    `terms` are numbers of `Interner`, int32 (terms,), in the order of the strings' first eight bytes:
    that is enough for runs to be merged range by range, and costs half. Term i has
    `counts[i]` postings and `sizes[i]` occurrences, int64 both. Of each posting: its document,
    increasing within a term; how often the term occurs; and the code of its score. Of each
    occurrence its position. Unsigned all; None is what the field does not keep.
    """

    terms: Array
    counts: Array
    sizes: Array
    documents: Array
    frequencies: Array | None = None
    positions: Array | None = None
    codes: Array | None = None


class Keyed(NamedTuple):
    """Terms by small numbers: those of the distinct ones in the order of `Postings.terms`.

    `distinct` int32 (distinct,) are numbers of `Interner`; `keys` say for each term which of them it
    is, uint16 where that suffices, else uint32.
    """

    distinct: Array
    keys: Array


class Occurrences(NamedTuple):
    """Occurrences of terms, sorted by term, text and position.

    `terms` as in `Postings`; of each occurrence `keys` say which of them it is of, and `places`
    where it stands: `text << bits | position`, unsigned.
    """

    terms: Array
    keys: Array
    places: Array

    def only(self, kept: Array) -> Occurrences:
        """Some of the occurrences."""
        return Occurrences(self.terms, self.keys[kept], self.places[kept])


def keyed(terms: Array, words: Interner) -> Keyed:
    """Number terms, given as numbers of `words`, anew."""
    if 8 * len(terms) < len(words):
        distinct, keys = np.unique(terms, return_inverse=True)
        ordered = words.by_head(distinct)
        places = np.empty(len(distinct), _key_type(len(distinct)))
        places[np.searchsorted(distinct, ordered)] = np.arange(len(distinct))
        return Keyed(ordered, places[keys])
    is_met = np.zeros(len(words), bool)
    is_met[terms] = True
    distinct = words.by_head(np.flatnonzero(is_met).astype(np.int32))
    places = np.empty(len(words), _key_type(len(distinct)))
    places[distinct] = np.arange(len(distinct))
    return Keyed(distinct, places[terms])


def _key_type(distinct: int) -> type[np.unsignedinteger[Any]]:
    return np.uint16 if distinct <= 1 << 16 else np.uint32


def occurrences(found: Keyed, places: Array) -> Occurrences:
    """Sort occurrences, whose places increase, by term.

    What is said twice counts once: two forms of one stem at one place, a compound and its part.
    """
    order = stable_order(found.keys, len(found.distinct))
    sorted_ = Occurrences(found.distinct, found.keys[order], places[order])
    is_new = openings(sorted_.places, sorted_.keys)
    return sorted_ if is_new.all() else sorted_.only(is_new)


def inverted(found: Occurrences, documents: Array, positions: Array | None) -> Postings:
    """The postings of occurrences in `documents`, with or without positions."""
    is_term = openings(found.keys)
    is_posting = openings(documents)
    is_posting |= is_term
    terms, postings = np.flatnonzero(is_term), np.flatnonzero(is_posting)
    return Postings(
        terms=found.terms[found.keys[terms]],
        counts=np.diff(np.searchsorted(postings, terms), append=len(postings)),
        sizes=np.diff(terms, append=len(documents)),
        documents=documents[postings],
        frequencies=np.diff(postings, append=len(documents)),
        positions=positions,
    )


def existing(terms: Array, documents: Array, words: Interner) -> Postings:
    """The postings of terms that a document has or not, however often."""
    found = occurrences(keyed(terms, words), documents)
    return replace(inverted(found, found.places, None), frequencies=None)


def weighed(postings: Postings, weights: Array) -> Array:
    """The sum of the weights of the occurrences of each posting: int64."""
    assert postings.frequencies is not None
    ends = np.cumsum(postings.frequencies)
    sums = np.append(0, np.cumsum(weights, dtype=np.int64))
    return np.diff(sums[ends], prepend=0)
