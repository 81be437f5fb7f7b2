"""All that the browser knows of searching: questions go in, the library's own values come out.

Everything here may take long and is called from worker threads only.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import leadersearch
from leadersearch.collection.saved import SavedSearch
from leadersearch.engine import FacetCount, Sort
from leadersearch.errors import IndexMissing, LeaderSearchError
from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.model.fields import FACETS
from leadersearch.results.completion import Completion, complete
from leadersearch.results.facets import FacetValues
from leadersearch.results.page import Hit, Page
from leadersearch.results.request import Typing
from leadersearch.results.search import Search
from leadersearch.results.snippets import Fragment
from leadersearch.rewrite.suggest import Suggestion
from leadersearch.safety import without_secret

State = Literal["same", "changed", "gone"]

PAGE_SIZE = 10
"""Hits that are read at a time: what most screens show, few enough to mark at each key."""
LOCK_TIMEOUT = 0.5
"""Seconds for which a search to be saved waits while another process writes."""
MAX_VALUES = 200
"""Values of a facet that are counted: more years than print has known blogs for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A search. `serial` tells one run from the next of the same search."""

    search: Search = field(default_factory=Search)
    typing: bool = True
    serial: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """A whole article with what the question matched in it marked, and why it was found."""

    hit: Hit
    title: Fragment
    authors: tuple[Fragment, ...]
    texts: tuple[Fragment, ...]


class IndexSession:
    """One index: opened when first asked, looked at again when told."""

    def __init__(self, path: str | Path, *, acronyms: bool = True) -> None:
        self.path = path
        self.place = without_secret(str(path))
        """The path or address, as it may be shown."""
        self._acronyms = acronyms
        self._index: Index | None = None
        self._values: dict[str, FacetValues] = {}
        self._changing = threading.Lock()  # our own change is no news once it is over
        self._looking_up = threading.Lock()

    def open(self) -> int:
        """Open the index, or see what has changed in it; returns how many articles it holds.

        Raises LeaderSearchError; an index that was open before then stays as it was.
        """
        if self._index is None:
            self._index = leadersearch.open_index(self.path, lock_timeout=LOCK_TIMEOUT)
        else:
            self._index.refresh()
        self._values = {}
        return len(self._index)

    def warm_up(self) -> None:
        """Load what a later key would wait for: the stemmer, and the names of the authors."""
        self.index.warm_up()
        self._values_of("author").with_word("", 1)

    def close(self) -> None:
        """Release the index's files."""
        if self._index is not None:
            self._index.close()
            self._index = None

    @property
    def is_open(self) -> bool:
        """Whether there is an index to ask."""
        return self._index is not None

    @property
    def index(self) -> Index:
        """The open index; raises IndexMissing where none could be opened."""
        if self._index is None:
            raise IndexMissing(f"there is no index in {self.place}")
        return self._index

    def look(self) -> State:
        """Whether the index has changed since it was opened or looked for."""
        with self._changing:
            try:
                if self._index is not None:
                    return "changed" if self._index.has_changed() else "same"
                leadersearch.open_index(self.path).close()
            except IndexMissing:
                return "gone"
            except LeaderSearchError:
                return "same"  # as unusable as it was
            return "changed"

    # --- answers ---------------------------------------------------------------------------------

    def first_page(self, question: Question) -> Page:
        """The best hits, with everything that is said about the question but suggestions."""
        return self._search(question, limit=PAGE_SIZE)

    def hits(self, question: Question, page_number: int) -> tuple[Hit, ...]:
        """A later page of the answer."""
        offset = page_number * PAGE_SIZE
        return self._search(question, limit=PAGE_SIZE, offset=offset).hits

    def best_score(self, question: Question, page: Page) -> float:
        """The score of the best hit, wherever the order of the first page has put it.

        Hits that hold some of the words only may have more, and come after all the same.
        """
        scores = [hit.score for hit in page.hits if hit.all_words or not page.all_words]
        if any(scores) and question.search.sort is not Sort.RELEVANCE:
            by_relevance = replace(question.search, sort=Sort.RELEVANCE)
            best = self._search(replace(question, search=by_relevance), limit=1, plain=True)
            scores += [hit.score for hit in best.hits]
        return max(scores, default=0.0)

    def counts(self, question: Question, *, is_wide: bool) -> Mapping[str, tuple[FacetCount, ...]]:
        """How many matching articles have which values of the facets.

        Those count that hold all of the words, where there are any and it is not to be `is_wide`.
        """
        page = self._search(question, limit=0, facets=FACETS, facets_all_words=not is_wide)
        if not (is_wide or page.all_words):
            page = self._search(question, limit=0, facets=FACETS)
        return page.facets

    def suggestions(self, question: Question) -> tuple[Suggestion, ...]:
        """Suggestions for a search that found too little; takes several searches."""
        page = self.index.search(
            question.search, limit=0, typing=question.typing, acronyms=self._acronyms
        )
        return page.suggestions

    def total_without_filters(self, question: Question) -> int:
        """How many articles a question finds in the whole index; 0 where it is asked of it anyway."""
        if not question.search.filters:
            return 0
        unfiltered = replace(question.search, filters=())
        return self._search(replace(question, search=unfiltered), limit=0).total

    def _search(
        self,
        question: Question,
        *,
        limit: int,
        offset: int = 0,
        facets: tuple[str, ...] = (),
        facets_all_words: bool = False,
        plain: bool = False,
    ) -> Page:
        """Part of the answer."""
        return self.index.search(
            question.search,
            limit=limit,
            offset=offset,
            typing=Typing.ONGOING if question.typing else Typing.ENDED,
            facets=facets,
            facet_limit=MAX_VALUES,
            facets_all_words=facets_all_words,
            snippets=bool(limit) and not plain,
            suggestions=False,
            acronyms=self._acronyms,
        )

    def marked_article(self, hit: Hit, page: Page) -> MarkedArticle:
        """The whole article of a hit with what a search matched in it marked."""
        marked = page.mark(hit.article)
        return MarkedArticle(
            hit=hit, title=marked.title, authors=marked.authors, texts=marked.texts
        )

    def related(self, article: Article) -> tuple[Hit, ...]:
        """The articles most like one."""
        return self.index.related(article.id, limit=10).hits

    def articles(self, ids: tuple[str, ...]) -> dict[str, Article]:
        """The articles of these ids, without those that are gone."""
        return {row.id: row for row in self.index.articles(ids) if row is not None}

    # --- saved searches --------------------------------------------------------------------------

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept with the index."""
        return self.index.saved_searches()

    def save_search(self, search: Search, name: str, *, replace: bool) -> SavedSearch:
        """Keep a search with the index under a name."""
        with self._changing:
            return self.index.save_search(name, search, replace=replace)

    def forget_search(self, name: str) -> bool:
        """Forget a saved search."""
        with self._changing:
            return self.index.forget_search(name)

    # --- completion ------------------------------------------------------------------------------

    def completions(self, text: str, cursor: int, limit: int = 8) -> list[Completion]:
        """How what is being typed at the cursor may go on: names of fields, values of facets."""
        if not self.is_open:
            return []
        try:
            return complete(text, cursor, self._values_of, limit)
        except Exception:  # noqa: BLE001  # a damaged index: the search itself will tell
            return []

    def _values_of(self, facet: str) -> FacetValues:
        with self._looking_up:
            known = self._values  # another one as soon as the index is looked at again
            if facet not in known:
                known[facet] = self.index.values(facet)
            return known[facet]
