"""Text that looks like operators and is none: headings in capitals, numbers with a sign, prose.

A person who pastes a title means its words. So a mark is an operator unless the text around it
shows that it is not:

- AND, OR, NOT are words in a text that is all in capitals, as old records and headings are. One
  that holds a stop word is such a text (nobody writes `OF` between operators); one without is,
  if it has no quote, bracket, field, sign or wildcard, and a word longer than abbreviations are;
- AND and OR are words in front of all others (`OR nurses`, `AND gate`), where they join nothing;
- NOT is a word after an auxiliary verb (`leaders do NOT listen`), and in front of a text with a stop word
  (`NOT waving but drowning`);
- `-` and NOT are text before a stop word that more words follow, where nothing else is an operator
  (`strikes -a history`, `NOT another checklist`): nobody excludes one;
- `+` and `-` are signs of numbers before a bare number (`+1 nucleosomes`);
- `+`, `-` and `|` are text in prose: more than six words, among them a stop word in small letters
  or, behind a `-`, more words (who excludes one does so at the end), and no operator that could be
  nothing else.

A query in brackets as a whole is always read with operators.
"""

from __future__ import annotations

import re
from functools import cached_property

from leadersearch.query.parse.tokens import ANGLED, DOUBLE, OPERATORS
from leadersearch.text.stop_words import FILLER_WORDS, STOP_WORDS

LONGEST_ABBREVIATION = 4
MOST_WORDS_OF_A_REQUEST = 6
FEWEST_WORDS_OF_A_TITLE = 3

_QUOTED = re.compile(rf"[{DOUBLE}][^{DOUBLE}]*+[{DOUBLE}]?|[{ANGLED}][^{ANGLED}]*+[{ANGLED}]?")
_ESCAPED = re.compile(r"\\(?:\w++|.)", re.DOTALL)
_QUOTE = "\0"
_WORD = re.compile(r"[^\W\d_]++")
_BRACKET = re.compile(r"[()]")
_NUMBER = re.compile(r"[+-]?[0-9]++(?:[.,:/][0-9]++)*+[%°‰]?+(?=[\s,;.:!?)\]]|\Z)")

_FIELD_OR_TAG = r"[^\W\d_]:(?=[^\s:/]) | \w\["
_PATTERN = r"\w[*~^] | [*?]\w | (?<!\S)="
_SIGN = r"(?<![^\s(])[+-](?=[^\W\d])"
_CERTAIN = re.compile(rf"[{DOUBLE}{ANGLED}\\] | && | {_FIELD_OR_TAG} | {_PATTERN}", re.VERBOSE)
_LIKELY = re.compile(rf"[()|] | {_SIGN}", re.VERBOSE)

_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b|(?<!\w)[+-]\S")

_EXCLUDES = re.compile(
    r"(?:(?<![^\s(])-|\bNOT\s++)(?P<word>[a-z]++)(?=\s++(?!(?:AND|OR|NOT)\b)[^\W_])"
)
_INSIDE = re.compile(r"(?<![^\s(])-[^\W\d_]\S*+\s++[^\W_]")

_FOREIGN = frozenset("/=.:")
_FOREIGN_SMALL = ("adj", "ti(", "ab(", "au(", "\n")
_CODES = tuple(f"{code} " for code in "TI AB AU TX MH MM DE SU".split())
_FOREIGN_CAPITALS = ("ADJ", "-KEY", "PUBYEAR", "#1 ", "S1 ", *_CODES)

_SAYING_LITTLE = STOP_WORDS | FILLER_WORDS
_AUXILIARIES = frozenset(
    "am are can could did do does had has have is may might must need shall should was were will would".split()
)


_SIGNS = {"+": "{} to require it", "-": "{} to exclude it"}
_EXCLUDING = frozenset({"-", "NOT"})
_JOINING = frozenset({"AND", "OR"})
_FIRST = re.compile(r"\s*+\w++\Z")
_GOES_ON = re.compile(r"\s++[^\W_]")
_TEXT_IN_PROSE = frozenset("+-|")
_HEADING = (
    "the text is all in capitals, so AND, OR and NOT were read as words: put it in brackets to use"
    " them as operators"
)
_LITTLE = "{} was read as text, since hardly anything is left without '{}': put the query in brackets to use it"
_SENTENCE = "{} was read as text, as in any sentence: put the query in brackets to use it"


def may_be_of_a_database(text: str) -> bool:
    """Whether a text may be a search written for another database: a quick look at its signs."""
    if not _FOREIGN.isdisjoint(text) or any(mark in text for mark in _FOREIGN_SMALL):
        return True
    return not text.islower() and any(mark in text for mark in _FOREIGN_CAPITALS)


def may_be_coded(text: str) -> bool:
    """Whether a text may be a search of EBSCOhost: a quick look at its codes."""
    return not text.islower() and any(code in text for code in _CODES)


