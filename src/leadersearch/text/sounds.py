"""How an English word sounds, roughly: the spellings of one sound have one key.

For words written by ear (`beurocracy`, `newmonia`), which are more letters away from the word that was
meant than a slip is. All vowels are one: it is they that people do not hear.
"""

from __future__ import annotations

import re

_HUSH, _CHURCH = "\u0283", "\u02a7"

_RULES = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"\A(?:kn|gn|pn|mn)", "n"),
        (r"\Awr", "r"),
        (r"\Awh", "w"),
        (r"rr?h", "r"),
        (r"[tcs]i(?=on)|sh", _HUSH),
        (r"sch", "sk"),
        (r"qu", "kw"),
        (r"ck|cq|(?<=y)ch|ch(?=[lraoe]|em|y\Z)|c(?![eiyh])|q", "k"),
        (r"ph|v", "f"),
        (r"(?<=[aeiou])gh(?=t|\Z)", ""),
        (r"gh", "g"),
        (r"th", "t"),
        (r"t?ch", _CHURCH),
        (r"\Ap(?=[st])", ""),
        (r"\Ax", "s"),
        (r"d?g(?=[eiy])", "j"),
        (r"x", "ks"),
        (r"sc(?=[eiy])|c|z", "s"),
        (r"e\Z", ""),
        (r"[aeiouy][aeiouywh]*", "a"),
        (r"(.)\1+", r"\1"),
    )
)

_BEGINNINGS = {
    "a": "a e i o u y".split(),
    "f": "f ph v".split(),
    "j": "j g dg".split(),
    "k": "k c q".split(),
    "n": "n kn gn pn mn".split(),
    "r": "r wr".split(),
    "s": "s c ps x z".split(),
    "t": "t pt".split(),
    _HUSH: "s ti ci".split(),
    _CHURCH: ["c", "t"],
}
"""Sound at the beginning of a word -> how it may be spelt; all others as they sound."""

_SPELT_SO = frozenset("bdlmnprt")
"""Sounds behind the first that have one spelling, perhaps doubled."""


def sound_of(word: str) -> str:
    """The key of a folded word.

    >>> sound_of("beurocracy") == sound_of("bureaucracy"), sound_of("fisio") == sound_of("physio")
    (True, True)
    >>> sound_of("leader") == sound_of("ladder"), sound_of("leader") == sound_of("reader")
    (True, False)
    """
    for spelling, sound in _RULES:
        word = spelling.sub(sound, word)
    return word


def patterns_of(sound: str) -> list[str]:
    """The wildcard patterns that all words of a key match.

    >>> patterns_of(sound_of("newmonia"))
    ['n*m*n*', 'kn*m*n*', 'gn*m*n*', 'pn*m*n*', 'mn*m*n*']
    """
    if not sound:
        return []
    rest = "".join(f"{letter}*" for letter in sound[1:] if letter in _SPELT_SO)
    return [f"{beginning}*{rest}" for beginning in _BEGINNINGS.get(sound[0], [sound[0]])]
