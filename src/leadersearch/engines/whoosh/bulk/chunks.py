"""Where the words of a text are, found over its bytes.

Plain words, runs of ASCII letters and digits, are most of any text, and arrays suffice for them.
What may be more than a plain word becomes a *chunk* that `leadersearch.text.tokens` decides on: a
word with other letters, an apostrophe, an ampersand, `C++`, `U.S.A.`, `1,000`. A chunk reaches to
the next byte that no word can hold, so that it has the same words alone as in its text.

Compounds (`health-care`) are so frequent that they are found here too.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from leadersearch.engines.whoosh.bulk.arrays import openings, spread, starts_of
from leadersearch.engines.whoosh.codec.arrays import Array
from leadersearch.text.tokens import MAX_FORM_LENGTH

_WORD = 1  # this bit: the byte belongs to a word
_ASCII_WORD, _GLUE, _SUFFIX, _OTHER = 1, 2, 4, 9
_HYPHEN, _PLUS, _UNDERSCORE = b"-+_"


def _byte_classes() -> bytes:
    classes = bytearray(256)
    for byte in range(256):
        character = chr(byte)
        if byte >= 128:
            classes[byte] = _OTHER
        elif character.isalnum():
            classes[byte] = _ASCII_WORD
        elif character in "-'`&.,":
            classes[byte] = _GLUE
        elif character in "+#":
            classes[byte] = _SUFFIX
    return bytes(classes)


_CLASSES = _byte_classes()
_WHOLE_GLUE = np.isin(np.arange(256), np.frombuffer(b"'`&", np.uint8))
_IS_DIGIT = np.isin(np.arange(256), np.frombuffer(b"0123456789", np.uint8))


class Chunks(NamedTuple):
    """The words of a text and what is not plain among them.

    Word i is `text[starts[i]:ends[i]]`: int64 (words,). The odd chunks and the compounds reach
    from one word to another: int64 (chunks,) each, increasing, first and last word.
    """

    starts: Array
    ends: Array
    odd: tuple[Array, Array]
    compounds: tuple[Array, Array]


def find_chunks(text: bytes) -> Chunks:
    """The words of a text in lower case that begins and ends with a byte of no word."""
    characters = np.frombuffer(text, np.uint8)
    classes = np.frombuffer(text.translate(_CLASSES), np.uint8)
    in_word = classes & _WORD
    special = np.flatnonzero(classes > _WORD)
    kinds = classes[special]
    suffixes = _suffixes(special[kinds == _SUFFIX], characters, in_word)
    glue = special[kinds == _GLUE]
    glue = glue[(in_word[glue - 1] & in_word[glue + 1]) == 1]
    others = special[kinds == _OTHER]
    if len(suffixes):
        in_word[suffixes] = 1
        others = np.sort(np.concatenate([others, suffixes]))
    edges = np.flatnonzero(in_word[1:] != in_word[:-1])
    edges += 1
    starts, ends = edges[::2].copy(), edges[1::2].copy()
    odd = (ends - starts) > MAX_FORM_LENGTH
    odd[np.searchsorted(starts, others, "right") - 1] = True
    return _grouped(characters, starts, ends, odd, glue)


def _suffixes(places: Array, characters: Array, in_word: Array) -> Array:
    """Where the `++` of `C++` and the `#` of `C#` are."""
    places = places[in_word[places - 1] == 1]
    following = characters[places + 1]
    is_plus = characters[places] == _PLUS
    doubled = places[is_plus & (following == _PLUS)]
    is_sharp = ~is_plus & (_ASCII_WORD_BYTES[following] == 0)
    return np.concatenate([doubled, doubled + 1, places[is_sharp]])


_ASCII_WORD_BYTES = np.frombuffer(_CLASSES, np.uint8) == _ASCII_WORD
_ASCII_WORD_BYTES[_UNDERSCORE] = True


def _grouped(
    characters: Array, starts: Array, ends: Array, is_odd: Array, glue: Array
) -> Chunks:
    """Put together what is glued, and tell compounds from chunks that are not plain."""
    right = np.searchsorted(starts, glue + 1)
    kinds = characters[glue]
    opens = openings(right - np.arange(len(right)))
    heads = np.flatnonzero(opens)
    first, last = right[heads] - 1, right[np.append(heads, len(right))[1:] - 1]
    of_group = np.cumsum(opens) - 1
    whole = _are_whole(characters, starts, ends, is_odd, (first, right, kinds, heads))
    is_odd[first] = False  # the whole group is, or none of it
    is_odd[right] = False
    alone = np.flatnonzero(is_odd)
    odd_first = np.concatenate([alone, first[whole]])
    odd_last = np.concatenate([alone, last[whole]])
    order = np.argsort(odd_first, kind="stable")
    hyphens = right[(kinds == _HYPHEN) & ~whole[of_group]]
    return Chunks(starts, ends, (odd_first[order], odd_last[order]), _runs(hyphens))


def _are_whole(
    characters: Array,
    starts: Array,
    ends: Array,
    is_odd: Array,
    groups: tuple[Array, Array, Array, Array],
) -> Array:
    """Which groups of glued words are chunks that are not plain: bool (groups,).

    More of them than need be: what may be initials or a number, and what may have to be cut.
    """
    first, right, kinds, heads = groups
    if not len(heads):
        return np.zeros(0, bool)
    odd = is_odd[first] | np.logical_or.reduceat(is_odd[right] | _WHOLE_GLUE[kinds], heads)
    last = right[np.append(heads, len(right))[1:] - 1]
    odd |= ends[last] - starts[first] > MAX_FORM_LENGTH
    letters = np.maximum.reduceat(ends[right] - starts[right], heads)
    may_be_initials = np.maximum(letters, ends[first] - starts[first]) == 1
    digits = _IS_DIGIT[characters[starts[right]]]
    may_be_number = np.logical_and.reduceat(digits, heads)
    may_be_number &= _IS_DIGIT[characters[starts[first]]]
    dotted = np.logical_and.reduceat(kinds != _HYPHEN, heads)
    return odd | (dotted & (may_be_initials | may_be_number))


def _runs(right: Array) -> tuple[Array, Array]:
    """First and last word of the compounds whose hyphens are followed by the words `right`."""
    opens = np.flatnonzero(openings(right - np.arange(len(right))))
    return right[opens] - 1, right[np.append(opens, len(right))[1:] - 1]


def joined_bytes(text: bytes, starts: Array, ends: Array) -> tuple[Array, Array]:
    """Slices of a text without their hyphens, one after another (uint8), and their sizes."""
    sizes = ends - starts
    characters = np.frombuffer(text, np.uint8)[spread(starts, sizes)]
    kept = characters != _HYPHEN
    if not len(sizes):
        return characters, sizes
    return characters[kept], np.add.reduceat(kept, starts_of(sizes), dtype=np.int64)
