"""Which words before a PubMed tag it binds, and what they become."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadersearch.query.parse.pubmed import are_initials, is_particle, is_surname
from leadersearch.query.parse.tokens import QueryToken

_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")
_BEFORE_A_ROW = frozenset({"and", "or", "not", "open", "close", "word", "phrase"})
_JOINING = frozenset({"and", "or", "not", "+", "-"})
_AS_PHRASE = frozenset({"author", "venue", "tag"})


def has_operators(text: str) -> bool:
    """Whether a text joins its parts as a search of PubMed does."""
    return _OPERATOR.search(text) is not None


def begins_bound(
    text: str, tokens: Sequence[QueryToken], fields: tuple[str, ...], *, in_a_row: bool
) -> int:
    """Where the words begin that a tag at the end of the tokens binds: most often the last one.

    With `in_a_row`, as between operators, they are the whole row. Else they are a surname and
    initials of an author, and of a journal the row from its first capital on.
    """
    last = len(tokens) - 1
    if tokens[last].kind != "word":
        return last
    first = last
    while first and _are_in_a_row(text, tokens[first - 1], tokens[first]):
        first -= 1
    if first and tokens[first - 1].kind not in _BEFORE_A_ROW:
        first += 1  # it has a sign or a field of its own
    if in_a_row:
        return min(first, last)
    if "venue" in fields:
        capitals = (at for at in range(first, last) if tokens[at].text[:1].isupper())
        return next(capitals, last)
    return _begins_name(tokens, first) if fields == ("author",) else last


def bound(words: Sequence[QueryToken], fields: tuple[str, ...]) -> list[QueryToken]:
    """Several words as one atom: a name or heading is a phrase, of others each has to match."""
    start, end = words[0].start, words[-1].end
    if not _AS_PHRASE.isdisjoint(fields):
        return [QueryToken("phrase", " ".join([word.text for word in words]), start, end)]
    both = [QueryToken("and", "AND", start, start)]
    joined = [token for word in words for token in (*both, word)][1:]
    return [QueryToken("open", "(", start, start), *joined, QueryToken("close", ")", end, end)]


def take_back(tokens: list[QueryToken], atom: int) -> int:
    """Take the last atom back, and the operators before it; where in the text it begins."""
    start = tokens[atom].start
    del tokens[atom:]
    while tokens and tokens[-1].kind in _JOINING:
        tokens.pop()
    return start


def _begins_name(tokens: Sequence[QueryToken], least: int) -> int:
    """Where a name begins whose initials come last: particles belong to it."""
    first = last = len(tokens) - 1
    if last > least and are_initials(tokens[last].text) and is_surname(tokens[last - 1].text):
        first = last - 1
        while first > least and is_particle(tokens[first - 1].text):
            first -= 1
    return first


def _are_in_a_row(text: str, first: QueryToken, second: QueryToken) -> bool:
    return first.kind == second.kind == "word" and text[first.end : second.start].isspace()
