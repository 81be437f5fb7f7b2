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
from leadersearch.engines.whoosh import windows
from leadersearch.engines.whoosh.segments import Segment
from leadersearch.engines.whoosh.windows import Keys
from leadersearch.fields import FIELDS
from leadersearch.plan import OneOf, PairNode, Selector, StartsWith

Numbers = NDArray[np.int64]


def phrase_starts(
    segment: Segment, postings: str, terms: Sequence[str], slop: int, *, open_ended: bool
) -> Keys:
    """Where a phrase begins: `document << 32 | position`, increasing.

    What `leadersearch.plan.PhraseNode` means by it, in one postings field.
    """
    if open_ended:
        return _open_ended(segment, postings, terms, slop)
    held = {term: segment.document_frequency(postings, term) for term in set(terms)}
    if not all(held.values()):
        return np.empty(0, np.int64)
    order = sorted(range(len(terms)), key=lambda offset: held[terms[offset]])
    return (_near if slop else _in_a_row)(segment, postings, terms, order, slop)


def _in_a_row(
    segment: Segment, postings: str, terms: Sequence[str], order: Sequence[int], _: int
) -> Keys:
    rarest = order[0]
    keys = segment.occurrences(postings, OneOf((terms[rarest],)))
    starts = keys[(keys & windows.POSITION) >= rarest] - rarest
    for offset in order[1:]:
        starts = segment.standing(postings, terms[offset], starts + offset) - offset
    return starts


def _near(
    segment: Segment, postings: str, terms: Sequence[str], order: Sequence[int], slop: int
) -> Keys:
    documents = _documents(segment.occurrences(postings, OneOf((terms[order[0]],))))
    for offset in order[1:]:
        there = segment.occurrences_at(postings, terms[offset], documents)
        documents = documents[_documents(there)]
    distinct = {
        term: segment.occurrences_at(postings, term, documents) for term in dict.fromkeys(terms)
    }
    starts = windows.near([distinct[term] for term in terms], slop)
    return (documents[starts >> 32] << 32) | (starts & windows.POSITION)


def _open_ended(segment: Segment, postings: str, terms: Sequence[str], slop: int) -> Keys:
    selectors: list[Selector] = [*(OneOf((term,)) for term in terms[:-1]), StartsWith(terms[-1])]
    distinct = {each: segment.occurrences(postings, each) for each in selectors}
    places = [distinct[each] for each in selectors]
    if not all(map(len, places)):
        return np.empty(0, np.int64)
    return windows.near(places, slop) if slop else windows.runs(places)


def _documents(keys: Keys) -> Numbers:
    """The documents of increasing keys, each once."""
    documents = keys >> 32
    return documents[windows.first_of_each(documents)]


# --- pairs ---------------------------------------------------------------------------------------


class Together(NamedTuple):
    """How often pairs stand together, counts weighted by field: float64 (pairs, documents) each."""

    nearby: NDArray[np.float64]
    adjacent: NDArray[np.float64]


def pairs_together(segment: Segment, pairs: Sequence[PairNode], documents: Numbers) -> Together:
    """How often pairs of words stand together in some documents, increasing."""
    firsts: list[Keys] = []
    seconds: list[Keys] = []
    weights: list[float] = []
    known: dict[tuple[str, str], Keys] = {}

    def occurrences(postings: str, term: str) -> Keys:
        if (postings, term) not in known:
            known[postings, term] = segment.occurrences_at(postings, term, documents)
        return known[postings, term]

    for pair in pairs:
        for name, postings in pair.fields:
            first, second = (occurrences(postings, term) for term in pair.terms)
            # Pairs and fields one after another, each with all the documents: one walk for all.
            base = (len(weights) * len(documents)) << 32
            firsts.append(first + base if len(second) else first[:0])
            seconds.append(second + base if len(first) else second[:0])
            weights.append(FIELDS[name].weight)
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    near, near_firsts = windows.near_two(first, second, ranking.NEARBY_SLOP)
    shape = (len(pairs), len(weights) // len(pairs), len(documents))
    share = np.array(weights).reshape(shape[:2])[:, :, None]

    def counted(keys: Keys) -> NDArray[np.float64]:
        counts = np.bincount(keys >> 32, minlength=len(weights) * len(documents))
        totals: NDArray[np.float64] = (counts.reshape(shape) * share).sum(axis=1)
        return totals

    return Together(counted(near), counted(windows.runs([near_firsts, second])))
