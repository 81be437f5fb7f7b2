"""Words, phrases and patterns -> leaves: which fields and terms each is looked up in."""

from __future__ import annotations

from dataclasses import field, replace

from leadersearch import ranking
from leadersearch.model.field import Field, Kind
from leadersearch.model.fields import FIELDS
from leadersearch.model.identity import normalise_url
from leadersearch.plan.citations import Citation
from leadersearch.plan.corrected import reading_of, with_reading
from leadersearch.plan.lookup_places import (
    ANYWHERE,
    IN_FIELD,
    Scope,
    parts_of,
    spelt_out_in,
)
from leadersearch.plan.names import MOST_NAMES, holds_in_a_row, names_of, person_node
from leadersearch.plan.nodes import (
    BooleanNode,
    DateNode,
    Like,
    Lookup,
    Node,
    PhraseNode,
    Selector,
    StartsWith,
    Within,
    WordNode,
)
from leadersearch.plan.other_meanings import other_meanings
from leadersearch.plan.phrase_places import Places, places_of
from leadersearch.plan.readings import ReadAs, Reading
from leadersearch.plan.word_lookups import WordPlanner
from leadersearch.query import tree
from leadersearch.query.canonical import MAX_SLOP
from leadersearch.query.parse.addresses import is_address, is_whole_address
from leadersearch.text import fold
from leadersearch.values import dataclass

MAX_PHRASE = 500
"""Words of a phrase that are looked at."""


