"""The parts of a plan: what is looked up, what has to match, and what counts how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from leadersearch.model.fields import LENGTH_FIELDS
from leadersearch.plan.readings import Reading
from leadersearch.text.analysis import COMBINED_FIELD, exact_field
from leadersearch.values import dataclass

# --- what is looked up ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OneOf:
    """These terms."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartsWith:
    """The terms that begin with a prefix."""

    prefix: str


@dataclass(frozen=True, slots=True)
class Like:
    """The terms that a wildcard pattern (`*`, `?`) describes, from first letter to last."""

    pattern: str

    def regex(self) -> re.Pattern[str]:
        """The pattern, to be used with `fullmatch`."""
        first, *rest = (
            re.escape(part).replace("\\?", ".") for part in re.split(r"\*+", self.pattern)
        )
        if not rest:
            return re.compile(first, re.DOTALL)
        # Each part is taken where it first fits: no pattern, however many stars it has, backtracks.
        middle = "".join(f"(?>.*?{part})" for part in rest[:-1])
        return re.compile(f"{first}{middle}.*{rest[-1]}", re.DOTALL)

    def in_lines(self) -> re.Pattern[str]:
        """The pattern, to be used with `finditer` on terms that stand one a line."""
        return re.compile(f"^(?:{self.regex().pattern})$", re.MULTILINE)

    def prefix(self) -> str:
        """The letters before the first wildcard: where in a dictionary to look."""
        return re.split(r"[*?]", self.pattern, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Within:
    """The terms within `distance` edits (insert, delete, replace, swap neighbours) of a word."""

    text: str
    distance: int


Selector = OneOf | StartsWith | Like | Within


@dataclass(frozen=True, slots=True)
class Lookup:
    """A selection of the terms of one postings field; `field` is the article's field."""

    field: str
    postings: str
    selector: Selector


COMBINED_EXACT_FIELD = exact_field(COMBINED_FIELD)


def split_combined(lookups: tuple[Lookup, ...]) -> tuple[Lookup | None, tuple[Lookup, ...]]:
    """One lookup of the combined field for those that it can stand for, and the lookups that remain.

    It can where the same is looked up in all the fields that make up the length.
    """
    width = len(LENGTH_FIELDS)
    if len(lookups) < width or lookups[0].field != LENGTH_FIELDS[0].name:
        return None, lookups
    first = lookups[0]
    for lookup, field in zip(lookups, LENGTH_FIELDS, strict=False):
        # Mostly the very same object: to compare two takes ten times as long.
        is_same = lookup.selector is first.selector or lookup.selector == first.selector
        if lookup.field != field.name or not is_same:
            return None, lookups
    postings = COMBINED_FIELD if first.postings == first.field else COMBINED_EXACT_FIELD
    return Lookup(COMBINED_FIELD, postings, first.selector), lookups[width:]


# --- what has to match ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WordNode:
    """Articles that hold any term of any lookup; counts are summed, field by field.

    `exact` scores the same word once more in its very form; it never matches more articles.
    `reading` tells how it came into the plan where nobody typed it.
    """

    text: str
    lookups: tuple[Lookup, ...]
    weight: float = 1.0
    exact: WordNode | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class PhraseNode:
    """Articles that hold the terms together in one field.

    With `slop` 0: one after another, in this order; a count is one place where they do. Else near
    each other in any order: a count is one place of any of the terms from which a window of
    `len(terms) + slop` positions holds all of them (as often as the phrase does). `patterns`, which
    go with `slop` 0 only, are the places whose word may be any that a selector describes.
    `reading` is as for words.
    """

    text: str
    fields: tuple[tuple[str, str], ...]  # (article field, postings field)
    terms: tuple[str, ...]
    slop: int = 0
    weight: float = 1.0
    patterns: tuple[tuple[int, Selector], ...] = ()
    reading: Reading | None = None

    def in_first_field(self) -> PhraseNode | None:
        """The same in the first of several fields alone, which is the title if that is one of them."""
        return replace(self, fields=self.fields[:1]) if len(self.fields) > 1 else None

    def selectors(self) -> list[Selector]:
        """The selection of each place."""
        selectors: list[Selector] = [OneOf((term,)) for term in self.terms]
        for place, selector in self.patterns:
            selectors[place] = selector
        return selectors


@dataclass(frozen=True, slots=True)
class PairNode:
    """The score of two neighbouring words of a query that stand together in a text.

    A bonus: it never decides what matches. `terms` are the two stems, `fields` the fields whose
    texts count. An occurrence is adjacent where the second stem follows the first; it is nearby
    where either stem begins a window of `ranking.NEARBY_SLOP + 2` positions that holds both.
    """

    fields: tuple[tuple[str, str], ...]  # (article field, postings field)
    terms: tuple[str, str]
    weight: float = 1.0

    @property
    def text(self) -> str:
        """The two stems."""
        return " ".join(self.terms)

    def words(self) -> tuple[WordNode, WordNode]:
        """Each stem as a word of the same fields: their document frequencies make up the idf."""
        first, second = (
            WordNode(
                term, tuple(Lookup(name, place, OneOf((term,))) for name, place in self.fields)
            )
            for term in self.terms
        )
        return first, second


@dataclass(frozen=True, slots=True)
class DateNode:
    """Articles whose first day lies in [start, end); does not score."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class EverythingNode:
    """All articles; does not score."""


@dataclass(frozen=True, slots=True)
class NothingNode:
    """No article."""


@dataclass(frozen=True, slots=True)
class BooleanNode:
    """Articles that match its children as their roles say.

    They match every `required`, at least `minimum` (0 or 1) of `optional`, and no `excluded` node.
    The score is the sum over required and optional, in this order, and what bonuses add: the exact
    forms of words in the same order, then `bonuses`. Bonuses never decide what matches.
    """

    required: tuple[Node, ...] = ()
    optional: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()
    bonuses: tuple[PairNode, ...] = ()
    minimum: int = 0


Leaf = WordNode | PhraseNode
Node = Leaf | DateNode | EverythingNode | NothingNode | BooleanNode


@dataclass(frozen=True, slots=True)
class Plan:
    """A query as an engine carries it out.

    `units` are the nodes that make up the first tier: articles that match all of them come before
    those that match some. Without units every match is of the first tier. Those of the first tier that
    hold `verbatim`, a row of words, come before the others of it where the order is by relevance, first
    those that hold it in their title; an engine without phrases need not know of them. `missing` are the words that no article holds; `readings` are the parts of the query that were not taken as typed;
    `left_out` are the parts of a query that was too large to be carried out as a whole.
    `filters` select by facets and play no part in tiers and scores.
    """

    root: Node
    units: tuple[Node, ...] = ()
    verbatim: PhraseNode | None = None
    filters: tuple[Node, ...] = ()
    missing: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    left_out: tuple[str, ...] = ()


def scored_leaves(node: Node) -> Iterator[Leaf]:
    """The leaves on whose document frequencies a score depends."""
    match node:
        case BooleanNode():
            for child in (*node.required, *node.optional):
                yield from scored_leaves(child)
            for pair in node.bonuses:
                yield from pair.words()
        case WordNode():
            yield node
            if node.exact:
                yield node.exact
        case PhraseNode():
            yield node
