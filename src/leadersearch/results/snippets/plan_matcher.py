"""Plan + text -> the places that the plan matched."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from leadersearch.model.field import Kind
from leadersearch.model.fields import FACET_FIELDS, FIELDS
from leadersearch.plan import (
    BooleanNode,
    Leaf,
    Node,
    OneOf,
    PhraseNode,
    Plan,
    WordNode,
)
from leadersearch.results.snippets.wanted_words import Entry, Pieces, Slot, WantedToken
from leadersearch.text import Analysis
from leadersearch.text.analysis import exact_field, facet_field

_REMEMBERED_TEXTS = 256

# (article field, postings field) -> whether it holds stems, for those that hold single words
_STEMMED = {
    (field.name, postings): field.kind is Kind.TEXT and postings == field.name
    for field in FIELDS.values()
    if field.kind in {Kind.TEXT, Kind.NAME}
    for postings in (field.name, exact_field(field.name))
}

# postings field of whole values -> the field whose values are counted there
_OF_FACET = {facet_field(facet): field.name for facet, field in FACET_FIELDS.items()}


class Match(NamedTuple):
    """A leaf of the plan found in a text, from `start` to `end` in characters."""

    start: int
    end: int
    leaf: int


class Matcher:
    """Finds what a plan matched in texts. Build one for a page of hits, not one for each.

    `leaves` are the words and phrases of the plan that an article may match, the row of its words
    among them, and those that it must not match last, from `first_excluded` on.
    """

    def __init__(self, plan: Plan, analysis: Analysis) -> None:
        # Hashing a leaf goes through all its lookups (10 us); the plan keeps the ids alive.
        self._plan = plan
        self._indices: dict[int, int | None] = {}
        self._by_text: defaultdict[str, list[int]] = defaultdict(list)
        leaves: list[Leaf] = []
        self._add(leaves, _leaves(plan.root, excluded=False))
        self._add(leaves, [plan.verbatim] if plan.verbatim else [])
        self.first_excluded = len(leaves)
        self._add(leaves, _leaves(plan.root, excluded=True))
        self.leaves: tuple[Leaf, ...] = tuple(leaves)
        self._analysis = analysis
        self._is_word = [isinstance(leaf, WordNode) for leaf in leaves]
        phrases = [leaf for leaf in leaves if isinstance(leaf, PhraseNode)]
        self._reach = max((len(leaf.terms) + leaf.slop for leaf in phrases), default=0)
        self._entries = _entries(leaves)
        self._whole = _whole_values(leaves)
        self._pieces: dict[str, Pieces] = {}
        self._remembered: dict[tuple[int, str], list[Match]] = {}

    def _add(self, leaves: list[Leaf], more: Iterable[Leaf]) -> None:
        """Add those leaves that differ from all before, and note the places of all."""
        for leaf in more:
            same_text = self._by_text[leaf.text]
            index = next((index for index in same_text if leaves[index] == leaf), len(leaves))
            self._indices[id(leaf)] = index
            if index == len(leaves):
                same_text.append(index)
                leaves.append(leaf)

    def matches(self, text: str, field: str) -> list[Match]:
        """The matches in a text of an article's field, by start; those of phrases as wholes."""
        whole = [Match(0, len(text), leaf) for leaf in self._leaves_of(text, field)]
        pieces = self.vocabulary(field)
        if not pieces.entries:
            return whole
        found = self._remembered.get((id(pieces), text))
        if found is None:
            if len(self._remembered) >= _REMEMBERED_TEXTS:
                self._remembered.clear()
            found = self._remembered[id(pieces), text] = self._find(text, pieces)
        return sorted([*whole, *found]) if whole else found

    def _leaves_of(self, text: str, field: str) -> Sequence[int]:
        """The leaves that ask for a whole value of a facet, such as the name of an author."""
        values = self._whole.get(field)
        return values.get(FIELDS[field].facet_of(text), ()) if values else ()

    def looks_in(self, field: str) -> bool:
        """Whether the plan asks for anything in the texts of a field."""
        return field in self._whole or bool(self.vocabulary(field).entries)

    def are_bare(self, texts: Sequence[str], field: str) -> bool:
        """Whether none of several texts has a match, at the price of one."""
        if field in self._whole and any(self._leaves_of(text, field) for text in texts):
            return False
        # No token goes over a line end: what the texts hold, they hold together.
        return not self.matches("\n".join(texts), field)

    def index_of(self, leaf: Leaf) -> int | None:
        """The place of a leaf of the plan in `leaves`; None for one that nothing depends on."""
        if id(leaf) not in self._indices:
            same_text = self._by_text.get(leaf.text, ())
            equal = (index for index in same_text if self.leaves[index] == leaf)
            self._indices[id(leaf)] = next(equal, None)
        return self._indices[id(leaf)]

    def same_words(self, first: str, second: str) -> bool:
        """Whether the plan looks up the same in two fields."""
        return self.vocabulary(first) is self.vocabulary(second)

    def vocabulary(self, field: str) -> Pieces:
        """The part of the plan for a field; one object for fields with the same part."""
        pieces = self._pieces.get(field)
        if pieces is None:
            entries = tuple(self._entries.get(field, ()))
            known = (pieces for pieces in self._pieces.values() if pieces.entries == entries)
            pieces = next(known, None)
            if pieces is None:
                pieces = Pieces(entries, self._analysis, self._reach)
            self._pieces[field] = pieces
        return pieces

    def _find(self, text: str, pieces: Pieces) -> list[Match]:
        found = pieces.found(text)
        if self._reach:
            matches = self._find_with_phrases(found)
        else:
            new = tuple.__new__
            matches = [
                new(Match, (begin + start, begin + end, leaf))
                for begin, _, piece in found
                for _, start, end, slots in piece
                for leaf, _ in slots
            ]
        return sorted(matches) if len(matches) > 1 else matches

    def _find_with_phrases(
        self, found: Iterable[tuple[int, int, tuple[WantedToken, ...]]]
    ) -> list[Match]:
        matches: list[Match] = []
        phrases: defaultdict[int, dict[int, list[WantedToken]]] = defaultdict(dict)
        new = tuple.__new__
        for begin, before, piece in found:
            for position, start, end, slots in piece:
                token = new(WantedToken, (before + position, begin + start, begin + end, slots))
                for leaf, term in slots:
                    if self._is_word[leaf]:
                        matches.append(Match(token.start, token.end, leaf))
                    else:
                        phrases[leaf].setdefault(term, []).append(token)
        for leaf, places in phrases.items():
            node = self.leaves[leaf]
            assert isinstance(node, PhraseNode)
            if len(places) == len(node.terms):
                find = _nearby if node.slop else _in_a_row
                matches += (Match(start, end, leaf) for start, end in find(node, places))
        return matches


