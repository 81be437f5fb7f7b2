"""Index: what the command line, the browser and other programs use.

with open_index("index") as index:
    for hit in index.search("leadership AHP"):
        print(hit.rank, hit.article.title)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, Unpack

from leadersearch import collection
from leadersearch.arguments import checked, checked_methods
from leadersearch.collection.authors import Authorship
from leadersearch.collection.listings import Listings
from leadersearch.collection.merges import Merging
from leadersearch.collection.saving import Saving
from leadersearch.collection.selecting import Selecting
from leadersearch.engine import Statistics, maintenance_of
from leadersearch.engines.opening import OpenOptions, open_engine
from leadersearch.errors import ArticleNotFound
from leadersearch.model.article import Article
from leadersearch.model.fields import kept_whole
from leadersearch.query import Query
from leadersearch.results.page import Page
from leadersearch.results.request import SearchOptions, search_request
from leadersearch.results.search import Search
from leadersearch.results.searching import Searching

if TYPE_CHECKING:
    from leadersearch.collection.checking import CheckReport
    from leadersearch.collection.copying import CopyOptions, CopyReport
    from leadersearch.collection.ingest import IngestOptions, IngestReport
    from leadersearch.results.explain import ScoreRow

T = TypeVar("T")


@checked
def open_index(location: str | Path, **options: Unpack[OpenOptions]) -> Index:
    """Open the index in a folder, or at an address (`memory://` leaves no files).

    See `OpenOptions` for the options. Raises IndexMissing, IndexCorrupt, IndexTooOld, IndexTooNew or
    IndexMismatch, each an IndexAccessError; UsageError for an unknown language or scheme.
    """
    return Index(open_engine(location, **options), rebuild=options.get("rebuild", False))


@checked_methods
class Index(Listings, Authorship, Merging, Saving, Selecting):
    """A searchable collection of articles.

    A context manager. Searching is safe from several threads. A change is applied completely or not
    at all; this object sees it at once, others after `refresh`.
    """

    def search(self, query: str | Query | Search = "", **options: Unpack[SearchOptions]) -> Page:
        """The articles that match a query, best first; an empty query finds all, newest first.

        No text raises: `page.diagnostics` report what could not be understood. A `Search` has its
        own order, filters and `broaden`. See `SearchOptions` for the options.
        """
        if isinstance(query, Search):
            options["sort"], options["filters"] = query.sort, query.filters
            options["broaden"] = query.broaden
            query = query.text
        request = search_request(**options)
        return self._searched(lambda searches: searches.page(query, request))

    def explain(
        self, article_id: str, query: str | Query, **options: Unpack[SearchOptions]
    ) -> tuple[ScoreRow, ...]:
        """The score of an article for a query, row by row: the rows add up to `Hit.score`.

        `typing` and `today` are those of the search; for all hits of a page, use
        `search(..., explain=True)`. Raises ArticleNotFound.
        """
        request = search_request(**options)
        return self._searched(lambda searches: searches.explain(article_id, query, request))

    def related(self, article_id: str, *, limit: int = 5) -> Page:
        """The articles most like one, by its distinctive words. Raises ArticleNotFound."""
        return self._searched(lambda searches: searches.related(article_id, limit))

    def article(self, article_id: str) -> Article:
        """The article of an id, or of an unambiguous beginning of one. Raises ArticleNotFound."""
        return self._searched(lambda searches: searches.article(article_id))

    def articles(self, ids: Iterable[str]) -> list[Article | None]:
        """The articles of some ids, None where there is none."""
        asked = list(ids)
        return self._asked(lambda view: view.fetch(asked))

    def __contains__(self, article_id: object) -> bool:
        if not isinstance(article_id, str):
            return False
        return self._asked(lambda view: view.fingerprints([article_id])) != [None]

    def __len__(self) -> int:
        return self._now.articles

    def __iter__(self) -> Iterator[Article]:
        for batch in self._now.scan():
            yield from batch

    def add(self, articles: Article | Iterable[Article]) -> int:
        """Add articles; each replaces the one with the same id. Returns how many."""
        with self._writing() as writer:
            writer.put(kept_whole([articles] if isinstance(articles, Article) else articles))
        return writer.outcome.put

    def update(self, article: Article) -> None:
        """Replace an article. Raises ArticleNotFound if none has its id."""
        with self._writing() as writer:
            if writer.base.fingerprints([article.id]) == [None]:
                raise ArticleNotFound(f"no article has the id {article.id!r}; add it instead")
            writer.put(kept_whole([article]))

    def remove(self, ids: str | Iterable[str]) -> int:
        """Remove the articles of these ids; returns how many there were.

        An article returns when the file that it came from is read again.
        """
        with self._writing() as writer:
            writer.remove([ids] if isinstance(ids, str) else ids)
        return writer.outcome.removed

    def ingest(
        self, paths: str | Path | Iterable[str | Path], **options: Unpack[IngestOptions]
    ) -> IngestReport:
        """Bring the index up to date with files and folders.

        What has been read is committed after some 64 MB of files and at the end; an interrupted run
        goes on where it was when it is started again. A rebuild is one commit.

        Unchanged files are skipped, articles of deleted files are removed, and files that cannot
        be read are reported. See `IngestOptions` for the options. Raises UsageError for a path
        that does not exist, IndexLocked, and FilesVanished, where nothing is changed.
        """
        with self._writing(dry=options.get("dry_run", False)) as writer:
            portion = None if self._from_nothing else collection.ingest.PORTION
            return collection.ingest.ingest(writer, paths, portion=portion, **options)

    def ingest_bytes(
        self, data: bytes, name: str, reader: str | None = None, *, dry_run: bool = False
    ) -> IngestReport:
        """Add the articles in some bytes; `reader` names their format if it cannot be detected."""
        with self._writing(dry=dry_run) as writer:
            return collection.ingest.ingest_bytes(writer, data, name, reader, dry_run=dry_run)

    def copy_to(self, other: Index, **options: Unpack[CopyOptions]) -> CopyReport:
        """Bring another index up to date with this one, whatever engines hold them.

        Articles that only the other holds stay. Saved searches and the like are copied too, unless
        the other has its own beside other articles. See `CopyOptions` for the options. Raises
        IndexMismatch for another language, IndexLocked.
        """
        collection.copying.check_languages(self.language, other.language)
        with other._writing() as writer:
            return collection.copying.copy(self._now, writer, **options)

    def statistics(self) -> Statistics:
        """Figures of the index."""
        return self._asked(lambda view: view.statistics())

    def optimise(self) -> None:
        """Merge the whole index into one segment, the smallest and fastest form.

        Useful after many small updates to an index that will rarely change again. Takes a tenth
        of the time of indexing, and the space of the index a second time. Raises IndexLocked.
        """
        maintenance_of(self._engine).optimise()
        self.refresh()

    def check(self, *, fix: bool = False) -> CheckReport:
        """Verify the whole index; `fix` deletes files left by interrupted runs.

        Rebuild a damaged index: `open_index(path, rebuild=True)`, then `ingest`.
        """
        report = collection.checking.check(self._engine, self._now, fix=fix)
        if fix:
            self.refresh()
        return report

    def warm_up(self) -> None:
        """Load the stemmer (0.3 s) before a query needs it; useful if people type queries."""
        self._engine.analysis.stemmer.load()

    def _searched(self, ask: Callable[[Searching], T]) -> T:
        return self._asked(lambda view: ask(Searching(self._engine, view)))
