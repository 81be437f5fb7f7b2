"""The bytes of UTF-8 text: which belong to words, and which need a closer look.

Beyond ASCII, what plain arrays can decide is decided here: punctuation that separates words
whatever stands beside it, and the ideographs, each of which is a word.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array
from leadersearch.text.tokens import tokenise

_WORD = 1  # this bit: the byte belongs to a word
_ASCII_WORD, _GLUE, _SUFFIX, _OTHER = 1, 2, 4, 9
_PLUS, _UNDERSCORE = b"+_"

_IDEOGRAPHS = ((0x3041, 0x3096), (0x30A1, 0x30FA), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
"""First and last characters that are a word each, and their own form: kana and Han."""


class Bytes(NamedTuple):
    """The class of each byte of a text.

    `in_word` is 1 for bytes of words, uint8 (bytes,). The others are places in the text, int64,
    increasing: `glue` are characters between two bytes of words, of the kind that may hold them
    together; `odd` bytes of words other than ASCII letters and digits; `ideographs` the first
    bytes of characters that are a word each, which `in_word` leaves out.
    """

    in_word: Array
    glue: Array
    odd: Array
    ideographs: Array


def classify(text: bytes) -> Bytes:
    """The class of each byte of a text in lower case that begins and ends with three spaces."""
    characters = np.frombuffer(text, np.uint8)
    classes = np.frombuffer(text.translate(_CLASSES), np.uint8)
    in_word = classes & _WORD
    special = np.flatnonzero(classes > _WORD)
    kinds = classes[special]
    suffixes = _suffixes(special[kinds == _SUFFIX], characters, in_word)
    odd = special[kinds == _OTHER]
    ideographs = odd[:0]
    if len(odd):
        _clear_separators(characters, odd, in_word)
        ideographs = _lone_ideographs(characters, classes, odd, in_word)
        for offset in range(3):
            in_word[ideographs + offset] = 0
        odd = odd[in_word[odd] == 1]
    glue = special[kinds == _GLUE]
    glue = glue[(in_word[glue - 1] & in_word[glue + 1]) == 1]
    if len(suffixes):
        in_word[suffixes] = 1
        odd = np.sort(np.concatenate([odd, suffixes]))
    return Bytes(in_word, glue, odd, ideographs)


def _suffixes(places: Array, characters: Array, in_word: Array) -> Array:
    """Where the `++` of `C++` and the `#` of `C#` are."""
    places = places[in_word[places - 1] == 1]
    following = characters[places + 1]
    is_plus = characters[places] == _PLUS
    doubled = places[is_plus & (following == _PLUS)]
    sharps = places[~is_plus & ~_STOPS_SHARP[following]]
    return np.concatenate([doubled, doubled + 1, sharps])


def _clear_separators(characters: Array, odd: Array, in_word: Array) -> None:
    """Take the bytes of dashes, quotes, wide spaces and their like out of words."""
    leads = characters[odd]
    for lead, separates in _SEPARATES.items():
        places = odd[leads == lead[0]]
        for offset in range(1, len(lead)):
            places = places[characters[places + offset] == lead[offset]]
        places = places[separates[characters[places + len(lead)] & 63]]
        for offset in range(len(lead) + 1):
            in_word[places + offset] = 0


def _lone_ideographs(characters: Array, classes: Array, odd: Array, in_word: Array) -> Array:
    """Where ideographs are before which no glue can stand, that would belong to another word."""
    leads = characters[odd]
    places = odd[(leads >= 0xE3) & (leads <= 0xE9)]
    code = characters[places].astype(np.int32) & 15
    for offset in (1, 2):
        code = (code << 6) | (characters[places + offset] & 63)
    is_ideograph = np.zeros(len(places), bool)
    for first, last in _IDEOGRAPHS:
        is_ideograph |= (code >= first) & (code <= last)
    places = places[is_ideograph]
    before = places - 1
    is_lone = (in_word[before] == 0) & ((classes[before] & (_GLUE | _SUFFIX)) == 0)
    is_lone[1:] |= places[1:] == places[:-1] + 3
    return places[is_lone]


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


def _separating(lead: bytes) -> Array:
    """Which of the 64 characters whose UTF-8 begins so separate words: bool.

    The tokeniser is asked, so that the two cannot differ.
    """
    apart = [(token.form, token.position) for token in tokenise("a b")]
    texts = [b"a" + lead + bytes([byte]) + b"b" for byte in range(128, 192)]
    found = [tokenise(text.decode()) for text in texts]
    return np.array([[(t.form, t.position) for t in tokens] == apart for tokens in found])


_CLASSES = _byte_classes()
_STOPS_SHARP = np.frombuffer(_CLASSES, np.uint8) == _ASCII_WORD
_STOPS_SHARP[_UNDERSCORE] = True

# Latin-1, general, ideographic and full-width punctuation.
_SEPARATES = {lead: _separating(lead) for lead in (b"\xc2", b"\xe2\x80", b"\xe3\x80", b"\xef\xbc")}
