"""Article -> the terms under which it is found, field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from leadersearch.model.article import Article
from leadersearch.model.field import Field, Kind
from leadersearch.model.fields import FACET_FIELDS, FACETS, FIELDS
from leadersearch.text.stemming import Stemmer
from leadersearch.text.stop_words import FILLER_WORDS, STOP_WORDS
from leadersearch.text.tokens import Token, forms_in_order, tokenise
from leadersearch.values import dataclass

ANALYSIS_VERSION = 3
"""Raised whenever the same text would give other terms: an index of another version is rebuilt."""

VALUE_GAP = 100
"""Positions between two values of one field (two authors), so that no phrase spans both."""

COMBINED_FIELD = "text"
"""The postings field of all fields that make up the length, one after another."""

COMBINED_GAP = 1_000
"""Positions between two fields in the combined field: more than any phrase spans."""

EXACT_SUFFIX = "_exact"
FACET_SUFFIX = "_facet"


def exact_field(name: str) -> str:
    """The postings field that holds the unstemmed forms of a text field."""
    return name + EXACT_SUFFIX


def facet_field(name: str) -> str:
    """The postings field that holds the whole values of a facet."""
    return name + FACET_SUFFIX


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """An article as terms.

    `positions` maps postings field -> term -> positions in increasing order. `length` is the
    combined length of the ranking: each field's count of words times its weight, summed.
    """

    positions: Mapping[str, Mapping[str, list[int]]]
    length: int


class Analysis:
    """The analysis of one language: tokens, stems, and the words that say little."""

    def __init__(self, language: str = "english", known: Mapping[str, str] | None = None) -> None:
        self.stemmer = Stemmer(language, known)
        self.stem = self.stemmer.stem
        english = self.stemmer.language == "english"
        self.stop_words = STOP_WORDS if english else frozenset()
        self.filler_words = FILLER_WORDS if english else frozenset()

    @property
    def language(self) -> str:
        """The full English name of the language."""
        return self.stemmer.language

    def analyse(self, article: Article) -> ArticleTerms:
        """The terms of every field of an article, and its length."""
        positions: dict[str, dict[str, list[int]]] = {}
        lengths: dict[str, int] = {}
        length = 0
        for field in FIELDS.values():
            values = field.indexed(field.values(article))
            if field.kind is Kind.KEYWORD:
                positions[field.name] = {field.whole(value): [0] for value in values}
            elif field.kind is not Kind.DATE:
                tokens = tokenise_values(values)
                self._add_terms(positions, field, tokens)
                if field.in_length:
                    lengths[field.name] = sum(token.span == 1 for token in tokens)
                    length += int(field.weight) * lengths[field.name]
        for name in (COMBINED_FIELD, exact_field(COMBINED_FIELD)):
            positions[name] = _combined(positions, name.removeprefix(COMBINED_FIELD), lengths)
        for facet in FACETS:
            positions[facet_field(facet)] = {value: [0] for value in facet_values(article, facet)}
        return ArticleTerms({name: terms for name, terms in positions.items() if terms}, length)

    def _add_terms(
        self, positions: dict[str, dict[str, list[int]]], field: Field, tokens: list[Token]
    ) -> None:
        forms: defaultdict[str, list[int]] = defaultdict(list)
        for token in tokens:
            forms[token.form].append(token.position)
        if field.kind is Kind.NAME:
            positions[field.name] = forms
            return
        positions[exact_field(field.name)] = forms
        stems: dict[str, list[int]] = {}
        for form, places in forms.items():
            stem = self.stem(form)
            # Two forms of one stem at one place (a compound and its part) are one occurrence.
            stems[stem] = sorted({*stems[stem], *places}) if stem in stems else places
        positions[field.name] = stems


def _combined(
    positions: Mapping[str, Mapping[str, list[int]]], suffix: str, lengths: Mapping[str, int]
) -> dict[str, list[int]]:
    """The fields that make up the length as one, a gap after each that has words."""
    combined: defaultdict[str, list[int]] = defaultdict(list)
    start = 0
    for name, length in lengths.items():
        for term, places in positions.get(name + suffix, {}).items():
            combined[term] += [start + place for place in places]
        start += length + COMBINED_GAP if length else 0
    return combined


def facet_values(article: Article, facet: str) -> tuple[str, ...]:
    """The values under which an article is counted in a facet, each once."""
    field = FACET_FIELDS[facet]
    return tuple(dict.fromkeys(filter(None, map(field.facet_of, field.values(article)))))


def tokenise_values(values: Iterable[str]) -> list[Token]:
    """The tokens of several values, a gap of positions between each two.

    `start` and `end` refer to each value on its own.
    """
    tokens: list[Token] = []
    offset = 0
    for value in values:
        found = tokenise(value)
        if offset:
            found = [token._replace(position=token.position + offset) for token in found]
        tokens += found
        if found:
            offset = found[-1].position + VALUE_GAP
    return tokens


def title_key(title: str) -> str:
    """The sort key of titles: their folded words, without punctuation."""
    return " ".join(forms_in_order(title))
