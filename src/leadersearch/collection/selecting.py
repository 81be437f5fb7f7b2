"""All articles that match a query, without holding them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from leadersearch.arguments import checked_methods
from leadersearch.engine import Sort
from leadersearch.engine.session import Session
from leadersearch.query import Query
from leadersearch.results.request import search_request
from leadersearch.results.search import Search
from leadersearch.results.searching import Searching

if TYPE_CHECKING:
    from leadersearch.engine import View
    from leadersearch.model.article import Article

MOST_AT_ONCE = 1_000
"""Articles that are asked for at once."""


@checked_methods
class Selecting(Session):
    """The part of an index that gives out articles one by one."""

    def matching(
        self,
        query: str | Query | Search = "",
        *,
        sort: Sort | str = Sort.RELEVANCE,
        filters: Iterable[tuple[str, str]] = (),
    ) -> Iterator[Article]:
        """All articles that match a query as of now, best first; of an empty one all, by id.

        They are read as they are asked for, so that there may be more of them than fit into memory. Raises UsageError for
        an unknown order or filter.
        """
        if isinstance(query, Search):
            sort, filters = query.sort, query.filters
            query = query.text
        request = search_request(sort=sort, filters=tuple(filters), snippets=False)
        if not query and not request.filters and request.sort is Sort.RELEVANCE:
            return _all(self._now)
        return self._found(query, sort, request.filters, self._now)

    def _found(
        self, query: str | Query, sort: Sort | str, filters: Iterable[tuple[str, str]], view: View
    ) -> Iterator[Article]:
        searching, offset, total = Searching(self._engine, view), 0, 1
        chosen = tuple(filters)
        while offset < total:
            request = search_request(
                sort=sort, filters=chosen, snippets=False, limit=MOST_AT_ONCE, offset=offset
            )
            answer = searching.answer(query, request)
            yield from (row.article for row in answer.found.articles)
            offset, total = offset + MOST_AT_ONCE, answer.total


def _all(view: View) -> Iterator[Article]:
    for batch in view.scan():
        yield from batch
