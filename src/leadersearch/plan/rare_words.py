"""How many articles hold the words of a query, and which are so rare that they may be slips."""

from __future__ import annotations

from collections.abc import Sequence

from leadersearch.plan.lookup_places import parts_of
from leadersearch.plan.lookups import MAX_PHRASE
from leadersearch.plan.nodes import Lookup, OneOf, Plan, WordNode, split_combined
from leadersearch.plan.vocabulary import Known, Vocabulary
from leadersearch.text import Analysis
from leadersearch.text.analysis import COMBINED_FIELD

RARE = 2
"""Articles, at most, that hold a slip of a frequent word."""

MUCH_RARER = 1000
"""How many times as many articles hold the word of which it is one."""


def has_rare_word(plan: Plan, vocabulary: Vocabulary) -> bool:
    """Whether articles, but very few, hold a word that an article of the first tier must hold.

    Each field is asked by itself, which an index answers from its dictionary.
    """
    words = [_apart(unit) for unit in plan.units or (plan.root,) if isinstance(unit, WordNode)]
    held = iter(vocabulary.look_up([(lookup,) for word in words for lookup in word]))
    most = [max((next(held) for _ in word), default=0) for word in words]
    return any(0 < count <= RARE for count in most)


def _apart(word: WordNode) -> list[Lookup]:
    combined, rest = split_combined(word.lookups)
    lookups = [combined, *rest] if combined else rest
    return [lookup for lookup in lookups if isinstance(lookup.selector, OneOf)]


def rarities(words: Sequence[str], analysis: Analysis, known: Known) -> list[int]:
    """How many articles hold each typed word, or the rarest part of it that any holds; else 0."""
    parts = [parts_of(word)[0][:MAX_PHRASE] for word in words]
    forms = list(dict.fromkeys(form for each in parts for form in each))
    in_texts = [(_one(COMBINED_FIELD, analysis.stem(form)),) for form in forms]
    in_names = [(_one("author", form),) for form in forms]
    held = known.frequencies([*in_texts, *in_names])
    often = dict(zip(forms, map(max, held, held[len(forms) :]), strict=False))
    return [min(filter(None, map(often.__getitem__, each)), default=0) for each in parts]


def _one(postings: str, term: str) -> Lookup:
    return Lookup(postings, postings, OneOf((term,)))
