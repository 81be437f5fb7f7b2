"""The tokeniser: where words begin and end.

A run of letters and digits is a word. What stands *inside* a word is handled so that people find
it however they type it:

| written | tokens (position) |
|---|---|
| `health-care`, `COVID-19` | the parts (0, 1) and, joined, `healthcare`, `covid19` (0) |
| `O'Brien`, `o’brien` | `o` (0) `brien` (1) and joined `obrien` (0) |
| `leader's`, `it’s` | `leader`, `it`: the possessive is no word |
| `don't` | `don` (0) `t` (1) and joined `dont` (0) |
| `R&D`, `A&E` | `r&d`, `a&e` (short parts only) |
| `Müller` | `muller` (0) and, spelt out, `mueller` (0) |
| `C++`, `C#` | `c++`, `c#` (behind one letter or two; `notepad++` is `notepad`) |
| `U.S.A.`, `e.g.` | `usa`, `eg` |
| `1,000`, `3.5` | `1000`, `3.5` |

Scripts without spaces (Han, kana) give one token a character, so that phrases find words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from leadersearch.text.folding import fold
from leadersearch.text.umlauts import spelt_out

_IDEOGRAPH = (
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)
# Marks that belong to the letter before them (the ranges end before punctuation and hold letters,
# too), and invisible characters that break no word.
_MARK = (
    "\u0300-\u036f\u0483-\u0487"  # Latin and Greek, Cyrillic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # Arabic
    "\u0900-\u0963\u0981-\u09e3\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7"  # northern India
    "\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3"  # southern India, Sri Lanka
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f3e-\u0f84\u0f86-\u0fbc"  # Thai, Lao, Tibetan
    "\u102b-\u103e\u1056-\u109d\u135d-\u135f\u1752-\u17d3"  # Burmese, Ethiopic, Khmer
)
_INVISIBLE = "\u00ad\u200b-\u200d\u2060"
_LETTER = rf"(?:[^\W_ʼ{_IDEOGRAPH}]|[{_MARK}{_INVISIBLE}])"  # \w has ʼ among the letters
_APOSTROPHE = "'’ʼ＇‘`´"
_HYPHEN = r"\-‐‑"


@cache
def _chunk() -> re.Pattern[str]:
    """The pattern that finds words in any script; 3 ms to compile, for so many ideographs."""
    return re.compile(
        rf"[{_IDEOGRAPH}]"
        rf"|[^\W_ʼ](?:{_LETTER}|[{_APOSTROPHE}{_HYPHEN}&.,](?=[^\W_ʼ]))*"
        rf"(?:(?<![^\W_][^\W_][^\W_])(?:\+\+|#(?!\w)))?"
    )


# The same chunks where all is ASCII: three times as fast to match.
_ASCII_CHUNK = re.compile(
    r"[a-z0-9]+(?:['`\-&.,](?=[a-z0-9])[a-z0-9]+)*(?:(?<![a-z0-9]{3})(?:\+\+|#(?![a-z0-9_])))?",
    re.ASCII,
)

_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\Z")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)+\Z")
_AMPERSANDS = re.compile(r"[^\W_]{1,3}(?:&[^\W_]{1,3})+\Z")
_PARTS = re.compile(rf"[^{_APOSTROPHE}{_HYPHEN}&.,]+")
_COMPOUND = re.compile(r"[^&.,]+")  # parts of it are held together by hyphens and apostrophes
_POSSESSIVE = re.compile(rf"[{_APOSTROPHE}]s\Z", re.IGNORECASE)
_CONTRACTED = re.compile(rf"[{_APOSTROPHE}](?:ll|re|ve|d|m)\Z", re.IGNORECASE)

MAX_FORM_LENGTH = 200
"""Longer words (base64, DNA) are cut here: nobody types them, and they would bloat the index."""


class Token(NamedTuple):
    """One word of a text.

    `form` is folded; `position` counts words from 0; `start` and `end` delimit the surface in the
    text, in characters; `span` is how many positions it covers: more than one for a joined
    compound, none for a word spelt out. Both stand beside words and do not count towards the
    length of the text.
    """

    form: str
    position: int
    start: int
    end: int
    span: int = 1


def tokenise(text: str) -> list[Token]:
    """The words of a text, in order of position.

    >>> [token.form for token in tokenise("Health-care: the R&D of Díaz-Báez")]
    ['health', 'healthcare', 'care', 'the', 'r&d', 'of', 'diaz', 'diazbaez', 'baez']
    """
    tokens: list[Token] = []
    append = tokens.append
    position = 0
    is_ascii = text.isascii()
    matches = _ASCII_CHUNK.finditer(text.lower()) if is_ascii else _chunk().finditer(text)
    new = tuple.__new__
    for match in matches:
        chunk = match.group()
        start, end = match.span()
        if chunk.isalnum() and end - start <= MAX_FORM_LENGTH and (is_ascii or "ʼ" not in chunk):
            if is_ascii:
                append(new(Token, (chunk, position, start, end, 1)))
            elif chunk.isascii():
                append(new(Token, (chunk.lower(), position, start, end, 1)))
            else:
                if not (form := fold(chunk)):  # vowel points alone
                    continue
                append(new(Token, (form, position, start, end, 1)))
                if spelt := spelt_out(chunk):
                    append(new(Token, (spelt, position, start, end, 0)))
            position += 1
        else:
            for token in _tokens_of_chunk(chunk, start, position):
                append(token)
                position = max(position, token.position + 1)
    return tokens


def count_forms(text: str) -> Counter[str]:
    """How often a text holds each form of a single word: quick, where places do not matter.

    >>> count_forms("Care, health-care")
    Counter({'care': 2, 'health': 1})
    """
    forms = Counter(_chunks_of(text))
    others = {chunk: count for chunk, count in forms.items() if not _is_form(chunk)}
    for chunk in others:
        del forms[chunk]
    for chunk, count in others.items():
        for form in _forms_of(chunk):
            forms[form] += count
    return forms


def forms_in_order(text: str) -> Iterator[str]:
    """The form of each single word of a text, as quick as `count_forms`.

    >>> list(forms_in_order("Care, health-care"))
    ['care', 'health', 'care']
    """
    for chunk in _chunks_of(text):
        if _is_form(chunk):
            yield chunk
        else:
            yield from _forms_of(chunk)


def _chunks_of(text: str) -> list[str]:
    return _ASCII_CHUNK.findall(text.lower()) if text.isascii() else _chunk().findall(text)


def _is_form(chunk: str) -> bool:
    """Whether a chunk is evidently the one form that it has."""
    return (
        chunk.isalnum()
        and chunk.isascii()
        and len(chunk) <= MAX_FORM_LENGTH
        and (chunk.islower() or chunk.isdecimal())
    )


@lru_cache(maxsize=16_384)
def _forms_of(chunk: str) -> tuple[str, ...]:
    """The forms of single words in a chunk; the same few hyphenated words are met again and again."""
    # As `tokenise` has it: a chunk on its own might be divided otherwise.
    if chunk.isalnum() and len(chunk) <= MAX_FORM_LENGTH and "ʼ" not in chunk:
        return tuple(filter(None, (fold(chunk),)))
    return tuple(token.form for token in _tokens_of_chunk(chunk, 0, 0) if token.span == 1)


def _tokens_of_chunk(chunk: str, start: int, position: int) -> Iterator[Token]:
    whole = _whole_form(chunk)
    if whole is not None:
        if whole:
            yield Token(whole[:MAX_FORM_LENGTH], position, start, start + len(chunk))
        if spelt := "" if chunk.isascii() else spelt_out(chunk):
            yield Token(spelt[:MAX_FORM_LENGTH], position, start, start + len(chunk), 0)
        return
    for compound in _COMPOUND.finditer(chunk):
        text = _POSSESSIVE.sub("", compound.group())
        parts = list(_PARTS.finditer(text))
        begin = start + compound.start()
        for index, part in enumerate(parts):
            form = fold(part.group())[:MAX_FORM_LENGTH]
            # The possessive is marked with its word though it is no part of the form.
            end = start + compound.end() if index == len(parts) - 1 else begin + part.end()
            if not form:
                continue
            yield Token(form, position + index, begin + part.start(), end)
            if spelt := "" if form == part.group() else spelt_out(part.group()):
                spelt = spelt[:MAX_FORM_LENGTH]
                yield Token(spelt, position + index, begin + part.start(), end, 0)
            if index == 0 and len(parts) > 1 and not _CONTRACTED.search(text):
                joined = "".join(fold(part.group()) for part in parts)[:MAX_FORM_LENGTH]
                yield Token(joined, position, begin, start + compound.end(), len(parts))
        position += len(parts)


def _whole_form(chunk: str) -> str | None:
    """The form of a chunk that is one token although not plain letters; None: it has parts."""
    if _INITIALS.match(chunk):
        return fold(chunk.replace(".", ""))
    if _NUMBER.match(chunk):
        return chunk.replace(",", "")
    if _AMPERSANDS.match(chunk):
        return fold(chunk)
    return fold(chunk) if not _PARTS.sub("", chunk) else None
