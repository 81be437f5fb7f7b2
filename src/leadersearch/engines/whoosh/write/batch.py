"""Some articles, column by column: Python touches each value once, arrays do the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.model.article import Article, PartialDate
from leadersearch.model.field import Field
from leadersearch.model.fields import EXTRA_FIELDS, LENGTH_FIELDS, TABLE
from leadersearch.ranking import tie_break

TEXTS = (*(row.attribute for row in TABLE if row.is_text and row.name != "id"), "id", "fingerprint")
"""The attributes of an article that are one text."""

LISTS = tuple(row for row in TABLE if (row.several and row.attribute) or row in EXTRA_FIELDS)
"""The fields that are stored as a list of texts."""

_COLUMNS = (*TEXTS, *(row.attribute for row in LISTS if row.attribute), "date", "source")


class Batch:
    """The columns of some articles; documents are numbered from 0."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._size = len(articles)
        self.articles = articles
        self._columns: dict[str, Sequence[Any]] = {
            name: list(map(attrgetter(name), articles)) for name in _COLUMNS
        }
        self._encoded: dict[str, list[bytes]] = {}

    def __len__(self) -> int:
        return self._size

    def column(self, name: str) -> Sequence[Any]:
        """An attribute of each article."""
        return self._columns[name]

    def encoded(self, name: str) -> list[bytes]:
        """One of TEXTS of each article, in UTF-8."""
        found = self._encoded.get(name)
        if found is None:
            found = self._encoded[name] = encoded(self._columns[name])
        return found

    def combined_texts(self) -> list[bytes]:
        """The texts that make up the length, in UTF-8, article by article."""
        columns = [self.encoded(field.name) for field in LENGTH_FIELDS]
        return list(chain.from_iterable(zip(*columns, strict=True)))

    def lists(self, field: Field) -> Sequence[Sequence[str]]:
        """The values of a field of each article."""
        if field.several and field.attribute:
            return self._columns[field.attribute]
        return list(map(field.values, self.articles))

    def values(self, field: Field) -> tuple[Array, Iterable[str]]:
        """The values of a field, and the document of each: int64 (values,)."""
        if field.is_text:
            texts = self._columns[field.attribute]
            documents = np.flatnonzero(np.fromiter(map(bool, texts), bool, self._size))
            return documents, filter(None, texts)
        rows = self.lists(field)
        if field.stresses_first:
            rows = list(map(field.indexed, rows))
        sizes = np.fromiter(map(len, rows), np.int64, self._size)
        return np.repeat(np.arange(self._size), sizes), chain.from_iterable(rows)

    @cached_property
    def dates(self) -> tuple[list[PartialDate], Array, Array]:
        """The distinct dates; the documents that have one, and which: int64 both."""
        numbers: dict[PartialDate, int] = {}
        documents, found = [], []
        for document, date in enumerate(self._columns["date"]):
            if date is not None:
                documents.append(document)
                found.append(numbers.setdefault(date, len(numbers)))
        return list(numbers), np.array(documents, np.int64), np.array(found, np.int64)

    def dated(self, text: Callable[[PartialDate], str]) -> list[bytes]:
        """A text of each article's date in UTF-8; empty where it has none."""
        dates, documents, numbers = self.dates
        texts = np.array([text(date).encode() for date in dates], object)
        column = np.full(self._size, b"", object)
        column[documents] = texts[numbers]
        return list(column)

    def days(self) -> Array:
        """The first day of each article's date as an ordinal, 0 where it has none: int32."""
        dates, documents, numbers = self.dates
        ordinals = np.array([date.start.toordinal() for date in dates], np.int32)
        days = np.zeros(self._size, np.int32)
        days[documents] = ordinals[numbers]
        return days

    def ties(self) -> Array:
        """The tie-breaker of equal scores: int64."""
        return np.fromiter(map(tie_break, self._columns["id"]), np.int64, self._size)


def encoded(texts: Sequence[str]) -> list[bytes]:
    """Texts in UTF-8, as terms and stored values are everywhere."""
    try:
        return list(map(str.encode, texts))
    except UnicodeEncodeError:  # a surrogate, which is rare: half the time without looking
        return [text.encode("utf-8", "surrogatepass") for text in texts]
