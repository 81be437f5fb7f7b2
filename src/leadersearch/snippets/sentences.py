"""Where sentences begin, well enough to cut a text there."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOUNDARY = re.compile(
    r"[.!?…。！？\n]+[\"'”’)\]」』]*\s*(?:(?<=\s)|(?<=[。！？」』]))(?=[^\sa-z])"
)
_LAST_WORD = re.compile(r"[^\W\d_](?:\.?[^\W_])*\Z")
_ABBREVIATIONS = frozenset(
    """
    al approx cf ch co dept dr ed eds eg e.g esp etc ff fig figs gen hon ie i.e inc jr lt ltd mr
    mrs ms mx no nos p.m a.m pp prof rev sec sr st u.k u.s viz vol vs
    """.split()
)


def sentence_starts(text: str) -> Iterator[int]:
    """The places in a text where a sentence begins, but for its own beginning.

    A line feed ends a sentence, a point after an abbreviation or an initial does not.

    >>> list(sentence_starts("See Dr. Li, e.g. Fig. 2. Then A. Khan spoke. So."))
    [25, 45]
    """
    for match in _BOUNDARY.finditer(text):
        if match.group().rstrip(" ") != "." or not _is_abbreviated(text, match.start()):
            yield match.end()


def _is_abbreviated(text: str, point: int) -> bool:
    word = _LAST_WORD.search(text, max(0, point - 12), point)
    return word is not None and (len(word[0]) == 1 or word[0].lower() in _ABBREVIATIONS)
