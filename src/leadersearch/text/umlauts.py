"""Umlauts and their kin spelt out: `Müller` is also written `Mueller`, `Ørsted` `Oersted`.

Folding takes the marks off (`muller`). A word that has them is indexed as spelt out, too; in names,
where nobody knows how the person does it, one stands for the other.
"""

from __future__ import annotations

import re
import unicodedata

from leadersearch.text.folding import fold

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_MARKED = re.compile("[äöüøåÄÖÜØÅ]|[aouAOU]\u0308|[aA]\u030a")

# In a name of five letters or more: behind a consonant, before one, and not as in Samuel or Joel.
_DIGRAPH = re.compile(r"(?<![aeiouqy])(a(?=[ea])|[ou](?=e))[ea](?=[bcdfghj-np-tvwxz])(?!l\Z)")
_VOWEL = re.compile(r"(?<![aeiouqy])[aou](?=[bcdfghj-np-tvwxz])(?!l\Z)")
_SHORTEST = 5


def spelt_out(word: str) -> str:
    """The form of a word with its umlauts spelt out; empty for a word without.

    >>> spelt_out("Müller"), spelt_out("Ångström"), spelt_out("Díaz")
    ('mueller', 'aangstroem', '')
    """
    if _MARKED.search(word) is None:
        return ""
    return fold(unicodedata.normalize("NFC", word).casefold().translate(_SPELT_OUT))


def without_umlauts(form: str) -> str:
    """The form of a name with one vowel where umlauts may be spelt out; empty where none is.

    >>> without_umlauts("mueller"), without_umlauts("samuel"), without_umlauts("xue")
    ('muller', '', '')
    """
    if len(form) < _SHORTEST or _DIGRAPH.search(form) is None:
        return ""
    return _DIGRAPH.sub(r"\1", form)


def with_umlauts(form: str) -> list[str]:
    """The forms of a name with one of its vowels as an umlaut spelt out.

    >>> with_umlauts("muller"), with_umlauts("xu")
    (['mueller'], [])
    """
    if len(form) < _SHORTEST:
        return []
    return [form[: m.end()] + "e" + form[m.end() :] for m in _VOWEL.finditer(form)]
