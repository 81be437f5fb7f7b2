"""Which articles match, found out by looking at each: the memory engine's part of the oracle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leadersearch.model.article import Article
from leadersearch.plan import (
    BooleanNode,
    DateNode,
    EverythingNode,
    Like,
    Node,
    NothingNode,
    OneOf,
    PhraseNode,
    Selector,
    StartsWith,
    WordNode,
)
from leadersearch.text.analysis import ArticleTerms
from leadersearch.text.distance import is_within


@dataclass(frozen=True, slots=True)
class Document:
    """An article and its terms."""

    article: Article
    terms: ArticleTerms


Counts = Mapping[str, int]
"""Article field -> how often a leaf occurs in it."""


def matches(node: Node, doc: Document) -> bool:
    """Whether a document matches a node."""
    match node:
        case WordNode() | PhraseNode():
            return bool(count(node, doc))
        case BooleanNode():
            matched = sum(matches(child, doc) for child in node.optional)
            return (
                all(matches(child, doc) for child in node.required)
                and matched >= node.minimum
                and not any(matches(child, doc) for child in node.excluded)
            )
        case DateNode(start, end):
            day = doc.article.date.start if doc.article.date else None
            return day is not None and (not start or start <= day) and (not end or day < end)
        case EverythingNode():
            return True
        case NothingNode():
            return False


def count(node: WordNode | PhraseNode, doc: Document) -> Counts:
    """How often each field of a document holds a leaf; fields that do not are left out."""
    counts: dict[str, int] = {}
    if isinstance(node, WordNode):
        for lookup in node.lookups:
            positions = doc.terms.positions.get(lookup.postings, {})
            found = sum(len(positions[term]) for term in select(lookup.selector, positions))
            if found:
                counts[lookup.field] = counts.get(lookup.field, 0) + found
        return counts
    for name, postings in node.fields:
        found = _phrase_count(node, doc.terms.positions.get(postings, {}))
        if found:
            counts[name] = counts.get(name, 0) + found
    return counts


def select(selector: Selector, terms: Iterable[str]) -> list[str]:
    """Those of some terms that a selector describes."""
    match selector:
        case OneOf(wanted):
            return [term for term in terms if term in wanted]
        case StartsWith(prefix):
            return [term for term in terms if term.startswith(prefix)]
        case Like():
            pattern = selector.regex()
            return [term for term in terms if pattern.fullmatch(term)]
    return [term for term in terms if is_within(selector.text, term, selector.distance)]


def _phrase_count(node: PhraseNode, positions: Mapping[str, list[int]]) -> int:
    places = [
        {place for term in select(selector, positions) for place in positions[term]}
        for selector in node.selectors()
    ]
    if node.slop == 0:
        return sum(
            all(start + offset in there for offset, there in enumerate(places))
            for start in places[0]
        )
    window = len(node.terms) + node.slop
    wanted = Counter(node.terms)
    by_term = dict(zip(node.terms, places, strict=True))
    return sum(
        all(
            sum(start <= place < start + window for place in by_term[term]) >= times
            for term, times in wanted.items()
        )
        for start in set().union(*places)
    )
