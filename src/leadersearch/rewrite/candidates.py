"""The words that a misspelt one may stand for, likeliest first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from leadersearch.engine import Execution, View
from leadersearch.model.fields import FIELDS
from leadersearch.model.names import PARTICLES
from leadersearch.plan import (
    COMBINED_EXACT_FIELD,
    BooleanNode,
    Like,
    Lookup,
    Node,
    OneOf,
    PhraseNode,
    Plan,
    StartsWith,
    Within,
    WordNode,
)
from leadersearch.plan.lookup_places import ANYWHERE, IN_FIELD, Scope
from leadersearch.plan.lookups import LeafPlanner
from leadersearch.plan.rare_words import RARE
from leadersearch.plan.vocabulary import Known, Word
from leadersearch.rewrite.misspellings import SHORTEST, Asked
from leadersearch.text import Analysis
from leadersearch.text.distance import is_within
from leadersearch.text.typing_errors import error_cost
from leadersearch.values import dataclass

MOST_CANDIDATES = 6
"""Words that one may stand for, which are counted beside the rest of the query."""

TWO_ERRORS = 7
"""Letters from which on a word may have two errors."""

WRONG_BEGINNING = 6
"""Letters from which on the first letter of a word may be wrong: too many shorter ones rhyme."""

RUN_TOGETHER = 1.0
"""The cost of two words run together, as in `leadersearch.text.typing_errors`."""

APART = 5.0
"""The cost of two words run together that stand side by side in no article."""

OTHER_LETTERS = 0.0
"""The cost of a name in other letters: it is no error."""

BY_EAR = 9.0
"""The cost of a word written by ear: looked for where nothing is near."""

SHARE_BY_EAR = 0.4
"""The share of the letters of a word written by ear that may be wrong."""

MOST_BY_EAR = 4
"""Letters of it that may be."""

_SHORTEST_SURNAME = 3
_SHORTEST_PART = 2
_MOST_DIVIDED = 3  # ways to divide a word that are looked for in articles


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that one may stand for: how many articles hold them, and the cost of the error.

    `stem` is that of a single word, else empty.

    `is_cut`: they are all words that begin with it, which is how a query is read anyway.
    """

    text: str
    stem: str
    held: int
    cost: float
    node: Node
    is_cut: bool = False

    @property
    def worth(self) -> float:
        """How likely it is by itself, as a logarithm."""
        return math.log(self.held + 0.5) - self.cost


