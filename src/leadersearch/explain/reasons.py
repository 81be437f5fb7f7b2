"""Why an article was found, in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from leadersearch.article import Article
from leadersearch.engine import Reason
from leadersearch.explain.matching import holds
from leadersearch.fields import FIELDS, Field, Kind
from leadersearch.plan import (
    BooleanNode,
    Leaf,
    Node,
    OneOf,
    PhraseNode,
    Plan,
    WordNode,
)
from leadersearch.snippets import Marker, marker_for
from leadersearch.snippets.cleaning import clean
from leadersearch.snippets.pieces import selection_test
from leadersearch.text import Analysis, fold
from leadersearch.text.analysis import field_values, keyword

MOST_REASONS = 5
_MOST_LISTED = 3
_LONGEST = 40

# Field -> what a reader calls it; the excerpt and the body are one text to them.
_PLACES = {"title": "title", "excerpt": "text", "body": "text", "tag": "tags", "venue": "venue"}
# Fields whose matching values are shown whole -> the kind of the reason.
_VALUE_FIELDS = {
    "tag": "tag",
    "venue": "text",
    "url": "text",
    "source": "text",
    "doi": "text",
    "id": "text",
}

# --- in plain words ------------------------------------------------------------------------------


def reasons(article: Article, plan: Plan, analysis: Analysis) -> tuple[Reason, ...]:
    """Why an article was found, the most telling reason first, five at most."""
    return reasons_of(article, marker_for(plan, analysis))


def reasons_of(article: Article, marker: Marker) -> tuple[Reason, ...]:
    """The same for those who have a marker, which remembers the texts it has marked."""
    evidence = _Evidence(article, marker)
    found = (reason for kind in _KINDS for reason in kind(evidence))
    return tuple(dict.fromkeys(found))[:MOST_REASONS]


class _Evidence:
    """Which leaves of the plan were found in which field, and as which words."""

    def __init__(self, article: Article, marker: Marker) -> None:
        self.article = article
        self.plan = marker.plan
        self.matcher = marker.matcher
        self.wanted = list(enumerate(self.matcher.leaves[: self.matcher.first_excluded]))
        # field -> leaf -> folded word -> the word as first written
        self.words: dict[str, dict[int, dict[str, str]]] = {}
        self.values: dict[str, list[str]] = {}
        for field in FIELDS.values():
            found: defaultdict[int, dict[str, str]] = defaultdict(dict)
            for value in field_values(article, field):
                known = len(found)
                for leaf, word in self._found_in(value, field):
                    found[leaf].setdefault(fold(word), word)
                    known = -1
                if known < 0:
                    self.values.setdefault(field.name, []).append(value)
            if found:
                self.words[field.name] = dict(found)
        self.found = {leaf for leaves in self.words.values() for leaf in leaves}

    def _found_in(self, value: str, field: Field) -> Iterator[tuple[int, str]]:
        if field.kind is Kind.KEYWORD:
            term = keyword(field.name, value)
            for index, leaf in enumerate(self.matcher.leaves):
                if isinstance(leaf, WordNode) and any(
                    lookup.field == field.name and selection_test(lookup.selector)(term)
                    for lookup in leaf.lookups
                ):
                    yield index, value
        elif field.kind is not Kind.DATE:
            for start, end, index in self.matcher.matches(value, field.name):
                yield index, value[start:end]

    def written(self, leaf: int, *fields: str) -> dict[str, str]:
        """The words as which a leaf was found, in some fields or in all."""
        words: dict[str, str] = {}
        for field in fields or self.words:
            for folded, word in self.words.get(field, {}).get(leaf, {}).items():
                words.setdefault(folded, word)
        return words

    def holds(self, leaf: Leaf) -> bool:
        """Whether the article matches a leaf of the plan."""
        return self.matcher.index_of(leaf) in self.found


def _phrases(evidence: _Evidence) -> Iterator[Reason]:
    phrases = [(index, leaf) for index, leaf in evidence.wanted if isinstance(leaf, PhraseNode)]
    for index, leaf in phrases:
        places = dict.fromkeys(
            place for field, place in _PLACES.items() if index in evidence.words.get(field, ())
        )
        name = "phrase" if not leaf.slop else "words close together"
        if len(phrases) > 1:
            name = f'"{_short(leaf.text)}"'
        if places:
            yield Reason("phrase", f"{name} in {' and '.join(places)}")


def _authors(evidence: _Evidence) -> Iterator[Reason]:
    if names := evidence.values.get("author"):
        yield Reason("author", f"author match: {_listed(names)}")


def _words(evidence: _Evidence) -> Iterator[Reason]:
    """How many of the words the article holds."""
    units = evidence.plan.units
    root = evidence.plan.root
    if not units and isinstance(root, BooleanNode) and not root.optional:
        units = root.required
    units = tuple(unit for unit in units if _spelling(unit))
    if len(units) < 2:
        return
    phrases = [isinstance(unit, PhraseNode) for unit in units]
    name = "phrases" if all(phrases) else "terms" if any(phrases) else "words"
    missing = [
        _spelling(unit) for unit in units if not holds(unit, evidence.article, evidence.holds)
    ]
    if missing:
        held = len(units) - len(missing)
        yield Reason("words", f"{held} of {len(units)} {name} (without {_listed(missing)})")
    else:
        yield Reason("words", f"both {name}" if len(units) == 2 else f"all {len(units)} {name}")


def _title(evidence: _Evidence) -> Iterator[Reason]:
    if words := _written(evidence, evidence.wanted, "title"):
        yield Reason("title", f"title: {_listed(words)}")


def _expansions(evidence: _Evidence) -> Iterator[Reason]:
    """What prefixes, patterns and misspellings stood for, where that is news."""
    typed: dict[str, str] = {}
    for index, leaf in evidence.wanted:
        if not isinstance(leaf, WordNode):
            continue
        words = evidence.written(index)
        if isinstance(leaf.lookups[0].selector, OneOf):
            typed |= words
        elif words.keys() - typed.keys():
            listed = _listed(words.values())
            if leaf.text.removesuffix("*") in evidence.plan.completed:
                yield Reason("completion", f"{leaf.text}: {listed} (completed)")
            elif leaf.text.endswith("~"):
                yield Reason("expansion", f"{listed} for {leaf.text}")
            else:
                yield Reason("expansion", f"{leaf.text} matched {listed}")


def _values(evidence: _Evidence) -> Iterator[Reason]:
    for field, kind in _VALUE_FIELDS.items():
        if values := evidence.values.get(field):
            yield Reason(kind, f"{field}: {_listed(values)}")


def _text(evidence: _Evidence) -> Iterator[Reason]:
    """The words that stand in the text and not in the title."""
    in_title = evidence.words.get("title", {})
    others = [(index, leaf) for index, leaf in evidence.wanted if index not in in_title]
    if words := _written(evidence, others, "excerpt", "body"):
        yield Reason("text", f"text: {_listed(words)}")


_KINDS: tuple[Callable[[_Evidence], Iterator[Reason]], ...] = (
    _phrases,
    _authors,
    _words,
    _title,
    _expansions,
    _values,
    _text,
)
"""In the order of what they tell."""


def _written(evidence: _Evidence, leaves: Iterable[tuple[int, Leaf]], *fields: str) -> list[str]:
    """One spelling of each leaf, then the others of each."""
    spellings = [
        evidence.written(index, *fields).items()
        for index, leaf in leaves
        if isinstance(leaf, WordNode)
    ]
    words: dict[str, str] = {}
    for row in zip_longest(*spellings):
        for folded, word in filter(None, row):
            words.setdefault(folded, word)
    return list(words.values())


def _spelling(node: Node) -> str:
    """What was typed for a node; empty for those that ask for no word."""
    match node:
        case WordNode(text) | PhraseNode(text):
            return text
        case BooleanNode():
            parts = map(_spelling, node.required or node.optional[:1])
            return " ".join(part for part in parts if part)
    return ""


def _listed(words: Iterable[str]) -> str:
    all_words = list(words)
    listed = ", ".join(_short(word) for word in all_words[:_MOST_LISTED])
    return f"{listed} …" if len(all_words) > _MOST_LISTED else listed


def _short(text: str) -> str:
    safe = clean(text).text.replace("\n", " ").strip()
    return safe if len(safe) <= _LONGEST else f"{safe[: _LONGEST - 1].rstrip()}…"
