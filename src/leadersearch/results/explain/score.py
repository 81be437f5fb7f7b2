"""The score of an article, row by row, by the formula of `leadersearch.ranking`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leadersearch import ranking
from leadersearch.engine import Figures, View
from leadersearch.model.article import Article
from leadersearch.model.fields import FIELDS
from leadersearch.plan import (
    BooleanNode,
    Leaf,
    Node,
    PairNode,
    PhraseNode,
    Plan,
    Selector,
    WordNode,
    scored_leaves,
)
from leadersearch.results.explain.node_truth import holds
from leadersearch.results.snippets.wanted_words import selection_test
from leadersearch.text import Analysis
from leadersearch.text.analysis import ArticleTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """The share of one word or phrase in a score.

    `frequency` is that of the formula: counts in all fields, weighted and discounted by length.
    `counts` are the plain counts, field by field. `document_frequency` is None for a pair of words,
    which has the sum of their idf. A row without counts is that of a similar article, of whose score
    a broadened search adds the share `weight`.
    """

    text: str
    weight: float
    document_frequency: int | None
    idf: float
    frequency: float
    score: float
    counts: Mapping[str, int]


def explain_score(
    article: Article, plan: Plan, analysis: Analysis, figures: Figures
) -> tuple[ScoreRow, ...]:
    """The rows of the score of an article; they add up to what an engine gives it.

    `figures` are those of the plan (`figures_of`), as of the moment of the search.

    Only what the article holds has a row, in the order of the plan: the words and their exact
    forms, then what query words earn for standing together.
    """
    scoring = _Scoring(article, analysis.analyse(article), figures)
    return tuple(scoring.rows(plan.root))


def figures_of(plan: Plan, view: View) -> Figures:
    """The figures that the scores of a plan depend on, in one trip."""
    return view.figures(list(dict.fromkeys(scored_leaves(plan.root))))


@dataclass(frozen=True, slots=True)
class _Scoring:
    article: Article
    terms: ArticleTerms
    figures: Figures

    def rows(self, node: Node) -> Iterator[ScoreRow]:
        """The rows of a node, in the order in which engines add."""
        match node:
            case BooleanNode():
                if holds(node, self.article, lambda leaf: bool(self.counts(leaf))):
                    for child in (*node.required, *node.optional):
                        yield from self.rows(child)
                    for pair in node.bonuses:
                        yield from self.pair(pair)
            case WordNode() | PhraseNode():
                yield from self.row(node, node.text)
                if isinstance(node, WordNode) and node.exact:
                    yield from self.row(node.exact, f"{node.text} (this very form)")

    def pair(self, pair: PairNode) -> Iterator[ScoreRow]:
        """The score of a pair of words near each other, and side by side."""
        for together, slop, share in (
            ("close together", ranking.NEARBY_SLOP, ranking.NEARBY),
            ("side by side", 0, ranking.ADJACENT),
        ):
            counts = self.counts(PhraseNode("", pair.fields, pair.terms, slop))
            if counts:
                idf = ranking.pair_idf(*(self.idf(word)[1] for word in pair.words()))
                weight = share * pair.weight
                yield self.scored(f"{pair.text} ({together})", counts, weight, None, idf)

    def row(self, leaf: Leaf, text: str) -> Iterator[ScoreRow]:
        counts = self.counts(leaf)
        if counts and leaf.weight:
            yield self.scored(text, counts, leaf.weight, *self.idf(leaf))

    def idf(self, leaf: Leaf) -> tuple[int, float]:
        """How many articles match a leaf, and the inverse document frequency that follows."""
        held = self.figures.frequencies[leaf]
        return held, ranking.inverse_document_frequency(self.figures.articles, held)

    def scored(
        self, text: str, counts: Mapping[str, int], weight: float, held: int | None, idf: float
    ) -> ScoreRow:
        weighted = {True: 0.0, False: 0.0}
        for name, count in counts.items():
            weighted[FIELDS[name].in_length] += FIELDS[name].weight * count
        norm = ranking.length_norm(float(self.terms.length), self.figures.mean_length)
        frequency = ranking.mixed_frequency(weighted[True], weighted[False], norm)
        return ScoreRow(
            text=text,
            weight=weight,
            document_frequency=held,
            idf=idf,
            frequency=frequency,
            score=ranking.term_score(frequency, weight, idf),
            counts=counts,
        )

    def counts(self, leaf: Leaf) -> dict[str, int]:
        """How often each field holds the leaf."""
        counts: Counter[str] = Counter()
        if isinstance(leaf, WordNode):
            for lookup in leaf.lookups:
                places = self.places(lookup.postings, lookup.selector)
                counts[lookup.field] += sum(map(len, places))
        else:
            for name, postings in leaf.fields:
                selectors = leaf.selectors()
                counts[name] += _phrase_count(
                    leaf, [set().union(*self.places(postings, each)) for each in selectors]
                )
        return {name: count for name, count in counts.items() if count}

    def places(self, postings: str, selector: Selector) -> list[list[int]]:
        """The positions of each term that is selected."""
        terms = self.terms.positions.get(postings, {})
        selects = selection_test(selector)
        return [places for term, places in terms.items() if selects(term)]


def _phrase_count(phrase: PhraseNode, places: Sequence[set[int]]) -> int:
    """In how many places the phrase stands, or begins to stand close together."""
    if not phrase.slop:
        following = list(enumerate(places))
        return sum(
            all(start + distance in there for distance, there in following) for start in places[0]
        )
    needed = Counter(phrase.terms)
    places_of = dict(zip(phrase.terms, places, strict=True))
    width = len(phrase.terms) + phrase.slop
    return sum(
        all(
            sum(start <= place < start + width for place in places_of[term]) >= times
            for term, times in needed.items()
        )
        for start in set().union(*places)
    )
