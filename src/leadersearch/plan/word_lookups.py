"""Words -> where they are looked up: their stems, their forms, what begins with them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field, replace
from functools import partial

from leadersearch import ranking
from leadersearch.model.field import Kind
from leadersearch.model.fields import FIELDS
from leadersearch.plan.lookup_places import LookupPlaces, Scope
from leadersearch.plan.nodes import (
    BooleanNode,
    Lookup,
    Node,
    OneOf,
    Selector,
    StartsWith,
    WordNode,
)
from leadersearch.plan.readings import ReadAs, Reading
from leadersearch.plan.vocabulary import Known, Word
from leadersearch.text import Analysis
from leadersearch.text.umlauts import with_umlauts, without_umlauts
from leadersearch.values import dataclass

_NAMES = frozenset(field.name for field in FIELDS.values() if field.kind is Kind.NAME)

MIN_COMPLETED = 2
"""Letters that a word must have to be tried as a prefix."""


@dataclass(slots=True)
class WordPlanner:
    """Plans words, and remembers which of them no article holds.

    `spelt_out` are the words of the query that have umlauts, as they are spelt out; `in_name` while
    words are planned that belong to a name which was found: articles need not hold them.
    """

    analysis: Analysis
    known: Known
    wanted: list[tuple[str, Word]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    spelt_out: dict[str, str] = field(default_factory=dict)
    in_name: bool = False

    @property
    def missing(self) -> list[str]:
        """The words that no article holds, once that is found out."""
        return [form for form, word in self.wanted if self.known.lacks(word)]

    def word(
        self,
        form: str,
        scope: Scope,
        *,
        exact: bool,
        typed: bool,
        besides: tuple[Lookup, ...] = (),
    ) -> Node:
        """One token; where no article holds it, the words that begin with it.

        An article holds it as well where one of the lookups `besides` finds it.
        """
        node = self.plain_word(form, scope, exact=exact)
        if self.in_name:
            return node
        if besides:
            key = (*self._key(form, "besides", scope.places), exact, besides)
            lookups = self.known.made(key, lambda: (*node.lookups, *besides))
            node = replace(node, lookups=lookups)
        if typed and len(form) >= MIN_COMPLETED:
            weaker = replace(scope, weight=scope.weight * ranking.COMPLETION)
            return BooleanNode(optional=(node, self.starting_with(form, weaker)), minimum=1)
        if not exact and len(form) >= MIN_COMPLETED:
            if self.known.goes_on(node.lookups, partial(self._beginning, form, scope.places)):
                reading = Reading(ReadAs.COMPLETED, form, f"{form}*")
                self.readings.append(reading)
                return replace(self.starting_with(form, scope), reading=reading)
        else:
            self.known.ask(node.lookups)
        self.wanted.append((form, node.lookups))
        return node

    def plain_word(self, form: str, scope: Scope, *, exact: bool) -> WordNode:
        """A form looked up as it is: its stem in texts, itself in names."""
        places, made = scope.places, self.known.made
        if exact or not places.has_texts:  # names have no stems: no need to know one
            if exact:
                lookups = made((form, "exact", id(places)), lambda: _as_is(form, places.exact))
            else:
                lookups = made(self._key(form, "name", places), lambda: self._named(form, places))
            return WordNode(form, lookups, scope.weight)
        lookups = made(self._key(form, "stem", places), lambda: self._stemmed(form, places))
        bonus = None
        if places.scored:
            weight = scope.weight * ranking.EXACT_FORM
            scored = made((form, "scored", id(places)), lambda: _as_is(form, places.scored))
            bonus = WordNode(form, scored, weight)
        return WordNode(form, lookups, scope.weight, bonus)

    def _key(self, form: str, what: str, places: LookupPlaces) -> tuple[Hashable, ...]:
        return (form, what, id(places), self.spelt_out.get(form))

    def _named(self, form: str, places: LookupPlaces) -> Word:
        spelt = self.spelt_out.get(form)
        others = (spelt,) if spelt else (*with_umlauts(form), without_umlauts(form), *_latin(form))
        return _lookups(places.exact, OneOf((form, *filter(None, others))))

    def _stemmed(self, form: str, places: LookupPlaces) -> Word:
        stem = self.analysis.stem
        spelt = self.spelt_out.get(form)
        if spelt:
            itself, stems = OneOf((form, spelt)), OneOf(tuple({stem(form): 0, stem(spelt): 0}))
        else:
            bare = without_umlauts(form)
            named = (form, bare) if bare else (form, *_latin(form))
            itself, stems = OneOf(named), OneOf((stem(form),))
        return tuple(
            [
                Lookup(name, postings, itself if name in _NAMES else stems)
                for name, postings in places.stemmed
            ]
        )

    def _beginning(self, prefix: str, places: LookupPlaces) -> Word:
        return self.known.made(
            (prefix, "beginning", id(places)), lambda: _lookups(places.exact, StartsWith(prefix))
        )

    def starting_with(self, prefix: str, scope: Scope) -> WordNode:
        """All words that begin with a prefix, as one word."""
        return WordNode(f"{prefix}*", self._beginning(prefix, scope.places), scope.weight)

    def selection(self, text: str, selector: Selector, scope: Scope) -> WordNode:
        """All terms that a selector describes, as one word."""
        return WordNode(text, _lookups(scope.places.exact, selector), scope.weight)

    def whole_value(self, text: str, scope: Scope) -> Node:
        """A whole value of a keyword field."""
        ((name, _),) = scope.places.exact
        return self.selection(text, OneOf((FIELDS[name].whole(text),)), scope)


def _latin(form: str) -> tuple[str, ...]:
    """The ways to write a name of another script in Latin letters."""
    if form.isascii():
        return ()
    from leadersearch.text.transliteration import in_latin  # few queries have other letters

    return in_latin(form)


def _as_is(form: str, places: tuple[tuple[str, str], ...]) -> Word:
    return _lookups(places, OneOf((form,)))


def _lookups(places: tuple[tuple[str, str], ...], selector: Selector) -> tuple[Lookup, ...]:
    return tuple([Lookup(name, postings, selector) for name, postings in places])
