"""How much of a query is carried out: no query may cost more than a machine has to spare.

Every leaf and every group has a price, by what it was measured to take among 60,000 articles (about
2 ms of processor time a unit). A query within the budget is carried out as it is. Of a larger one,
as of a page that somebody has pasted, the plain words that fewest articles hold are looked up: they
say most and cost least. Of everything else as much is carried out, in the order of the text, as the
budget allows. What is left out is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace

from leadersearch.plan.lookup_places import parts_of
from leadersearch.plan.lookups import MAX_PHRASE
from leadersearch.query import tree
from leadersearch.query.diagnostics import Diagnostic
from leadersearch.query.parse.addresses import is_address
from leadersearch.query.parse.rendering import render_query
from leadersearch.text import tokenise
from leadersearch.values import dataclass

BUDGET = 400
MOST_WORDS = 128
"""Plain words of ranked groups that are looked up."""

MAX_PARTS = 64
"""Parts of one word that are looked up (`state-of-the-art` has four)."""

GROUP = 4
"""The price of a group, each of which is counted over all articles."""

FILLED = 16
"""The price of `field:*`."""

_NAMED = 5  # parts of a query that a message lists
_LONGEST_NAMED = 30

Rarities = Callable[[Sequence[str]], Sequence[int]]
"""Words as typed -> how many articles hold each."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """The part of a query that is carried out, and the omitted parts, as text."""

    query: tree.Query
    left_out: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.left_out


def bounded(query: tree.Query, rarities: Rarities) -> Bounded:
    """The part of a query that is carried out."""
    if _is_short(query):
        return Bounded(query)
    purse = _Purse(rarities)
    purse.count(query, is_ranked=True)
    price = purse.price + sum(purse.words.values())
    if price <= BUDGET and len(purse.words) <= MOST_WORDS and not purse.has_long:
        return Bounded(query)
    purse.share_out()
    kept = purse.kept(query, is_ranked=True)
    return Bounded(kept or tree.Nothing(), tuple(dict.fromkeys(purse.left_out)))


def _is_short(query: tree.Query) -> bool:
    """Whether a query is plain words whose length alone keeps it within every bound.

    To price the parts of each takes longer than to plan them.
    """
    if isinstance(query, tree.InField):
        query = query.query
    if isinstance(query, tree.Term):
        return len(query.text) <= MAX_PARTS
    if not isinstance(query, tree.Words):
        return False
    characters = 0
    for clause in query.clauses:
        if not isinstance(clause.query, tree.Term):
            return False
        characters += len(clause.query.text) + 1
    return characters <= MAX_PARTS


def left_out_diagnostics(
    query: str | tree.Query, left_out: Sequence[str]
) -> tuple[Diagnostic, ...]:
    """The diagnostic for a query that is too large, at the first omitted part."""
    if not left_out:
        return ()
    text = query if isinstance(query, str) else ""
    listed = ", ".join(
        part if len(part) <= _LONGEST_NAMED else f"{part[: _LONGEST_NAMED - 1]}…"
        for part in left_out[:_NAMED]
    )
    more = " …" if len(left_out) > _NAMED else ""
    one = len(left_out) == 1
    message = (
        f"the query is too large: {len(left_out):,} of its parts {'was' if one else 'were'} not "
        f"searched for ({listed}{more}); the most distinctive parts were. Shorten the query to search for all of it"
    )
    start = max(text.find(left_out[0]), 0)
    return (Diagnostic(message, start, min(len(text), start + len(left_out[0]))),)


def price_of(query: tree.Query) -> int:
    """The price of a query, at least 1."""
    purse = _Purse(lambda words: [0] * len(words))
    purse.count(query, is_ranked=True)
    return max(1, purse.price + sum(purse.words.values()))


def _leaf_price(leaf: tree.Query) -> int:
    match leaf:
        case tree.Term(text):
            return min(max(1, len(parts_of(text)[0])), MAX_PARTS)
        case tree.Phrase(text, slop):
            words = min(len(parts_of(text)[0]), MAX_PHRASE)
            patterns = min(text.count("*") + text.count("?"), words)
            return (20 if slop else 10) + words // 4 + 10 * patterns
        case tree.Prefix(text):
            return 2 + len(parts_of(text)[0])
        case tree.Wildcard():
            return 40
        case tree.Fuzzy(text):
            return 40 * max(1, len(parts_of(text)[0]))
        case tree.Everything() | tree.DateRange():
            return GROUP
    return 1


@dataclass(slots=True)
class _Purse:
    """The budget of one query, first counted and then spent."""

    rarities: Rarities
    price: int = 0
    left: int = 0
    words: dict[str, int] = field(default_factory=dict)  # plain ones, in order: word -> price
    chosen: frozenset[str] = frozenset()
    left_out: list[str] = field(default_factory=list)
    has_long: bool = False

    def count(self, query: tree.Query, *, is_ranked: bool) -> None:
        """Find the price of a query and its plain words; `is_ranked` where words rank."""
        match query:
            case tree.Words(clauses):
                self.price += GROUP
                for clause in clauses:
                    if word := _plain_word(clause, is_ranked=is_ranked):
                        self.words.setdefault(word.text, _leaf_price(word))
                        self.has_long |= _end_of(word) < len(word.text)
                    else:
                        self.count(clause.query, is_ranked=_still(clause, is_ranked=is_ranked))
            case tree.And(members) | tree.Or(members):
                self.price += GROUP
                for member in members:
                    self.count(member, is_ranked=False)
            case tree.InField(_, tree.Everything()):
                self.price += FILLED
            case tree.InField(_, inner) | tree.Boost(inner, _):
                self.count(inner, is_ranked=False)
            case tree.Not(inner):
                self.price += GROUP
                self.count(inner, is_ranked=False)
            case _:
                self.price += _leaf_price(query)
                if isinstance(query, tree.Term | tree.Phrase):
                    self.has_long |= _end_of(query) < len(query.text)

    def share_out(self) -> None:
        """Choose the words, rare ones first, and keep what they need from all else."""
        held = dict(zip(self.words, self.rarities(list(self.words)), strict=True))
        # A word that no article contains distinguishes nothing: it comes last.
        rarest = sorted(held, key=lambda word: (not held[word], held[word]))
        share = max(min(MOST_WORDS, len(held)), BUDGET - self.price)
        chosen: list[str] = []
        spent = 0
        for word in rarest:
            if len(chosen) < MOST_WORDS and spent + self.words[word] <= share:
                chosen.append(word)
                spent += self.words[word]
        self.chosen = frozenset(chosen)
        self.left = BUDGET - spent

    def kept(self, query: tree.Query, *, is_ranked: bool) -> tree.Query | None:
        """The part of a query that is carried out; None for nothing."""
        match query:
            case tree.Words(clauses):
                if not self.spend(GROUP, query):
                    return None
                clauses = tuple(
                    replace(clause, query=kept)
                    for clause in clauses
                    if (kept := self.kept_of(clause, is_ranked=is_ranked)) is not None
                )
                return _group(clauses)
            case tree.And(members) | tree.Or(members):
                if not self.spend(GROUP, query):
                    return None
                found = (self.kept(member, is_ranked=False) for member in members)
                several = tuple(member for member in found if member is not None)
                return type(query)(several) if len(several) > 1 else next(iter(several), None)
            case tree.InField(_, tree.Everything()):
                return query if self.spend(FILLED, query) else None
            case tree.InField(_, inner) | tree.Boost(inner, _) | tree.Not(inner):
                if isinstance(query, tree.Not) and not self.spend(GROUP, query):
                    return None
                kept = self.kept(inner, is_ranked=False)
                if isinstance(query, tree.InField) and isinstance(kept, tree.Everything):
                    kept = (
                        kept if self.spend(FILLED, query) else None
                    )  # all that is left of a group
                return None if kept is None else replace(query, query=kept)
        return self.cut(query) if self.spend(_leaf_price(query), query) else None

    def kept_of(self, clause: tree.Clause, *, is_ranked: bool) -> tree.Query | None:
        """The part of a clause that is carried out."""
        word = _plain_word(clause, is_ranked=is_ranked)
        if word is None:
            return self.kept(clause.query, is_ranked=_still(clause, is_ranked=is_ranked))
        if word.text in self.chosen:
            return self.cut(word)
        self.left_out.append(word.text)
        return None

    def cut(self, leaf: tree.Query) -> tree.Query:
        """The leaf without the words that are too many for one."""
        if not isinstance(leaf, tree.Term | tree.Phrase):
            return leaf
        end = _end_of(leaf)
        if end >= len(leaf.text):
            return leaf
        self.left_out.append(leaf.text[end:].strip())
        return replace(leaf, text=leaf.text[:end])

    def spend(self, price: int, query: tree.Query) -> bool:
        """Pay for a part of the query, or leave it out."""
        if price > self.left:
            self.left_out.append(render_query(query))
            return False
        self.left -= price
        return True


def _end_of(leaf: tree.Term | tree.Phrase) -> int:
    """Where in its text the words of a leaf end that are looked up."""
    most = MAX_PARTS if isinstance(leaf, tree.Term) else MAX_PHRASE
    if len(leaf.text) <= most or is_address(leaf.text):
        return len(leaf.text)
    tokens = [token for token in tokenise(leaf.text) if token.span == 1]
    return tokens[most - 1].end if len(tokens) > most else len(leaf.text)


def _plain_word(clause: tree.Clause, *, is_ranked: bool) -> tree.Term | None:
    """The word of a clause that is nothing but a word and ranks."""
    word = clause.query
    return word if _still(clause, is_ranked=is_ranked) and isinstance(word, tree.Term) else None


def _still(clause: tree.Clause, *, is_ranked: bool) -> bool:
    """Whether words in a clause rank as those beside it do."""
    return is_ranked and clause.occur is tree.Occur.SHOULD


def _group(clauses: tuple[tree.Clause, ...]) -> tree.Query | None:
    if len(clauses) == 1 and clauses[0].occur is not tree.Occur.MUST_NOT:
        return clauses[0].query
    return tree.Words(clauses) if clauses else None
