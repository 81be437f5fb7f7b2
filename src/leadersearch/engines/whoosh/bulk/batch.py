"""Some articles, column by column: Python touches each value once, arrays do the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from leadersearch.article import Article, PartialDate
from leadersearch.engines.whoosh.bulk.layout import JOINT
from leadersearch.engines.whoosh.codec.arrays import Array
from leadersearch.ranking import tie_break

_LISTS: dict[str, Callable[[Article], Sequence[str]]] = {
    "author": attrgetter("authors"),
    "tag": attrgetter("tags"),
    "source": lambda article: (article.source.path,) if article.source else (),
}
"""The fields of words whose values are not simply one text of the article."""


class Uses(NamedTuple):
    """The values of one field: of each its document and its number, int64 (values,) both."""

    documents: Array
    numbers: Array


class Batch:
    """The columns of some articles; documents are numbered from 0."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self._texts: dict[str, list[str]] = {}
        self._encoded: dict[str, list[bytes]] = {}

    def __len__(self) -> int:
        return len(self.articles)

    def texts(self, name: str) -> list[str]:
        """An attribute that is a text, of each article."""
        found = self._texts.get(name)
        if found is None:
            found = self._texts[name] = list(map(attrgetter(name), self.articles))
        return found

    def encoded(self, name: str) -> list[bytes]:
        """What `texts` returns, in UTF-8."""
        found = self._encoded.get(name)
        if found is None:
            found = self._encoded[name] = encoded(self.texts(name))
        return found

    def joint_texts(self) -> list[bytes]:
        """The texts that make up the length, in UTF-8, article by article."""
        columns = [self.encoded(field.name) for field in JOINT]
        return list(chain.from_iterable(zip(*columns, strict=True)))

    def uses(self, name: str, numbers: dict[str, int]) -> Uses:
        """The values of a field of words, numbered by `numbers`, to which new ones are added."""
        if name in _LISTS:
            rows = list(map(_LISTS[name], self.articles))
            sizes = np.fromiter(map(len, rows), np.int64, len(rows))
            documents = np.repeat(np.arange(len(rows)), sizes)
            values: Iterable[str] = chain.from_iterable(rows)
        else:
            documents = np.flatnonzero(np.fromiter(map(bool, self.texts(name)), bool))
            values = filter(None, self.texts(name))
        found = [numbers.setdefault(value, len(numbers)) for value in values]
        return Uses(documents, np.array(found, np.int64))

    @cached_property
    def dates(self) -> tuple[list[PartialDate], Uses]:
        """The distinct dates, and which of them articles have."""
        numbers: dict[PartialDate, int] = {}
        documents, found = [], []
        for document, date in enumerate(map(attrgetter("date"), self.articles)):
            if date is not None:
                documents.append(document)
                found.append(numbers.setdefault(date, len(numbers)))
        return list(numbers), Uses(np.array(documents, np.int64), np.array(found, np.int64))

    def dated(self, text: Callable[[PartialDate], str]) -> list[bytes]:
        """A text of each article's date in UTF-8; empty where it has none."""
        dates, uses = self.dates
        texts = np.array([text(date).encode() for date in dates], object)
        column = np.full(len(self), b"", object)
        column[uses.documents] = texts[uses.numbers]
        return list(column)

    def days(self) -> Array:
        """The first day of each article's date as an ordinal, 0 where it has none: int32."""
        dates, uses = self.dates
        ordinals = np.array([date.start.toordinal() for date in dates], np.int32)
        days = np.zeros(len(self), np.int32)
        days[uses.documents] = ordinals[uses.numbers]
        return days

    def ties(self) -> Array:
        """What orders equally good articles: int64."""
        return np.fromiter(map(tie_break, self.texts("id")), np.int64, len(self))


def encoded(texts: Iterable[str]) -> list[bytes]:
    """Texts in UTF-8, as terms and stored values are everywhere."""
    return [text.encode("utf-8", "surrogatepass") for text in texts]
