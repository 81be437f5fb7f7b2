"""The stored fields of a batch of articles as the bytes that `codec.stored` makes of each.

Encoding them one by one takes longer than tokenising them. Here the directories of the documents
that store the same fields are made together.
"""

from __future__ import annotations

from functools import cache
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from leadersearch.article import Article
from leadersearch.engines.whoosh.bulk.batch import Batch
from leadersearch.engines.whoosh.codec.arrays import Array
from leadersearch.engines.whoosh.codec.stored import dump_value

_TEXT_CODE = dump_value("")[0]
_LIST_CODE = dump_value([])[0]
_WIDE = 1 << 16  # bytes: longer documents have directories of 32 bits

TEXTS = ("title", "excerpt", "body", "url", "venue", "doi", "language")
NAMES = (*TEXTS, "author", "tag", "date", "source", "id", "fingerprint")
"""What is stored, in the order of `documents.stored_fields`."""

_ALWAYS = ("id", "fingerprint")


class StoredRun(NamedTuple):
    """Documents one after another, and the size of each."""

    data: bytes
    sizes: list[int]


def stored_run(batch: Batch, numbers: dict[str, int]) -> StoredRun:
    """The stored fields of articles; `numbers` as in `codec.stored.dump_document`."""
    columns = _columns(batch)
    sizes = np.array([list(map(len, columns[name])) for name in NAMES]).reshape(len(NAMES), -1)
    held = sizes > 0
    for name in _ALWAYS:
        held[NAMES.index(name)] = True
    rows = [numbers.setdefault(name, len(numbers)) for name in NAMES]
    codes = [_LIST_CODE if name in _LISTS else _TEXT_CODE for name in NAMES]
    heads = _directories(sizes, held, np.array(rows), np.array(codes))
    parts = zip(heads, *(columns[name] for name in NAMES), strict=True)
    totals = sizes.sum(axis=0) + np.fromiter(map(len, heads), np.int64, len(heads))
    return StoredRun(b"".join(chain.from_iterable(parts)), totals.tolist())


_LISTS = {"author", "tag", "source"}


def _columns(batch: Batch) -> dict[str, list[bytes]]:
    """The encoded value of every stored field of each article, empty where it has none."""
    item = cache(_item)  # names recur; forgotten with the batch
    columns = {name: batch.encoded(name) for name in (*TEXTS, *_ALWAYS)}
    columns["author"] = [b"".join(map(item, article.authors)) for article in batch.articles]
    columns["tag"] = [b"".join(map(item, article.tags)) for article in batch.articles]
    columns["source"] = [_source(article, item) for article in batch.articles]
    columns["date"] = batch.dated(str)
    return columns
