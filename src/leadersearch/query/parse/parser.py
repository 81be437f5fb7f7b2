"""Tokens -> tree: the reading of a query.

From tightest to loosest: a field or a boost on one word, phrase or bracket; `NOT` and signs;
`AND`; `OR`; standing side by side. So `a b OR c` is a group of `a` and of `b OR c`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from leadersearch.arguments import checked
from leadersearch.model.fields import FIELD_NAMES
from leadersearch.query.canonical import (
    EVERYTHING,
    NOTHING,
    all_of,
    any_of,
    boosted,
    is_date,
    negated,
    phrase_of,
    range_of,
    within,
    within_each,
    words_of,
)
from leadersearch.query.date_ranges import FORMS, read_days, render_days
from leadersearch.query.diagnostics import Diagnostic, Edit, Problems
from leadersearch.query.parse.lexer import MAX_LENGTH, tokenise
from leadersearch.query.parse.prose import may_be_of_a_database
from leadersearch.query.parse.rendering import render_query
from leadersearch.query.parse.word import read_word
from leadersearch.query.tree import Clause, Nothing, Occur, Query, Term, Words
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.query.parse.tokens import QueryToken

_PREFIXES = frozenset({"field", "not", "+", "-"})
_OPERATORS = frozenset({"and", "or"})
_ENDS = frozenset({"close", "end"})


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The best reading of a text, and what was not understood in it."""

    query: Query
    diagnostics: tuple[Diagnostic, ...]
    text: str


@checked
def parse_query(
    text: str, *, today: date | None = None, fields: Mapping[str, str] = FIELD_NAMES
) -> ParsedQuery:
    """Read a query. It never raises: problems become diagnostics.

    `today` is what relative dates (`last 30 days`) count from; `fields` maps every accepted
    spelling of a field to its name.

    Examples:
        >>> parse_query("leadership").query
        Term(text='leadership', exact=False, typed='')
    """
    here = None
    if may_be_of_a_database(text):
        from leadersearch.query.parse.databases import as_here  # few texts have such signs

        here = as_here(text)
    if here is None:
        return _read_here(text, today, fields)
    parsed = _read_here(f"({here})", today, fields)
    said = [f"a search written for another database was read as {here}"]
    said += [found.message for found in parsed.diagnostics]
    suggestion = None if parsed.diagnostics else here
    found = tuple(Diagnostic(message, 0, len(text), suggestion) for message in said)
    return ParsedQuery(parsed.query, found, text)


def _read_here(text: str, today: date | None, fields: Mapping[str, str]) -> ParsedQuery:
    """The reading of a text in this query language."""
    problems = Problems()
    tokens = tokenise(text, fields, problems)
    query = _Parser(tokens, problems, today).query(is_blank=not text[:MAX_LENGTH].strip())
    if not problems.found:
        return ParsedQuery(query, (), text)
    suggestion = _suggestion(text, query, problems, today, fields)
    found = (replace(diagnostic, suggestion=suggestion) for diagnostic in problems.found)
    return ParsedQuery(query, tuple(found), text)


def _suggestion(
    text: str, query: Query, problems: Problems, today: date | None, fields: Mapping[str, str]
) -> str | None:
    """The text mended where that means what it was taken for, or else its canonical spelling."""
    if not problems.is_mendable or isinstance(query, Nothing):
        return None
    for candidate in (problems.mended(text), render_query(query)):
        if _reading(candidate, today, fields) == (query, False):
            return candidate
    return None


def _reading(text: str, today: date | None, fields: Mapping[str, str]) -> tuple[Query, bool]:
    """The tree of the text, and whether there was any problem with it."""
    problems = Problems()
    tokens = tokenise(text, fields, problems)
    query = _Parser(tokens, problems, today).query(is_blank=not text.strip())
    return query, bool(problems.found)


