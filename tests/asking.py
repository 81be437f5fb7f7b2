"""Engines asked as the library asks them, without what is shown of the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from leadersearch.engine import Engine
from leadersearch.model.article import Article
from leadersearch.plan import Lookup, OneOf, Plan, StartsWith
from leadersearch.query import Everything, Query, parse_query
from leadersearch.results.answer import REWORDING, answer
from leadersearch.results.page import Page
from leadersearch.results.presenting import page_of
from leadersearch.results.request import SearchRequest


@dataclass(frozen=True)
class Question:
    """A query and what is wanted of its answer; `typing`: the last word may go on."""

    query: Query = field(default_factory=Everything)
    typing: bool = False
    request: SearchRequest = field(default_factory=SearchRequest)


def question(query: str | Query, *, typing: bool = False, **options: Any) -> Question:
    parsed = parse_query(query).query if isinstance(query, str) else query
    return Question(parsed, typing, SearchRequest(**options))


def answered(engine: Engine, asked: Question) -> Page:
    """The page of a question, without what is shown of its hits."""
    view = engine.view()
    found = answer(
        view,
        engine.analysis,
        asked.query,
        asked.request,
        is_unfinished=asked.typing,
        can_reword=engine.capabilities >= REWORDING,
    )
    return page_of(found, view, engine.analysis, snippets=False)


def search(engine: Engine, query: str | Query, *, typing: bool = False, **options: Any) -> Page:
    return answered(engine, question(query, typing=typing, **options))


def ids(page: Page) -> list[str]:
    """The ids of the articles of a page, in order."""
    return [hit.article.id for hit in page]


def plan_of(page: Page) -> Plan:
    return page._plan


def fill(engine: Engine, articles: Iterable[Article]) -> None:
    with engine.write() as writer:
        writer.put(articles)


def held_ids(engine: Engine) -> list[str]:
    """The ids of all articles, sorted."""
    return [article.id for part in engine.view().scan() for article in part]


def terms(
    engine: Engine, postings: str, prefix: str = "", limit: int | None = None
) -> list[tuple[str, int]]:
    """The terms of a postings field that begin so, with their document frequencies."""
    lookup = Lookup(postings, postings, StartsWith(prefix))
    return list(engine.view().words([lookup], limit=limit).items())


def document_frequency(engine: Engine, postings: str, term: str) -> int:
    (count,) = engine.view().look_up([(Lookup(postings, postings, OneOf((term,))),)])
    return count
