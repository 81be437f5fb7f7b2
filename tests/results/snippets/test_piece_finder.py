"""The pieces of a text, and that none is missed that may hold what is asked for."""

from __future__ import annotations

import re
import string

from hypothesis import example, given, strategies as st

from leadersearch.results.snippets.flattening import BEYOND_ASCII, flatten
from leadersearch.results.snippets.piece_finder import Finder, without_overlap
from leadersearch.text import Token, tokenise
from strategies import everyday

LETTERS = (
    string.printable + "éßÜİ’‘“”–—…•\u00a0\u2009\u2010\u2011\u2028\ufb01\u0301\u200d\ud800領導ʼ"
)
texts = st.text(LETTERS) | st.text("ab1 -'&.,+#_É’") | st.text()
# Few letters, so that roots overlap themselves and words are put together in many ways.
roots = st.text("ab", min_size=1, max_size=4)
woven = st.text("ab -.'é", max_size=25)


def pieces_of(text: str) -> list[tuple[int, str]]:
    """The pieces of a text with their places; as they are written where they are not ASCII."""
    flat = flatten(text)
    return [
        (match.start(), written if BEYOND_ASCII in match[0] else match[0])
        for match in re.finditer("[^ ]+", flat)
        for written in [text[match.start() - 1 : match.end() - 1]]
    ]


def begins_of(finder: Finder, text: str) -> list[int]:
    return [begin for begin, _ in finder.pieces(flatten(text))]


@everyday(1000)
@given(texts)
@example("c#_x C# c#. 1,000. Don’t—stop")
def test_the_tokens_of_a_text_are_those_of_its_pieces(text: str) -> None:
    found: list[Token] = []
    for begin, piece in pieces_of(text):
        position = max((token.position for token in found), default=-1) + 1
        found += [
            Token(form, position + place, begin - 1 + start, begin - 1 + end, span)
            for form, place, start, end, span in tokenise(piece)
        ]
    assert found == tokenise(text)


@everyday(300)
@given(texts)
def test_a_flat_text_has_two_characters_more_and_no_others(text: str) -> None:
    flat = flatten(text)
    assert len(flat) == len(text) + 2
    assert flat.isascii()
    assert (flat[0], flat[-1]) == (" ", " ")


@everyday(1000)
@given(st.lists(roots, max_size=3), st.lists(roots, max_size=2), woven)
@example(["abab"], [], "a-babab")
def test_no_piece_is_missed(wanted: list[str], parts: list[str], text: str) -> None:
    begins = begins_of(Finder(wanted, parts), text)
    assert begins == sorted(set(begins))
    for begin, piece in pieces_of(text):
        if any(form.startswith(tuple(wanted)) or part_of(parts, form) for form in forms_of(piece)):
            assert begin in begins


def part_of(parts: list[str], form: str) -> bool:
    return any(part in form for part in parts)


@everyday(500)
@given(st.lists(roots, min_size=2, max_size=3), woven)
def test_pieces_of_a_phrase_are_found_where_all_of_it_is(phrase: list[str], text: str) -> None:
    begins = begins_of(Finder((), (), [phrase]), text)
    held = [forms_of(piece) for _, piece in pieces_of(text)]
    everywhere = all(any(form.startswith(root) for row in held for form in row) for root in phrase)
    for (begin, _), forms in zip(pieces_of(text), held, strict=True):
        if everywhere and any(form.startswith(tuple(phrase)) for form in forms):
            assert begin in begins


def forms_of(text: str) -> list[str]:
    return [token.form for token in tokenise(text)]


def test_a_phrase_is_not_looked_for_where_a_word_of_it_is_nowhere() -> None:
    finder = Finder((), (), [["medic", "ethic"]])
    assert begins_of(finder, "medical care, medical duty") == []
    assert begins_of(finder, "medical ethics") == [1, 9]


def test_only_pieces_that_may_hold_something_are_found() -> None:
    flat = flatten("Kindly, remind the naïve of man-kindness (kin)")
    found = Finder(["kind"], []).pieces(flat)
    assert [flat[begin:end] for begin, end in found] == ["kindly,", "na?ve", "man-kindness"]


@everyday(300)
@given(st.text("abc", max_size=8))
def test_what_is_left_of_a_root_cannot_overlap_itself(root: str) -> None:
    left = without_overlap(root)
    assert root.startswith(left)
    assert bool(left) == bool(root)
    assert not any(left.startswith(left[start:]) for start in range(1, len(left)))
