"""One word as typed, with all its signs -> the leaf of the tree that it stands for."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from leadersearch.query.canonical import EVERYTHING, MAX_DISTANCE, has_word, pattern_of, words_of
from leadersearch.query.diagnostics import Edit, Problems
from leadersearch.query.parse.addresses import is_address
from leadersearch.query.tree import Clause, Fuzzy, Nothing, Prefix, Query, Term

if TYPE_CHECKING:
    from leadersearch.query.parse.tokens import QueryToken

PUNCTUATION = (
    string.punctuation
    + "".join(map(chr, range(0x2010, 0x2028)))  # dashes, quotes, bullets, the ellipsis
    + "‰′″‹›※‼¡¿«»·§¶、。「」！，．：；？（）［］"
)

_ESCAPED = re.compile(r"\A\\(.)|\\(\W|_)|([\U00100000-\U0010ffff])", re.DOTALL)
_BREAK = re.compile(r"(?<![0-9])[,;—–…]+|[,;—–…]+(?![0-9])")
_FUZZY = re.compile(r"(.*?)~([0-9.]*+)[,.;:!?]*+", re.DOTALL)
_OPEN = re.compile(r".*(?:\*|~[0-9.]*+)[,.;:!?]*+", re.DOTALL)  # a beginning, or misspelt
_EMPHASIS = re.compile(r"(?<!\*)\*{2,}+(?=[^\W_])|(?<=[^\W_])\*{2,}+")  # of Markdown
_KEPT_IN_FRONT = frozenset("@#.")
_KEPT_BEHIND = re.compile(r"\+{1,2}|#")
_ABBREVIATION = re.compile(r"(?:\w\.)+\w")

_LEADING = PUNCTUATION.replace("*", "")
_PATTERN_LEADING = _LEADING.replace("?", "")


class _Protected:
    """A word whose escaped characters have been replaced by ones that have no meaning."""

    def __init__(self, raw: str) -> None:
        self._originals: list[str] = []
        has_any = "\\" in raw or max(raw) > "\U000fffff"
        self.text = _ESCAPED.sub(self._replace, raw) if has_any else raw

    def _replace(self, match: re.Match[str]) -> str:
        self._originals.append(match[match.lastindex or 0])
        return chr(0x100000 + len(self._originals) - 1)

    def restore(self, text: str, without: str = "") -> str:
        """The text with the original characters, but for those in `without`."""
        if not self._originals:
            return text
        kept = ["" if original in without else original for original in self._originals]
        return "".join(kept[ord(c) - 0x100000] if c > "\U000fffff" else c for c in text)


def read_word(token: QueryToken, problems: Problems) -> Query | None:
    """The leaf for the word, or None where it is punctuation."""
    raw = token.text
    if raw.isalnum():
        return Term(raw)
    if raw == "*:*":
        return EVERYTHING
    word = _Protected(_EMPHASIS.sub("", raw) if "**" in raw else raw)
    text = word.text.removeprefix("=")
    is_exact = text is not word.text
    if "://" in text or (is_address(text) and not _OPEN.fullmatch(text)):
        return _read_address(text, word, is_exact=is_exact)
    parts = _BREAK.split(text)
    if len(parts) == 1:
        return _read_part(text, word, token, problems, is_exact=is_exact)
    leaves = (_read_part(part, word, token, problems, is_exact=is_exact) for part in parts)
    clauses = [Clause(leaf) for leaf in leaves if leaf is not None]
    return words_of(clauses) if clauses else None


def _read_part(
    text: str, word: _Protected, token: QueryToken, problems: Problems, *, is_exact: bool
) -> Query | None:
    fuzzy = _FUZZY.fullmatch(text) if "~" in text else None
    if fuzzy and fuzzy[1]:
        return _read_fuzzy(fuzzy, word, token, problems)
    if "*" in text or "?" in text:
        pattern = _trimmed(text, _PATTERN_LEADING if is_exact else _LEADING)
        if "*" in pattern or "?" in pattern:
            return _read_pattern(pattern, word)
    return _read_plain(text, word, is_exact=is_exact)


def _read_plain(text: str, word: _Protected, *, is_exact: bool) -> Query | None:
    text = word.restore(_trimmed(text, PUNCTUATION))
    return Term(text, is_exact) if has_word(text) else None


def _read_address(text: str, word: _Protected, *, is_exact: bool) -> Query | None:
    core = _trimmed(text, PUNCTUATION)
    if core.count("(") > core.count(")") and f"{core})" in text:
        core += ")"  # what it opens itself it closes, too
    address = word.restore(core)
    return Term(address, is_exact) if has_word(address) else None


def _read_pattern(pattern: str, word: _Protected) -> Query | None:
    if pattern.endswith("*") and not ("*" in pattern[:-1] or "?" in pattern):
        stem = word.restore(pattern[:-1])
        if stem:
            return Prefix(stem) if has_word(stem) else None
    leaf = pattern_of(word.restore(pattern, without="*?"))
    return None if isinstance(leaf, Nothing) else leaf


def _read_fuzzy(
    match: re.Match[str], word: _Protected, token: QueryToken, problems: Problems
) -> Query | None:
    text = word.restore(_trimmed(match[1], PUNCTUATION))
    if not has_word(text):
        return None
    asked = match[2].strip(".")
    distance = 1 if not asked or "." in asked else int(asked[:3])
    if distance > MAX_DISTANCE or "." in asked or distance < 1:
        distance = min(max(distance, 1), MAX_DISTANCE)
        message = f"~ takes 1 or 2, the number of letters that may differ: {distance} was used"
        edit = Edit(token.start, token.end, token.text.replace(f"~{asked}", f"~{distance}"))
        problems.add(message, token.start, token.end, edit)
    return Fuzzy(text, distance)


def _trimmed(text: str, punctuation: str) -> str:
    """The text without the punctuation around it, but with what belongs to a word."""
    front = text.lstrip(punctuation)
    lead = text[: len(text) - len(front)]
    core = front.rstrip(punctuation)
    tail = front[len(core) :]
    if lead[-1:] in _KEPT_IN_FRONT and lead[-2:-1] != lead[-1:]:
        core = lead[-1:] + core
    if kept := _KEPT_BEHIND.match(tail):
        return core + kept[0]
    return core + "." if tail[:1] == "." and _ABBREVIATION.fullmatch(core) else core
