"""The answer to a search: a page of hits, with snippets, reasons and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from leadersearch.arguments import checked
from leadersearch.engine import FacetCount
from leadersearch.model.article import Article
from leadersearch.plan import Plan, Reading
from leadersearch.query.diagnostics import Diagnostic
from leadersearch.query.tree import Query
from leadersearch.results.explain.reasons import Reason
from leadersearch.results.snippets.fragment import Fragment, Snippet
from leadersearch.results.snippets.marker import MarkedTexts, marker_for
from leadersearch.text import Analysis
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.results.explain.score import ScoreRow
    from leadersearch.rewrite.suggest import Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found article.

    `rank` counts from 1 over the whole answer. `all_words`: the article holds all of the words;
    `verbatim`: as a row, as they were typed.
    `score_rows` add up to `score`; they are empty unless the search had `explain=True`.
    """

    article: Article
    score: float
    rank: int
    all_words: bool = True
    verbatim: bool = False
    title: Fragment = Fragment("")
    authors: tuple[Fragment, ...] = ()
    snippet: Snippet = Snippet()
    reasons: tuple[Reason, ...] = ()
    score_rows: tuple[ScoreRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the answer.

    `total` counts all matches, `all_words` those that hold all of the words, `verbatim` those of them
    that hold them as a row, as they were typed. `seconds` is the duration of the search.
    """

    hits: tuple[Hit, ...]
    total: int
    all_words: int
    verbatim: int = 0
    query: Query
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    seconds: float = 0.0
    _plan: Plan
    _analysis: Analysis = field(repr=False)

    @property
    def missing(self) -> tuple[str, ...]:
        """The words of the query that no article contains."""
        return self._plan.missing

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The parts of the query that were not taken as typed."""
        return self._plan.readings

    @property
    def has_tiers(self) -> bool:
        """Whether articles with all of the words come before those with some."""
        return bool(self._plan.units)

    @checked
    def mark(self, article: Article) -> MarkedTexts:
        """The whole article, with its matches marked."""
        return marker_for(self._plan, self._analysis).mark_article(article)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)