class Prose:
    """One text, judged when an operator is met in it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def remark(self, mark: str, end: int, before: str) -> str | None:
        """The message that a mark which ends at `end` is text; None where it is an operator.

        `before` is the word in front of it, if any.
        """
        if mark in _SIGNS and (number := _NUMBER.match(self._text, end)):
            use = _SIGNS[mark].format(f"{mark}({number[0]})")
            return f"{mark} was read as the sign of a number: write {use}"
        if mark == "NOT" and before.lower() in _AUXILIARIES:
            return f"NOT was read as a word, since it follows '{before}': write - to exclude a word"
        if mark == "NOT" and _FIRST.match(self._text, 0, end) and self._has_small_stop_word:
            return "NOT was read as a word, since a title may begin so: write - to exclude a word"
        if mark in OPERATORS and self.is_heading:
            return _HEADING
        if mark in _EXCLUDING and self.little_word:
            return _LITTLE.format(mark, self.little_word)
        if (
            mark in _JOINING
            and _FIRST.match(self._text, 0, end)
            and _GOES_ON.match(self._text, end)
        ):
            return f"{mark} was read as a word, since it joins nothing: write a word on both sides"
        if mark in _TEXT_IN_PROSE and (self.is_prose or self.is_heading):
            return _SENTENCE.format(mark)
        return None

    @cached_property
    def has_operator(self) -> bool:
        """Whether there is anything in the text that may be an operator."""
        return _OPERATOR.search(self._outside) is not None

    @cached_property
    def little_word(self) -> str:
        """The stop word that the only operator of the text would exclude; empty for any other text."""
        if (
            self.is_bracketed
            or _CERTAIN.search(self._text)
            or len(_OPERATOR.findall(self._outside)) != 1
        ):
            return ""
        found = _EXCLUDES.search(self._outside)
        return found["word"] if found and found["word"] in STOP_WORDS else ""

    @cached_property
    def is_heading(self) -> bool:
        """Whether the text is all in capitals, and not written as a query with operators."""
        if self.is_bracketed:
            return False
        words = [word for word in self._words if word not in OPERATORS]
        if any(_is_small(word) for word in words) or not any(map(str.isupper, words)):
            return False
        if any(len(word) > 1 and word.lower() in STOP_WORDS for word in words):
            return True
        if _CERTAIN.search(self._text) or _LIKELY.search(self._text):
            return False
        return any(len(word) > LONGEST_ABBREVIATION for word in words)

    @cached_property
    def is_prose(self) -> bool:
        """Whether the text is a sentence or so, and not written as a query with operators."""
        if self.is_bracketed or _CERTAIN.search(self._text):
            return False
        words = self._words
        if len(words) <= MOST_WORDS_OF_A_REQUEST or not OPERATORS.keys().isdisjoint(words):
            return False
        return any(word in _SAYING_LITTLE for word in words) or bool(_INSIDE.search(self._text))

    @cached_property
    def _has_small_stop_word(self) -> bool:
        """Whether a stop word stands in a text that has no other operator, as in a title."""
        if self.is_bracketed or _CERTAIN.search(self._text) or _LIKELY.search(self._text):
            return False
        words = self._words[1:]
        is_title = len(words) >= FEWEST_WORDS_OF_A_TITLE and not STOP_WORDS.isdisjoint(words)
        return is_title and OPERATORS.keys().isdisjoint(words)

    @cached_property
    def _outside(self) -> str:
        """The text with a mark in place of each quotation and escape: what an operator may precede."""
        return _QUOTED.sub(_QUOTE, _ESCAPED.sub(_QUOTE, self._text))

    @cached_property
    def _words(self) -> list[str]:
        return _WORD.findall(self._outside)

    @cached_property
    def is_bracketed(self) -> bool:
        """Whether one pair of brackets is around all of the text."""
        text = self._outside.strip()
        if not text.startswith("("):
            return False
        depth = 0
        for bracket in _BRACKET.finditer(text):
            depth += 1 if bracket[0] == "(" else -1
            if not depth:
                return bracket.end() == len(text)
        return True  # not closed yet


def needs_brackets(text: str) -> bool:
    """Whether operators of a query would be taken for words, were it not in brackets."""
    prose = Prose(text)
    return prose.has_operator and bool(prose.is_heading or prose.is_prose or prose.little_word)


def is_number(text: str, position: int = 0) -> bool:
    """Whether a number begins at a position, with a sign or without, and nothing belongs to it.

    >>> is_number("-1 frameshifting"), is_number("-80°C"), is_number("+2.5% a year")
    (True, False, True)
    """
    return _NUMBER.match(text, position) is not None


def _is_small(word: str) -> bool:
    """Whether a word is in small letters: more of them than capitals."""
    return sum(map(str.islower, word)) * 2 > len(word)