def _leaves(node: Node, *, excluded: bool) -> Iterator[Leaf]:
    """The leaves that may mark, or those that must not match."""
    if isinstance(node, BooleanNode):
        for inner in (*node.required, *node.optional):
            yield from _leaves(inner, excluded=excluded)
        for inner in node.excluded if excluded else ():
            yield from _leaves(inner, excluded=False)
    elif isinstance(node, WordNode | PhraseNode) and not excluded:
        yield node


def _entries(leaves: Iterable[Leaf]) -> dict[str, list[Entry]]:
    """The lookups of the leaves in the words of each field; whole values are not words."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    for index, leaf in enumerate(leaves):
        if isinstance(leaf, WordNode):
            slot = Slot(index, 0)
            for lookup in leaf.lookups:
                stemmed = _STEMMED.get((lookup.field, lookup.postings))
                if stemmed is not None:
                    entries[lookup.field].append(Entry(slot, stemmed, lookup.selector))
            continue
        selectors = leaf.selectors()
        for name, postings in leaf.fields:
            stemmed = _STEMMED.get((name, postings))
            if stemmed is not None:
                entries[name] += (
                    Entry(Slot(index, place), stemmed, selector)
                    for place, selector in enumerate(selectors)
                )
    return entries


def _whole_values(leaves: Iterable[Leaf]) -> dict[str, dict[str, list[int]]]:
    """Field -> whole value of its facet -> the leaves that ask for it."""
    values: dict[str, dict[str, list[int]]] = {}
    for index, leaf in enumerate(leaves):
        for lookup in leaf.lookups if isinstance(leaf, WordNode) else ():
            field = _OF_FACET.get(lookup.postings)
            if field is not None and isinstance(lookup.selector, OneOf):
                for value in lookup.selector.terms:
                    values.setdefault(field, {}).setdefault(value, []).append(index)
    return values


def _in_a_row(
    phrase: PhraseNode, places: dict[int, list[WantedToken]]
) -> Iterator[tuple[int, int]]:
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


def _nearby(phrase: PhraseNode, places: dict[int, list[WantedToken]]) -> Iterable[tuple[int, int]]:
    """Each word of each window that holds all of them."""
    terms: defaultdict[WantedToken, set[str]] = defaultdict(set)
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
