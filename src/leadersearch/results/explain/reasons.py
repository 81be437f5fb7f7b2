"""Why an article was found, in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import zip_longest

from leadersearch.model.article import Article
from leadersearch.model.field import Field, Kind
from leadersearch.model.fields import FIELDS
from leadersearch.plan import BooleanNode, Leaf, Node, OneOf, PhraseNode, Plan, WordNode
from leadersearch.results.explain.listing import listed, short
from leadersearch.results.explain.node_truth import holds
from leadersearch.results.snippets import Marker, marker_for
from leadersearch.results.snippets.wanted_words import selection_test
from leadersearch.text import Analysis, fold
from leadersearch.values import dataclass

MOST_REASONS = 5

# Field -> what a reader calls it; the excerpt and the body are one text to them.
_PLACES = {row.name: row.place for row in FIELDS.values() if row.place}
# Fields whose matching values are shown whole -> the kind of the reason.
_VALUE_FIELDS = {row.name: row.reason for row in FIELDS.values() if row.reason}
# Kinds of fields whose values are each one term -> the term of a value.
_WHOLE: dict[Kind, Callable[[Field], Callable[[str], str]]] = {
    Kind.KEYWORD: lambda field: field.whole,
    Kind.DATE: lambda field: field.facet_of,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article was found, in words (`phrase in title`); `kind` is for programs."""

    kind: str
    text: str

    def __str__(self) -> str:
        return self.text


# --- in plain words ------------------------------------------------------------------------------


def reasons(article: Article, plan: Plan, analysis: Analysis) -> tuple[Reason, ...]:
    """Why an article was found, the most telling reason first, five at most."""
    return reasons_of(article, marker_for(plan, analysis))


def reasons_of(article: Article, marker: Marker) -> tuple[Reason, ...]:
    """The same for those who have a marker, which remembers the texts it has marked."""
    return Reasoning(marker).reasons(article)


class Reasoning:
    """Gives the reasons of one plan. Build one for a page of hits."""

    def __init__(self, marker: Marker) -> None:
        self.marker = marker
        self.plan = marker.plan
        self.matcher = marker.matcher
        wanted = list(enumerate(self.matcher.leaves[: self.matcher.first_excluded]))
        self.words = [(index, leaf) for index, leaf in wanted if isinstance(leaf, WordNode)]
        row = self.plan.verbatim
        self.row = None if row is None else self.matcher.index_of(row)
        self.phrases = [
            (index, leaf)
            for index, leaf in wanted
            if isinstance(leaf, PhraseNode) and index != self.row
        ]
        self.tests = _keyword_tests(self.matcher.leaves)
        self.fields = [
            field
            for field in FIELDS.values()
            if field.name in self.tests or self.matcher.looks_in(field.name)
        ]
        self.expands = any(not _is_typed(leaf) for _, leaf in self.words)
        self.units = _units(self.plan)
        kinds = [isinstance(unit, PhraseNode) for unit, _ in self.units]
        self.units_name = "phrases" if all(kinds) else "terms" if any(kinds) else "words"

    def reasons(self, article: Article) -> tuple[Reason, ...]:
        """Why an article was found, the most telling reason first, five at most."""
        evidence = _Evidence(article, self)
        found = [reason for kind in _KINDS for reason in kind(evidence)]
        return tuple(dict.fromkeys(found))[:MOST_REASONS]


def _keyword_tests(leaves: Sequence[Leaf]) -> dict[str, list[tuple[int, Callable[[str], bool]]]]:
    """Field of whole values -> what the leaves ask of a value."""
    tests: defaultdict[str, list[tuple[int, Callable[[str], bool]]]] = defaultdict(list)
    for index, leaf in enumerate(leaves):
        for lookup in leaf.lookups if isinstance(leaf, WordNode) else ():
            field = FIELDS.get(lookup.field)
            if field is not None and field.kind in _WHOLE:
                tests[field.name].append((index, selection_test(lookup.selector)))
    return tests


def _units(plan: Plan) -> list[tuple[Node, str]]:
    """The words that an article should have, as typed; without nodes that ask for no word."""
    units = plan.units
    if not units and isinstance(plan.root, BooleanNode) and not plan.root.optional:
        units = plan.root.required
    spelt = [(unit, _spelling(unit)) for unit in units]
    return [(unit, spelling) for unit, spelling in spelt if spelling]


