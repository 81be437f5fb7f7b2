"""The formula of `leadersearch.ranking` as scripts over packed counts."""

from __future__ import annotations

from leadersearch import ranking
from leadersearch.engines.opensearch.client import Json

WITHIN = 4096
"""The unit of weighted counts within the length: a score is a whole number below 2^24."""

OUTSIDE = 2
"""The unit of those outside the length, whose weights are multiples of a half."""

_WITHIN_COUNT = f"floor((_score + 0.5) / {WITHIN})"
_REST = f"(_score - {WITHIN} * {_WITHIN_COUNT})"
_NORM = "(base + each * doc['length'].value)"

_MIXED = f"({_WITHIN_COUNT} / {_NORM} + {_REST} / {OUTSIDE})"
WORD = f"factor - factor * k / ({_MIXED} + k)"
"""A word: factor x mixed / (mixed + k), the mixed frequency standing there once."""

_NEAR, _SIDE = f"({_WITHIN_COUNT} / {_NORM})", f"({_REST} / {_NORM})"
PAIR = f"(near * {_NEAR} / ({_NEAR} + k) + side * {_SIDE} / ({_SIDE} + k)) * factor"
"""Two words that stand together: the packed counts are those of "nearby" and of "adjacent"."""


def scripted(source: str, mean_length: float, counts: Json, weight: float, idf: float) -> Json:
    """The query that applies a script to the packed counts which another query scores.

    Lucene's expressions take half the time of OpenSearch's scripts, whose parameters have no type.
    """
    discount = ranking.LENGTH_DISCOUNT
    params = {
        "factor": weight * idf * (ranking.SATURATION + 1.0),
        "base": 1.0 - discount if mean_length > 0.0 else 1.0,
        "each": discount / mean_length if mean_length > 0.0 else 0.0,
        "k": ranking.SATURATION,
        "near": ranking.NEARBY,
        "side": ranking.ADJACENT,
    }
    script = {"source": source, "lang": "expression", "params": params}
    return {"script_score": {"query": counts, "script": script}}
