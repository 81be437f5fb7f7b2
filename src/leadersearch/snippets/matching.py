"""Plan + text -> the places that the plan matched."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from leadersearch.fields import FIELDS, Kind
from leadersearch.plan import (
    BooleanNode,
    Leaf,
    Node,
    OneOf,
    PhraseNode,
    Plan,
    Selector,
    StartsWith,
    WordNode,
)
from leadersearch.snippets.pieces import Entry, Found, Pieces, Slot
from leadersearch.text import Analysis
from leadersearch.text.analysis import exact_field

_REMEMBERED_TEXTS = 128


class Match(NamedTuple):
    """A leaf of the plan found in a text, from `start` to `end` in characters."""

    start: int
    end: int
    leaf: int


class Matcher:
    """Finds what a plan matched in texts. Build one for a page of hits, not one for each.

    `leaves` are the words and phrases of the plan that an article may match, those that it must
    not match last, from `first_excluded` on.
    """

    def __init__(self, plan: Plan, analysis: Analysis) -> None:
        wanted = dict.fromkeys(_leaves(plan.root, excluded=False))
        unwanted = dict.fromkeys(_leaves(plan.root, excluded=True))
        self.leaves: tuple[Leaf, ...] = tuple({**wanted, **unwanted})
        self.first_excluded = len(wanted)
        self._indices = {leaf: index for index, leaf in enumerate(self.leaves)}
        # Hashing a leaf goes through all its lookups (10 us); the plan keeps the ids alive.
        self._plan = plan
        self._indices_by_id: dict[int, int | None] = {}
        self._analysis = analysis
        phrases = [leaf for leaf in self.leaves if isinstance(leaf, PhraseNode)]
        self._reach = max((len(leaf.terms) + leaf.slop for leaf in phrases), default=0)
        self._pieces: dict[str, Pieces] = {}
        self._same_entries: dict[tuple[Entry, ...], Pieces] = {}
        self._remembered: dict[tuple[int, str], list[Match]] = {}

    def matches(self, text: str, field: str) -> list[Match]:
        """The matches in a text of an article's field, by start; those of phrases as wholes."""
        pieces = self.vocabulary(field)
        found = self._remembered.get((id(pieces), text))
        if found is None:
            if len(self._remembered) >= _REMEMBERED_TEXTS:
                self._remembered.clear()
            found = self._remembered[id(pieces), text] = self._find(text, pieces)
        return found

    def index_of(self, leaf: Leaf) -> int | None:
        """The place of a leaf of the plan in `leaves`; None for one that nothing depends on."""
        if id(leaf) not in self._indices_by_id:
            self._indices_by_id[id(leaf)] = self._indices.get(leaf)
        return self._indices_by_id[id(leaf)]

    def same_words(self, first: str, second: str) -> bool:
        """Whether the plan looks up the same in two fields."""
        return self.vocabulary(first) is self.vocabulary(second)

    def vocabulary(self, field: str) -> Pieces:
        """What the plan asks of a field; one object for fields of which it asks the same."""
        pieces = self._pieces.get(field)
        if pieces is None:
            entries = tuple(_entries(self.leaves, field))
            pieces = self._same_entries.get(entries)
            if pieces is None:
                pieces = Pieces(entries, self._analysis, self._reach)
                self._same_entries[entries] = pieces
            self._pieces[field] = pieces
        return pieces

    def _find(self, text: str, pieces: Pieces) -> list[Match]:
        matches: list[Match] = []
        phrases: defaultdict[int, dict[int, list[Found]]] = defaultdict(dict)
        for token in pieces.tokens(text):
            for leaf, term in token.slots:
                if isinstance(self.leaves[leaf], WordNode):
                    matches.append(Match(token.start, token.end, leaf))
                else:
                    phrases[leaf].setdefault(term, []).append(token)
        for leaf, places in phrases.items():
            node = self.leaves[leaf]
            assert isinstance(node, PhraseNode)
            if len(places) == len(node.terms):
                find = _nearby if node.slop else _in_a_row
                matches += (Match(start, end, leaf) for start, end in find(node, places))
        return sorted(matches)


def _leaves(node: Node, *, excluded: bool) -> Iterator[Leaf]:
    """The leaves that may mark, or those that must not match."""
    if isinstance(node, BooleanNode):
        for inner in (*node.required, *node.optional):
            yield from _leaves(inner, excluded=excluded)
        for inner in node.excluded if excluded else ():
            yield from _leaves(inner, excluded=False)
    elif isinstance(node, WordNode | PhraseNode) and not excluded:
        yield node


def _entries(leaves: Iterable[Leaf], field: str) -> Iterator[Entry]:
    """What the leaves look up in the words of a field; whole values are not words."""
    kind = FIELDS[field].kind
    if kind not in {Kind.TEXT, Kind.NAME}:
        return
    stemmed_by_postings = {field: kind is Kind.TEXT, exact_field(field): False}
    for index, leaf in enumerate(leaves):
        if isinstance(leaf, WordNode):
            for lookup in leaf.lookups:
                if lookup.field == field and lookup.postings in stemmed_by_postings:
                    stemmed = stemmed_by_postings[lookup.postings]
                    yield Entry(Slot(index, 0), stemmed, lookup.selector)
            continue
        for name, postings in leaf.fields:
            if name == field and postings in stemmed_by_postings:
                for place, selector in enumerate(phrase_selectors(leaf)):
                    yield Entry(Slot(index, place), stemmed_by_postings[postings], selector)


def phrase_selectors(phrase: PhraseNode) -> list[Selector]:
    """What each place of a phrase selects."""
    selectors: list[Selector] = [OneOf((term,)) for term in phrase.terms]
    if phrase.open_ended:
        selectors[-1] = StartsWith(phrase.terms[-1])
    return selectors


def _in_a_row(phrase: PhraseNode, places: dict[int, list[Found]]) -> Iterator[tuple[int, int]]:
    """From the first to the last word, wherever all stand in order."""
    ends: list[dict[int, int]] = [
        {token.position: token.end for token in places[term]}
        for term in range(1, len(phrase.terms))
    ]
    for token in places[0]:
        following = [
            ends_of.get(token.position + distance) for distance, ends_of in enumerate(ends, 1)
        ]
        reached = [end for end in following if end is not None]
        if len(reached) == len(following):
            yield token.start, max(token.end, *reached)


def _nearby(phrase: PhraseNode, places: dict[int, list[Found]]) -> Iterable[tuple[int, int]]:
    """Each word of each window that holds all of them."""
    terms: defaultdict[Found, set[str]] = defaultdict(set)
    for term, found in places.items():
        for token in found:
            terms[token].add(phrase.terms[term])
    tokens = sorted(terms)
    needed = Counter(phrase.terms)
    width = len(phrase.terms) + phrase.slop
    marked: set[tuple[int, int]] = set()
    after = 0
    for index, first in enumerate(tokens):
        while after < len(tokens) and tokens[after].position < first.position + width:
            after += 1
        window = tokens[index:after]
        # A compound and its part stand at one place and count once.
        held = Counter(
            term
            for term, _ in {(term, token.position) for token in window for term in terms[token]}
        )
        if needed <= held:
            marked.update((token.start, token.end) for token in window)
    return marked
