"""How much is done at a time: what bounds the memory, and costs least."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLimits:
    """Each but the last is passed by at most one article.

    `batch` is in characters, about: texts that are tokenised together; arrays beyond the
    processor's cache cost twice as much. `documents` and `tokens` are those of a run, which is
    inverted together; documents below 2^16 / 3 keep the numbers of texts at 16 bits. `range` is
    in occurrences that are merged together, `memory` in bytes that are set aside before files
    are used. Of `analysed` documents at most the articles are analysed once more, which is sooner
    done than to take their segment over as arrays, field by field.
    """

    batch: int = 1 << 22
    documents: int = 1 << 14
    tokens: int = 1 << 19
    range: int = 1 << 19
    memory: int = 1 << 23
    analysed: int = 1 << 7
