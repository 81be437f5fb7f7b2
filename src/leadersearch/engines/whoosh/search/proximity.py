"""Where the terms of a phrase, or the words of a pair, stand together in a segment.

From the rarest term on: of each further term only those documents are looked at that may still
hold the phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadersearch import ranking
from leadersearch.engines.whoosh.segment import position_sets
from leadersearch.engines.whoosh.segment.position_sets import Keys
from leadersearch.engines.whoosh.segment.protocol import Segment
from leadersearch.engines.whoosh.segment.term_positions import NOWHERE, Located
from leadersearch.model.fields import FIELDS
from leadersearch.plan import OneOf, PairNode, Selector, StartsWith

Numbers = NDArray[np.int64]

MERGED = 4
"""Up to so many occurrences for each place that is asked for, both are merged."""


def phrase_starts(
    segment: Segment, postings: str, terms: Sequence[str], slop: int, words: Sequence[Selector]
) -> Keys:
    """Where a phrase begins: `document << 32 | position`, increasing.

    What `leadersearch.plan.PhraseNode` means by it, in one postings field.
    """
    # No window spans two of the fields that a whole one is made of: where it begins, it is.
    starts = _phrase_starts(segment, segment.whole(postings), terms, slop, words)
    return segment.part(postings, starts)


def _phrase_starts(
    segment: Segment, postings: str, terms: Sequence[str], slop: int, words: Sequence[Selector]
) -> Keys:
    held = {word: segment.posting_count(postings, word) for word in words}
    if not all(held.values()):
        return np.empty(0, np.int64)
    order = sorted(range(len(words)), key=lambda offset: held[words[offset]])
    if not slop:
        return _in_a_row(segment, postings, words, order)
    return _near(segment, postings, terms, order, slop)


def _in_a_row(
    segment: Segment,
    postings: str,
    words: Sequence[Selector],
    order: Sequence[int],
    documents: Numbers | None = None,
) -> Keys:
    rarest = order[0]
    keys = _occurrences(segment, postings, words[rarest], documents)
    starts = keys[(keys & position_sets.POSITION) >= rarest] - rarest
    for offset in order[1:]:
        if not len(starts):
            break
        starts = _standing(segment, postings, words[offset], starts + offset) - offset
    return starts


def rows_among(
    segment: Segment, postings: str, words: Sequence[Selector], documents: Numbers
) -> Numbers:
    """Documents, increasing, with words in a row: all of some, increasing, that have them."""
    whole = segment.whole(postings)
    held = [_posting_count(segment, whole, word) for word in words]
    if not all(held):
        return np.empty(0, np.int64)
    order = sorted(range(len(words)), key=held.__getitem__)
    starts = _in_a_row(segment, whole, words, order, documents)
    return _documents(segment.part(postings, starts))


def _posting_count(segment: Segment, postings: str, word: Selector) -> int:
    if not isinstance(word, OneOf):
        return segment.posting_count(postings, word)
    # What is looked up here is remembered for what follows.
    there = segment.term_postings(postings, *word.terms)
    return 0 if there is None else len(there.documents)


def _occurrences(
    segment: Segment, postings: str, word: Selector, documents: Numbers | None
) -> Keys:
    """Where a word stands; in some documents, or in all."""
    if documents is not None and isinstance(word, OneOf):
        there = segment.term_postings(postings, *word.terms)
        if there is not None and len(there.documents) > len(documents):
            indices, places = there.located(documents)
            return there.occurrences(Located(documents[indices], places))
    return segment.occurrences(postings, word)


def _standing(segment: Segment, postings: str, word: Selector, keys: Keys) -> Keys:
    """Those of some places where a word stands."""
    if isinstance(word, StartsWith):
        # Mostly it is finished: the word itself is looked up at once, all that begin so are many.
        finished = _standing(segment, postings, OneOf((word.prefix,)), keys)
        others = keys if not len(finished) else np.setdiff1d(keys, finished, assume_unique=True)
        if len(others):
            others = segment.occurrences(postings, word, others)
        return position_sets.merged([finished, others])
    if isinstance(word, OneOf):
        there = segment.term_postings(postings, *word.terms)
        if there is not None and len(there.positions) >= MERGED * len(keys):
            return there.standing_at(keys)
    return segment.occurrences(postings, word, keys)


def _near(
    segment: Segment, postings: str, terms: Sequence[str], order: Sequence[int], slop: int
) -> Keys:
    documents = _documents(segment.occurrences(postings, OneOf((terms[order[0]],))))
    found = {term: segment.term_postings(postings, term) for term in terms}
    there = {term: each for term, each in found.items() if each is not None}
    for each in there.values():
        documents = documents[each.located(documents).indices]
    distinct = {term: each.occurrences(each.located(documents)) for term, each in there.items()}
    starts = position_sets.near([distinct[term] for term in terms], slop)
    return (documents[starts >> 32] << 32) | (starts & position_sets.POSITION)


def _documents(keys: Keys) -> Numbers:
    """The documents of increasing keys, each once."""
    documents = keys >> 32
    return documents[position_sets.first_of_each(documents)]


# --- pairs ---------------------------------------------------------------------------------------


class Together(NamedTuple):
    """How often pairs stand together, counts weighted by field: float64 (pairs, documents) each."""

    nearby: NDArray[np.float64]
    adjacent: NDArray[np.float64]


def pairs_together(segment: Segment, pairs: Sequence[PairNode], documents: Numbers) -> Together:
    """How often pairs of words stand together in some documents, increasing."""
    places = _Places(segment, documents)
    fields = [(pair, name, postings) for pair in pairs for name, postings in pair.fields]
    for pair, _, postings in fields:
        places.want_both(postings, *pair.terms)
    firsts, seconds = [], []
    for number, (pair, _, postings) in enumerate(fields):
        # Pairs and fields one after another, each with all the documents: one walk for all.
        base = (number * len(documents)) << 32
        first, second = (places.occurrences(postings, term) for term in pair.terms)
        firsts.append(first + base)
        seconds.append(second + base)
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    near, near_firsts = position_sets.near_two(first, second, ranking.NEARBY_SLOP)
    shape = (len(pairs), len(fields) // len(pairs), len(documents))
    weights = np.array([FIELDS[name].weight for _, name, _ in fields]).reshape(shape[:2])

    def counted(keys: Keys) -> NDArray[np.float64]:
        counts = np.bincount(keys >> 32, minlength=len(fields) * len(documents))
        totals: NDArray[np.float64] = (counts.reshape(shape) * weights[:, :, None]).sum(axis=1)
        return totals

    return Together(counted(near), counted(position_sets.common(near_firsts + 1, second)))


class _Places:
    """Where words stand in some documents, those only in which another word stands as well."""

    def __init__(self, segment: Segment, documents: Numbers) -> None:
        self._segment = segment
        self._documents = documents
        self._located: dict[tuple[str, str], Located] = {}
        self._wanted: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self._found: dict[tuple[str, str], Keys] = {}

    def want_both(self, postings: str, first: str, second: str) -> None:
        """Take note that two words are asked for where both stand in a field."""
        keys = ((postings, first), (postings, second))
        one, other = map(self._locate, keys)
        if not len(one.indices) or not len(other.indices):
            return
        held = np.zeros(len(self._documents), bool)
        held[one.indices] = True
        both = other.indices[held[other.indices]]
        for key in keys if len(both) else ():
            wanted = self._wanted.get(key)
            if wanted is None:
                wanted = self._wanted[key] = np.zeros(len(self._documents), bool)
            wanted[both] = True

    def occurrences(self, postings: str, term: str) -> Keys:
        """Where a word stands: `index in documents << 32 | position`, increasing."""
        key = (postings, term)
        found = self._found.get(key)
        if found is None:
            there = self._segment.term_postings(postings, term)
            if key in self._wanted and there is not None:
                indices, places = self._located[key]
                wanted = self._wanted[key][indices]
                found = there.occurrences(Located(indices[wanted], places[wanted]))
            else:
                found = np.empty(0, np.int64)
            self._found[key] = found
        return found

    def _locate(self, key: tuple[str, str]) -> Located:
        if key not in self._located:
            there = self._segment.term_postings(*key)
            self._located[key] = NOWHERE if there is None else there.located(self._documents)
        return self._located[key]
