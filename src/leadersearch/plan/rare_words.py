"""How many articles hold the words of a query: which may be slips, which may be cut short."""

from __future__ import annotations

from collections.abc import Sequence

from leadersearch.plan.lookup_places import parts_of
from leadersearch.plan.lookups import MAX_PHRASE
from leadersearch.plan.nodes import (
    COMBINED_EXACT_FIELD,
    Lookup,
    OneOf,
    Plan,
    StartsWith,
    WordNode,
    split_combined,
)
from leadersearch.plan.vocabulary import Known, Vocabulary
from leadersearch.plan.word_lookups import MIN_COMPLETED
from leadersearch.query import tree
from leadersearch.text import Analysis
from leadersearch.text.analysis import COMBINED_FIELD

RARE = 2
"""Articles, at most, that hold a slip of a frequent word."""

MUCH_RARER = 1000
"""How many times as many articles hold the word of which it is one."""

GOES_ON = 4
"""How many times as frequent as a word those are that begin with it, if it is cut short."""

GOES_ON_MOSTLY = 20
"""The same where some article holds it with the other words."""


def has_rare_word(plan: Plan, vocabulary: Vocabulary) -> bool:
    """Whether articles, but very few, hold a word that an article of the first tier must hold.

    Each field is asked by itself, which an index answers from its dictionary: texts first, which
    hold most words too often.
    """
    units = plan.units or (plan.root,)
    words = [_apart(unit) for unit in units if isinstance(unit, WordNode)]
    first = vocabulary.look_up([word[:1] for word in words])
    rare = [word for word, count in zip(words, first, strict=True) if count <= RARE]
    if not rare:
        return False
    held = iter(vocabulary.look_up([(lookup,) for word in rare for lookup in word]))
    most = [max((next(held) for _ in word), default=0) for word in rare]
    return any(0 < count <= RARE for count in most)


def _apart(word: WordNode) -> list[Lookup]:
    combined, rest = split_combined(word.lookups)
    lookups = [combined, *rest] if combined else rest
    return [lookup for lookup in lookups if isinstance(lookup.selector, OneOf)]


def is_cut_short(
    leaf: tree.Query | None, times: int, analysis: Analysis, vocabulary: Vocabulary
) -> bool:
    """Whether words that begin with a word are so many times as frequent in texts as the word itself."""
    if not isinstance(leaf, tree.Term) or leaf.exact or leaf.typed:
        return False
    parts, _ = parts_of(leaf.text)
    if not parts or len(parts[-1]) < MIN_COMPLETED:
        return False
    (held,) = vocabulary.look_up([(_one(COMBINED_FIELD, analysis.stem(parts[-1])),)])
    # To sum up what a dictionary tells takes a fiftieth of the time of counting articles.
    longer = Lookup("", COMBINED_EXACT_FIELD, StartsWith(parts[-1]))
    return sum(vocabulary.words([longer]).values()) >= times * held


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
