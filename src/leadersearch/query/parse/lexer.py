"""Text -> tokens: where words, quotes, brackets, signs and fields begin and end.

The tokens are ready for a simple parser: brackets are balanced and not nested too deeply, PubMed
tags have become field prefixes, and what could not be understood has been noted as a problem.

Longer than 300 lines: one pass over the text, each of whose states sees all others.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leadersearch.query.canonical import has_word, is_date
from leadersearch.query.date_ranges import date_end, date_in_brackets
from leadersearch.query.diagnostics import Edit, Problems
from leadersearch.query.parse.field_names import NOT_FIELDS, SPACED, closest_field, listed_fields
from leadersearch.query.parse.numbers import read_boost, read_slop, slop_within
from leadersearch.query.parse.prose import Prose
from leadersearch.query.parse.pubmed import (
    fields_of_tag,
    is_not_held,
    looks_like_a_tag,
    slop_of_tag,
)
from leadersearch.query.parse.tagged_rows import begins_bound, bound, has_operators, take_back
from leadersearch.query.parse.tokens import (
    ANGLED,
    CHUNK,
    DATE_CHUNK,
    ENDS_OF_ATOMS,
    INCHES,
    OPERATORS,
    QUOTED,
    STARTS_A_VALUE,
    TOKEN,
    Kind,
    QueryToken,
    unescaped,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

MAX_LENGTH = 10_000
MAX_DEPTH = 50
MAX_CLAUSES = 1_000


def tokenise(text: str, fields: Mapping[str, str], problems: Problems) -> list[QueryToken]:
    """The tokens of the text, an `end` token last; `fields` are the spellings of field names."""
    if len(text) > MAX_LENGTH:
        message = f"the query is too long: only its first {MAX_LENGTH:,} characters were read"
        problems.add(message, MAX_LENGTH, len(text))
        text = text[:MAX_LENGTH]
    return _Lexer(text, fields, problems).tokens()


class _Lexer:
    """One pass over one text."""

    def __init__(self, text: str, fields: Mapping[str, str], problems: Problems) -> None:
        self._text = text
        self._fields = fields
        self._problems = problems
        self._tokens: list[QueryToken] = []
        self._open: list[int] = []  # where in the tokens the open brackets are; -1: left out
        self._atom = 0  # where in the tokens the last word, phrase or group begins
        self._atom_end = -1  # where in the text it ends, its tags and boosts included
        self._atoms = 0
        self._known_slips: dict[str, str | None] = {}

    def tokens(self) -> list[QueryToken]:
        text = self._text
        position, end = 0, len(text)
        while position < end and self._atoms < MAX_CLAUSES:
            match = TOKEN.match(text, position)
            assert match is not None  # `stray` matches anything
            kind = match.lastgroup
            if kind == "space":
                position = match.end()
            elif kind == "plain" and match[0] not in OPERATORS:
                position = self._add_atom("word", match[0], position, match.end())
            else:
                position = _RULES[str(kind)](self, match)
        if text[position:].strip():
            message = f"the query is too long: only its first {MAX_CLAUSES:,} words were searched"
            self._problems.add(message, position, end)
        self._close_all()
        self._tokens.append(QueryToken("end", "", end, end))
        return self._tokens

    def _add_atom(self, kind: Kind, text: str, start: int, end: int, number: float = 0) -> int:
        self._atom = len(self._tokens)
        self._atoms += 1
        self._atom_end = end
        self._tokens.append(QueryToken(kind, text, start, end, number))
        return end

    def add_operator(self, match: re.Match[str]) -> int:
        start, end = match.span()
        before = self._tokens[-1].text if self._follows_word() else ""
        remark = None if self._is_in_dates() else self._prose.remark(match[0], end, before)
        if remark is not None:
            if remark not in self._remarks:
                self._remarks.add(remark)
                self._problems.add(remark, start, end)
            return self._add_chunk_at(start) if match[0] != "|" else end
        kind = OPERATORS.get(match[0]) or _SIGNS[match[0]]
        self._tokens.append(QueryToken(kind, match[0], match.start(), match.end()))
        return match.end()

    def add_word(self, match: re.Match[str]) -> int:
        if match[0] in OPERATORS:
            return self.add_operator(match)
        return self._add_atom("word", match[0], match.start(), match.end())

    def add_broken(self, match: re.Match[str]) -> int:
        """Take a DOI that a line end or blanks divide as one word."""
        return self._add_atom("word", "".join(match[0].split()), match.start(), match.end())

    @cached_property
    def _prose(self) -> Prose:
        return Prose(self._text)

    @cached_property
    def _has_operators(self) -> bool:
        return has_operators(self._text)

    @cached_property
    def _remarks(self) -> set[str]:
        """The remarks on operators that were made: each is made once."""
        return set()

    def _follows_word(self) -> bool:
        return bool(self._tokens) and self._tokens[-1].kind == "word"

    def _is_in_dates(self) -> bool:
        """Whether the innermost open bracket is one of dates."""
        before = self._open[-1] - 1 if self._open else -1
        return before >= 0 and any(map(is_date, self._tokens[before].fields))

    def _add_chunk_at(self, start: int) -> int:
        """Take what begins here as a word, whatever else it might have been."""
        chunk = CHUNK.match(self._text, start)
        end = chunk.end() if chunk else start + 1
        return self._add_atom("word", self._text[start:end], start, end)

    def skip(self, match: re.Match[str]) -> int:
        return match.start() + 1

    def add_open(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if len(self._open) < MAX_DEPTH:
            self._open.append(len(self._tokens))
            self._tokens.append(QueryToken("open", "(", start, end))
            return end
        if -1 not in self._open:
            message = f"brackets can be nested {MAX_DEPTH} deep: the inner ones were ignored"
            self._problems.add(message, start, end)
        self._open.append(-1)
        return end

    def add_close(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if not self._open:
            message = "unmatched closing bracket: it was ignored; remove it, or write ( before it"
            self._problems.add(message, start, end, Edit(start, end, " "))
            return end
        opening = self._open.pop()
        if opening >= 0:
            self._atom, self._atom_end = opening, end
            self._tokens.append(QueryToken("close", ")", start, end))
        return end

    def _close_all(self) -> None:
        unclosed = [index for index in self._open if index >= 0]
        end = len(self._text)
        if unclosed:
            start = self._tokens[unclosed[-1]].start
            message = "unclosed bracket: it was closed at the end of the query; write ) there"
            self._problems.add(message, start, start + 1, Edit(end, end, ")" * len(self._open)))
        self._tokens += [QueryToken("close", ")", end, end)] * len(unclosed)

    def add_quote(self, match: re.Match[str]) -> int:
        start, text = match.start(), self._text
        opening = match[0][-1]
        inside = QUOTED[opening].match(text, match.end())
        if INCHES.match(text, start) and self._follows_atom(start):
            return match.end()
        if inside is None:
            return self._add_chunk_at(start)
        end = inside.end()
        if end == len(text):
            self._note_unclosed(start, match.end(), opening, is_empty=not has_word(inside[0]))
        else:
            end += 1
            if not has_word(inside[0]):
                message = "no word between the quotes: they were ignored"
                self._problems.add(message, start, end, Edit(start, end))
        number, end = read_slop(text, end, self._problems)
        return self._add_atom("phrase", unescaped(inside[0]), start, end, number)

    def _note_unclosed(self, start: int, end: int, opening: str, *, is_empty: bool) -> None:
        last = len(self._text)
        message = "unclosed quote: it was closed at the end of the query; write the second quote"
        closing = "»" if opening in ANGLED else '"'
        edit = Edit(start, last) if is_empty else Edit(last, last, closing)
        self._problems.add(message, start, end, edit)

    def _follows_atom(self, position: int) -> bool:
        return bool(self._tokens) and self._atom_end == position

    def add_boost(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if not self._follows_atom(start):
            return start + 1
        factor = read_boost(match, self._problems)
        self._atom_end = end
        self._tokens.append(QueryToken("boost", match[0], start, end, factor))
        return end

    def add_tag(self, match: re.Match[str]) -> int:
        (start, end), tag = match.span(), match[0][1:-1]
        fields = fields_of_tag(tag, self._fields)
        tokens = self._tokens
        if not tokens or tokens[-1].kind not in ENDS_OF_ATOMS:
            return start + 1
        if fields is None and is_not_held(tag):
            self._bind(("tag",))
            start = take_back(tokens, self._atom)
            message = f"'{self._text[start:end]}' was left out: articles have no field for [{tag}]"
            self._problems.add(message, start, end, Edit(start, end))
        elif fields is None:
            if not self._follows_atom(start) or not looks_like_a_tag(tag):
                return start + 1
            message = (
                f"unknown tag [{tag}]: it was ignored; tags are [au], [ti], [tiab], [mh], [dp]"
            )
            self._problems.add(message, start, end, Edit(start, end))
        elif fields:
            self._bind(fields)
            slop = slop_within(slop_of_tag(tag), self._problems, start, end)
            if slop and tokens[-1].kind == "phrase":
                tokens[-1] = tokens[-1]._replace(number=slop)
            tokens.insert(self._atom, QueryToken("field", match[0], start, end, 0, fields))
        self._atom_end = end
        return end

    def _bind(self, fields: tuple[str, ...]) -> None:
        """Let a tag bind all words that are meant by it as one atom."""
        tokens = self._tokens
        first = begins_bound(self._text, tokens, fields, in_a_row=self._has_operators)
        if words := tokens[first:-1]:
            tokens[first:] = bound([*words, tokens[-1]], fields)
            self._atom, self._atom_end = first, tokens[-1].end

    def add_range(self, match: re.Match[str]) -> int:
        """Take a range whose ends each have a tag: of dates, as one date."""
        tags = {fields_of_tag(match[name], self._fields) for name in ("from_tag", "to_tag")}
        if tags != {("date",)}:
            return self._add_chunk_at(match.start())
        start, end = match.span()
        self._tokens.append(QueryToken("field", "date:", start, start, 0, ("date",)))
        return self._add_atom("word", f"{match['from']}..{match['to']}", start, end)

    def add_labelled(self, match: re.Match[str]) -> int:
        """Take an identifier that says what it is (`PMID: 31234567`) as a value of its field."""
        from leadersearch.model.identifiers import labelled_identifier  # most queries have none

        (start, end), text = match.span(), match[0]
        if text[:3].lower() == "doi":
            return self._add_known_field("doi", text[:3], start, end)
        if text[0] == "9":
            return self._add_atom("word", "-".join(text.split()), start, end)
        identifier = labelled_identifier(text)
        if identifier is not None:
            self._add_known_field(identifier.kind, identifier.kind, start, start)
            return self._add_atom("word", identifier.value, start, end)
        label, colon, _ = text.partition(":")
        if colon and label.lower() in self._fields:
            return self._add_known_field(
                self._fields[label.lower()], label, start, start + len(label) + 1
            )
        return self._add_chunk_at(start)

    def add_field(self, match: re.Match[str]) -> int:
        name, start, colon = match[0], match.start(), match.end()
        following = self._text[colon + 1 : colon + 2]
        field = self._fields.get(name.lower())
        if self._text.startswith("//", colon + 1):
            return self._add_chunk_at(start)
        if field is None:
            return self._add_unknown_field(match)
        if (not following or following.isspace()) and not self._is_spaced(field, name, colon + 1):
            return self._add_chunk_at(start)
        return self._add_known_field(field, name, start, colon + 1)

    def _is_spaced(self, field: str, name: str, value: int) -> bool:
        """Whether the name is that of a field though no value touches the colon behind it."""
        if is_date(field) and self._text[value:].strip():
            value += len(self._text[value:]) - len(self._text[value:].lstrip())
            return date_end(self._text, value) is not None
        return name.lower() in SPACED

    def _add_known_field(self, field: str, name: str, start: int, end: int) -> int:
        self._tokens.append(QueryToken("field", f"{name}:", start, end, 0, (field,)))
        return self._add_date(end) if is_date(field) else end

    def _add_date(self, position: int) -> int:
        """Take a date of several words, such as `last 30 days`, as one word."""
        text = self._text
        while position < len(text) and text[position].isspace():
            position += 1
        if bracketed := date_in_brackets(text, position):
            start, end = bracketed
            self._add_atom("word", text[start:end], start, end)
            return text.index(")", end) + 1
        end = date_end(text, position) or DATE_CHUNK.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing, too
        if end == position:
            return position
        return self._add_atom("word", text[position:end], position, end)

    def _closest(self, name: str) -> str | None:
        if name not in self._known_slips:
            self._known_slips[name] = closest_field(name, self._fields)
        return self._known_slips[name]

    def _add_unknown_field(self, match: re.Match[str]) -> int:
        name, start, colon = match[0], match.start(), match.end()
        value = colon + 1
        if (
            name.lower() in NOT_FIELDS
            or len(name) < 3
            or not STARTS_A_VALUE.match(self._text, value)
        ):
            return self._add_chunk_at(start)
        closest = self._closest(name.lower())
        if closest and (not is_date(self._fields[closest]) or date_end(self._text, value)):
            message = (
                f"unknown field '{name}': did you mean '{closest}'? It was read as '{closest}'"
            )
            self._problems.add(message, start, colon, Edit(start, colon, closest))
            return self._add_known_field(self._fields[closest], name, start, value)
        message = (
            f"unknown field '{name}': it was searched as a word;"
            f" the fields are {listed_fields(self._fields)}"
        )
        self._problems.add(message, start, colon, Edit(start, value, f"{name} "))
        self._atoms += 1  # it is a word, too
        self._tokens.append(QueryToken("field", name, start, value))
        return value


_SIGNS: dict[str, Kind] = {"+": "+", "-": "-", "&&": "and", "|": "or", "||": "or"}
_RULES: dict[str, Callable[[_Lexer, re.Match[str]], int]] = {
    "plain": _Lexer.add_operator,
    "broken": _Lexer.add_broken,
    "range": _Lexer.add_range,
    "labelled": _Lexer.add_labelled,
    "open": _Lexer.add_open,
    "close": _Lexer.add_close,
    "quote": _Lexer.add_quote,
    "or": _Lexer.add_operator,
    "and": _Lexer.add_operator,
    "sign": _Lexer.add_operator,
    "boost": _Lexer.add_boost,
    "tag": _Lexer.add_tag,
    "field": _Lexer.add_field,
    "address": _Lexer.add_word,
    "chunk": _Lexer.add_word,
    "stray": _Lexer.skip,
}
