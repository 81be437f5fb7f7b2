"""The word at the cursor, so that a shell or a search line can complete it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from leadersearch.model.fields import FIELD_NAMES, FIELDS
from leadersearch.query.diagnostics import Problems
from leadersearch.query.parse.lexer import MAX_LENGTH, tokenise
from leadersearch.query.parse.tokens import CHUNK, QUOTED, QueryToken

if TYPE_CHECKING:
    from collections.abc import Mapping


_SIGNS = frozenset({"+", "-", "not"})


@dataclass(frozen=True, slots=True)
class Typed:
    """The text left of the cursor that may be completed.

    - `value`: of `field`, such as the name of an author;
    - `field`: the beginning of the name of a field, though it may yet become a word;
    - `word`: any other word, or nothing yet.

    `fragment` is what was typed of it; a completion replaces the text from `start` to `end`,
    where `end` lies behind the cursor when that stands within the word. `is_quoted` says that an
    open quote stands before the fragment, so that several words can follow.
    """

    kind: Literal["value", "field", "word"]
    fragment: str
    start: int
    end: int
    field: str | None = None
    is_quoted: bool = False


def typed_at(text: str, cursor: int, *, fields: Mapping[str, str] = FIELD_NAMES) -> Typed:
    """The word that is being typed at the cursor.

    >>> typed_at("ethics author:mem", 17)
    Typed(kind='value', fragment='mem', start=14, end=17, field='author', is_quoted=False)
    """
    cursor = min(max(cursor, 0), len(text), MAX_LENGTH)
    *before, _end = tokenise(text[:cursor], fields, Problems())
    while before and before[-1].kind == "close" and before[-1].start == before[-1].end:
        before.pop()  # a bracket that is not closed yet
    field = _field_in_force(before, cursor)
    last = before[-1] if before and before[-1].end == cursor else None
    if last is None or last.kind not in {"word", "phrase"}:
        return _typed("", cursor, cursor, field)
    if last.kind == "phrase":
        return _in_quotes(text, last, cursor, field)
    named = fields.get(last.text[:-1].lower()) if last.text.endswith(":") else None
    if named:
        return _typed("", cursor, cursor, named)
    start = last.start + last.text.startswith("=")
    word = CHUNK.match(text, start)
    return _typed(text[start:cursor], start, max(word.end() if word else 0, cursor), field)


def ends_in_a_word(text: str) -> bool:
    """Whether what is typed next may go on with the last word: no space, quote or sign is last.

    >>> ends_in_a_word('"medical eth'), ends_in_a_word('"medical ethics"'), ends_in_a_word("ethics -")
    (True, False, False)
    """
    fragment = typed_at(text, len(text)).fragment
    last = "" if fragment[-1:].isspace() else "".join(fragment.split()[-1:])
    return any(map(str.isalnum, last))  # a sign may belong to a word ("C++"), but is none by itself


def field_names(fragment: str) -> tuple[str, ...]:
    """The names of the fields that begin like this.

    >>> field_names("t")
    ('title', 'tag')
    """
    return tuple(name for name in FIELDS if name.startswith(fragment.lower()))


def _typed(fragment: str, start: int, end: int, field: str | None) -> Typed:
    if field:
        return Typed("value", fragment, start, end, field)
    is_name = bool(fragment) and bool(field_names(fragment))
    return Typed("field" if is_name else "word", fragment, start, end)


def _in_quotes(text: str, phrase: QueryToken, cursor: int, field: str | None) -> Typed:
    start = phrase.start + text.startswith("=", phrase.start)
    quoted = QUOTED.get(text[start : start + 1])
    inside = quoted.match(text, start + 1, cursor) if quoted else None
    if quoted is None or inside is None or inside.end() < cursor:
        return _typed("", cursor, cursor, None)  # behind the second quote
    whole = quoted.match(text, start + 1)
    end = whole.end() if whole and whole.end() < len(text) else cursor
    kind: Literal["value", "word"] = "value" if field else "word"
    return Typed(kind, text[start + 1 : cursor], start + 1, end, field, is_quoted=True)


def _field_in_force(tokens: list[QueryToken], cursor: int) -> str | None:
    """The field that what ends at the cursor is looked up in: its own, or that of its brackets."""
    around: list[str | None] = [None]
    pending: str | None = None
    for token in tokens:
        if token.kind == "field":
            pending = token.fields[0] if token.fields else None
        elif token.kind == "open":
            around.append(pending or around[-1])
            pending = None
        elif token.kind == "close":
            around.pop()
            pending = None
        elif token.kind not in _SIGNS and token.end < cursor:
            pending = None
    return pending or around[-1]
