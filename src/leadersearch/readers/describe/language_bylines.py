"""The word before a name in the bylines of a language: `von Anna Müller`, `par Anne Dupont`.

Many such words begin surnames, too: one is taken off only before a given name and a surname.
"""

from __future__ import annotations

import re

from leadersearch.model.names import looks_like_name

# `Di` in front of a name is mostly a surname: `Di Lorenzo Marco`.
_WORDS = {
    **dict.fromkeys(("es", "pt", "gl"), "[Pp]or"),
    **dict.fromkeys(("sv", "nb", "nn", "no"), "[Aa]v"),
    "de": "[Vv]on",
    "fr": "[Pp]ar",
    "ca": "[Pp]er",
    "it": "di",
    "nl": "[Dd]oor",
    "da": "[Aa]f",
}
_BEFORE = {language: re.compile(rf"{word}(?: ?:)? ") for language, word in _WORDS.items()}
_NEXT = re.compile(r"[,;|&/]| (?:und|et|y|e|i|en|och|og|and) ")
_FEWEST = 2  # words of a name that has a given name


def without_byline(text: str, language: str) -> str:
    """The text without the word for *by* in the language of its page, a code such as `de-AT`.

    >>> without_byline("Von Anna Müller", "de"), without_byline("von Neumann", "de")
    ('Anna Müller', 'von Neumann')
    """
    pattern = _BEFORE.get(re.split(r"[-_]", language.lower(), maxsplit=1)[0])
    match = pattern.match(text) if pattern else None
    if not match:
        return text
    rest = text[match.end() :].strip()
    name = _NEXT.split(rest, maxsplit=1)[0].strip()
    is_whole = len(name.split()) >= _FEWEST and name[:1].isupper() and looks_like_name(name)
    return rest if is_whole else text
