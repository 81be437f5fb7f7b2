"""Stock Whoosh 2.7.4: its own codec, matchers, query parser and highlighter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.peers.corpus import authors_of, day_number, read_articles, year_of
from benchmarks.peers.peer import (
    COMMON_WRITINGS,
    LIMIT,
    SEARCHED,
    WEIGHTS,
    Answer,
    Form,
    Want,
    Writing,
)

from leadersearch import Article

MEMORY = 256
"""Megabytes, as its documentation advises for indexing many documents."""


def _schema() -> Any:
    from whoosh import fields
    from whoosh.analysis import SimpleAnalyzer, StemmingAnalyzer

    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        title=fields.TEXT(StemmingAnalyzer(cachesize=-1), stored=True),
        excerpt=fields.TEXT(StemmingAnalyzer(cachesize=-1), stored=True),
        author=fields.TEXT(SimpleAnalyzer(), stored=True),
        names=fields.KEYWORD(commas=True),
        day=fields.NUMERIC(int, sortable=True, stored=True),
        year=fields.NUMERIC(int, sortable=True, stored=True),
        more=fields.STORED,
    )


def _document(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "excerpt": article.text,
        "author": authors_of(article),
        "names": ",".join(name.replace(",", " ") for name in article.authors),
        "day": day_number(article),
        "year": year_of(article),
        "more": {"url": article.url, "venue": article.venue, "tags": article.tags},
    }


class StockWhoosh:
    """One searcher; BM25F, which is its default."""

    writings: ClassVar[Mapping[Form, Writing]] = COMMON_WRITINGS
    cannot: ClassVar[Mapping[str, str]] = {}

    def __init__(self, folder: Path) -> None:
        from whoosh import collectors, index, scoring, sorting
        from whoosh.qparser import FuzzyTermPlugin, MultifieldParser

        self.index = index.open_dir(str(folder))
        self.searcher = self.index.searcher(weighting=scoring.BM25F())
        self.parser = MultifieldParser(list(SEARCHED), self.index.schema, fieldboosts=WEIGHTS)
        self.parser.add_plugin(FuzzyTermPlugin())
        by_author = sorting.FieldFacet("names", allow_overlap=True, maptype=sorting.Count)
        by_year = sorting.FieldFacet("year", maptype=sorting.Count)
        counted = sorting.Facets().add_facet("author", by_author).add_facet("year", by_year)
        newest = sorting.FieldFacet("day", reverse=True)
        self.wants: Mapping[Want, Callable[[str], Answer]] = {
            Want.PAGE: lambda text: _page(self._found(text, _best())),
            Want.NEWEST: lambda text: _page(
                self._found(text, collectors.SortingCollector(newest, LIMIT))
            ),
            Want.FACETS: lambda text: _page(
                self._found(text, collectors.FacetCollector(_best(), counted))
            ),
            Want.SNIPPETS: lambda text: _snippets(
                self._found(text, collectors.TermsCollector(_best()))
            ),
        }

    def _found(self, text: str, collector: Any) -> Any:
        self.searcher.search_with_collector(self.parser.parse(text), collector)
        return collector.results()

    def update(self, article: Article) -> None:
        """Replace an article and show it to searches."""
        writer = self.index.writer()
        writer.update_document(**_document(article))
        writer.commit()
        self.searcher = self.searcher.refresh()

    def optimise(self) -> None:
        """Merge the index into one piece."""
        self.index.optimize()
        self.searcher = self.searcher.refresh()

    def close(self) -> None:
        """Release files."""
        self.searcher.close()
        self.index.close()


def _best() -> Any:
    """Collects the best hits.

    Its short cuts are off: with them an exact total takes a second search, which is slower.
    """
    from whoosh.collectors import TopCollector

    return TopCollector(LIMIT, usequality=False, replace=0)


def _page(found: Any) -> Answer:
    facets = {name: found.groups(name) for name in found.facet_names()}
    return Answer(len(found), tuple(hit["title"] for hit in found), facets)


def _snippets(found: Any) -> Answer:
    shown = [[hit.highlights(name) for name in SEARCHED] for hit in found]
    reasons = [hit.matched_terms() for hit in found]
    titles = tuple(hit["title"] for hit in found)
    return Answer(len(found), titles, {"snippets": shown, "reasons": reasons})


def build(corpus: Path, folder: Path) -> None:
    from whoosh import index

    writer = index.create_in(str(folder), _schema()).writer(limitmb=MEMORY)
    for article in read_articles(corpus):
        writer.add_document(**_document(article))
    writer.commit()


def open_index(folder: Path) -> StockWhoosh:
    return StockWhoosh(folder)