class _Parser:
    """A descent over balanced tokens, so never deeper than the lexer lets brackets nest."""

    def __init__(self, tokens: list[QueryToken], problems: Problems, today: date | None) -> None:
        self._tokens = tokens
        self._problems = problems
        self._today = today
        self._index = 0

    def query(self, *, is_blank: bool) -> Query:
        """The tree of all the tokens."""
        query = self._group(in_dates=False)
        if query is None:
            query = EVERYTHING if is_blank else NOTHING
            if not is_blank and not self._problems.found:
                end = self._tokens[-1].end
                self._problems.add("no word to search for", 0, end)
        return query

    def _group(self, *, in_dates: bool) -> Query | None:
        tokens = self._tokens
        clauses = []
        while tokens[self._index].kind not in _ENDS:
            clause = self._expression(in_dates=in_dates)
            if clause is not None:
                clauses.append(clause)
        if not clauses:
            return None
        query = words_of(clauses)
        if in_dates and isinstance(query, Words):
            return _dates_side_by_side(query)
        return query

    def _expression(self, *, in_dates: bool) -> Clause | None:
        query, occur = self._operand(in_dates=in_dates)
        if self._tokens[self._index].kind not in _OPERATORS:
            return None if query is None else Clause(query, occur)
        options: list[list[Query | None]] = [[query]]
        while (operator := self._tokens[self._index]).kind in _OPERATORS:
            self._index += 1
            following = self._tokens[self._index].kind
            if following in _OPERATORS or following in _ENDS:
                self._note_dangling(operator)
                continue
            query, _ = self._operand(in_dates=in_dates)
            if operator.kind == "and":
                options[-1].append(query)
            else:
                options.append([query])
        present = [[query for query in members if query is not None] for members in options]
        alternatives = [all_of(members) for members in present if members]
        return Clause(any_of(alternatives)) if alternatives else None

    def _operand(self, *, in_dates: bool) -> tuple[Query | None, Occur]:
        tokens = self._tokens
        token = tokens[self._index]
        if token.kind in _OPERATORS:  # at the beginning, where there is nothing to join
            self._note_dangling(token)
            self._index += 1
            return None, Occur.SHOULD
        prefixes = []
        while token.kind in _PREFIXES:
            prefixes.append(token)
            if token.fields:
                in_dates = any(map(is_date, token.fields))
            self._index += 1
            token = tokens[self._index]
        query = self._atom(prefixes, in_dates=in_dates)
        if query is None or not prefixes:
            return query, Occur.SHOULD
        occur = Occur.MUST if prefixes[0].kind == "+" else Occur.SHOULD
        for prefix in reversed(prefixes):
            if prefix.fields or prefix.kind != "field" or not in_dates:
                query = _prefixed(prefix, query)
        return query, occur

    def _atom(self, prefixes: list[QueryToken], *, in_dates: bool) -> Query | None:
        token = self._tokens[self._index]
        known = len(self._problems.found)
        query: Query | None = None
        if token.kind == "open":
            self._index += 1
            query = self._group(in_dates=in_dates)
        elif token.kind in {"word", "phrase"}:
            query = self._leaf(token, in_dates=in_dates)
        if token.kind not in _ENDS and token.kind not in _OPERATORS:
            self._index += 1
        while (boost := self._tokens[self._index]).kind == "boost":
            self._index += 1
            query = query and boosted(query, boost.number)
        if query is None and prefixes and len(self._problems.found) == known:
            self._note_nothing_after(prefixes[-1])
        return query

    def _leaf(self, token: QueryToken, *, in_dates: bool) -> Query | None:
        if in_dates:
            return self._days(token)
        if token.kind == "word":
            return read_word(token, self._problems)
        query = phrase_of(token.text, int(token.number))
        return None if isinstance(query, Nothing) else query

    def _days(self, token: QueryToken) -> Query | None:
        if self._today is None:
            self._today = datetime.now().astimezone().date()
        text = token.text.strip().strip(",;\\")
        days = read_days(text, self._today)
        if days is None:
            message = f"'{text}' is not a date and was ignored: write {FORMS}"
            self._problems.add(message, token.start, token.end)
            return None
        query = range_of(days.range.start, days.range.end)
        if isinstance(query, Nothing):
            self._problems.add(f"'{text}' contains no day", token.start, token.end)
        elif days.swapped:
            right = render_days(days.range)
            message = f"the range ends before it begins: it was read as {right}"
            self._problems.add(message, token.start, token.end, Edit(token.start, token.end, right))
        return query

    def _note_dangling(self, token: QueryToken) -> None:
        message = f"{token.text} joins nothing here and was ignored: write a word on both sides"
        self._problems.add(message, token.start, token.end, Edit(token.start, token.end))

    def _note_nothing_after(self, token: QueryToken) -> None:
        message = f"{token.text} was ignored: it contains no word to search for"
        self._problems.add(message, token.start, token.end, Edit(token.start, token.end))


def _prefixed(prefix: QueryToken, query: Query) -> Query:
    if prefix.kind == "+":
        return query
    if prefix.kind != "field":
        return negated(query)
    if not prefix.fields:
        return words_of([Clause(Term(prefix.text)), Clause(query)])
    if len(prefix.fields) == 1:
        return within(prefix.fields[0], query)
    return within_each(prefix.fields, query)


def _dates_side_by_side(query: Words) -> Query:
    """Days that stand side by side are alternatives: no article has two dates."""
    if all(clause.occur is Occur.SHOULD for clause in query.clauses):
        return any_of(clause.query for clause in query.clauses)
    return query