class _Evidence:
    """Which leaves of the plan were found in which field, and as which words."""

    def __init__(self, article: Article, asked: Reasoning) -> None:
        self.article = article
        self.asked = asked
        # field -> leaf -> folded word -> the word as first written
        self.words: dict[str, dict[int, dict[str, str]]] = {}
        self.values: dict[str, list[str]] = {}
        self.found: set[int] = set()
        for field in asked.fields:
            values = field.values(article)
            words: dict[int, dict[str, str]] = {}
            for value, places in self._matching(values, field):
                self.values.setdefault(field.name, []).append(value)
                # A long text holds a word many times, and folding is slow.
                written = dict.fromkeys((leaf, value[start:end]) for start, end, leaf in places)
                for leaf, word in written:
                    words.setdefault(leaf, {}).setdefault(fold(word), word)
            if words:
                self.words[field.name] = words
                self.found.update(words)

    def _matching(
        self, values: Sequence[str], field: Field
    ) -> list[tuple[str, Sequence[tuple[int, int, int]]]]:
        """The values of a field that hold something, and what they hold where."""
        matcher, tests = self.asked.matcher, self.asked.tests
        found: list[tuple[str, Sequence[tuple[int, int, int]]]]
        if field.kind in _WHOLE:
            term_of = _WHOLE[field.kind](field)
            terms = [(value, term_of(value)) for value in values]
            found = [
                (
                    value,
                    [(0, len(value), leaf) for leaf, selects in tests[field.name] if selects(term)],
                )
                for value, term in terms
            ]
        elif len(values) > 1 and matcher.are_bare(values, field.name):
            return []
        else:
            found = [(value, matcher.matches(value, field.name)) for value in values]
        return [row for row in found if row[1]]

    def written(self, leaf: int, *fields: str) -> dict[str, str]:
        """The words as which a leaf was found, in some fields or in all."""
        words: dict[str, str] = {}
        for field in fields or self.words:
            if leaf in (of_field := self.words.get(field, {})):
                # As first written; most words stand in one field.
                words = {**words, **of_field[leaf]} | words if words else of_field[leaf]
        return words

    def places(self, leaf: int) -> str:
        """Where a leaf was found, in a reader's words; empty where it was not."""
        places = (place for field, place in _PLACES.items() if leaf in self.words.get(field, ()))
        return " and ".join(dict.fromkeys(places))

    def holds(self, leaf: Leaf) -> bool:
        """Whether the article matches a leaf of the plan."""
        return self.asked.matcher.index_of(leaf) in self.found


def _verbatim(evidence: _Evidence) -> Iterator[Reason]:
    """Where the words stand as they were typed."""
    if evidence.asked.row is not None and (places := evidence.places(evidence.asked.row)):
        yield Reason("verbatim", f"these words in a row, in {places}")


def _phrases(evidence: _Evidence) -> Iterator[Reason]:
    phrases = evidence.asked.phrases
    for index, leaf in phrases:
        if leaf.reading is not None:
            if found := evidence.written(index):
                yield Reason(leaf.reading.kind.value, leaf.reading.reason(listed(found.values())))
            continue
        places = evidence.places(index)
        name = "phrase" if not leaf.slop else "words close together"
        if len(phrases) > 1:
            name = f'"{short(leaf.text)}"'
        if places:
            yield Reason("phrase", f"{name} in {places}")


def _authors(evidence: _Evidence) -> Iterator[Reason]:
    if names := evidence.values.get("author"):
        yield Reason("author", f"author match: {listed(names)}")


def _words(evidence: _Evidence) -> Iterator[Reason]:
    """How many of the words the article holds."""
    units, name = evidence.asked.units, evidence.asked.units_name
    if len(units) < 2:
        return
    missing = [
        spelling for unit, spelling in units if not holds(unit, evidence.article, evidence.holds)
    ]
    if missing:
        held = len(units) - len(missing)
        yield Reason("words", f"{held} of {len(units)} {name} (without {listed(missing)})")
    else:
        yield Reason("words", f"both {name}" if len(units) == 2 else f"all {len(units)} {name}")


def _title(evidence: _Evidence) -> Iterator[Reason]:
    if words := _written(evidence, "title"):
        yield Reason("title", f"title: {listed(words)}")


def _expansions(evidence: _Evidence) -> Iterator[Reason]:
    """The words that prefixes, patterns and misspellings stood for, if that is news."""
    typed: dict[str, str] = {}
    for index, leaf in evidence.asked.words if evidence.asked.expands else ():
        words = evidence.written(index)
        if _is_typed(leaf):
            typed |= words
        elif words.keys() - typed.keys():
            found = listed(words.values())
            if leaf.reading is not None:
                yield Reason(leaf.reading.kind.value, leaf.reading.reason(found))
            elif leaf.text.endswith("~"):
                yield Reason("expansion", f"{found} for {leaf.text}")
            else:
                yield Reason("expansion", f"{leaf.text} matched {found}")


def _values(evidence: _Evidence) -> Iterator[Reason]:
    for field, kind in _VALUE_FIELDS.items():
        if values := evidence.values.get(field):
            yield Reason(kind, f"{field}: {listed(values)}")


def _text(evidence: _Evidence) -> Iterator[Reason]:
    """The words that stand in the text and not in the title."""
    in_title = evidence.words.get("title", {})
    if words := _written(evidence, "excerpt", "body", besides=in_title):
        yield Reason("text", f"text: {listed(words)}")


_KINDS: tuple[Callable[[_Evidence], Iterator[Reason]], ...] = (
    _verbatim,
    _phrases,
    _authors,
    _words,
    _title,
    _expansions,
    _values,
    _text,
)
"""In the order of what they tell."""


def _written(evidence: _Evidence, *fields: str, besides: Container[int] = ()) -> list[str]:
    """One spelling of each word in some fields, then the others of each."""
    if not any(field in evidence.words for field in fields):
        return []
    spellings = [
        evidence.written(index, *fields).items()
        for index, _ in evidence.asked.words
        if index not in besides
    ]
    words: dict[str, str] = {}
    for row in zip_longest(*spellings):
        for folded, word in filter(None, row):
            words.setdefault(folded, word)
    return list(words.values())


def _is_typed(leaf: WordNode) -> bool:
    """Whether a leaf stands for what was typed, in all its forms, and for nothing longer."""
    return leaf.reading is None and isinstance(leaf.lookups[0].selector, OneOf)


def _spelling(node: Node) -> str:
    """The text typed for a node; empty for those that ask for no word."""
    match node:
        case WordNode(text) | PhraseNode(text):
            return text
        case BooleanNode():
            parts = map(_spelling, node.required or node.optional[:1])
            return " ".join(part for part in parts if part)
    return ""
