"""The articles of a memory engine as of one moment, searched by looking at all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from leadersearch import ranking
from leadersearch.engine import (
    Execution,
    FacetCount,
    Figures,
    Found,
    FoundArticle,
    Sort,
    Statistics,
)
from leadersearch.engine.facet_finder import FacetFinder
from leadersearch.engines.memory.match import Counts, Document, count, matches, select
from leadersearch.model.article import Article
from leadersearch.model.fields import FIELDS
from leadersearch.plan import (
    BooleanNode,
    Leaf,
    Lookup,
    Node,
    PairNode,
    PhraseNode,
    Plan,
    StartsWith,
    WordNode,
)
from leadersearch.text import Analysis
from leadersearch.text.analysis import facet_field, title_key


class MemoryView:
    """Documents that never change. See `leadersearch.engine.View` for what the methods do."""

    warnings: tuple[str, ...] = ()

    def __init__(
        self,
        documents: Mapping[str, Document],
        kept: Mapping[str, bytes],
        analysis: Analysis,
        version: int,
    ) -> None:
        self.documents = documents
        self.kept = kept
        self.analysis = analysis
        self.version = str(version)

    @property
    def articles(self) -> int:
        return len(self.documents)

    def look_up(
        self,
        words: Sequence[Sequence[Lookup]],
        *,
        enough: int | None = None,  # noqa: ARG002  # all are counted
    ) -> list[int]:
        nodes = [WordNode("", tuple(lookups)) for lookups in words]
        return [sum(matches(node, doc) for doc in self.documents.values()) for node in nodes]

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        totals: Counter[str] = Counter()
        for doc in self.documents.values():
            for lookup in lookups:
                positions = doc.terms.positions.get(lookup.postings, ())
                totals.update(select(lookup.selector, positions))
        return dict(sorted(totals.items(), key=lambda row: (-row[1], row[0]))[:limit])

    def facet_values(
        self, facet: str, *, containing: str = "", limit: int | None = None
    ) -> list[FacetCount]:
        values = self.words([Lookup(facet, facet_field(facet), StartsWith(""))])
        return FacetFinder(values.items()).containing(containing, limit)

    def execute(self, searches: Sequence[Execution]) -> list[Found]:
        return [self._found(search) for search in searches]

    def figures(self, leaves: Sequence[Leaf]) -> Figures:
        scoring = self._scoring
        frequencies = {leaf: scoring.document_frequency(leaf) for leaf in leaves}
        return Figures(scoring.articles, scoring.mean_length, frequencies)

    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        found = (self.documents.get(article_id) for article_id in ids)
        return [doc.article if doc else None for doc in found]

    def fingerprints(self, ids: Sequence[str]) -> list[str | None]:
        return [article.fingerprint if article else None for article in self.fetch(ids)]

    def scan(self, *, after: str = "", batch: int = 500) -> Iterator[list[Article]]:
        ids = sorted(article_id for article_id in self.documents if article_id > after)
        for start in range(0, len(ids), batch):
            yield [self.documents[row].article for row in ids[start : start + batch]]

    def statistics(self) -> Statistics:
        documents = self.documents.values()
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

    def document(self, name: str) -> bytes | None:
        return self.kept.get(name)

    @cached_property
    def _scoring(self) -> _Scoring:
        return _Scoring(self.documents.values())

    def _found(self, search: Execution) -> Found:
        plan, scoring = search.plan, self._scoring
        found = [doc for doc in self.documents.values() if matches(plan.root, doc)]
        kept = [doc for doc in found if all(matches(node, doc) for node in plan.filters)]
        hits = [
            FoundArticle(
                doc.article,
                scoring.score(plan.root, doc),
                is_first := all(matches(unit, doc) for unit in plan.units),
                is_first and plan.verbatim is not None and matches(plan.verbatim, doc),
            )
            for doc in kept
        ]
        hits.sort(key=_ORDERS[search.sort])
        in_title = plan.verbatim and plan.verbatim.in_first_field()
        if in_title is not None and search.sort is Sort.RELEVANCE:
            leading = {doc.article.id for doc in kept if matches(in_title, doc)}
            hits.sort(key=lambda hit: not (hit.verbatim and hit.article.id in leading))
        return Found(
            articles=tuple(hits[search.offset : search.offset + search.limit]),
            total=len(hits),
            all_words=sum(hit.all_words for hit in hits),
            verbatim=sum(hit.verbatim for hit in hits),
            facets={name: _facet(name, found, plan, search) for name in search.facets},
        )


# --- order ---------------------------------------------------------------------------------------


def _newest_first(hit: FoundArticle) -> tuple[bool, int]:
    date = hit.article.date
    return (date is None, -date.start.toordinal() if date else 0)


def _oldest_first(hit: FoundArticle) -> tuple[bool, int]:
    date = hit.article.date
    return (date is None, date.start.toordinal() if date else 0)


def _last_resort(hit: FoundArticle) -> tuple[float, tuple[bool, int], int]:
    return (-hit.score, _newest_first(hit), ranking.tie_break(hit.article.id))


_ORDERS: dict[Sort, Callable[[FoundArticle], tuple[object, ...]]] = {
    Sort.RELEVANCE: lambda hit: (not hit.verbatim, not hit.all_words, _last_resort(hit)),
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
        """The score of the document for its words."""
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
        """The score of exact forms, then of pairs, in the order of the plan."""
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
        """The score of the document for two words that stand together."""
        nearby, adjacent = (
            self.mixed(count(PhraseNode("", pair.fields, pair.terms, slop), doc), doc)
            for slop in (ranking.NEARBY_SLOP, 0)
        )
        if not nearby:
            return 0.0
        first, second = map(self.idf, pair.words())
        return ranking.pair_score(nearby, adjacent, pair.weight, ranking.pair_idf(first, second))


def _facet(
    name: str, found: Sequence[Document], plan: Plan, search: Execution
) -> tuple[FacetCount, ...]:
    """Counts over the matches of the other facets' filters, so that alternatives stay visible."""
    others = [node for node in plan.filters if _facet_of(node) != name]
    others += plan.units if search.facets_all_words else ()
    same = search.counted_as.get(name, {})
    counts = Counter(
        value
        for doc in found
        if all(matches(node, doc) for node in others)
        for value in {same.get(one, one) for one in doc.terms.positions.get(facet_field(name), ())}
    )
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return tuple(FacetCount(value, count) for value, count in rows[: search.facet_limit])


def _facet_of(node: Node) -> str:
    return node.lookups[0].field if isinstance(node, WordNode) else ""
