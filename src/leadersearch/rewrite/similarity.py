"""How like each other articles are: the cosines of their tf-idf vectors.

How rare a word is, is counted in these articles alone. Where they were found together, the words of
the query are in most of them and tell none from another; and nothing need be asked of a view.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from leadersearch import ranking
from leadersearch.engine import View
from leadersearch.model.article import Article
from leadersearch.model.fields import LENGTH_FIELDS, Kind
from leadersearch.text import Analysis
from leadersearch.text.tokens import count_forms

MOST_LETTERS = 1_000
"""Letters of a field, from its beginning, that are looked at: what a text is about stands there.

More takes longer and finds no better neighbours (nDCG@10 on Cranfield and CACM).
"""

MOST_KEPT = 10_000
"""Articles of a view whose words are kept in mind."""

_DECIMALS = 9
"""Of a cosine: its last bits depend on the machine."""

_FIELDS = tuple(field for field in LENGTH_FIELDS if field.kind is Kind.TEXT)


class Words(NamedTuple):
    """The stems of an article as numbers, and how often it holds each, fields with their weights."""

    numbers: NDArray[np.int64]
    counts: NDArray[np.float64]


class ViewWords:
    """The words of the articles of one view, each article looked at once."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._number_of: dict[str, int] = {}
        self._kept: dict[str, Words] = {}
        self._looking = threading.Lock()

    def of(self, articles: Sequence[Article]) -> list[Words]:
        """The words of some articles."""
        with self._looking:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            return [self._kept.get(article.id) or self._look_at(article) for article in articles]

    def _look_at(self, article: Article) -> Words:
        stems = Counter[int]()
        for field in _FIELDS:
            for value in field.values(article):
                for form, count in count_forms(value[:MOST_LETTERS]).items():
                    if form not in self._analysis.stop_words:
                        stem = self._analysis.stem(form)
                        number = self._number_of.setdefault(stem, len(self._number_of))
                        stems[number] += int(field.weight) * count
        made = Words(
            np.fromiter(stems.keys(), np.int64, len(stems)),
            np.fromiter(stems.values(), np.float64, len(stems)),
        )
        self._kept[article.id] = made
        return made


_known: WeakKeyDictionary[View, ViewWords] = WeakKeyDictionary()


def words_of(view: View, analysis: Analysis) -> ViewWords:
    """The words of the articles of a view, kept in mind for as long as it lives."""
    return _known.setdefault(view, ViewWords(analysis))


def similarities(words: Sequence[Words]) -> NDArray[np.float64]:
    """The cosine of each of some articles with each; 0 with itself.

    The same articles in the same order have the same cosines, whatever was looked at before.
    """
    number = len(words)
    places = np.repeat(np.arange(number), [len(row.numbers) for row in words])
    columns, width = _columns(np.concatenate([row.numbers for row in words]))
    held = np.bincount(columns, minlength=width)
    idf = np.array([ranking.inverse_document_frequency(number, count) for count in held.tolist()])
    counts = np.concatenate([row.counts for row in words])
    weights = (1.0 + np.log(counts)) * idf[columns]
    lengths = np.sqrt(np.bincount(places, weights * weights, minlength=number))
    vectors = np.zeros((number, width))
    vectors[places, columns] = weights / lengths[places]
    # A word of one article alone makes it longer, and is no part of any product.
    shared = vectors[:, held > 1]
    cosines = np.round(shared @ shared.T, _DECIMALS)
    np.fill_diagonal(cosines, 0.0)
    return cosines


def _columns(numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """The numbers anew, from 0, in the order in which they come; and how many there are."""
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    renumbered = np.empty(len(first), np.int64)
    renumbered[np.argsort(first)] = np.arange(len(first))
    return renumbered[inverse], len(first)
