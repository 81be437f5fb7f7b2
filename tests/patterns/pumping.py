"""Texts on which a pattern takes longest, made from the pattern itself.

What makes a match slow is a repeat: one that stands beside or inside another which takes the same
characters (backtracking, up to exponential), or one that a search begins again at each place of a
text (quadratic, even where no single match backtracks). So each repeat of a pattern is reached by
a text that fits what stands before it, pumped by texts that fit its inside, and ended by something
that does not fit; and the same again with a beginning at every pump.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_parser: Any = re._parser  # type: ignore[attr-defined]
_names: Any = re._constants  # type: ignore[attr-defined]

_ALPHABET = " \n\ta.A1-<>\"'()[]{}@,;:/\\!é_*`#\x1b"
_CATEGORIES = {
    _names.CATEGORY_DIGIT: r"\d",
    _names.CATEGORY_NOT_DIGIT: r"\D",
    _names.CATEGORY_SPACE: r"\s",
    _names.CATEGORY_NOT_SPACE: r"\S",
    _names.CATEGORY_WORD: r"\w",
    _names.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (_names.MAX_REPEAT, _names.MIN_REPEAT, _names.POSSESSIVE_REPEAT)
_ENDS = ("", "\x01", "\n")
_ROUNDS = 3
_DRAWS = 3
_FEW = 10  # a repeat of at most so many is no pump, but one may stand inside


def slow_texts(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of about `length` characters each; the same at every call, and none twice."""
    seen: set[str] = set()
    for pumped in _Pumps(pattern).all():
        for start, pump, end in _placed(*pumped):
            if pump and (key := f"{start}\0{pump}\0{end}") not in seen:
                seen.add(key)
                yield start + pump * (1 + length // len(pump)) + end


def _placed(before: str, pump: str, after: str) -> Iterator[tuple[str, str, str]]:
    """(beginning, what is repeated, end): one beginning, then one at every pump, then many."""
    for end in _ENDS:
        yield before, pump, end
    yield before, pump + after, ""
    yield "", before + pump, ""
    yield "", before, pump
    yield "", before + pump + after[:-1], "\x01"


class _Pumps:
    """For each repeat of a pattern: what leads to it, what it repeats, what stands behind it."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.tree = _parser.parse(pattern.pattern, pattern.flags)
        self.is_plain = True  # whether what stands around is as short as can be
        self.ignores_case = bool(pattern.flags & re.IGNORECASE)
        self.dice = random.Random(ascii(pattern.pattern))
        self.alphabet = "".join(dict.fromkeys([*_letters(self.tree), *_ALPHABET]))

    def all(self) -> Iterator[tuple[str, str, str]]:
        for round_ in range(_ROUNDS):
            self.is_plain = round_ == 0
            for before, body, after in self.repeats(self.tree, "", ""):
                pumps = {self.sample(body) for _ in range(_DRAWS)}
                pumps.add(self.sample(body) + self.sample(body))
                for pump in sorted(pumps):
                    yield before, pump, after

    def repeats(self, sequence: Any, before: str, after: str) -> Iterator[tuple[str, Any, str]]:
        items = list(sequence)
        for index, (name, value) in enumerate(items):
            rest = self.sample(items[index + 1 :], least=self.is_plain) + after
            if name in _REPEATS:
                least, most, body = value
                if most > _FEW:
                    yield before, body, rest
                yield from self.repeats(body, before, rest)
                before += self.sample(body, least=self.is_plain) * least
                continue
            for part in _parts(name, value):
                yield from self.repeats(part, before, rest)
            before += self.sample([(name, value)], least=self.is_plain)

    def sample(self, sequence: Any, *, least: bool = False) -> str:
        """A text that a sequence matches; the same short one with `least`."""
        return "".join(self.sample_of(name, value, least) for name, value in sequence)

    def sample_of(self, name: Any, value: Any, least: bool) -> str:
        if name is _names.LITERAL:
            return chr(value)
        if name in (_names.IN, _names.NOT_LITERAL, _names.ANY):
            fitting = [letter for letter in self.alphabet if self.fits(name, value, letter)]
            return (fitting[0] if least else self.dice.choice(fitting)) if fitting else ""
        if name in _REPEATS:
            least_times, most, body = value
            times = (
                least_times if least else min(most, least_times + self.dice.choice((0, 1, 1, 2)))
            )
            return "".join(self.sample(body, least=least) for _ in range(min(times, 50)))
        parts = list(_parts(name, value)) if name not in (_names.ASSERT, _names.ASSERT_NOT) else []
        if name is _names.BRANCH:
            parts = parts[:1] if least else [self.dice.choice(parts)]
        return "".join(self.sample(part, least=least) for part in parts)

    def fits(self, name: Any, value: Any, letter: str) -> bool:
        if name is _names.ANY:
            return letter != "\n"
        if name is _names.NOT_LITERAL:
            return letter != chr(value)
        wanted = value[0][0] is not _names.NEGATE
        cases = {letter, letter.lower(), letter.upper()} if self.ignores_case else {letter}
        return any(_holds(item, case) for item in value for case in cases) is wanted


def _parts(name: Any, value: Any) -> Iterator[Any]:
    """The sequences inside something that is no repeat."""
    if name is _names.SUBPATTERN:
        yield value[3]
    elif name is _names.BRANCH:
        yield from value[1]
    elif name is _names.ATOMIC_GROUP:
        yield value
    elif name in (_names.ASSERT, _names.ASSERT_NOT):
        yield value[1]


def _holds(item: Any, letter: str) -> bool:
    """Whether one item of a set of characters holds a letter."""
    name, value = item
    if name is _names.LITERAL:
        return bool(letter == chr(value))
    if name is _names.RANGE:
        return len(letter) == 1 and value[0] <= ord(letter) <= value[1]
    return name is _names.CATEGORY and re.fullmatch(_CATEGORIES[value], letter) is not None


def _letters(sequence: Any) -> Iterator[str]:
    """The letters that a pattern names."""
    for name, value in sequence:
        if name in (_names.LITERAL, _names.NOT_LITERAL):
            yield chr(value)
        elif name is _names.IN:
            yield from _letters(item for item in value if item[0] is _names.LITERAL)
            yield from (chr(item[1][0]) for item in value if item[0] is _names.RANGE)
        elif name in _REPEATS:
            yield from _letters(value[2])
        else:
            for part in _parts(name, value):
                yield from _letters(part)
