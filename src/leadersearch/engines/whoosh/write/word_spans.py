"""Where the words of a text are, found over its bytes.

Plain words, runs of ASCII letters and digits, are most of any text, and arrays suffice for them;
so they do for compounds (`health-care`) and numbers (`1,000`), which are frequent. What else may
be more than a plain word becomes an *odd chunk* that `leadersearch.text.tokens` decides on: a
word with other letters, an apostrophe, an ampersand, `C++`, `U.S.A.`. It reaches to the next byte
that no word can hold, so that it has the same tokens alone as in its text.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.engines.whoosh.write.characters import classify
from leadersearch.engines.whoosh.write.grouping import openings, spread, starts_of
from leadersearch.text.tokens import MAX_FORM_LENGTH

_HYPHEN, _COMMA = b"-,"
_BINDS = np.isin(np.arange(256), np.frombuffer(b"'`&", np.uint8))
_IS_DIGIT = np.isin(np.arange(256), np.frombuffer(b"0123456789", np.uint8))
_IN_NUMBER = np.isin(np.arange(256), np.frombuffer(b"0123456789.,", np.uint8))


class WordSpans(NamedTuple):
    """Sequences of words, increasing: the first and the last word of each, int64 (spans,)."""

    first: Array
    last: Array


class Chunks(NamedTuple):
    """The words of a text, and what is not plain among them.

    Word i is `text[starts[i]:ends[i]]`: int64 (words,). No two of the spans overlap.
    """

    starts: Array
    ends: Array
    odd: WordSpans
    compounds: WordSpans
    numbers: WordSpans


class _Groups(NamedTuple):
    """Words with glue between them.

    Of each group: its first and last word, and its first glue. Of each glue: the word to its
    right, the character, and its group.
    """

    first: Array
    last: Array
    heads: Array
    right: Array
    kinds: Array
    of_group: Array


def find_chunks(text: bytes) -> Chunks:
    """The words of a text as `characters.classify` takes it."""
    found = classify(text)
    edges = np.flatnonzero(found.in_word[1:] != found.in_word[:-1])
    edges += 1
    starts, ends = edges[::2].copy(), edges[1::2].copy()
    if len(found.ideographs):
        places = np.searchsorted(starts, found.ideographs)
        starts = np.insert(starts, places, found.ideographs)
        ends = np.insert(ends, places, found.ideographs + 3)
    is_odd = (ends - starts) > MAX_FORM_LENGTH
    is_odd[np.searchsorted(starts, found.odd, "right") - 1] = True
    return _sorted_out(np.frombuffer(text, np.uint8), starts, ends, is_odd, found.glue)


def _sorted_out(
    characters: Array, starts: Array, ends: Array, is_odd: Array, glue: Array
) -> Chunks:
    groups = _grouped(np.searchsorted(starts, glue + 1), characters[glue])
    first, last = groups.first, groups.last
    numeric, odd = _kinds(characters, starts, ends, is_odd, groups)
    is_odd[first] = False  # the whole group is, or none of it
    is_odd[groups.right] = False
    alone = np.flatnonzero(is_odd)
    odd_first = np.concatenate([alone, first[odd]])
    order = np.argsort(odd_first, kind="stable")
    odd_last = np.concatenate([alone, last[odd]])[order]
    hyphens = groups.right[(groups.kinds == _HYPHEN) & ~odd[groups.of_group]]
    compounds = _grouped(hyphens, hyphens)
    return Chunks(
        starts,
        ends,
        odd=WordSpans(odd_first[order], odd_last),
        compounds=WordSpans(compounds.first, compounds.last),
        numbers=WordSpans(first[numeric], last[numeric]),
    )


def _grouped(right: Array, kinds: Array) -> _Groups:
    """The groups made by glue to the left of the words `right`."""
    opens = openings(right - np.arange(len(right)))
    heads = np.flatnonzero(opens)
    last = right[np.append(heads, len(right))[1:] - 1]
    return _Groups(right[heads] - 1, last, heads, right, kinds, np.cumsum(opens) - 1)


def _kinds(
    characters: Array, starts: Array, ends: Array, is_odd: Array, groups: _Groups
) -> tuple[Array, Array]:
    """Which groups are numbers, and which are odd chunks: bool (groups,) both.

    Odd are more than need be: what may be initials, and what may have to be cut.
    """
    first, last, heads, right, kinds, _ = groups
    if not len(heads):
        return np.zeros(0, bool), np.zeros(0, bool)
    odd = is_odd[first] | np.logical_or.reduceat(is_odd[right] | _BINDS[kinds], heads)
    odd |= ends[last] - starts[first] > MAX_FORM_LENGTH
    is_dotted = ~odd & np.logical_and.reduceat(kinds != _HYPHEN, heads)
    longest = np.maximum.reduceat(ends[right] - starts[right], heads)
    odd |= is_dotted & (np.maximum(longest, ends[first] - starts[first]) == 1)
    numeric = is_dotted & _IS_DIGIT[characters[starts[first]]]
    begins, sizes = starts[first[numeric]], (ends[last] - starts[first])[numeric]
    in_number = _IN_NUMBER[characters[spread(begins, sizes)]]
    if len(sizes):
        numeric[numeric] = np.logical_and.reduceat(in_number, starts_of(sizes))
    return numeric, odd & ~numeric


def joined_bytes(text: bytes, starts: Array, ends: Array) -> tuple[Array, Array]:
    """Slices of a text without hyphens and commas, end to end (uint8), and their sizes."""
    sizes = ends - starts
    characters = np.frombuffer(text, np.uint8)[spread(starts, sizes)]
    kept = (characters != _HYPHEN) & (characters != _COMMA)
    if not len(sizes):
        return characters, sizes
    return characters[kept], np.add.reduceat(kept, starts_of(sizes), dtype=np.int64)
