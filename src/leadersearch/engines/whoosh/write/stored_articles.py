"""The stored fields of a batch of articles as the bytes that `segment.stored_values` makes of each.

Encoding them one by one takes longer than tokenising them. Here the directories of the documents
that store the same fields are made together.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from leadersearch.engine.stored import stored_records
from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.segment.stored_values import dump_value
from leadersearch.engines.whoosh.write.batch import LISTS, TEXTS, Batch
from leadersearch.model.article import Source

_TEXT_CODE = dump_value("")[0]
_LIST_CODE = dump_value([])[0]
_ITEM = struct.Struct("<BI")
_WIDE = 1 << 16  # bytes: longer documents have directories of 32 bits

_TEXTS = tuple(name for name in TEXTS if name not in {"id", "fingerprint"})
NAMES = (*_TEXTS, *(row.name for row in LISTS), "date", "source", "id", "fingerprint", "records")
"""The stored fields, in the order of `stored.stored_fields`."""

_ALWAYS = ("id", "fingerprint")
_LISTS = (*(row.name for row in LISTS), "source", "records")
_KNOWN_ITEMS = 1 << 16


class StoredRun(NamedTuple):
    """Documents one after another, and the size of each."""

    data: bytes
    sizes: list[int]


class Items(dict[str, bytes]):
    """Text -> the text as an item of a list, whose bytes are those of its items. Names recur."""

    def __missing__(self, text: str) -> bytes:
        if len(self) >= _KNOWN_ITEMS:
            self.clear()
        data = text.encode("utf-8", "surrogatepass")
        item = self[text] = _ITEM.pack(_TEXT_CODE, len(data)) + data
        return item


def stored_run(batch: Batch, numbers: dict[str, int], items: Items) -> StoredRun:
    """The stored fields of articles; `numbers` as in `stored_values.dump_document`."""
    columns = _columns(batch, items)
    sizes = np.empty((len(NAMES), len(batch)), np.int64)
    for name, row in zip(NAMES, sizes, strict=True):
        row[:] = np.fromiter(map(len, columns[name]), np.int64, len(batch))
    held = sizes > 0
    held[[NAMES.index(name) for name in _ALWAYS]] = True
    rows = [numbers.setdefault(name, len(numbers)) for name in NAMES]
    codes = [_LIST_CODE if name in _LISTS else _TEXT_CODE for name in NAMES]
    heads = _directories(sizes, held, np.array(rows), np.array(codes))
    kept = [columns[name] for name, row in zip(NAMES, held, strict=True) if row.any()]
    data = b"".join(chain.from_iterable(zip(heads, *kept, strict=True)))
    totals = sizes.sum(axis=0) + np.fromiter(map(len, heads), np.int64, len(heads))
    return StoredRun(data, totals.tolist())


def _columns(batch: Batch, items: Items) -> dict[str, list[bytes]]:
    """The encoded value of every stored field of each article, empty where it has none."""
    columns = {name: batch.encoded(name) for name in TEXTS}
    item = items.__getitem__
    for field in LISTS:
        columns[field.name] = [b"".join(map(item, values)) for values in batch.lists(field)]
    columns["source"] = [
        _source_items(source, items) if source else b"" for source in batch.column("source")
    ]
    columns["date"] = batch.dated(str)
    columns["records"] = [
        dump_value(stored_records(article))[1] if article.records else b""
        for article in batch.articles
    ]
    return columns


def _source_items(source: Source, items: Items) -> bytes:
    member = items[source.member] if source.member else b""
    return items[source.path] + _number_item(source.position) + member


def _number_item(number: int) -> bytes:
    code, data = dump_value(number)
    return _ITEM.pack(code, len(data)) + data


def _directories(sizes: Array, held: Array, rows: Array, codes: Array) -> list[bytes]:
    """The bytes before the values of each document.

    `sizes` int64 and `held` bool (names, documents); `rows` and `codes` int64 (names,).
    """
    ends = np.cumsum(sizes, axis=0)
    is_wide = ends[-1] >= _WIDE
    kinds = (1 << np.arange(len(held))) @ held + (is_wide.astype(np.int64) << len(held))
    heads = [b""] * len(kinds)
    for kind in np.unique(kinds).tolist():
        documents = np.flatnonzero(kinds == kind)
        names = np.flatnonzero(held[:, documents[0]])
        width = 4 if is_wide[documents[0]] else 2
        table = np.zeros(len(documents), _directory_type(len(names), width))
        table["width"], table["count"] = width, len(names)
        table["entries"]["number"], table["entries"]["code"] = rows[names], codes[names]
        table["entries"]["end"] = ends[np.ix_(names, documents)].T
        data, size = table.tobytes(), table.itemsize
        for place, document in enumerate(documents.tolist()):
            heads[document] = data[place * size : (place + 1) * size]
    return heads


@cache
def _directory_type(count: int, width: int) -> np.dtype[Any]:
    entry = np.dtype([("number", "<u2"), ("code", "u1"), ("end", f"<u{width}")])
    return np.dtype([("width", "u1"), ("count", "<u2"), ("entries", entry, (count,))])
