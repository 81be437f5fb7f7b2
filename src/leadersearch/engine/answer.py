"""The questions to an engine and its answers: finished values, to which nothing is added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from typing import NamedTuple

from leadersearch.errors import UsageError
from leadersearch.model.article import Article
from leadersearch.plan import Leaf, Plan
from leadersearch.values import dataclass


class Sort(Enum):
    """The order of hits. Articles with all of the words come first in every order.

    By relevance those that hold the words in a row come before these.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


def as_sort(sort: Sort | str) -> Sort:
    """An order by its name; raises UsageError for an unknown one."""
    try:
        return Sort(sort)
    except ValueError as error:
        known = ", ".join(order.value for order in Sort)
        raise UsageError(f"unknown order {sort!r}: choose from {known}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """A plan to be carried out, and which part of the answer is wanted.

    `facets` are counted over all matches, with `facets_all_words` over the first tier of them;
    `facet_limit` values of each at most. `counted_as` maps those values of a facet that are counted
    as others, as are the names of one person: facet -> value -> value.
    """

    plan: Plan
    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    facets: tuple[str, ...] = ()
    facet_limit: int = 20
    facets_all_words: bool = False
    counted_as: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class FoundArticle(NamedTuple):
    """One article of an answer.

    `all_words`: it is of the first tier; `verbatim`: and holds the words in a row.
    """

    article: Article
    score: float
    all_words: bool
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet, and the number of matching articles that have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The wanted part of an answer, best first.

    `total` counts all matches, `all_words` those of the first tier, `verbatim` those of them that hold
    the words in a row.
    """

    articles: tuple[FoundArticle, ...]
    total: int
    all_words: int
    verbatim: int = 0
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a collection that scores depend on, beside the article, as of one moment.

    `mean_length` is in weighted words an article; `frequencies` tell for each leaf that was asked
    for how many articles match it.
    """

    articles: int
    mean_length: float
    frequencies: Mapping[Leaf, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Figures of an index. `size` is in bytes, `mean_length` in weighted words an article."""

    articles: int
    segments: int = 1
    size: int = 0
    mean_length: float = 0.0
    language: str = "english"
    terms: Mapping[str, int] = field(default_factory=dict)  # postings field -> distinct terms
    oldest: str = ""
    newest: str = ""


@dataclass(frozen=True, slots=True)
class WriteOutcome:
    """The outcome of a writer: how many articles it put and removed, and whether anything changed."""

    put: int = 0
    removed: int = 0
    is_committed: bool = False
