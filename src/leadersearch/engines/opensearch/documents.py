"""Article -> the document that a cluster keeps of it, and back."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping

from leadersearch import ranking
from leadersearch.engine.stored import article_of, stored_fields
from leadersearch.engines.opensearch.client import Json
from leadersearch.engines.opensearch.mapping import (
    ARTICLE,
    COMBINED,
    KEYWORDS,
    KIND,
    LISTED,
    TEXTS,
    TOGETHER,
    WORDS_SUFFIX,
)
from leadersearch.model.article import Article
from leadersearch.text import Analysis
from leadersearch.text.analysis import title_key

MOST_CHARACTERS = 8_000
"""Characters of a whole value that count: Lucene has no longer terms than 32,766 bytes."""

_LONGEST_ID = 500  # bytes, of 512


def document_id(article_id: str) -> str:
    """The id of the document of an article: its own, or a hash of one that OpenSearch refuses."""
    try:
        if len(article_id.encode()) <= _LONGEST_ID:
            return f"a:{article_id}"
    except UnicodeEncodeError:
        pass
    encoded = article_id.encode("utf-8", "surrogatepass")
    return f"h:{hashlib.blake2b(encoded, digest_size=32).hexdigest()}"


def cut(value: str) -> str:
    """As much of a whole value as counts."""
    return value[:MOST_CHARACTERS]


def document_of(article: Article, analysis: Analysis) -> Json:
    """The document of an article."""
    terms = analysis.analyse(article)
    document: Json = {
        name: laid_out(places) for name, places in terms.positions.items() if name in _SENT
    }
    for name in KEYWORDS:
        if values := terms.positions.get(name):
            document[name] = list(dict.fromkeys(map(cut, values)))
    for name in LISTED:
        if values := terms.positions.get(name):
            document[name + WORDS_SUFFIX] = list(values)
    document |= {
        KIND: ARTICLE,
        # A text, in ASCII: the cluster takes neither lone surrogates nor integers of any size.
        "article": json.dumps(stored_fields(article), separators=(",", ":")),
        "fingerprint": article.fingerprint,
        "length": terms.length,
        "tie": ranking.tie_break(article.id),
    }
    if article.date:
        document["day"] = article.date.start.toordinal()
    if key := title_key(article.title):
        document["title_key"] = cut(key)
    return document


def article_in(source: Mapping[str, str]) -> Article:
    """The article of a document; raises IndexCorrupt where it has none."""
    return article_of(json.loads(source["article"]))


def laid_out(positions: Mapping[str, Iterable[int]]) -> list[str]:
    """Terms in the order of their positions, a text for each run of positions without a gap.

    >>> laid_out({"health": [0], "healthcare": [0], "care": [1], "jones": [101]})
    ['health|healthcare care', 'jones']
    """
    places: dict[int, str] = {}
    for term, each in positions.items():
        for place in each:
            before = places.get(place)
            places[place] = term if before is None else f"{before}{TOGETHER}{term}"
    ordered = sorted(places)
    if not ordered:
        return []
    bounds = [0, len(ordered)]
    if ordered[-1] - ordered[0] >= len(ordered):  # a gap, which few fields have
        bounds[1:1] = [at for at in range(1, len(ordered)) if ordered[at] > ordered[at - 1] + 1]
    return [
        " ".join(map(places.__getitem__, ordered[start:end]))
        for start, end in itertools.pairwise(bounds)
    ]


_SENT = frozenset(TEXTS) - COMBINED.keys()
"""The cluster copies the fields that make up the length into the combined ones."""
