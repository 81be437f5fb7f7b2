"""Which words of a query may be misspelt, and the query in which they are read as others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, replace
from itertools import pairwise

from leadersearch.model.field import Kind
from leadersearch.model.fields import FIELDS
from leadersearch.query import tree
from leadersearch.query.parse.addresses import is_address
from leadersearch.text import tokenise
from leadersearch.values import dataclass

SHORTEST = 4
"""Letters from which on a word is corrected: of a shorter one too little is left to tell by."""

LONGEST = 40
"""Letters up to which a word is corrected."""

_WORDED = {Kind.TEXT, Kind.NAME}

_ACRONYM = 5
"""Letters up to which a word in capitals is an acronym."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word as it was asked for: its folded form and the field it was asked for in, "" for any."""

    form: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """How words are read.

    `words`: word -> the words that are meant, spaces between them. `added` are those that are searched
    as typed, too. `joined`: two words of a query that were one -> that word.
    """

    words: Mapping[Asked, str]
    added: Collection[Asked] = frozenset()
    joined: Mapping[tuple[Asked, Asked], str] = field(default_factory=dict)


def asked_words(query: tree.Query, spared: tree.Query | None = None) -> Iterator[Asked]:
    """The words of a query that may be corrected, in order, but for a leaf that is spared.

    Exact words, phrases and patterns are as they were meant, and nobody looks for excluded ones.
    """
    for part, name in _wanted(query):
        if isinstance(part, tree.Term) and _is_open(part) and part is not spared:
            for token in tokenise(part.text):
                if token.span == 1 and _is_word(token.form, part.text[token.start : token.end]):
                    yield Asked(token.form, name)


def divided_words(
    query: tree.Query, spared: tree.Query | None = None
) -> Iterator[tuple[Asked, Asked]]:
    """The neighbours in a query that may be the parts of one word."""
    for part, name in _wanted(query):
        for first, second in pairwise(part.clauses) if isinstance(part, tree.Words) else ():
            if second.query is not spared and (pair := _divided(first, second, name)):
                yield pair


def _wanted(query: tree.Query, name: str = "") -> Iterator[tuple[tree.Query, str]]:
    """All parts of a query but the excluded ones, and the field that each is asked for in."""
    yield query, name
    match query:
        case tree.Words(clauses):
            for clause in clauses:
                if clause.occur is not tree.Occur.MUST_NOT:
                    yield from _wanted(clause.query, name)
        case tree.And(members) | tree.Or(members):
            for member in members:
                yield from _wanted(member, name)
        case tree.InField(of_field, inner) if FIELDS[of_field].kind in _WORDED:
            yield from _wanted(inner, of_field)
        case tree.Boost(inner):
            yield from _wanted(inner, name)


def corrected(query: tree.Query, corrections: Corrections, name: str = "") -> tree.Query:
    """The query with its words read as others."""
    match query:
        case tree.Words(clauses):
            return tree.Words(tuple(_corrected_clauses(clauses, corrections, name)))
        case tree.And(members) | tree.Or(members):
            read = tuple(corrected(member, corrections, name) for member in members)
            return replace(query, members=read)
        case tree.InField(of_field, inner):
            return replace(query, query=corrected(inner, corrections, of_field))
        case tree.Boost(inner):
            return replace(query, query=corrected(inner, corrections, name))
        case tree.Term() if _is_open(query):
            return _corrected_term(query, corrections, name)
    return query


def _corrected_clauses(
    clauses: tuple[tree.Clause, ...], corrections: Corrections, name: str
) -> Iterator[tree.Clause]:
    rest = list(clauses)
    while rest:
        clause = rest.pop(0)
        pair = _divided(clause, rest[0], name) if rest else None
        if pair and pair in corrections.joined:
            del rest[0]
            typed = " ".join(part.form for part in pair)
            yield tree.Clause(tree.Term(corrections.joined[pair], typed=typed))
        elif clause.occur is tree.Occur.MUST_NOT:
            yield clause
        else:
            yield replace(clause, query=corrected(clause.query, corrections, name))


def _corrected_term(term: tree.Term, corrections: Corrections, name: str) -> tree.Query:
    text, is_added = term.text, False
    for token in reversed(tokenise(term.text)):
        asked = Asked(token.form, name)
        if token.span == 1 and asked in corrections.words:
            # A hyphen makes two words that were run together a compound.
            meant = corrections.words[asked].replace(" ", "-")
            text = text[: token.start] + meant + text[token.end :]
            is_added |= asked in corrections.added
    if text == term.text:
        return term
    read = tree.Term(text, typed=term.text)
    return tree.Or((read, term)) if is_added else read


def _divided(first: tree.Clause, second: tree.Clause, name: str) -> tuple[Asked, Asked] | None:
    """Two clauses as parts of one word; None where they cannot be."""
    parts = [
        list(_forms(clause.query))
        for clause in (first, second)
        if clause.occur is tree.Occur.SHOULD
    ]
    if [len(part) for part in parts] != [1, 1]:
        return None
    (one,), (other,) = parts
    return Asked(one, name), Asked(other, name)


def _forms(query: tree.Query) -> Iterator[str]:
    """The forms of a plain word that is all letters."""
    if isinstance(query, tree.Term) and _is_open(query):
        tokens = tokenise(query.text)
        if all(token.form.isalpha() for token in tokens):
            yield from (token.form for token in tokens)


def _is_open(term: tree.Term) -> bool:
    """Whether a word may mean another."""
    return not (term.exact or term.typed or is_address(term.text))


def _is_word(form: str, written: str) -> bool:
    """Whether a form is a word rather than a number, an acronym or an identifier."""
    is_acronym = written.isupper() and len(form) <= _ACRONYM
    return SHORTEST <= len(form) <= LONGEST and form.isalpha() and not is_acronym
