"""No regular expression of the package takes more than linear time, whatever text it is given."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("resource", reason="processor time is limited as POSIX does it")

from patterns.discovery import Found, UnknownPatternError, all_patterns
from patterns.examples import EXAMPLES
from patterns.trial import slow_patterns, worst_text

# What was in the package once, or is so in many; searched for unless said otherwise.
SLOW = {
    "exponential, a group that is repeated inside another": r"(?:<!--.*?-->\s*)*<html",
    "exponential, two repeats of the same letters": r"[^\W\d_]*(?:[.']*[^\W\d_]*)*\Z",
    "a run that no end follows": r"[\s/]+\Z",
    "a beginning that is never closed": r"<!--.*?-->",
    "a name without the sign behind it": r"([\w:.-]+)\s*=",
    "white space that no comma follows": r"\s*,\s*",
    "two repeats of the same white space": r"\Acharset\s*\s*=",
    "signs that begin anew inside their own text": r"[\x90\x9d][^\x07]*\x07",
    "addresses within addresses": r"\(?[^\s()]+@[^\s()]+\)",
}
FAST = {
    "a run of which only the first place is tried": r"(?<![\s/])[\s/]+\Z",
    "a comment that gives nothing back": r"\A(?:<!--(?:[^-]++|-(?!->))*+-->\s*+)*+<html",
    "a bounded repeat": r"<!--.{0,100}-->",
    "a class": r"[^\W_]+",
}


@pytest.fixture(scope="module")
def patterns() -> list[Found]:
    return all_patterns(EXAMPLES)


def test_every_pattern_of_the_package_takes_linear_time(patterns: list[Found]) -> None:
    assert list(slow_patterns(patterns)) == []


@pytest.mark.parametrize("pattern", SLOW.values(), ids=SLOW.keys())
def test_a_slow_pattern_is_found_out(pattern: str) -> None:
    assert worst_text(re.compile(pattern, re.DOTALL), searches=True)


@pytest.mark.parametrize("pattern", FAST.values(), ids=FAST.keys())
def test_a_fast_pattern_passes(pattern: str) -> None:
    assert worst_text(re.compile(pattern), searches=True) == ""


def test_patterns_are_found_wherever_they_are_compiled(
    patterns: list[Found],
) -> None:
    places = {found.place.partition(":")[0] for found in patterns}

    assert {"model/names.py", "readers/describe/dates.py", "query/parse/tokens.py"} <= places


def test_a_pattern_that_is_put_together_in_a_function_needs_an_example() -> None:
    examples = {name: example for name, example in EXAMPLES.items() if "html_text" not in name}

    with pytest.raises(UnknownPatternError, match=r"readers/convert/html_text\.py:\d+"):
        all_patterns(examples)
