"""Index: what the command line, the browser and other programs use.

with open_index("index") as index:
    for hit in index.search("leadership AHP"):
        print(hit.rank, hit.article.title)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from leadersearch.engine import (
    CheckReport,
    Engine,
    Page,
    SearchRequest,
    Sort,
    Statistics,
    as_sort,
)
from leadersearch.errors import ArticleNotFound
from leadersearch.model.article import Article
from leadersearch.plan.bounds import left_out_diagnostics
from leadersearch.query import Nothing, Query, parse_query
from leadersearch.results.as_typed import Typing, answer_as_typed
from leadersearch.results.presenting import presented
from leadersearch.results.search import Filters, Search, filter_pairs

if TYPE_CHECKING:
    from leadersearch.collection.ingest import IngestReport, Progress
    from leadersearch.collection.saved import SavedSearch
    from leadersearch.results.completion import Completion
    from leadersearch.results.explain import ScoreRow
    from leadersearch.results.facets import FacetValues


def open_index(
    path: str | Path,
    *,
    create: bool = False,
    rebuild: bool = False,
    language: str | None = None,
    lock_timeout: float = 10.0,
) -> Index:
    """Open the index in a folder.

    `create` makes one where there is none; `rebuild` starts from nothing, the old index staying
    until the first commit. `language` (English unless said; a name or a code such as `de`) is
    fixed when an index is made. `lock_timeout` is how many seconds to wait while another process
    writes.

    Raises IndexMissing, IndexCorrupt, IndexTooOld, IndexTooNew or IndexMismatch, each an
    IndexAccessError; UsageError for an unknown language.
    """
    # 20 ms: an engine is loaded when the first index is opened.
    from leadersearch.engines.whoosh.engine import WhooshEngine

    engine = WhooshEngine(
        Path(path), create=create, rebuild=rebuild, language=language, lock_timeout=lock_timeout
    )
    return Index(engine)


class Index:
    """A searchable collection of articles.

    A context manager. Searching is safe from several threads at once; a change happens as a whole
    or not at all, and is seen at once by this object and, after `refresh`, by others.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # --- searching -------------------------------------------------------------------------------

    def search(  # noqa: PLR0913  # each is a keyword of its own on every face
        self,
        query: str | Query | Search = "",
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort | str = Sort.RELEVANCE,
        typing: bool | Typing = False,
        filters: Filters = (),
        facets: Sequence[str] = (),
        facet_limit: int = 20,
        facets_all_words: bool = False,
        snippets: bool = True,
        suggestions: bool = True,
        today: date | None = None,
    ) -> Page:
        """The articles that match a query, best first; an empty query finds all, newest first.

        What a person typed never raises: `page.diagnostics` tell what was not understood. A
        `Search` has its own order and filters. `typing` is for search as you type: the last word
        stands for its completions as well, and an end that means nothing yet is left out. `filters`
        narrow (`{"year": ["2023", "2024"]}`), `facets` are the names of those to count, of
        `author`, `tag`, `venue` and `year`: over all matches, or with `facets_all_words` over
        those that hold all of the words.
        `suggestions`, where too little was found, take as long as several searches. `today` is
        what dates such as "last 30 days" count from.
        """
        started = time.perf_counter()
        if isinstance(query, Search):
            sort, filters, query = query.sort, query.filters, query.text
        asked = SearchRequest(
            limit=limit,
            offset=offset,
            sort=as_sort(sort),
            filters=filter_pairs(filters),
            facets=tuple(facets),
            facet_limit=facet_limit,
            facets_all_words=facets_all_words,
        )
        ask = partial(self._ask, asked=asked, today=today, snippets=snippets)
        typing = Typing.ONGOING if typing is True else typing or Typing.NONE
        if typing is Typing.NONE or not isinstance(query, str):
            page = ask(query, is_unfinished=False)
        else:
            page = answer_as_typed(query, typing, ask)
        if suggestions and not (page.total and (typing is Typing.ONGOING or not page.plan.missing)):
            from leadersearch.rewrite.suggest import suggestions as found  # most need none

            page = replace(
                page, suggestions=found(self.engine, replace(asked, query=page.query), page)
            )
        return replace(page, seconds=time.perf_counter() - started)

    def _ask(
        self,
        query: str | Query,
        *,
        asked: SearchRequest,
        today: date | None,
        snippets: bool,
        is_unfinished: bool,
    ) -> Page:
        """The answer to one query; `is_unfinished`: its last word may go on."""
        parsed = parse_query(query, today=today) if isinstance(query, str) else None
        if is_unfinished and isinstance(query, str):
            from leadersearch.query import ends_in_a_word  # a finished query has no use for it

            is_unfinished = ends_in_a_word(query)
        tree = parsed.query if parsed else query
        request = replace(asked, query=tree, typing=is_unfinished)  # type: ignore[arg-type]  # no text
        page = self.engine.search(request)
        return replace(
            page,
            hits=presented(page, self.engine.analysis) if snippets else page.hits,
            query=request.query,
            diagnostics=(parsed.diagnostics if parsed else ())
            + left_out_diagnostics(query, page.plan.left_out),
        )

    def values(self, facet: str) -> FacetValues:
        """The values of a facet as they are now, to complete what somebody is typing.

        Raises UsageError for what is no facet.
        """
        from leadersearch.results.facets import FacetValues

        return FacetValues(self.engine, facet)

    def words(self, field: str, beginning: str = "", limit: int | None = None) -> list[str]:
        """The words of a field that begin so, the most frequent first; case does not matter.

        Of dates, ids and links the whole values. Raises UsageError for an unknown field.
        """
        from leadersearch.results.facets import words_of

        return words_of(self.engine, field, beginning, limit)

    def complete(self, text: str, cursor: int | None = None, limit: int = 8) -> list[Completion]:
        """How a query may go on where the cursor stands (at its end, unless said otherwise)."""
        from leadersearch.results.completion import complete

        return complete(text, len(text) if cursor is None else cursor, self.values, limit)

    def explain(
        self,
        article_id: str,
        query: str | Query,
        *,
        typing: bool | Typing = False,
        today: date | None = None,
    ) -> tuple[ScoreRow, ...]:
        """The score of an article for a query, row by row: the rows add up to `Hit.score`.

        `typing` and `today` are those of the search. Raises ArticleNotFound.
        """
        from leadersearch.results.explain import explain_score

        article = self.article(article_id)
        plan = self.search(query, limit=0, typing=typing, today=today, suggestions=False).plan
        return explain_score(article, plan, self.engine.analysis, self.engine.figures())

    # --- articles --------------------------------------------------------------------------------

    def article(self, article_id: str) -> Article:
        """The article of an id, or of the beginning of one that no other id shares.

        Raises ArticleNotFound.
        """
        (article,) = self.engine.fetch([article_id])
        if article is not None:
            return article
        matching = [row for row, _ in self.engine.terms("id", article_id, 2)] if article_id else []
        if len(matching) == 1:
            return self.article(matching[0])
        what = "several articles have ids that begin with" if matching else "no article has the id"
        raise ArticleNotFound(f"{what} {article_id!r}; ids are shown by: leadersearch query WORDS")

    def __contains__(self, article_id: str) -> bool:
        return self.engine.fingerprints([article_id]) != [None]

    def __len__(self) -> int:
        return self.engine.article_count()

    def __iter__(self) -> Iterator[Article]:
        for article_id in self.engine.ids():
            (article,) = self.engine.fetch([article_id])
            if article is not None:
                yield article

    def related(self, article_id: str, *, limit: int = 5) -> Page:
        """The articles most like one, by its distinctive words; weak ones are left out.

        Raises ArticleNotFound.
        """
        from leadersearch.rewrite.related import most_related, related_query

        query = related_query(self.engine, self.article(article_id))
        return most_related(self.search(query or Nothing(), limit=limit))

    def add(self, articles: Article | Iterable[Article]) -> int:
        """Add articles, each in place of the one that has its id; returns how many."""
        added = 0
        with self.engine.write() as writer:
            for article in [articles] if isinstance(articles, Article) else articles:
                writer.add(article)
                added += 1
        return added

    def update(self, article: Article) -> None:
        """Replace an article; raises ArticleNotFound where none has its id."""
        with self.engine.write() as writer:
            if not writer.remove(article.id):
                raise ArticleNotFound(f"no article has the id {article.id!r}; add it instead")
            writer.add(article)

    def remove(self, ids: str | Iterable[str]) -> int:
        """Remove the articles of these ids; returns how many there were.

        An article comes back when the file that it came from is read again.
        """
        with self.engine.write() as writer:
            return sum(writer.remove(row) for row in ([ids] if isinstance(ids, str) else ids))

    # --- files -----------------------------------------------------------------------------------

    def ingest(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        skip: Sequence[str | Path] = (),
        follow_links: bool = False,
        prune: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> IngestReport:
        """Bring the index up to date with files and folders, in one commit.

        Unchanged files are not read again, what vanished files gave is removed. A file that
        cannot be read, or not within fair limits, is named in the report and costs nothing else.
        Links that lead out of `paths` are named and passed over unless `follow_links` is set.
        Raises UsageError for a path that does not exist, and IndexLocked.

        Raises FilesVanished, and changes nothing, where all or most of the files that the index
        knows in a place have gone at once, as if a drive were not connected; with `prune` they
        are taken for deleted.
        """
        from leadersearch.collection.ingest import ingest  # 30 ms: who searches reads no files

        given = [paths] if isinstance(paths, str | Path) else list(paths)
        return ingest(
            self.engine,
            [Path(path) for path in given],
            skip=[Path(path) for path in skip],
            follow_links=follow_links,
            prune=prune,
            progress=progress,
        )

    def ingest_bytes(self, data: bytes, name: str, reader: str | None = None) -> IngestReport:
        """Add the articles in some bytes; `reader` names their format unless it can be told."""
        from leadersearch.collection.ingest import ingest_bytes

        return ingest_bytes(self.engine, data, name, reader)

    # --- saved searches --------------------------------------------------------------------------

    def save_search(
        self,
        name: str,
        search: str | Search,
        *,
        sort: Sort | str = Sort.RELEVANCE,
        filters: Filters = (),
        replace: bool = False,
    ) -> SavedSearch:
        """Keep a search with the index under a name; `replace` replaces the one that has it.

        A `Search` has its own order and filters. Raises UsageError for a name that is empty or
        taken, IndexLocked while another process writes.
        """
        from leadersearch.collection import saved

        made = search if isinstance(search, Search) else Search(search, sort, filters)
        return saved.save_search(self.engine, saved.SavedSearch(name, made), replace=replace)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept with the index, by name."""
        from leadersearch.collection import saved

        return saved.saved_searches(self.engine)

    def forget_search(self, name: str) -> bool:
        """Forget a saved search; False where none has the name. Raises IndexLocked."""
        from leadersearch.collection import saved

        return saved.forget_search(self.engine, name)

    # --- the index itself ------------------------------------------------------------------------

    def statistics(self) -> Statistics:
        """Figures of the index."""
        return self.engine.statistics()

    def optimise(self) -> None:
        """Write the whole index anew, as small and as fast to search as it gets.

        Useful after many small updates to an index that will rarely change again. It takes a
        tenth of the time of indexing, and the space of the index a second time. Raises IndexLocked.
        """
        self.engine.optimise()

    def check(self, *, fix: bool = False) -> CheckReport:
        """Read all of the index and say what is wrong; `fix` deletes what runs left behind.

        A damaged index is mended by making it anew: `open_index(path, rebuild=True)`.
        """
        from leadersearch.collection.checking import check  # a search checks nothing

        return check(self.engine, fix=fix)

    def warm_up(self) -> None:
        """Load what the first query with an unknown word would wait for: 0.3 s for the stemmer.

        Worth calling once, in the background, where a program stays and people type into it.
        """
        self.engine.analysis.stemmer.load()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is damaged of the index, so that it was opened as it was before its last change."""
        return tuple(self.engine.warnings)

    def has_changed(self) -> bool:
        """Whether other processes have committed anything that `refresh` would show.

        Raises IndexMissing where the index is gone; what was opened of it can still be searched.
        """
        return self.engine.has_changed()

    def refresh(self) -> bool:
        """See what other processes have committed; True if there was anything."""
        return self.engine.refresh()

    def close(self) -> None:
        """Release the index's files."""
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
