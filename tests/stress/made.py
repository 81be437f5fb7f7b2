"""Random queries of every kind, as trees and as what people and others type."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from leadersearch.model.fields import FIELDS
from leadersearch.query import render_query, tree

Chance = random.Random
FIELD_NAMES = sorted(FIELDS)


@dataclass(frozen=True)
class Words:
    """The parts of random queries: words, common ones more often, names, whole values, and texts."""

    common: Sequence[str]
    rare: Sequence[str]
    names: Sequence[str]
    values: Sequence[str]
    texts: Sequence[str] = ()

    def one(self, chance: Chance) -> str:
        """A word, at times one that no article holds."""
        kind = chance.random()
        if kind < 0.55:
            return chance.choice(self.common)
        if kind < 0.9:
            return chance.choice(self.rare)
        return chance.choice(self.rare) + chance.choice("xqz")

    def several(self, chance: Chance, most: int = 4) -> str:
        """Words in no order."""
        return " ".join(self.one(chance) for _ in range(chance.randint(1, most)))


def _date(chance: Chance) -> date | None:
    return None if chance.random() < 0.3 else date(1990, 1, 1) + timedelta(chance.randrange(14_000))


def _pattern(chance: Chance, words: Words) -> str:
    word = words.one(chance)
    place = chance.randrange(len(word) + 1)
    return word[:place] + chance.choice("**?") + word[place + chance.randint(0, 2) :]


LEAVES: tuple[Callable[[Chance, Words], tree.Query], ...] = (
    lambda chance, words: tree.Term(words.one(chance)),
    lambda chance, words: tree.Term(words.one(chance), exact=True),
    lambda chance, words: tree.Term(f"{words.one(chance)}-{words.one(chance)}"),
    lambda chance, words: tree.Phrase(words.several(chance), chance.choice((0, 0, 1, 5, 50))),
    lambda chance, words: tree.Prefix(words.one(chance)[: chance.randint(1, 4)]),
    lambda chance, words: tree.Wildcard(_pattern(chance, words)),
    lambda chance, words: tree.Fuzzy(words.one(chance), chance.choice((1, 1, 2))),
    lambda chance, _: tree.DateRange(_date(chance), _date(chance)),
    lambda chance, _: tree.InField(chance.choice(FIELD_NAMES), tree.Everything()),
    lambda chance, words: tree.InField("author", tree.Phrase(chance.choice(words.names))),
    lambda chance, words: tree.Term(chance.choice(words.values)),
)


def random_tree(chance: Chance, words: Words, depth: int = 3) -> tree.Query:
    """A tree of any kinds of nodes."""
    if depth == 0 or chance.random() < 0.3:
        return chance.choice(LEAVES)(chance, words)
    inner = [random_tree(chance, words, depth - 1) for _ in range(chance.randint(1, 4))]
    kind = chance.randrange(9)
    if kind < 4:
        signs = (tree.Occur.SHOULD, tree.Occur.SHOULD, *tree.Occur)
        return tree.Words(tuple(tree.Clause(query, chance.choice(signs)) for query in inner))
    if kind < 5:
        return tree.And(tuple(inner))
    if kind < 6:
        return tree.Or(tuple(inner))
    if kind < 7:
        return tree.Not(inner[0])
    if kind < 8:
        return tree.InField(chance.choice(FIELD_NAMES), inner[0])
    return tree.Boost(inner[0], chance.choice((0.01, 0.3, 2.0, 1000.0)))


def plain_words(chance: Chance, words: Words) -> tree.Query:
    """The commonest kind of query: some words."""
    several = [tree.Clause(tree.Term(words.one(chance))) for _ in range(chance.randint(2, 7))]
    return tree.Words(tuple(several))


def stretch(chance: Chance, words: Words) -> tree.Query:
    """Some words of a text in a row, as one who remembers them types them; at times a filter beside."""
    text = chance.choice(words.texts or ["a b c"]).split() or ["a"]
    start = chance.randrange(len(text))
    clauses = [tree.Clause(tree.Term(word)) for word in text[start : start + chance.randint(2, 8)]]
    if chance.random() < 0.3:
        leaf = chance.choice(LEAVES)(chance, words)
        clauses.insert(chance.randrange(len(clauses) + 1), tree.Clause(leaf))
    return tree.Words(tuple(clauses))


# --- text ----------------------------------------------------------------------------------------

CONTROLS = "\0\x07\x1b\x9b\r\n\t\x7f\u200b\u200f\u202e\u2066\u2028\ufeff\ud800\U000e0041\u200d"
SIGNS = "\"'()[]{}+-*?~^=:|&,;.<>/\\#@!“”«»‘’…–  "
NUMBERS = ("~999999", "^1e308", "^0", "^-1", "^" + "9" * 400, "~" + "9" * 400, "~0", "^.5", "~1.5")
DATES = (
    "date:>2020", "date:<0000", "date:9999-12-31", "date:2020..2010", 'date:"last 999999 days"',
    "date:..", "date:2024-02-30", 'date:"since 1"', "date:99999999999", "2020:3000[dp]",
    "date:(2020 OR 2021)", "year:2024", "date:*", "date:now",
)  # fmt: skip
TAGS = ("[au]", "[ti]", "[tiab]", "[mh]", "[dp]", "[xx]", "[all]", "[pmid]")


def _noise(chance: Chance, words: Words) -> str:  # as the others
    return "".join(chance.choice(SIGNS + CONTROLS + "ab日é") for _ in range(chance.randint(1, 60)))


def _mutated(chance: Chance, words: Words) -> str:
    text = list(render_query(random_tree(chance, words)))
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(text) + 1)
        what = chance.randrange(3)
        if what == 0:
            text[place:place] = chance.choice([*SIGNS, *CONTROLS, *NUMBERS, *DATES, *TAGS, " OR "])
        elif what == 1:
            del text[place : place + chance.randint(1, 4)]
        else:
            text[place:place] = text[:place][-chance.randint(1, 30) :]
    return "".join(text)


def _nested(chance: Chance, words: Words) -> str:
    depth = chance.choice((3, 49, 51, 900))
    opening = chance.choice(("(", "-(", "title:(", "NOT (", "+(a OR ", "[", '"('))
    return opening * depth + words.several(chance) + ")" * chance.choice((0, depth, depth + 3))


PARTS: tuple[Callable[[Chance, Words], str], ...] = (
    lambda chance, words: words.one(chance),
    lambda chance, words: f'"{words.several(chance)}"~{chance.randint(1, 60)}',
    lambda chance, words: f'"{words.several(chance)}"',
    lambda chance, words: f"{words.one(chance)[:2]}*",
    lambda chance, words: f"*{words.one(chance)[:2]}*",
    lambda chance, words: f"{words.one(chance)}~{chance.randint(1, 2)}",
    lambda chance, words: f"{chance.choice(FIELD_NAMES)}:{words.one(chance)}",
    lambda chance, words: f"{chance.choice(FIELD_NAMES)}:*",
    lambda chance, words: f"{chance.choice(FIELD_NAMES)}:*{words.one(chance)[:2]}*",
    lambda chance, words: f"({words.one(chance)} AND {words.one(chance)})",
    lambda chance, words: f"{words.one(chance)}^{chance.randint(2, 900)}",
    lambda chance, _: chance.choice(DATES),
)


def _huge(chance: Chance, words: Words) -> str:
    """Very many operands: of one kind, or one and the same, or all kinds."""
    joint = chance.choice((" OR ", " AND ", " ", " +", " -", " || ", "-", "/"))
    make = chance.choice(PARTS)
    same = make(chance, words) if chance.random() < 0.3 else ""
    is_mixed = chance.random() < 0.2
    count = chance.choice((30, 300, 3_000))
    return joint.join(
        same or (chance.choice(PARTS) if is_mixed else make)(chance, words) for _ in range(count)
    )


def _pasted(chance: Chance, words: Words) -> str:
    """Prose: an abstract or a page."""
    most = chance.choice((40, 200, 2_000))
    ends = (" ", " ", " ", ", ", ". ", "; ", "\n\n", ' "', '" ', " (", ") ", ": ", "'s ")
    return "".join(words.one(chance) + chance.choice(ends) for _ in range(most))


TEXTS: tuple[tuple[int, Callable[[Chance, Words], str]], ...] = (
    (30, lambda chance, words: render_query(random_tree(chance, words))),
    (25, _mutated),
    (15, lambda chance, words: words.several(chance, 8)),
    (12, _noise),
    (6, lambda chance, words: " ".join(make(chance, words) for make in chance.sample(PARTS, 3))),
    (4, _nested),
    (4, _pasted),
    (2, _huge),
    (2, lambda chance, words: words.one(chance) + chance.choice(NUMBERS)),
)


def random_text(chance: Chance, words: Words) -> str:
    """A query as somebody types, pastes or forges it."""
    make = chance.choices([make for _, make in TEXTS], [weight for weight, _ in TEXTS])[0]
    return make(chance, words)
