"""Words, phrases and patterns -> leaves: which fields and terms each is looked up in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from leadersearch import ranking
from leadersearch.fields import DEFAULT_FIELDS, Field, Kind
from leadersearch.plan.nodes import (
    BooleanNode,
    DateNode,
    Like,
    Lookup,
    Node,
    OneOf,
    PhraseNode,
    Selector,
    StartsWith,
    Within,
    WordNode,
)
from leadersearch.query import tree
from leadersearch.text import Analysis, fold, tokenise
from leadersearch.text.analysis import exact_field, keyword

MIN_COMPLETED = 2
"""Letters that a word must have to be tried as a prefix."""


MAX_SLOP = 50
"""Words farther apart are not near each other; and no window may span two fields or values."""

MAX_PHRASE = 500
"""Words of a phrase that are looked at."""


class Vocabulary(Protocol):
    """What the planner asks an engine."""

    def holds(self, lookup: Lookup) -> bool:
        """Whether any article holds a term that the lookup selects."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a node stands: the fields it is looked up in and its weight."""

    fields: tuple[Field, ...] = DEFAULT_FIELDS
    weight: float = 1.0

    def text_fields(self) -> tuple[Field, ...]:
        """Those of the fields whose words are stemmed."""
        return tuple(field for field in self.fields if field.kind is Kind.TEXT)


