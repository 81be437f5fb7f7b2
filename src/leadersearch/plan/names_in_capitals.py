"""Stop words that name something: abbreviations (`WHO guidance`) and letters (`hepatitis A`)."""

from __future__ import annotations

from collections.abc import Sequence

from leadersearch.query import tree
from leadersearch.query.parse.prose import LONGEST_ABBREVIATION

_LISTING = frozenset({"and", "or", "to"})

_LETTERED = frozenset(
    """
    appendix category class coenzyme cohort factor grade group haemoglobin hemoglobin hepatitis
    immunoglobulin influenza panel part phase protein schedule section stage type vitamin
    """.split()
)
"""Nouns behind which a letter is a name, though it be small."""


def names_something(
    clauses: Sequence[tree.Clause], says_little: Sequence[bool], index: int
) -> bool:
    """Whether a clause that is a stop word by its letters names something.

    - A word in capitals does in a query that is not all in capitals, and as the only stop word
      among words that are as short as abbreviations (`NHS IT`).
    - A letter does behind a word that says something: a capital in a query that is not all in
      capitals, unless a sentence goes on with it (`I am`); any letter behind a noun that letters are told apart by (`vitamin d`). So does
      one behind such a letter (`vitamins A and D`).
    """
    text = _text(clauses[index])
    if len(text) == 1:
        return _is_name(clauses, says_little, index)
    if not text.isupper():
        return False
    others = [_text(clause) for place, clause in enumerate(clauses) if not says_little[place]]
    if _has_small(others):
        return True
    return sum(says_little) == 1 and all(len(word) <= LONGEST_ABBREVIATION for word in others)


def is_named_by_letter(clauses: Sequence[tree.Clause]) -> bool:
    """Whether a query is a noun and the letter that tells which: `hepatitis A`."""
    if len(clauses) != 2:
        return False
    noun, letter = map(_text, clauses)
    return len(letter) == 1 and letter.isalpha() and _is_lettered(noun)


def _is_lettered(word: str) -> bool:
    return word.lower().removesuffix("s") in _LETTERED or word.lower() in _LETTERED


def _is_name(clauses: Sequence[tree.Clause], says_little: Sequence[bool], index: int) -> bool:
    before = index - 1
    while before > 0 and _text(clauses[before]).lower() in _LISTING:
        before -= 1
    word = _text(clauses[before]) if before >= 0 else ""
    if len(word) == 1 and before < index - 1:
        return not says_little[before] or _is_name(clauses, says_little, before)
    if before < index - 1 or not word.isalpha() or says_little[before]:
        return False
    if _is_lettered(word):
        return True
    others = [_text(clause) for place, clause in enumerate(clauses) if not says_little[place]]
    is_capital = _text(clauses[index]).isupper() and _has_small(others)
    return is_capital and not _goes_on(clauses, says_little, index)


def _goes_on(clauses: Sequence[tree.Clause], says_little: Sequence[bool], index: int) -> bool:
    """Whether a sentence goes on behind a letter (`networks. I am`)."""
    after = index + 1
    is_little = after < len(clauses) and says_little[after]
    return is_little and _text(clauses[after]).lower() not in _LISTING


def _has_small(words: Sequence[str]) -> bool:
    """Whether any of the words is in small letters, its first letter aside."""
    return any(any(map(str.islower, word[1:])) for word in words)


def _text(clause: tree.Clause) -> str:
    query = clause.query
    return query.text if isinstance(query, tree.Term | tree.Phrase | tree.Prefix) else ""
