"""The formula of `leadersearch.ranking` as scripts over packed counts."""

from __future__ import annotations

from leadersearch import ranking
from leadersearch.engines.opensearch.client import Json

WITHIN = 4096
"""The unit of weighted counts within the length: a score is a whole number below 2^24."""

OUTSIDE = 2
"""The unit of those outside the length, whose weights are multiples of a half."""

_UNPACK = """
double packed = Math.rint(_score);
double first = Math.floor(packed / 4096.0);
double second = packed - first * 4096.0;
double norm = 1.0;
if (params.mean > 0.0) { norm = 1.0 - params.b + params.b * (doc['length'].value / params.mean); }
"""

WORD = f"""{_UNPACK}
double mixed = first / norm + second / 2.0;
return mixed / (mixed + params.k) * params.factor;
"""

PAIR = f"""{_UNPACK}
double near = first / norm;
double side = second / norm;
return (params.near * (near / (near + params.k)) + params.side * (side / (side + params.k)))
    * params.factor;
"""


def scripted(source: str, mean_length: float, counts: Json, weight: float, idf: float) -> Json:
    """The query that applies a script to the packed counts which another query scores."""
    params = {
        "factor": weight * idf * (ranking.SATURATION + 1.0),
        "mean": mean_length,
        "k": ranking.SATURATION,
        "b": ranking.LENGTH_DISCOUNT,
        "near": ranking.NEARBY,
        "side": ranking.ADJACENT,
    }
    script = {"source": source, "lang": "painless", "params": params}
    return {"script_score": {"query": counts, "script": script}}
