"""Searches of one moment: answered as they are typed, helped on where little is found, explained."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from leadersearch.engine import Capability, Engine, Found, View
from leadersearch.engine.spellings import in_all_spellings
from leadersearch.errors import ArticleNotFound
from leadersearch.model.article import Article
from leadersearch.plan import Lookup, StartsWith
from leadersearch.plan.rare_words import is_cut_short
from leadersearch.query import Nothing, Query
from leadersearch.results.answer import REWORDING, Answer, answer
from leadersearch.results.as_typed import answer_as_typed, answer_finished
from leadersearch.results.page import Page
from leadersearch.results.presenting import page_of, score_rows
from leadersearch.results.request import SearchRequest, Typing

if TYPE_CHECKING:
    from leadersearch.results.explain.score import ScoreRow
    from leadersearch.rewrite.suggest import Suggestion


class Searching:
    """Searches of one view of an engine."""

    def __init__(self, engine: Engine, view: View) -> None:
        self.view = view
        self._analysis = engine.analysis
        self._can_spell = Capability.VOCABULARY in engine.capabilities
        self._can_reword = engine.capabilities >= REWORDING

    def page(self, query: str | Query, request: SearchRequest) -> Page:
        """The page that a query asks for."""
        started = time.perf_counter()
        found = self.answer(query, request)
        return page_of(
            found,
            self.view,
            self._analysis,
            snippets=request.snippets,
            explain=request.explain,
            suggestions=self._suggestions(found, request),
            started=started,
        )

    def answer(self, query: str | Query, request: SearchRequest) -> Answer:
        """The found articles, without the rest of a page."""
        ask = partial(
            answer, self.view, self._analysis, request=request, can_reword=self._can_reword
        )
        if not isinstance(query, str) or (request.typing is Typing.NONE and not self._can_spell):
            return ask(query)
        if request.typing is Typing.NONE:
            goes_on = partial(is_cut_short, analysis=self._analysis, vocabulary=self.view)
            return answer_finished(query, ask, goes_on)
        return answer_as_typed(query, request.typing, ask)

    def article(self, article_id: str) -> Article:
        """The article of an id, or of the beginning of one that no other id shares.

        Raises ArticleNotFound.
        """
        (article,) = self.view.fetch([article_id])
        if article is not None:
            return article
        beginning = Lookup("id", "id", StartsWith(article_id))
        ids = list(self.view.words([beginning], limit=2)) if article_id else []
        if len(ids) == 1:
            return self.article(ids[0])
        what = "several articles have ids that begin with" if ids else "no article has the id"
        raise ArticleNotFound(f"{what} {article_id!r}; ids are shown by: leadersearch query WORDS")

    def explain(
        self, article_id: str, query: str | Query, request: SearchRequest
    ) -> tuple[ScoreRow, ...]:
        """The rows of an article's score for a query, whether it is on a page or not."""
        from leadersearch.results.explain.score import figures_of  # few give numbers

        article = self.article(article_id)
        found = self.answer(query, replace(request, offset=0, limit=int(request.broaden)))
        return score_rows(article, found, self._analysis, figures_of(found.plan, self.view))

    def related(self, article_id: str, limit: int) -> Page:
        """The articles most like one, by its distinctive words; weak ones are left out."""
        from leadersearch.rewrite.related import RELATED_SHARE, related_query  # rare

        started = time.perf_counter()
        query = related_query(self.view, self._analysis, self.article(article_id))
        request = SearchRequest(limit=limit)
        found = answer(self.view, self._analysis, query or Nothing(), request)
        return page_of(
            replace(found, found=_without_weak(found.found, RELATED_SHARE)),
            self.view,
            self._analysis,
            # How many of its words they have says nothing to someone who typed none.
            unsaid={"words"},
            started=started,
        )

    def _suggestions(self, found: Answer, request: SearchRequest) -> tuple[Suggestion, ...]:
        lacks_words = found.plan.missing and request.typing is not Typing.ONGOING
        if not request.suggestions or (found.total and not lacks_words):
            return ()
        from leadersearch.rewrite.suggest import Asked, suggestions  # most need none

        asked = Asked(
            query=found.read,
            total=found.total,
            missing=found.plan.missing,
            filters=in_all_spellings(self.view, request.filters),
        )
        return suggestions(self.view, self._analysis, asked, can_spell=self._can_spell)


def _without_weak(found: Found, share: float) -> Found:
    best = found.articles[0].score if found.articles else 0.0
    kept = (row for row in found.articles if row.score >= share * best)
    return replace(found, articles=tuple(kept))