class CandidateFinder:
    """Finds the words of a view that misspelt ones may stand for."""

    def __init__(self, view: View, analysis: Analysis) -> None:
        self._view = view
        self._leaves = LeafPlanner(analysis, Known(view))
        self._stem = analysis.stem
        self._is_english = analysis.language == "english"

    def candidates(self, asked: Asked, *, is_cut: bool = False) -> list[Candidate]:
        """The candidates for a word that no article holds; `is_cut`: articles hold longer ones."""
        found = self.within(asked, 1)
        if asked.field in {"", "author"}:
            found += self._in_other_letters(asked)
        if is_cut:
            found = [row for row in found if not row.text.startswith(asked.form)]
            found += [self._longer(asked)] if found else []
        elif max((row.held for row in found), default=0) <= RARE:
            found += self._with_particles(asked) or self._divided(asked)
            if len(asked.form) >= TWO_ERRORS:
                known = {row.text for row in found}
                found += [row for row in self.within(asked, 2) if row.text not in known]
                found = found or self._sounding_like(asked)
        return sorted(found, key=lambda row: (-row.worth, row.text))[:MOST_CANDIDATES]

    def within(self, asked: Asked, errors: int) -> list[Candidate]:
        """The words within one or two errors; the first letter may be wrong in long ones, once."""
        may_begin_wrong = errors == 1 and len(asked.form) >= WRONG_BEGINNING
        lookups = [Lookup("", place, Within(asked.form, errors)) for place in _places(asked.field)]
        return [
            Candidate(
                form,
                self._stem(form),
                held,
                self._cost(asked.form, form),
                self.node(form, asked.field),
            )
            for form, held in self._view.words(lookups).items()
            if form != asked.form
            and form.isalpha()
            and len(form) > _SHORTEST_PART
            and (may_begin_wrong or form[0] == asked.form[0])
        ]

    def _in_other_letters(self, asked: Asked) -> list[Candidate]:
        """The names of authors in Cyrillic or Greek letters that are the word in Latin ones."""
        from leadersearch.text.transliteration import beginnings, in_latin, latin_key

        key = latin_key(asked.form)
        names = [Lookup("", "author", StartsWith(letter)) for letter in beginnings(key)]
        return [
            Candidate(form, "", held, OTHER_LETTERS, self.node(form, "author"))
            for form, held in self._view.words(names).items()
            if any(latin_key(way) == key for way in in_latin(form))
        ]

    def _sounding_like(self, asked: Asked) -> list[Candidate]:
        """The words that sound alike, in English."""
        if not self._is_english:
            return []
        from leadersearch.text.sounds import (
            patterns_of,
            sound_of,
        )  # few words are unlike all others

        sound = sound_of(asked.form)
        errors = min(int(len(asked.form) * SHARE_BY_EAR), MOST_BY_EAR)
        lookups = [
            Lookup("", place, Like(pattern))
            for place in _places(asked.field)
            for pattern in patterns_of(sound)
        ]
        return [
            Candidate(form, self._stem(form), held, BY_EAR, self.node(form, asked.field))
            for form, held in self._view.words(lookups).items()
            if abs(len(form) - len(asked.form)) <= errors
            and form.isalpha()
            and sound_of(form) == sound
            and is_within(form, asked.form, errors)
        ]

    def node(self, form: str, field: str) -> WordNode:
        """A word as it is searched."""
        return self._leaves.plain_word(form, _scope(field), exact=False)

    def elsewhere(self, words: Sequence[Asked]) -> set[Asked]:
        """Those words of one field that articles hold in another: no errors."""
        of_fields = [word for word in words if word.field]
        unwritten = {word.form for word in self.unwritten([Asked(word.form) for word in of_fields])}
        return {word for word in of_fields if word.form not in unwritten}

    def unwritten(self, words: Sequence[Asked]) -> list[Asked]:
        """The words that no article holds in this very form."""
        lookups = [_word(word.form, word.field) for word in words]
        held = self._view.look_up(lookups, enough=1) if words else []
        return [word for word, count in zip(words, held, strict=True) if not count]

    def joined(self, pairs: Sequence[tuple[Asked, Asked]]) -> dict[tuple[Asked, Asked], str]:
        """Those pairs that are one word of articles, and that word."""
        words = {pair: Asked(pair[0].form + pair[1].form, pair[0].field) for pair in pairs}
        unwritten = set(self.unwritten(list(words.values())))
        return {pair: word.form for pair, word in words.items() if word not in unwritten}

    def frequencies(self, words: Sequence[Asked]) -> list[int]:
        """How many articles hold each word, in any of its forms."""
        nodes = [self.node(word.form, word.field) for word in words]
        return list(self._view.look_up([node.lookups for node in nodes])) if words else []

    def _cost(self, typed: str, meant: str) -> float:
        return error_cost(typed, meant, on_qwerty=self._is_english)

    def _longer(self, asked: Asked) -> Candidate:
        node = self._leaves.starting_with(asked.form, _scope(asked.field))
        (held,) = self._view.look_up([node.lookups])
        return Candidate(node.text, "", held, 0.0, node, is_cut=True)

    def _divided(self, asked: Asked) -> list[Candidate]:
        """The word as two: that stand side by side in articles, or else long ones in one article."""
        pairs = self._held_pairs(asked)
        places = _scope(asked.field).places.exact
        phrases = [PhraseNode(" ".join(pair), places, pair) for pair in pairs]
        often = self._view.figures(phrases).frequencies if phrases else {}
        found = [
            Candidate(phrase.text, "", often[phrase], RUN_TOGETHER, phrase)
            for phrase in phrases
            if often[phrase]
        ]
        long = [pair for pair in pairs if min(map(len, pair)) >= SHORTEST]
        return found or (self._apart(asked, long) if long else [])

    def _with_particles(self, asked: Asked) -> list[Candidate]:
        """The word as the surname of an author with particles before it: `vandenheuvel`."""
        names = list(_divided_at_particles(asked.form)) if asked.field in {"", "author"} else []
        parts = [Asked(part, "author") for name in names for part in name]
        unwritten = {part.form for part in self.unwritten(parts)}
        places = IN_FIELD["author"].exact
        phrases = [
            PhraseNode(" ".join(name), places, name) for name in names if unwritten.isdisjoint(name)
        ]
        often = self._view.figures(phrases).frequencies if phrases else {}
        return [
            Candidate(phrase.text, "", often[phrase], RUN_TOGETHER, phrase)
            for phrase in phrases
            if often[phrase]
        ]

    def _held_pairs(self, asked: Asked) -> list[tuple[str, str]]:
        """The ways to divide a word into two that articles hold, the most frequent first."""
        form = asked.form
        cuts = range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1)
        pairs = [(form[:cut], form[cut:]) for cut in cuts]
        parts = [Asked(part, asked.field) for pair in pairs for part in pair]
        unwritten = {part.form for part in self.unwritten(parts)}
        pairs = [pair for pair in pairs if unwritten.isdisjoint(pair)]
        held = self._view.look_up([_word(part, asked.field) for pair in pairs for part in pair])
        rows = zip(map(min, held[::2], held[1::2]), pairs, strict=True)
        return [pair for _, pair in sorted(rows, reverse=True)[:_MOST_DIVIDED]]

    def _apart(self, asked: Asked, pairs: Sequence[tuple[str, str]]) -> list[Candidate]:
        """Words that were run together and that an article holds, if not side by side."""
        nodes = [
            BooleanNode(required=tuple(self.node(word, asked.field) for word in pair))
            for pair in pairs
        ]
        counted = self._view.execute([Execution(plan=Plan(root=node), limit=0) for node in nodes])
        return [
            Candidate(" ".join(pair), "", found.total, APART, node)
            for pair, node, found in zip(pairs, nodes, counted, strict=True)
            if found.total
        ]


def _divided_at_particles(form: str, most: int = 3) -> Iterator[tuple[str, ...]]:
    """The ways to divide a word into particles and a surname.

    >>> list(_divided_at_particles("vandenberg"))
    [('van', 'denberg'), ('van', 'de', 'nberg'), ('van', 'den', 'berg')]
    """
    for particle in sorted(PARTICLES) if most else ():
        rest = form.removeprefix(particle)
        if rest != form and len(rest) >= _SHORTEST_SURNAME:
            yield particle, rest
            yield from ((particle, *others) for others in _divided_at_particles(rest, most - 1))


def _scope(field: str) -> Scope:
    return Scope(IN_FIELD[field] if field else ANYWHERE)


def _places(field: str) -> list[str]:
    """The postings fields that list the words of a field, or of all."""
    if field:
        return [postings for _, postings in IN_FIELD[field].exact]
    others = (row for row in ANYWHERE.exact if not FIELDS[row[0]].in_length)
    return [COMBINED_EXACT_FIELD, *(postings for _, postings in others)]


def _word(form: str, field: str) -> Word:
    return tuple(Lookup("", place, OneOf((form,))) for place in _places(field))
