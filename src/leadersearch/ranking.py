"""The scoring formula and its constants: numbers in, numbers out.

BM25F with one combined length (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
and Beyond", 2009, section 3.6) and Lucene's inverse document frequency. In words: the title counts
as if written three times, the first author twice; rare words count more; repeats count less and
less; long articles are discounted; an exact word form earns 15 % extra; query words standing
together earn a small bonus.

Each function takes floats or float64 arrays alike and applies the same operations in the same
order, so that every engine that uses it gets the same bits.
"""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.float64])

SATURATION = 1.2
"""k1: how fast repeats of a word stop counting."""

LENGTH_DISCOUNT = 0.5
"""b: 0 ignores the length of an article, 1 discounts it fully."""

EXACT_FORM = 0.15
"""The share of its score that a word earns once more where it stands in the very form asked for."""

ADJACENT = 0.1
"""The weight of "two neighbouring query words stand side by side in this order"."""

NEARBY = 0.1
"""The weight of "two neighbouring query words stand within eight words"."""

NEARBY_SLOP = 6
"""The most words between two that stand within eight words."""

FILLER_WORD = 0.3
"""The weight of a filler word ("articles", "find") where other words remain."""

JOINED = 0.3
"""The weight of a compound's joined form (`healthcare`) beside its parts (`health-care`)."""

ACRONYM = 0.2
"""The weight of the words that an acronym stands for beside it, and the other way round."""

CORRECTION = 0.8
"""The weight of a word that is searched in place of a misspelt one."""

COMPLETION = 0.5
"""The weight of the words that complete the one being typed."""


def inverse_document_frequency(articles: int, document_frequency: int) -> float:
    """How much it says that an article holds a term which `document_frequency` articles hold."""
    return math.log(1.0 + (articles - document_frequency + 0.5) / (document_frequency + 0.5))


def pair_idf(first: float, second: float) -> float:
    """The inverse document frequency of two words that stand together: the sum of theirs.

    Lucene's for phrases. The pair's own would have to be counted in every article, and ranks the
    judged collections no better (nDCG@10 on Cranfield .3884 against .3879, CACM .5571, .5583).
    """
    return first + second


def pair_score(nearby: Number, adjacent: Number, weight: float, idf: float) -> Number:
    """The score of a pair of mixed frequencies >= 0 of "nearby" and of "adjacent"."""
    together = NEARBY * saturation(nearby) + ADJACENT * saturation(adjacent)
    return weighted(together, weight, idf)


def length_norm(length: Number, mean_length: float) -> Number:
    """The divisor for an article's length; 1 at the mean. Lengths are combined: see `Analysis`."""
    if mean_length <= 0.0:
        return length * 0.0 + 1.0
    return (1.0 - LENGTH_DISCOUNT) + LENGTH_DISCOUNT * (length / mean_length)


def mixed_frequency(within_length: Number, outside_length: Number, norm: Number) -> Number:
    """The one frequency of a term over all fields: weighted counts, discounted by length.

    `within_length` sums weight x count over the fields that make up the length, `outside_length`
    over the others (authors), which a long text does not dilute.
    """
    return within_length / norm + outside_length


def saturation(frequency: Number) -> Number:
    """How much of a term's score an article earns by its mixed frequency: from 0 up to 1."""
    return frequency / (frequency + SATURATION)


def weighted(saturated: Number, weight: float, idf: float) -> Number:
    """The score of a term of which an article earns the saturated share."""
    return saturated * (weight * idf * (SATURATION + 1.0))


def term_score(frequency: Number, weight: float, idf: float) -> Number:
    """The score of a term of mixed frequency > 0."""
    return weighted(saturation(frequency), weight, idf)


def tie_break(article_id: str) -> int:
    """A number in [0, 2^63) that orders equally good articles the same way in every engine."""
    from hashlib import blake2b  # 3 ms, for the algorithms of OpenSSL; a search hashes nothing

    encoded = article_id.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(encoded, digest_size=8).digest(), "little") >> 1
