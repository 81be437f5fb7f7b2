"""The canonical spelling of a query: tree -> text that parses to the same tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leadersearch.arguments import checked
from leadersearch.model.fields import FIELD_NAMES
from leadersearch.query.canonical import canonical
from leadersearch.query.date_ranges import render_days
from leadersearch.query.diagnostics import Problems
from leadersearch.query.parse.addresses import LABELLED
from leadersearch.query.parse.lexer import tokenise
from leadersearch.query.parse.prose import is_number, may_be_of_a_database, needs_brackets
from leadersearch.query.parse.tokens import DOUBLE, OPERATORS
from leadersearch.query.parse.word import PUNCTUATION, read_word
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
    from collections.abc import Callable

_PLAIN = re.compile(r"[^\W_]+(?:[-'’&+#./@_][^\W_]+)*")
_LABELLED = re.compile(LABELLED, re.VERBOSE)
_LONGEST = 13  # words of an identifier: each digit may be one
_SIGNS = frozenset("+-")
_IDENTIFIERS = frozenset({"pmid", "pmcid", "arxiv", "isbn"})
_SPECIAL = re.compile(rf"[\s\\{re.escape(PUNCTUATION)}{DOUBLE}\U00100000-\U0010ffff]")
_QUOTED_SPECIAL = re.compile(rf"[\\{DOUBLE}]")


@checked
def render_query(query: Query) -> str:
    """The query in its canonical form, as text.

    Examples:
        >>> render_query(InField("title", Or((Term("kindness"), Prefix("includ")))))
        'title:(kindness OR includ*)'
    """
    text = _render(canonical(query))
    return f"({text})" if needs_brackets(text) or _is_foreign(text) else text


def _is_foreign(text: str) -> bool:
    """Whether a text would be taken for a search of another database, were it not in brackets."""
    if not may_be_of_a_database(text):
        return False
    from leadersearch.query.parse.databases import as_here  # few texts have such signs

    return as_here(text) is not None


def _render(query: Query) -> str:
    return _SPELLINGS[type(query)](query)


def _unit(query: Query) -> str:
    """The query as one operand: in brackets where it has operators or is several words."""
    text = _render(query)
    return f"({text})" if isinstance(query, Words | And | Or | Not) else text


def _member(query: Query) -> str:
    return _render(query) if isinstance(query, Not) else _unit(query)


def _clause(clause: Clause) -> str:
    text = _unit(clause.query)
    if clause.occur is not Occur.SHOULD and is_number(text):
        text = f"({text})"  # or the sign would belong to the number
    return clause.occur.value + text


def _words(words: Words) -> str:
    """The clauses, none of which is the label of an identifier in the next: `pmid 7` is one."""
    texts = list(map(_clause, words.clauses))
    for place, text in enumerate(texts):
        sign = text[:1] if text[:1] in _SIGNS else ""
        bare = text.removeprefix(sign)
        found = _LABELLED.match(" ".join([bare, *texts[place + 1 : place + 1 + _LONGEST]]))
        if found and found.end() > len(bare):
            texts[place] = f"{sign}\\{bare}"
    return " ".join(texts)


def _in_field(query: InField) -> str:
    inside = _unit(query.query)
    text = f"{query.field}:{inside}"
    if query.field in _IDENTIFIERS and inside[:1] != "(":
        from leadersearch.model.identifiers import labelled_identifier  # most queries have none

        found = labelled_identifier(text)
        if found is None or found.value != inside:
            return f"{query.field}:({inside})"  # or it would be read as an identifier as copied
    return text


def _leaf(leaf: Query, before: str, text: str, after: str) -> str:
    """The text as it is where that reads as the leaf, or else with its signs escaped."""
    is_taken = text in OPERATORS or _LABELLED.match(text) is not None
    if _PLAIN.fullmatch(text) and not is_taken:
        return before + text + after
    as_it_is = before + text + after
    if _reads_as(as_it_is, leaf):
        return as_it_is
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return before + (f"\\{text}" if is_taken and escaped == text else escaped) + after


def _reads_as(text: str, leaf: Query) -> bool:
    problems = Problems()
    tokens = tokenise(text, FIELD_NAMES, problems)
    is_word = len(tokens) == 2 and tokens[0].kind == "word" and tokens[0].text == text
    return is_word and read_word(tokens[0], problems) == leaf and not problems.found


def _term(term: Term) -> str:
    return _leaf(term, "=" if term.exact else "", term.text, "")


def _phrase(phrase: Phrase) -> str:
    slop = f"~{phrase.slop}" if phrase.slop else ""
    inside = _QUOTED_SPECIAL.sub(r"\\\g<0>", phrase.text)
    return f'"{inside}"{slop}'


def _fuzzy(fuzzy: Fuzzy) -> str:
    return _leaf(fuzzy, "", fuzzy.text, "~" if fuzzy.distance == 1 else f"~{fuzzy.distance}")


def _wildcard(wildcard: Wildcard) -> str:
    if _reads_as(wildcard.pattern, wildcard):
        return wildcard.pattern
    pattern = _SPECIAL.sub(
        lambda match: match[0] if match[0] in "*?" else "\\" + match[0], wildcard.pattern
    )
    return "=" + pattern


def _boost(boost: Boost) -> str:
    return f"{_unit(boost.query)}^{boost.factor:.4f}".rstrip("0").rstrip(".")


_SPELLINGS: dict[type, Callable[[Any], str]] = {
    Term: _term,
    Phrase: _phrase,
    Prefix: lambda prefix: _leaf(prefix, "", prefix.text, "*"),
    Wildcard: _wildcard,
    Fuzzy: _fuzzy,
    DateRange: lambda days: f"date:{render_days(days)}",
    InField: _in_field,
    Boost: _boost,
    Words: _words,
    And: lambda query: " AND ".join(map(_member, query.members)),
    Or: lambda query: " OR ".join(map(_member, query.members)),
    Not: lambda query: f"NOT {_unit(query.query)}",
    Everything: lambda _: "*",
    Nothing: lambda _: "NOT *",
}
