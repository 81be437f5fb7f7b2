"""The canonical form of query trees, and the constructors that keep it.

Two trees that mean the same by construction are equal in canonical form. A canonical tree

- holds no group inside a group of its own kind: an `And` in an `And`, an `Or` in an `Or`, or,
  as an unsigned clause, a `Words` whose clauses are all unsigned;
- holds no group of fewer than two members: a single positive clause is its query;
- holds no member of `And` or `Or`, no signed clause and no clause on a field twice;
- writes a negated clause of `Words` as MUST_NOT, and a group of nothing but negations as one
  `Not` (of an `Or`): `Words` and `And` always hold something that matches;
- holds no `Not` of a `Not`, no boost below a `Not`, and no `Everything` or `Nothing` inside a
  group, except `InField(f, Everything())`, which is: articles that have this field;
- has `Boost` outside and `Not` outside of `InField`, one `Boost` where there were several, with
  a factor between 0.01 and 1000 of at most four decimals, never 1, and only where there is a score: not on a date or on `field:*`;
- names in `InField` the innermost field, and only around leaves that have no field yet; a date
  is a bare `DateRange` that is not empty (and no word is a date);
- has leaves with at least one letter or digit, phrases with single spaces, patterns that are
  neither a `Prefix` nor a `Term` in disguise.

`parse_query` returns only canonical trees; `canonical` makes one of any tree.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from leadersearch.model.field import Kind
from leadersearch.model.fields import FIELDS
from leadersearch.query.tree import (
    And,
    Boost,
    Clause,
    DateRange,
    Everything,
    Fuzzy,
    InField,
    Not,
    Nothing,
    Occur,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

MAX_SLOP = 50
"""Words farther apart are not near each other; and no window may span two fields or values."""

MAX_DISTANCE = 2
LEAST_BOOST, GREATEST_BOOST = 0.01, 1000.0

EVERYTHING = Everything()
NOTHING = Nothing()

_SHOULD, _MUST, _MUST_NOT = Occur.SHOULD, Occur.MUST, Occur.MUST_NOT
_HAS_WORD = re.compile(r"[^\W_]")


def has_word(text: str) -> bool:
    """Whether the text holds a letter or a digit, without which nothing can be looked up."""
    return _HAS_WORD.search(text) is not None


def is_date(field: str) -> bool:
    """Whether the field holds dates."""
    return field in FIELDS and FIELDS[field].kind is Kind.DATE


def words_of(clauses: Iterable[Clause]) -> Query:
    """The ranked group of the clauses."""
    kept: list[Clause] = []
    empty: Query = EVERYTHING
    for clause in clauses:
        query, occur = clause.query, clause.occur
        kind = type(query)
        if kind in _LEAVES and occur is not _MUST_NOT:
            kept.append(clause)
        elif kind is Words and occur is _SHOULD and _is_unsigned(query):
            kept.extend(query.clauses)  # type: ignore[union-attr]  # it is a Words
        elif kind is Everything or kind is Nothing:
            if (kind, occur) in _IMPOSSIBLE:
                return NOTHING
            empty = NOTHING if kind is Nothing and occur is _SHOULD else empty
        else:
            kept.append(_signed(query, occur))
    kept = _once(kept)
    if all(clause.occur is _MUST_NOT for clause in kept):
        return negated(any_of(clause.query for clause in kept)) if kept else empty
    return Words(tuple(kept)) if len(kept) > 1 else kept[0].query


def all_of(members: Iterable[Query]) -> Query:
    """The articles that match every member."""
    kept = _opened(And, members, neutral=EVERYTHING, decisive=NOTHING)
    if len(kept) > 1 and all(isinstance(member, Not) for member in kept):
        return negated(any_of(negated(member) for member in kept))
    return _group(And, kept, EVERYTHING)


def any_of(members: Iterable[Query]) -> Query:
    """The articles that match at least one member."""
    return _group(Or, _opened(Or, members, neutral=NOTHING, decisive=EVERYTHING), NOTHING)


def negated(query: Query) -> Query:
    """The articles that do not match."""
    match query:
        case Not(inner):
            return inner
        case Boost(inner, _):
            return negated(inner)
        case Everything():
            return NOTHING
        case Nothing():
            return EVERYTHING
    return Not(query)


def boosted(query: Query, factor: float) -> Query:
    """The query with its score multiplied, where it has a score."""
    if isinstance(query, Boost):
        return boosted(query.query, query.factor * factor)
    if not factor > 0 or not _is_scored(query):
        return query
    factor = round(min(max(factor, LEAST_BOOST), GREATEST_BOOST), 4)
    return query if factor == 1 else Boost(query, factor)


def within(field: str, query: Query) -> Query:
    """The query, where it names no field itself, looked up in the field."""
    match query:
        case Not(inner):
            return negated(within(field, inner))
        case Boost(inner, factor):
            return boosted(within(field, inner), factor)
        case Everything() if is_date(field):
            return DateRange()
    if not _is_free(query):
        return query
    return NOTHING if is_date(field) else InField(field, query)


def within_each(fields: tuple[str, ...], query: Query) -> Query:
    """The query with every word of it looked up in any of the fields.

    Word by word rather than as a whole, so that nesting cannot multiply its size.
    """
    each = partial(within_each, fields)
    match query:
        case Words(clauses):
            return words_of(Clause(each(clause.query), clause.occur) for clause in clauses)
        case And(members) | Or(members):
            join = all_of if isinstance(query, And) else any_of
            return join(map(each, members))
        case Not(inner):
            return negated(each(inner))
        case Boost(inner, factor):
            return boosted(each(inner), factor)
        case InField() | DateRange() | Nothing():
            return query
    return any_of(within(field, query) for field in fields)


def canonical(query: Query) -> Query:
    """The canonical form of any tree."""
    rule = _RULES.get(type(query))
    return rule(query) if rule else query


def phrase_of(text: str, slop: int = 0) -> Query:
    """The phrase, or `Nothing` where there is no word in it."""
    text = " ".join(text.split())
    return Phrase(text, min(max(slop, 0), MAX_SLOP)) if has_word(text) else NOTHING


def pattern_of(pattern: str) -> Query:
    """The simplest query for a pattern with `*` and `?`."""
    pattern = re.sub(r"\*+", "*", pattern)
    if pattern == "*":
        return EVERYTHING
    if not has_word(pattern):
        return NOTHING
    stem = pattern.removesuffix("*")
    if "*" in stem or "?" in stem:
        return Wildcard(pattern)
    return Term(pattern) if stem == pattern else Prefix(stem)


def range_of(start: date | None, end: date | None) -> Query:
    """The days from `start` up to, not including, `end`."""
    return NOTHING if start and end and start >= end else DateRange(start, end)


def _is_scored(query: Query) -> bool:
    if isinstance(query, InField):
        return not isinstance(query.query, Everything)
    return not isinstance(query, Not | Everything | Nothing | DateRange)


def _is_unsigned(query: Query) -> bool:
    return isinstance(query, Words) and all(c.occur is _SHOULD for c in query.clauses)


def _once(clauses: list[Clause]) -> list[Clause]:
    """The clauses without repeats; plain words and phrases count as often as they are written."""
    seen: set[Clause] = set()
    kept = []
    for clause in clauses:
        if clause.occur is not _SHOULD or isinstance(clause.query, InField | DateRange):
            if clause in seen:
                continue
            seen.add(clause)
        kept.append(clause)
    return kept


def _signed(query: Query, occur: Occur) -> Clause:
    if isinstance(query, Not):
        return Clause(query.query, _MUST if occur is _MUST_NOT else _MUST_NOT)
    if isinstance(query, Boost) and occur is _MUST_NOT:
        query = query.query
    return Clause(query, occur)


def _opened(
    kind: type[And | Or], members: Iterable[Query], *, neutral: Query, decisive: Query
) -> list[Query]:
    """The members of a group, those of a like group in it among them, without what is `neutral`.

    The `decisive` one alone where it is among them.
    """
    opened: list[Query] = []
    for member in members:
        if type(member) is type(decisive):
            return [decisive]
        if isinstance(member, kind):
            opened.extend(member.members)
        elif type(member) is not type(neutral):
            opened.append(member)
    return list(dict.fromkeys(opened))


def _group(kind: type[And | Or], members: list[Query], empty: Query) -> Query:
    if len(members) > 1:
        return kind(tuple(members))
    return members[0] if members else empty


def _is_free(query: Query) -> bool:
    match query:
        case Words(clauses):
            return any(_is_free(clause.query) for clause in clauses)
        case And(members) | Or(members):
            return any(map(_is_free, members))
        case Not(inner) | Boost(inner, _):
            return _is_free(inner)
    return not isinstance(query, InField | DateRange | Nothing)


def _worded(query: Term | Prefix | Fuzzy) -> Query:
    return query if has_word(query.text) else NOTHING


def _fuzzy(query: Fuzzy) -> Query:
    if query.distance < 1:
        return _worded(Term(query.text))
    return _worded(Fuzzy(query.text, min(query.distance, MAX_DISTANCE)))


_IMPOSSIBLE = frozenset({(Everything, _MUST_NOT), (Nothing, _MUST)})
_LEAVES = frozenset({Term, Phrase, Prefix, Wildcard, Fuzzy, DateRange, InField})

_RULES: dict[type, Callable[[Any], Query]] = {
    Term: _worded,
    Prefix: lambda q: _worded(q) if q.text else EVERYTHING,
    Fuzzy: _fuzzy,
    Phrase: lambda q: phrase_of(q.text, q.slop),
    Wildcard: lambda q: pattern_of(q.pattern),
    DateRange: lambda q: range_of(q.start, q.end),
    InField: lambda q: within(q.field, canonical(q.query)),
    Boost: lambda q: boosted(canonical(q.query), q.factor),
    Not: lambda q: negated(canonical(q.query)),
    And: lambda q: all_of(map(canonical, q.members)),
    Or: lambda q: any_of(map(canonical, q.members)),
    Words: lambda q: words_of([Clause(canonical(c.query), c.occur) for c in q.clauses]),
}
