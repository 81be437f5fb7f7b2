"""The one seam between leadersearch and whatever holds the index.

An `Engine` stores articles and answers a `SearchRequest` with a `Page` of hits. Everything above
it (snippets, reasons, suggestions, the three faces) works with these values only, so that any
engine will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from types import TracebackType
from typing import Protocol, Self

from leadersearch.errors import UsageError
from leadersearch.model.article import Article
from leadersearch.model.fields import FACETS
from leadersearch.plan import Leaf, Lookup, Plan, Vocabulary
from leadersearch.query.diagnostics import Diagnostic
from leadersearch.query.tree import Everything, Query
from leadersearch.text import Analysis
from leadersearch.values import dataclass


class Sort(Enum):
    """The order of hits. Articles that hold all the words come first in every order."""

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
class SearchRequest:
    """What to search for, and which part of the answer is wanted.

    `typing`: the last word is still being typed, so its completions match as well.
    `filters`: (facet, value) pairs to narrow by. `facets`: the facets to count over all matches,
    with `facets_all_words` over the first tier of them.
    Raises UsageError for a negative limit or offset and for an unknown facet.
    """

    query: Query = field(default_factory=Everything)
    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    typing: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    facets: tuple[str, ...] = ()
    facet_limit: int = 20
    facets_all_words: bool = False

    def __post_init__(self) -> None:
        if self.limit < 0 or self.offset < 0:
            raise UsageError("limit and offset must not be negative")
        for facet in (*self.facets, *(name for name, _ in self.filters)):
            if facet not in FACETS:
                raise UsageError(f"unknown facet {facet!r}: choose from {', '.join(FACETS)}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of an article's text with the matched words in it.

    `marks` are (start, end) in characters of `text`, in order and apart. `cut_before` and
    `cut_after` say whether the article's text goes on there.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    field: str = ""
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """The best one or two fragments of an article for a query."""

    fragments: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article was found, in plain words (`phrase in title`); `kind` is for programs."""

    kind: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found article.

    `rank` counts from 1 over the whole answer. `all_words`: the article is of the first tier.
    `title`, `authors`, `snippet` and `reasons` are filled in above the engine.
    """

    article: Article
    score: float
    rank: int
    all_words: bool = True
    title: Fragment = Fragment("")
    authors: tuple[Fragment, ...] = ()
    snippet: Snippet = Snippet()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matching articles have a value of a facet."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query that finds something: its text, how many articles it finds, and why it."""

    query: str
    total: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the answer.

    `total` counts all matches, `all_words` those of the first tier. `diagnostics`, `suggestions`
    and `seconds` are filled in above the engine.
    """

    hits: tuple[Hit, ...]
    total: int
    all_words: int
    plan: Plan
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    query: Query = field(default_factory=Everything)
    diagnostics: tuple[Diagnostic, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    seconds: float = 0.0

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


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
class CheckReport:
    """What a check of an index found: figures, what is wrong, and what was left behind."""

    articles: int
    problems: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()


class Figures(Protocol):
    """What scores depend on beside the article, as of one moment."""

    @property
    def articles(self) -> int:
        """How many articles there are."""

    @property
    def mean_length(self) -> float:
        """The mean of their joint lengths."""

    def document_frequency(self, node: Leaf) -> int:
        """How many of them match a leaf of a plan."""


class Writer(Protocol):
    """Changes to an index that take effect all at once, or not at all.

    A context manager: leaving it commits, leaving it by an exception rolls back.
    """

    def add(self, article: Article) -> None:
        """Add an article, in place of the one that has its id."""

    def remove(self, article_id: str) -> bool:
        """Remove an article; False where the index holds none of this id."""

    def attach(self, name: str, data: bytes) -> None:
        """Keep data under a name, committed together with the articles."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Engine(Vocabulary, Protocol):
    """Holds articles and searches them. Reading is safe from several threads."""

    analysis: Analysis

    @property
    def warnings(self) -> Sequence[str]:
        """What is wrong with what was opened, and did not keep it from being opened."""

    def search(self, request: SearchRequest) -> Page:
        """The matching articles, best first; hits carry no snippets yet."""

    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        """The articles of these ids, None where there is none."""

    def ids(self) -> Iterable[str]:
        """The ids of all articles, in no order."""

    def fingerprints(self, ids: Sequence[str]) -> list[str | None]:
        """The fingerprints of the articles of these ids, None where there is none."""

    def terms(
        self, postings: str, prefix: str = "", limit: int | None = None
    ) -> list[tuple[str, int]]:
        """The terms of a postings field that begin with a prefix, with document frequencies.

        The most frequent first; `limit` cuts the list.
        """

    def matching_terms(self, lookups: Sequence[Lookup]) -> dict[str, int]:
        """The terms that any of the lookups selects, their document frequencies summed."""

    def document_frequency(self, postings: str, term: str) -> int:
        """How many articles hold the term in the postings field."""

    def figures(self) -> Figures:
        """What scores depend on beside the article."""

    def article_count(self) -> int:
        """How many articles there are."""

    def statistics(self) -> Statistics:
        """Figures of the index as it is now; takes a look at the whole of it."""

    def attachment(self, name: str) -> bytes | None:
        """Data that was attached with the last commit that attached it; None if never."""

    def write(self) -> Writer:
        """Begin to change the index; raises IndexLocked while another process does."""

    def optimise(self) -> None:
        """Arrange what is held so that searching it is fastest; raises IndexLocked."""

    def verify(self) -> list[str]:
        """Read everything that has a checksum; what is wrong with it, in plain words."""

    def leftovers(self, *, remove: bool = False) -> list[str]:
        """What interrupted runs left behind, by name; with `remove` it is deleted.

        Raises IndexLocked where another process is writing.
        """

    def has_changed(self) -> bool:
        """Whether `refresh` would take notice of anything; raises IndexMissing where all is gone."""

    def refresh(self) -> bool:
        """Take notice of what other processes committed; True if there was anything."""

    def close(self) -> None:
        """Release files; the engine cannot be used afterwards."""