@dataclass(slots=True)
class LeafPlanner:
    """Plans leaves, and remembers which words no article holds.

    `typed` is the leaf that is still being typed, if any.
    """

    analysis: Analysis
    vocabulary: Vocabulary
    typed: tree.Query | None = None
    missing: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)

    def leaf(self, query: tree.Query, scope: Scope) -> Node | None:
        """The node of a leaf; None where it holds no word."""
        match query:
            case tree.Term():
                return self.term(query, scope)
            case tree.Phrase():
                return self.phrase(query, scope)
            case tree.Prefix(text):
                return self.prefix(text, scope)
            case tree.Wildcard(pattern):
                folded = fold(pattern)
                return self.selection(pattern, Like(folded), scope) if folded else None
            case tree.Fuzzy(text, distance):
                return self.fuzzy(text, distance, scope)
        raise AssertionError(query)

    def term(self, term: tree.Term, scope: Scope) -> Node | None:
        """One typed word: one token, or a compound whose parts all have to match."""
        if scope.fields[0].kind is Kind.KEYWORD:
            return self.whole_value(term.text, scope)
        tokens = tokenise(term.text)
        parts = [token.form for token in tokens if token.span == 1]
        joined = [token.form for token in tokens if token.span > 1]
        if not parts:
            return None
        typed = term is self.typed
        if len(parts) == 1:
            return self.word(parts[0], scope, exact=term.exact, typed=typed)
        nodes = tuple(
            self.word(part, scope, exact=term.exact, typed=typed and index == len(parts) - 1)
            for index, part in enumerate(parts)
        )
        compound = BooleanNode(required=nodes)
        weaker = replace(scope, weight=scope.weight * ranking.JOINED)
        alternatives = tuple(self.plain_word(form, weaker, exact=term.exact) for form in joined)
        held = tuple(node for node in alternatives if self.is_held(node))
        return BooleanNode(optional=(compound, *held), minimum=1) if held else compound

    def word(self, form: str, scope: Scope, *, exact: bool, typed: bool) -> Node:
        """One token; where no article holds it, the words that begin with it."""
        node = self.plain_word(form, scope, exact=exact)
        completions = self.starting_with(form, scope)
        if typed and len(form) >= MIN_COMPLETED:
            weaker = replace(completions, weight=completions.weight * ranking.COMPLETION)
            return BooleanNode(optional=(node, weaker), minimum=1)
        if exact or self.is_held(node):
            if exact and not self.is_held(node):
                self.missing.append(form)
            return node
        if len(form) >= MIN_COMPLETED and self.is_held(completions):
            self.completed.append(form)
            return completions
        self.missing.append(form)
        return node

    def plain_word(self, form: str, scope: Scope, *, exact: bool) -> WordNode:
        """A form looked up as it is: its stem in texts, itself in names."""
        lookups = tuple(
            Lookup(field.name, field.name, OneOf((self.analysis.stem(form),)))
            if field.kind is Kind.TEXT and not exact
            else self.exact_lookup(field, OneOf((form,)))
            for field in scope.fields
            if field.kind in {Kind.TEXT, Kind.NAME}
        )
        bonus = None
        weighed = tuple(field for field in scope.text_fields() if field.in_length)
        if weighed and not exact:
            bonus = WordNode(
                form,
                tuple(self.exact_lookup(field, OneOf((form,))) for field in weighed),
                scope.weight * ranking.EXACT_FORM,
            )
        return WordNode(form, lookups, scope.weight, bonus)

    def starting_with(self, prefix: str, scope: Scope) -> WordNode:
        """All words that begin with a prefix, as one word."""
        return self.selection(f"{prefix}*", StartsWith(prefix), scope)

    def selection(self, text: str, selector: Selector, scope: Scope) -> WordNode:
        """All terms that a selector describes, as one word."""
        return WordNode(
            text,
            tuple(
                self.exact_lookup(field, selector)
                for field in scope.fields
                if field.kind is not Kind.DATE
            ),
            scope.weight,
        )

    def exact_lookup(self, field: Field, selector: Selector) -> Lookup:
        """A selection among the unstemmed terms of a field."""
        postings = exact_field(field.name) if field.kind is Kind.TEXT else field.name
        return Lookup(field.name, postings, selector)

    def is_held(self, node: WordNode) -> bool:
        """Whether any article holds the word."""
        return any(self.vocabulary.holds(lookup) for lookup in node.lookups)

    def whole_value(self, text: str, scope: Scope) -> Node:
        """A whole value of a keyword field."""
        name = scope.fields[0].name
        return self.selection(text, OneOf((keyword(name, text),)), scope)

    def phrase(self, phrase: tree.Phrase, scope: Scope) -> Node | None:
        """Exact words in a row, each field on its own."""
        if scope.fields[0].kind is Kind.KEYWORD:
            return self.whole_value(phrase.text, scope)
        terms = tuple(token.form for token in tokenise(phrase.text) if token.span == 1)[:MAX_PHRASE]
        if not terms:
            return None
        typed = phrase is self.typed
        if len(terms) == 1:
            return self.word(terms[0], scope, exact=True, typed=typed)
        places = tuple(
            (field.name, exact_field(field.name) if field.kind is Kind.TEXT else field.name)
            for field in scope.fields
        )
        slop = min(phrase.slop, MAX_SLOP)
        return PhraseNode(phrase.text, places, terms, slop, scope.weight, typed)

    def any_value(self, field: Field) -> Node:
        """Articles that have the field at all; does not score."""
        if field.kind is Kind.DATE:
            return DateNode(None, None)
        return self.selection(f"{field.name}:*", StartsWith(""), Scope((field,), weight=0.0))

    def fuzzy(self, text: str, distance: int, scope: Scope) -> Node | None:
        """Words that the text may be a misspelling of; all of its parts, if it has several."""
        forms = [token.form for token in tokenise(text) if token.span == 1]
        return all_of(
            tuple(self.selection(f"{form}~", Within(form, distance), scope) for form in forms)
        )

    def prefix(self, text: str, scope: Scope) -> Node | None:
        """`health-car*`: the first parts are words, the last one is the prefix."""
        if scope.fields[0].kind is Kind.KEYWORD:
            return self.selection(f"{text}*", StartsWith(text), scope)
        *words, last = [token.form for token in tokenise(text) if token.span == 1] or [fold(text)]
        if not last:
            return None
        nodes = [self.plain_word(word, scope, exact=True) for word in words]
        return all_of((*nodes, self.starting_with(last, scope)))


def all_of(nodes: tuple[Node, ...]) -> Node | None:
    """One node for several that all have to match; None for none."""
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return BooleanNode(required=nodes)
