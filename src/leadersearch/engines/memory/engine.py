"""The engine by brute force: every article is looked at for every query.

It is the oracle that the other engines are tested against, so it is written to be evidently
right, not fast; for a few thousand articles it also serves as a toy index that leaves no files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from leadersearch import ranking
from leadersearch.engine import FacetCount, Hit, Page, SearchRequest, Sort, Statistics
from leadersearch.engines.memory.match import Counts, Document, count, matches, select
from leadersearch.model.article import Article
from leadersearch.model.fields import FIELDS
from leadersearch.plan import (
    BooleanNode,
    Lookup,
    Node,
    PairNode,
    PhraseNode,
    Plan,
    WordNode,
    plan_query,
)
from leadersearch.text import Analysis
from leadersearch.text.analysis import facet_field, title_key


class MemoryEngine:
    """Articles in a dict. See `leadersearch.engine.Engine` for what the methods do."""

    warnings: tuple[str, ...] = ()

    def __init__(self, language: str = "english") -> None:
        self.analysis = Analysis(language)
        self._documents: dict[str, Document] = {}
        self._attachments: dict[str, bytes] = {}

    def search(self, request: SearchRequest) -> Page:
        plan = plan_query(
            request.query,
            self.analysis,
            self,
            typing=request.typing,
            filters=request.filters,
        )
        scoring = _Scoring(self._documents.values())
        found = [doc for doc in self._documents.values() if matches(plan.root, doc)]
        kept = [doc for doc in found if all(matches(node, doc) for node in plan.filters)]
        hits = [
            Hit(
                article=doc.article,
                score=scoring.score(plan.root, doc),
                rank=0,
                all_words=all(matches(unit, doc) for unit in plan.units),
            )
            for doc in kept
        ]
        hits.sort(key=_ORDERS[request.sort])
        page = hits[request.offset : request.offset + request.limit]
        return Page(
            hits=tuple(
                Hit(article=hit.article, score=hit.score, rank=rank, all_words=hit.all_words)
                for rank, hit in enumerate(page, request.offset + 1)
            ),
            total=len(hits),
            all_words=sum(hit.all_words for hit in hits),
            plan=plan,
            facets={name: _facet(name, found, plan, request) for name in request.facets},
        )

    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        found = (self._documents.get(article_id) for article_id in ids)
        return [doc.article if doc else None for doc in found]

    def ids(self) -> Iterable[str]:
        return list(self._documents)

    def fingerprints(self, ids: Sequence[str]) -> list[str | None]:
        return [article.fingerprint if article else None for article in self.fetch(ids)]

    def terms(
        self, postings: str, prefix: str = "", limit: int | None = None
    ) -> list[tuple[str, int]]:
        frequencies = Counter(
            term
            for doc in self._documents.values()
            for term in doc.terms.positions.get(postings, ())
            if term.startswith(prefix)
        )
        return sorted(frequencies.items(), key=lambda row: (-row[1], row[0]))[:limit]

    def matching_terms(self, lookups: Sequence[Lookup]) -> dict[str, int]:
        totals: Counter[str] = Counter()
        for doc in self._documents.values():
            for lookup in lookups:
                positions = doc.terms.positions.get(lookup.postings, ())
                totals.update(select(lookup.selector, positions))
        return dict(totals)

    def document_frequency(self, postings: str, term: str) -> int:
        return sum(
            term in doc.terms.positions.get(postings, ()) for doc in self._documents.values()
        )

    def holds(self, lookup: Lookup) -> bool:
        node = WordNode("", (lookup,))
        return any(count(node, doc) for doc in self._documents.values())

    def figures(self) -> _Scoring:
        return _Scoring(self._documents.values())

    def article_count(self) -> int:
        return len(self._documents)

    def statistics(self) -> Statistics:
        documents = self._documents.values()
        dates = sorted(str(doc.article.date.start) for doc in documents if doc.article.date)
        vocabulary: dict[str, set[str]] = {}
        for doc in documents:
            for postings, terms in doc.terms.positions.items():
                vocabulary.setdefault(postings, set()).update(terms)
        return Statistics(
            articles=len(documents),
            mean_length=_mean_length(documents),
            language=self.analysis.language,
            terms={postings: len(terms) for postings, terms in sorted(vocabulary.items())},
            oldest=dates[0] if dates else "",
            newest=dates[-1] if dates else "",
        )

    def attachment(self, name: str) -> bytes | None:
        return self._attachments.get(name)

    def write(self) -> _MemoryWriter:
        return _MemoryWriter(self, dict(self._documents), dict(self._attachments))

    def optimise(self) -> None:
        pass

    def verify(self) -> list[str]:
        return []

    def leftovers(self, *, remove: bool = False) -> list[str]:  # noqa: ARG002  # there are none
        return []

    def has_changed(self) -> bool:
        return False

    def refresh(self) -> bool:
        return False

    def close(self) -> None:
        pass

    def commit(self, documents: dict[str, Document], attachments: dict[str, bytes]) -> None:
        """Replace everything at once: the one place where the engine changes."""
        self._documents, self._attachments = documents, attachments


@dataclass(slots=True)
class _MemoryWriter:
    engine: MemoryEngine
    documents: dict[str, Document]
    attachments: dict[str, bytes]

    def add(self, article: Article) -> None:
        self.documents[article.id] = Document(article, self.engine.analysis.analyse(article))

    def remove(self, article_id: str) -> bool:
        return self.documents.pop(article_id, None) is not None

    def attach(self, name: str, data: bytes) -> None:
        self.attachments[name] = data

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.engine.commit(self.documents, self.attachments)


# --- order ---------------------------------------------------------------------------------------


def _newest_first(hit: Hit) -> tuple[bool, int]:
    date = hit.article.date
    return (date is None, -date.start.toordinal() if date else 0)


def _oldest_first(hit: Hit) -> tuple[bool, int]:
    date = hit.article.date
    return (date is None, date.start.toordinal() if date else 0)


def _last_resort(hit: Hit) -> tuple[float, tuple[bool, int], int]:
    return (-hit.score, _newest_first(hit), ranking.tie_break(hit.article.id))


_ORDERS: dict[Sort, Callable[[Hit], tuple[object, ...]]] = {
    Sort.RELEVANCE: lambda hit: (not hit.all_words, _last_resort(hit)),
    Sort.NEWEST: lambda hit: (not hit.all_words, _newest_first(hit), _last_resort(hit)),
    Sort.OLDEST: lambda hit: (not hit.all_words, _oldest_first(hit), _last_resort(hit)),
    Sort.TITLE: lambda hit: (
        not hit.all_words,
        not title_key(hit.article.title),
        title_key(hit.article.title),
        _last_resort(hit),
    ),
}


# --- scoring -------------------------------------------------------------------------------------


def _mean_length(documents: Iterable[Document]) -> float:
    lengths = [doc.terms.length for doc in documents]
    return sum(lengths) / len(lengths) if lengths else 0.0


class _Scoring:
    """The scores of one search: document frequencies are counted once for each leaf."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)
        self.articles = len(self.documents)
        self.mean_length = _mean_length(self.documents)
        self.frequencies: dict[WordNode | PhraseNode, int] = {}

    def score(self, node: Node, doc: Document) -> float:
        bonus = 0.0
        for earned in self.bonuses(node, doc):
            bonus += earned
        return self.base(node, doc) + bonus

    def base(self, node: Node, doc: Document) -> float:
        """What the document earns by the words that it holds."""
        match node:
            case BooleanNode():
                total = 0.0
                if matches(node, doc):
                    for child in (*node.required, *node.optional):
                        total += self.base(child, doc)
                return total
            case WordNode() | PhraseNode():
                return self.leaf(node, doc)
        return 0.0

    def bonuses(self, node: Node, doc: Document) -> Iterator[float]:
        """What it earns by exact forms, then by pairs, in the order of the plan."""
        if isinstance(node, WordNode) and node.exact:
            yield self.leaf(node.exact, doc)
        elif isinstance(node, BooleanNode) and matches(node, doc):
            for child in (*node.required, *node.optional):
                yield from self.bonuses(child, doc)
            for pair in node.bonuses:
                yield self.pair(pair, doc)

    def document_frequency(self, node: WordNode | PhraseNode) -> int:
        """How many documents match a leaf."""
        if node not in self.frequencies:
            self.frequencies[node] = sum(bool(count(node, other)) for other in self.documents)
        return self.frequencies[node]

    def leaf(self, node: WordNode | PhraseNode, doc: Document) -> float:
        counts = count(node, doc)
        if not counts or node.weight == 0.0:
            return 0.0
        return ranking.term_score(self.mixed(counts, doc), node.weight, self.idf(node))

    def idf(self, node: WordNode | PhraseNode) -> float:
        return ranking.inverse_document_frequency(self.articles, self.document_frequency(node))

    def mixed(self, counts: Counts, doc: Document) -> float:
        """The one frequency of counts in several fields."""
        within = outside = 0.0
        for name, often in counts.items():
            field = FIELDS[name]
            within += field.weight * often if field.in_length else 0.0
            outside += 0.0 if field.in_length else field.weight * often
        norm = ranking.length_norm(float(doc.terms.length), self.mean_length)
        return ranking.mixed_frequency(within, outside, norm)

    def pair(self, pair: PairNode, doc: Document) -> float:
        """What the document earns by two words that stand together."""
        nearby, adjacent = (
            self.mixed(count(PhraseNode("", pair.fields, pair.terms, slop), doc), doc)
            for slop in (ranking.NEARBY_SLOP, 0)
        )
        if not nearby:
            return 0.0
        first, second = map(self.idf, pair.words())
        return ranking.pair_score(nearby, adjacent, pair.weight, ranking.pair_idf(first, second))


def _facet(
    name: str, found: Sequence[Document], plan: Plan, request: SearchRequest
) -> tuple[FacetCount, ...]:
    """Counts over the matches of the other facets' filters, so that alternatives stay visible."""
    others = [node for node in plan.filters if _facet_of(node) != name]
    others += plan.units if request.facets_all_words else ()
    counts = Counter(
        value
        for doc in found
        if all(matches(node, doc) for node in others)
        for value in doc.terms.positions.get(facet_field(name), ())
    )
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return tuple(FacetCount(value, count) for value, count in rows[: request.facet_limit])


def _facet_of(node: Node) -> str:
    return node.lookups[0].field if isinstance(node, WordNode) else ""