@dataclass(slots=True)
class LeafPlanner(WordPlanner):
    """Plans leaves.

    `typed` is the leaf that is still being typed, if any; a year that stands alone is but a word.
    `excludes` while leaves are planned that articles must not match.
    """

    typed: tree.Query | None = None
    stands_alone: bool = True
    excludes: bool = False
    left_out: list[str] = field(default_factory=list)

    def leaf(self, query: tree.Query, scope: Scope) -> Node | None:
        """The node of a leaf; None where it holds no word."""
        match query:
            case tree.Term():
                return self.corrected(query, scope) if query.typed else self.term(query, scope)
            case tree.Phrase(text) if scope.places is ANYWHERE and is_whole_address(text):
                return self.address(tree.Term(text, exact=True), scope)
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
        if scope.places.is_keyword:
            return self.whole_value(term.text, scope)
        if scope.places is ANYWHERE and is_address(term.text):
            return self.address(term, scope)
        parts, joined = parts_of(term.text)
        if not parts:
            return None
        typed = term is self.typed
        besides = self.besides(term, scope)
        self.spelt_out.update(spelt_out_in(term.text))
        if len(parts) == 1:
            return self.word(parts[0], scope, exact=term.exact, typed=typed, besides=besides)
        if term.text.isalnum():  # a word of a script without spaces, one token a character
            places, patterns = scope.places.exact, _open_end(parts, typed=typed)
            return PhraseNode(term.text, places, parts, 0, scope.weight, patterns)
        nodes = tuple(
            self.plain_word(part, scope, exact=term.exact)
            if besides  # no text needs to hold them
            else self.word(part, scope, exact=term.exact, typed=typed and index == len(parts) - 1)
            for index, part in enumerate(parts)
        )
        compound = BooleanNode(required=nodes)
        if len(parts) == 2 and all(map(str.isdecimal, parts)):
            joined = (*joined, "x".join(parts))  # 24/7
        weaker = replace(scope, weight=scope.weight * ranking.JOINED)
        alternatives = tuple(self.plain_word(form, weaker, exact=term.exact) for form in joined)
        # In a large collection most compounds of two parts are also written as one word.
        mostly = len(joined) == 1 and not joined[0][:1].isdecimal()
        held = tuple(
            [node for node in alternatives if self.known.holds(node.lookups, belief=mostly)]
        )
        if besides:
            held = (*held, WordNode(term.text, besides, scope.weight))
        elif not (held or term.exact or self.excludes) and scope.places is ANYWHERE:
            return self.held_parts(term, compound)
        return BooleanNode(optional=(compound, *held), minimum=1) if held else compound

    def held_parts(self, term: tree.Term, compound: BooleanNode) -> Node:
        """A compound without those parts that no article holds, where some hold the others."""
        held = tuple(
            node
            for node in compound.required
            if not isinstance(node, WordNode)
            or node.reading is not None
            or self.known.holds(node.lookups, belief=True)
        )
        telling = any(isinstance(node, WordNode) and _says_something(node.text) for node in held)
        if not telling or len(held) == len(compound.required):
            return compound
        parts = " ".join(node.text for node in held if isinstance(node, WordNode))
        self.readings.append(Reading(ReadAs.PARTS, term.text, parts))
        return held[0] if len(held) == 1 else BooleanNode(required=held)

    def corrected(self, term: tree.Term, scope: Scope) -> Node | None:
        """A word in place of a misspelt one."""
        weaker = replace(scope, weight=scope.weight * ranking.CORRECTION)
        node = self.term(tree.Term(term.text), weaker)
        self.readings.append(reading_of(term, scope))
        return with_reading(node, self.readings[-1], term.typed) if node else None

    def address(self, term: tree.Term, scope: Scope) -> Node | None:
        """A pasted link or DOI: the article that it leads to, and those whose text names it."""
        parts = parts_of(normalise_url(term.text).removeprefix("www."))[0][:MAX_PHRASE]
        if not parts:
            return None
        from leadersearch.model.publisher_links import identifiers_of_link  # few paste an address

        found: list[Node] = [
            self.whole_value(value, replace(scope, places=IN_FIELD[kind]))
            for kind, value in identifiers_of_link(term.text)
        ]
        typed = term is self.typed
        for each in (replace(scope, places=IN_FIELD["url"]), scope):
            if len(parts) > 1:
                places = each.places.exact
                patterns = _open_end(parts, typed=typed)
                found.append(PhraseNode(term.text, places, parts, 0, scope.weight, patterns))
            elif typed:
                found.append(self.starting_with(parts[0], each))
            else:
                found.append(self.plain_word(parts[0], each, exact=True))
        return BooleanNode(optional=tuple(found), minimum=1)

    def besides(self, term: tree.Term, scope: Scope) -> tuple[Lookup, ...]:
        """Where a word is looked up beside the texts: it may be a year, or an identifier."""
        if term.exact or scope.places is not ANYWHERE or term.text.isalpha():
            return ()
        return self.meanings(term.text, alone=self.stands_alone)

    def meanings(self, text: str, *, alone: bool) -> tuple[Lookup, ...]:
        """The same lookups for every plan."""
        key = ("besides", text, alone)
        return self.known.made(key, lambda: other_meanings(text, stands_alone=alone))

    def citation(self, citation: Citation, scope: Scope) -> Node:
        """Articles by the authors of a citation, and of its year."""
        if citation.typed:
            self.readings.append(Reading(ReadAs.CITATION, citation.typed, citation.read))
        by_author = replace(scope, places=IN_FIELD["author"])
        forms = [form for name in citation.names for form in parts_of(name)[0]]
        nodes = [self.plain_word(form, by_author, exact=True) for form in dict.fromkeys(forms)]
        if citation.year:
            years = self.meanings(citation.year, alone=False)
            nodes.append(WordNode(citation.year, years, scope.weight))
        return nodes[0] if len(nodes) == 1 else BooleanNode(required=tuple(nodes))

    def phrase(self, phrase: tree.Phrase, scope: Scope) -> Node | None:
        """Exact words in a row, each field on its own."""
        if scope.places.is_keyword:
            return self.whole_value(phrase.text, scope)
        places = places_of(phrase.text)
        terms = places.forms[:MAX_PHRASE]
        if not terms:
            return None
        typed = phrase is self.typed
        if places.patterns:
            return self.phrase_with_patterns(phrase, places, scope)
        if len(terms) == 1:
            return self.word(terms[0], scope, exact=True, typed=typed)
        if scope.places is IN_FIELD["author"] and (names := self.names(phrase, terms, scope)):
            return names
        for form in terms[:-1] if typed else terms:
            lookups = self.plain_word(form, scope, exact=True).lookups
            self.known.ask(lookups)
            self.wanted.append((form, lookups))
        slop = min(phrase.slop, MAX_SLOP)
        patterns = _open_end(terms, typed=typed)
        as_typed = PhraseNode(phrase.text, scope.places.exact, terms, slop, scope.weight, patterns)
        if scope.places is IN_FIELD["author"] and (spelt := spelt_out_in(phrase.text)):
            forms = tuple(spelt.get(form, form) for form in terms)
            others = replace(as_typed, terms=forms, patterns=_open_end(forms, typed=typed))
            return BooleanNode(optional=(as_typed, others), minimum=1)
        return as_typed

    def phrase_with_patterns(
        self, phrase: tree.Phrase, places: Places, scope: Scope
    ) -> Node | None:
        """A phrase of which some words are beginnings or patterns; near each other they are words."""
        terms = places.forms[:MAX_PHRASE]
        patterns = tuple(row for row in places.patterns if row[0] < len(terms))
        if len(terms) > 1 and not phrase.slop:
            if phrase is self.typed and patterns[-1][0] < len(terms) - 1:
                patterns += _open_end(terms, typed=True)
            return PhraseNode(phrase.text, scope.places.exact, terms, 0, scope.weight, patterns)
        selectors = dict(patterns)
        written = [
            f"{form}*" if isinstance(selectors.get(place), StartsWith) else form
            for place, form in enumerate(terms)
        ]
        nodes: list[Node] = [
            self.selection(written[place], selectors[place], scope)
            if place in selectors
            else self.plain_word(form, scope, exact=True)
            for place, form in enumerate(terms)
        ]
        if len(terms) > 1:
            self.readings.append(Reading(ReadAs.APART, phrase.text, " ".join(written)))
        return all_of(tuple(nodes))

    def names(self, phrase: tree.Phrase, terms: tuple[str, ...], scope: Scope) -> Node | None:
        """A name: the people that it may mean, by all of their names; None for nobody else."""
        people = () if phrase.slop else self.known.people.matching(phrase.text)
        forms = names_of(people)
        if all(holds_in_a_row(parts_of(form)[0], terms) for form in forms):
            return None
        if len(forms) > MOST_NAMES:
            self.left_out.append(f"{len(forms) - MOST_NAMES:,} more names like {phrase.text}")
        names = person_node(phrase.text, people, scope.weight)
        self.readings += [names.reading] if names.reading else []
        patterns = _open_end(terms, typed=phrase is self.typed)
        as_typed = PhraseNode(phrase.text, scope.places.exact, terms, 0, scope.weight, patterns)
        return BooleanNode(optional=(as_typed, names), minimum=1)

    def any_value(self, field: Field) -> Node:
        """Articles that have the field at all; does not score."""
        if field.kind is Kind.DATE:
            return DateNode(None, None)
        return self.selection(f"{field.name}:*", StartsWith(""), Scope(IN_FIELD[field.name], 0.0))

    def fuzzy(self, text: str, distance: int, scope: Scope) -> Node | None:
        """Words that the text may be a misspelling of; all of its parts, if it has several."""
        forms, _ = parts_of(text)
        return all_of(
            tuple(self.selection(f"{form}~", Within(form, distance), scope) for form in forms)
        )

    def prefix(self, text: str, scope: Scope) -> Node | None:
        """`health-car*`: the first parts are words, the last one is the prefix."""
        if scope.places.is_keyword:
            ((name, _),) = scope.places.exact
            return self.starting_with(FIELDS[name].whole(text), scope)
        *words, last = parts_of(text)[0] or (fold(text),)
        if not last:
            return None
        nodes = [self.plain_word(word, scope, exact=True) for word in words]
        return all_of((*nodes, self.starting_with(last, scope)))


def _says_something(part: str) -> bool:
    """Whether a part of a compound can stand for it: no number does, and no letter."""
    return len(part) > 1 and not part.isdecimal()


def _open_end(terms: tuple[str, ...], *, typed: bool) -> tuple[tuple[int, Selector], ...]:
    """The last word of a phrase that is still being typed is a beginning."""
    return ((len(terms) - 1, StartsWith(terms[-1])),) if typed else ()


def all_of(nodes: tuple[Node, ...]) -> Node | None:
    """One node for several that all have to match; None for none."""
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return BooleanNode(required=nodes)
