"""Names in Cyrillic and Greek letters as they are written in Latin ones: `Петров` is Petrov.

There are several ways, and people mix them: those of passports, of maps (BGN/PCGN), of libraries (ISO 9, ISO 843)
without their marks, and what newspapers make of an ending.
"""

from __future__ import annotations

import re
from functools import cache

_COMMON = {
    **dict(zip("абвгдзиклмнопрстуфы", "abvgdziklmnoprstufy", strict=True)),
    **dict(zip("іјѓќѕґў", "ijgkzgu", strict=True)),
    "е": "e",
    "ё": "e",
    "э": "e",
    "ъ": "",
    "ь": "",
    "љ": "lj",
    "њ": "nj",
    "ђ": "dj",
    "ћ": "c",
    "џ": "dz",
}
_ENGLISH = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
_MAPS = {**_COMMON, **_ENGLISH, "й": "y", "ю": "yu", "я": "ya", "ї": "yi", "є": "ye"}
_PASSPORTS = {**_COMMON, **_ENGLISH, "й": "i", "ю": "iu", "я": "ia", "ї": "i", "є": "ie"}
_LIBRARIES = {
    **_COMMON,
    **dict(zip("жхцчшйї", "zhccsji", strict=True)),
    "щ": "sc",
    "ю": "ju",
    "я": "ja",
    "є": "je",
}

_GREEK = {
    **dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True)),
    "θ": "th",
    "χ": "ch",
    "ψ": "ps",
    "ου": "ou",
    "αυ": "av",
    "ευ": "ev",
}
_CLASSICAL = {**_GREEK, "β": "b", "η": "e", "φ": "ph", "αυ": "au", "ευ": "eu"}
_SPOKEN = {**_GREEK, "χ": "h", "μπ": "b", "ντ": "d", "γκ": "g", "γγ": "ng"}

_IS_CYRILLIC = re.compile("[\u0430-\u0491]{2,}")
_IS_GREEK = re.compile("[\u03b1-\u03c9]{2,}")
_DIPHTHONG = re.compile("[αεο]υ|μπ|ντ|γ[κγ]|.")
_ENDING = re.compile("(?:i[iy]|yy|ij|yi|yj)\\Z")

_ALIKE = tuple(
    (re.compile(ways), one)
    for ways, one in (
        ("ts?ch", "ch"),
        ("kh", "h"),
        ("x", "ks"),
        ("ph", "f"),
        ("w|ff\\Z", "v"),
        ("ou", "u"),
        ("[yj]", "i"),
        ("(.)\\1+", "\\1"),
        ("io|ie|eo", "e"),
    )
)


def in_latin(form: str) -> tuple[str, ...]:
    """The ways to write a folded word of Cyrillic or Greek letters in Latin ones; () for any other.

    >>> in_latin("петров")
    ('petrov',)
    >>> in_latin("чайка")
    ('chayka', 'chaika', 'cajka')
    >>> in_latin("petrov")
    ()
    """
    if _IS_CYRILLIC.fullmatch(form):
        ways = [
            "".join(map(table.__getitem__, form))
            for table in (_MAPS, _PASSPORTS, _LIBRARIES)
            if table.keys() >= set(form)
        ]
    elif _IS_GREEK.fullmatch(form):
        pieces = _DIPHTHONG.findall(form.replace("ς", "σ"))
        ways = [
            "".join(_spelt(piece, table) for piece in pieces)
            for table in (_GREEK, _CLASSICAL, _SPOKEN)
        ]
    else:
        return ()
    both = [spelt for way in ways for spelt in (way, _ENDING.sub("y", way))]
    return tuple(dict.fromkeys(both))


def latin_key(form: str) -> str:
    """The letters that all ways to write a name in Latin ones have in common, more or less.

    >>> len({latin_key(form) for form in ("tchaikovsky", "chaykovskiy", "chaikovskii")})
    1
    """
    for ways, one in _ALIKE:
        form = ways.sub(one, form)
    return form


def beginnings(key: str) -> str:
    """The letters of other scripts that a name of a key may begin with, folded.

    >>> beginnings(latin_key("petrov"))
    'пπψ'
    """
    return _beginnings().get(key[:1], "")


@cache
def _beginnings() -> dict[str, str]:
    found: dict[str, dict[str, None]] = {}
    for table in (_MAPS, _PASSPORTS, _LIBRARIES, _GREEK, _CLASSICAL, _SPOKEN):
        for letters, spelt in table.items():
            if spelt:
                found.setdefault(latin_key(spelt)[0], {})[letters[0]] = None
    return {first: "".join(letters) for first, letters in found.items()}


def _spelt(piece: str, table: dict[str, str]) -> str:
    return table[piece] if piece in table else "".join(map(table.__getitem__, piece))
