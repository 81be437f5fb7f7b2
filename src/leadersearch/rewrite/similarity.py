"""How like each other articles are: the cosines of their tf-idf vectors.

How rare a word is, is counted in these articles alone. Where they were found together, the words of
the query are in most of them and tell none from another; and nothing need be asked of a view.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from leadersearch import ranking
from leadersearch.engine import View
from leadersearch.model.article import Article
from leadersearch.model.field import Kind
from leadersearch.model.fields import LENGTH_FIELDS
from leadersearch.text import Analysis
from leadersearch.text.tokens import count_forms

MOST_LETTERS = 1_000
"""Letters of a field, from its beginning, that are looked at: what a text is about stands there.

More takes longer and finds no better neighbours (nDCG@10 on Cranfield and CACM).
"""

MOST_KEPT = 10_000
"""Articles of a view whose words are kept in mind."""

DECIMALS = 9
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
        self._number_of_stem: dict[str, int] = {}
        self._number_of = dict.fromkeys(analysis.stop_words, -1)  # form -> number of its stem
        self._kept: dict[str, Words] = {}
        self._looking = threading.Lock()

    def of(self, articles: Sequence[Article]) -> list[Words]:
        """The words of some articles."""
        with self._looking:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            return [self._kept.get(article.id) or self._look_at(article) for article in articles]

    def _look_at(self, article: Article) -> Words:
        stems: dict[int, float] = {}
        for field in _FIELDS:
            for value in field.values(article):
                for form, count in count_forms(value[:MOST_LETTERS]).items():
                    number = self._number_of.get(form)
                    if number is None:
                        number = self._number(form)
                    if number >= 0:
                        stems[number] = stems.get(number, 0.0) + field.weight * count
        made = Words(
            np.fromiter(stems.keys(), np.int64, len(stems)),
            np.fromiter(stems.values(), np.float64, len(stems)),
        )
        self._kept[article.id] = made
        return made

    def _number(self, form: str) -> int:
        known = self._number_of_stem
        number = known.setdefault(self._analysis.stem(form), len(known))
        self._number_of[form] = number
        return number


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
    weights /= np.sqrt(np.bincount(places, weights * weights, minlength=number))[places]
    by_word = np.zeros((width, number))
    by_word[columns, places] = weights
    cosines = np.zeros((number, number))
    ends = np.cumsum([len(row.numbers) for row in words]).tolist()
    for place, (start, end) in enumerate(pairwise([0, *ends])):
        # Not by `@`: its threads wait for each other for longer than they work.
        np.einsum("w,wa->a", weights[start:end], by_word[columns[start:end]], out=cosines[place])
    np.fill_diagonal(cosines, 0.0)
    return np.round(cosines, DECIMALS)


def _columns(numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """The numbers anew, from 0, in the order in which they come; and how many there are."""
    _, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    renumbered = np.empty(len(first), np.int64)
    renumbered[np.argsort(first)] = np.arange(len(first))
    return renumbered[inverse], len(first)
