"""Words that a line end divided (`organi-` / `sation`), joined again.

Nobody can tell for certain `surgi-` / `cal` from `nurse-` / `led`. A word that stands undivided elsewhere
in the text, or goes on with what is only the end of words, is joined. Of all others the hyphen stays:
a word with a hyphen is found joined, divided and by its parts.
"""

from __future__ import annotations

import re

_SOFT = "\u00ad"
_HYPHENS = "-\u2010\u00ad"
_BEFORE_BLANK = tuple(f"{hyphen} " for hyphen in _HYPHENS)
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,40}\Z")
_WORD = re.compile(r"[^\W\d_]+")
_DIVISION = re.compile(  # the hyphen first: what looks behind first is tried at every character
    rf"[{_HYPHENS}](?<=[^\W\d_][{_HYPHENS}])(?:[ \t]{{0,9}}(?:\r\n?|\n)[ \t]{{0,40}}| )(?=([^\W\d_]{{1,40}}))"
)
_LONGEST = 40

# Behind these a hyphen and a blank stand for a word to come: "pre- and postoperative".
_GOES_ON = frozenset(
    "and as bis but e en et i nor o och oder of og or ou to und versus vs y".split()
)

_ENDINGS = frozenset(
    """
    able ably al ally ance ances ary ation ational ations ative bility ble bly cal cally cation cial
    cious cy ence ences ency ents ery gical graphy ial ible ic ical ically ics ing ings isation ised
    ising ism isms ist ists ities ity ization ized izing lated lating lation lations logical logies
    logy ly ment mental ments mic nal ness ning ology ory ous rial sation sations sion sional sions
    sis sive tary tation ter ters tial tic tical tics ties ting tion tional tions tious tive tively
    tives tory ture tures ual ular zation zations
    """.split()
)


def join_divided(text: str) -> str:
    r"""The text without the line ends inside words.

    >>> join_divided("the surgi-\ncal ward, a multi-\ndisciplinary team, pre- and post-test")
    'the surgical ward, a multi-disciplinary team, pre- and post-test'
    """
    if not any(map(text.__contains__, _HYPHENS)):
        return text
    if not ("\n" in text or "\r" in text or any(map(text.__contains__, _BEFORE_BLANK))):
        return text
    parts: list[str] = []
    words: set[str] | None = None
    done = 0
    for match in _DIVISION.finditer(text):
        second = match[1]
        if not second[0].islower() or (match[0][-1:] == " " and second in _GOES_ON):
            continue
        words = {word[0].lower() for word in _WORD.finditer(text)} if words is None else words
        before = _WORD_BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
        first = before[0] if before else ""
        is_one = match[0][0] == _SOFT or second in _ENDINGS or f"{first}{second}".lower() in words
        parts += (text[done : match.start()], "" if is_one else "-")
        done = match.end()
    return "".join([*parts, text[done:]]) if parts else text
