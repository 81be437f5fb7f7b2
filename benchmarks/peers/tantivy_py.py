"""tantivy-py: en_stem fields, fast fields for dates and facets, every segment searched at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import tantivy
from benchmarks.peers.corpus import authors_of, day_number, read_articles, year_of
from benchmarks.peers.peer import (
    COMMON_WRITINGS,
    FACET_LIMIT,
    LIMIT,
    SEARCHED,
    WEIGHTS,
    Answer,
    Ask,
    Form,
    Want,
    Writing,
)

from leadersearch import Article

HEAP = 128_000_000
"""The writer's documented default."""

AGGREGATIONS = {
    "author": {"terms": {"field": "names", "size": FACET_LIMIT}},
    "year": {"terms": {"field": "year", "size": FACET_LIMIT}},
}
FUZZY = dict.fromkeys(SEARCHED, (False, 1, True))  # not a prefix, one edit, swaps are one


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in SEARCHED:
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_json_field("more", stored=True, index_option="basic")
    builder.add_text_field("names", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("day", "year"):
        builder.add_unsigned_field(name, stored=True, indexed=True, fast=True)
    return builder.build()


def _document(article: Article) -> Any:
    document = tantivy.Document(
        id=article.id,
        title=article.title,
        excerpt=article.text,
        author=authors_of(article),
        names=list(article.authors),
    )
    document.add_json("more", {"url": article.url, "venue": article.venue, "tags": article.tags})
    document.add_unsigned("day", day_number(article))
    document.add_unsigned("year", year_of(article))
    return document


def _prefix(ask: Ask) -> str:
    """A range of terms: the parser takes no notice of a `*`, and a regex is 30 times slower."""
    first, after = ask.text, ask.text[:-1] + chr(ord(ask.text[-1]) + 1)
    return " OR ".join(f"{name}:[{first} TO {after}}}" for name in SEARCHED)


class Tantivy:
    """One searcher over the committed segments."""

    writings: ClassVar[Mapping[Form, Writing]] = {**COMMON_WRITINGS, Form.PREFIX: _prefix}
    cannot: ClassVar[Mapping[str, str]] = {"optimise": "no call for it in Python"}

    def __init__(self, folder: Path, *, counts: bool = True) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.counts = counts
        self.writer: Any = None
        self._reload()
        page, newest = self._page, {"order_by_field": "day"}
        self.wants: Mapping[Want, Callable[[str], Answer]] = {
            Want.PAGE: lambda text: page(self._parse(text)),
            Want.NEWEST: lambda text: page(self._parse(text), **newest),
            Want.FACETS: self._facets,
            Want.SNIPPETS: self._snippets,
        }

    def _reload(self) -> None:
        self.index.reload()
        self.searcher = self.index.searcher()

    def _parse(self, text: str) -> Any:
        fuzzy = text.endswith("~1")
        return self.index.parse_query(
            text.removesuffix("~1"),
            list(SEARCHED),
            field_boosts=WEIGHTS,
            fuzzy_fields=FUZZY if fuzzy else {},
        )

    def _found(self, query: Any, **order: Any) -> tuple[int | None, list[Any]]:
        result: Any = self.searcher.search(query, LIMIT, count=self.counts, **order)
        return result.count, [self.searcher.doc(address) for _, address in result.hits]

    def _page(self, query: Any, **order: Any) -> Answer:
        total, documents = self._found(query, **order)
        return Answer(total, tuple(document.get_first("title") for document in documents))

    def _facets(self, text: str) -> Answer:
        query = self._parse(text)
        answer = self._page(query)
        return Answer(answer.total, answer.titles, self.searcher.aggregate(query, AGGREGATIONS))

    def _snippets(self, text: str) -> Answer:
        query = self._parse(text)
        total, documents = self._found(query)
        shown = []
        for name in SEARCHED:
            generator = tantivy.SnippetGenerator.create(
                self.searcher, query, self.index.schema, name
            )
            shown.append([generator.snippet_from_doc(document).to_html() for document in documents])
        titles = tuple(document.get_first("title") for document in documents)
        return Answer(total, titles, {"snippets": shown})

    def update(self, article: Article) -> None:
        """Replace an article and show it to searches."""
        if self.writer is None:
            self.writer = self.index.writer(HEAP, 1)
        self.writer.delete_documents_by_term("id", article.id)
        self.writer.add_document(_document(article))
        self.writer.commit()
        self._reload()

    def optimise(self) -> None:
        """Merge the index into one piece."""
        raise NotImplementedError

    def close(self) -> None:
        """Release files."""
        self.writer = None


def _build(corpus: Path, folder: Path, threads: int) -> None:
    index = tantivy.Index(_schema(), str(folder))
    writer = index.writer(HEAP, threads)
    for article in read_articles(corpus):
        writer.add_document(_document(article))
    writer.commit()
    writer.wait_merging_threads()


def build(corpus: Path, folder: Path) -> None:
    _build(corpus, folder, 1)


def build_threaded(corpus: Path, folder: Path) -> None:
    """With as many threads as tantivy chooses."""
    _build(corpus, folder, 0)


def open_index(folder: Path) -> Tantivy:
    return Tantivy(folder)


def open_uncounted(folder: Path) -> Tantivy:
    """Without the total, so that it may skip what cannot be among the first ten."""
    return Tantivy(folder, counts=False)
