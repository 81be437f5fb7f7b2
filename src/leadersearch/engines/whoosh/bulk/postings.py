"""Occurrences of terms -> postings: the inversion of one run of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from leadersearch.engines.whoosh.bulk.arrays import openings, stable_order, starts_of
from leadersearch.engines.whoosh.bulk.words import Words
from leadersearch.engines.whoosh.codec.arrays import Array


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one field, term by term.

    `terms` are numbers of `Words` in the order of the strings' bytes, int32 (terms,); term i has
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


class Occurrences(NamedTuple):
    """Occurrences in the order of terms, texts and positions.

    `terms` as in `Postings`; of each occurrence, `ordinals` say which of them it is of, `texts`
    the number of its text, and `positions` where in the text it stands.
    """

    terms: Array
    ordinals: Array
    texts: Array
    positions: Array

    def only(self, kept: Array) -> Occurrences:
        """Some of the occurrences."""
        return Occurrences(
            self.terms, self.ordinals[kept], self.texts[kept], self.positions[kept]
        )


def sorted_by_term(terms: Array, words: Words) -> tuple[Array, Array, Array]:
    """Sort numbers of `words` by the bytes of their strings, keeping the order of equal ones.

    Returns the distinct numbers in order, int32 (distinct,); for each of the sorted which of
    these it is, unsigned; and the permutation that sorts them, int64.
    """
    ordinals = np.zeros(len(words), np.int32)
    ordinals[terms] = 1
    distinct = words.in_order(np.flatnonzero(ordinals).astype(np.int32))
    narrow = np.uint16 if len(distinct) <= 1 << 16 else np.uint32
    places = ordinals.astype(narrow)
    places[distinct] = np.arange(len(distinct), dtype=narrow)
    keys = places[terms]
    order = stable_order(keys, len(distinct))
    return distinct, keys[order], order


def occurrences(terms: Array, texts: Array, positions: Array, words: Words) -> Occurrences:
    """Group the occurrences of texts by term.

    What is said twice counts once: two forms of one stem at one place, a compound and its part.
    """
    distinct, ordinals, order = sorted_by_term(terms, words)
    found = Occurrences(distinct, ordinals, texts[order], positions[order])
    is_new = openings(found.positions, found.ordinals, found.texts)
    return found if is_new.all() else found.only(is_new)


def inverted(found: Occurrences, documents: Array, positions: Array | None) -> Postings:
    """The postings of grouped occurrences in `documents`, with or without positions."""
    ordinals = found.ordinals
    starts = np.flatnonzero(openings(ordinals, documents))
    counts = np.bincount(ordinals[starts], minlength=len(found.terms))
    sizes = np.bincount(ordinals, minlength=len(found.terms))
    held = np.flatnonzero(counts)
    return Postings(
        terms=found.terms[held],
        counts=counts[held],
        sizes=sizes[held],
        documents=documents[starts],
        frequencies=np.diff(starts, append=len(ordinals)),
        positions=positions,
    )


def existing(terms: Array, documents: Array, words: Words) -> Postings:
    """The postings of terms that a document has or not, however often."""
    distinct, ordinals, order = sorted_by_term(terms, words)
    documents = documents[order]
    is_new = openings(documents, ordinals)
    if not is_new.all():
        ordinals, documents = ordinals[is_new], documents[is_new]
    counts = np.bincount(ordinals, minlength=len(distinct))
    return Postings(terms=distinct, counts=counts, sizes=counts, documents=documents)


def weighed(postings: Postings, weights: Array) -> Array:
    """The sum of the weights of the occurrences of each posting: int64."""
    assert postings.frequencies is not None
    if not len(weights):
        return np.zeros(0, np.int64)
    return np.add.reduceat(weights, starts_of(postings.frequencies), dtype=np.int64)
