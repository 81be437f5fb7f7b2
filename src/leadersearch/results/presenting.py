"""An answer -> the page to show: marked titles and names, snippets, reasons, explanations."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from leadersearch.engine import Figures, FoundArticle, View
from leadersearch.model.article import Article
from leadersearch.results.answer import Answer
from leadersearch.results.explain.reasons import Reason, Reasoning
from leadersearch.results.page import Hit, Page
from leadersearch.results.snippets import Marker
from leadersearch.text import Analysis

if TYPE_CHECKING:
    from leadersearch.results.explain.score import ScoreRow
    from leadersearch.rewrite.broaden import Smoothing
    from leadersearch.rewrite.suggest import Suggestion


def page_of(  # noqa: PLR0913  # each is a keyword of its own
    answer: Answer,
    view: View,
    analysis: Analysis,
    *,
    snippets: bool = True,
    explain: bool = False,
    suggestions: tuple[Suggestion, ...] = (),
    unsaid: Collection[str] = (),
    started: float | None = None,
) -> Page:
    """The page of an answer, from the view that gave it.

    `unsaid` are kinds of reasons that are not given. `started` is when the search began, by
    `time.perf_counter`.
    """
    found = answer.found.articles
    additions: list[Callable[[FoundArticle], dict[str, Any]]] = []
    if snippets and found:
        additions.append(_presentation(answer, analysis, unsaid))
    if explain and found:
        additions.append(_explanation(answer, view, analysis))
    hits = []
    for rank, row in enumerate(found, answer.offset + 1):
        added: dict[str, Any] = {}
        for add in additions:
            added |= add(row)
        article, score, all_words, verbatim = row
        hit = Hit(
            article=article,
            score=score,
            rank=rank,
            all_words=all_words,
            verbatim=verbatim,
            **added,
        )
        hits.append(hit)
    return Page(
        hits=tuple(hits),
        total=answer.total,
        all_words=answer.all_words,
        verbatim=answer.found.verbatim,
        query=answer.query,
        facets=answer.found.facets,
        diagnostics=answer.diagnostics,
        suggestions=suggestions,
        seconds=0.0 if started is None else time.perf_counter() - started,
        _plan=answer.plan,
        _analysis=analysis,
    )


def _presentation(
    answer: Answer, analysis: Analysis, unsaid: Collection[str]
) -> Callable[[FoundArticle], dict[str, Any]]:
    """Presents articles; remembers the words that it met."""
    plan = answer.plan
    # To look for a row takes longer than for its words alone: only where it was found.
    reasonings = {
        is_row: Reasoning(Marker(plan if is_row else replace(plan, verbatim=None), analysis))
        for is_row in {found.verbatim for found in answer.found.articles}
    }

    def reasons(found: FoundArticle) -> tuple[Reason, ...]:
        given = reasonings[found.verbatim].reasons(found.article)
        own = (row for row in given if row.kind not in unsaid)
        return (*own, *_likeness(answer.smoothings.get(found.article.id)))

    def presented(found: FoundArticle) -> dict[str, Any]:
        article, marker = found.article, reasonings[found.verbatim].marker
        return {
            "title": marker.mark(article.title, "title"),
            "authors": marker.mark_all(article.authors, "author"),
            "snippet": marker.snippet(article),
            "reasons": reasons(found),
        }

    return presented


def _likeness(smoothing: Smoothing | None) -> tuple[Reason, ...]:
    """The reason that a broadened search adds."""
    if smoothing is None:
        return ()
    from leadersearch.results.explain.broadening import likeness  # few searches are broadened

    reason = likeness(smoothing)
    return (reason,) if reason else ()


def _explanation(
    answer: Answer, view: View, analysis: Analysis
) -> Callable[[FoundArticle], dict[str, Any]]:
    """Explains the scores of articles, by figures that are asked for once."""
    from leadersearch.results.explain.score import figures_of  # few give numbers

    figures = figures_of(answer.plan, view)
    return lambda found: {"score_rows": score_rows(found.article, answer, analysis, figures)}


def score_rows(
    article: Article, answer: Answer, analysis: Analysis, figures: Figures
) -> tuple[ScoreRow, ...]:
    """The rows of the score that an answer gives an article."""
    from leadersearch.results.explain.score import explain_score  # few give numbers

    rows = explain_score(article, answer.plan, analysis, figures)
    smoothing = answer.smoothings.get(article.id)
    if smoothing is None:
        return rows
    from leadersearch.results.explain.broadening import smoothed_rows  # few are broadened

    return tuple(smoothed_rows(rows, smoothing))
