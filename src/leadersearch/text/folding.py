"""Folding: the spellings that people do not tell apart become one.

Case, accents, width and ligatures are folded, Greek letters used as signs are spelt; what Unicode
does not decompose stands in one table. The accents of Cyrillic and of scripts where marks are letters are kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_DECOMPOSED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ĸ": "k",
        "ё": "е",
        "\u00ad": None,  # soft hyphen
        "\u200b": None,  # zero-width space, joiners, word joiner, byte order mark
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)

# A Greek letter alone among others is a sign that is also spelt (`TNF-α`); a mu before letters
# stands for micro, typed `u` (`µg`).
_GREEK_SIGN = re.compile(r"(?<![α-ω])[α-ω](?![α-ω])")
_MICRO = re.compile(r"(?<![^\W\d])μ(?=[a-z])")

# A Latin or Greek letter that carries marks; Arabic and Hebrew vowel points are optional signs.
_ACCENTED = re.compile(r"(?<=[a-z\u00df-\u024f\u0370-\u03ff])[\u0300-\u036f]+")
_VOWEL_POINTS = re.compile(r"[\u0591-\u05c7\u064b-\u065f\u0670]")


@lru_cache(maxsize=65_536)
def _fold_beyond_ascii(word: str) -> str:
    lowered = unicodedata.normalize("NFKC", word).casefold().translate(_NOT_DECOMPOSED)
    # Some letters of presentation decompose into several words: a form is one.
    bare = _VOWEL_POINTS.sub("", unicodedata.normalize("NFKD", lowered).replace(" ", ""))
    bare = _ACCENTED.sub("", bare).translate(_NOT_DECOMPOSED)
    if _GREEK_SIGN.search(bare):
        bare = _GREEK_SIGN.sub(_greek_name, _MICRO.sub("u", bare))
    return unicodedata.normalize("NFC", bare)


def _greek_name(letter: re.Match[str]) -> str:
    name = unicodedata.name(letter[0]).split()[-1].lower()
    return "lambda" if name == "lamda" else name


def fold(word: str) -> str:
    """The form under which a word is indexed and looked up; blanks between words stay.

    >>> fold("Díaz"), fold("STRAẞE"), fold("Ørsted"), fold("ﬁnd"), fold("Santé publique")
    ('diaz', 'strasse', 'orsted', 'find', 'sante publique')
    >>> fold("TNFα"), fold("µg"), fold("CO₂")
    ('tnfalpha', 'ug', 'co2')
    """
    if word.isascii():
        return word.lower()
    return (
        " ".join(map(_fold_beyond_ascii, word.split(" ")))
        if " " in word
        else _fold_beyond_ascii(word)
    )
