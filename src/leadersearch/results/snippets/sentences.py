"""Where sentences begin, well enough to cut a text there."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END, _CLOSE, _WIDE_END, _WIDE_CLOSE = r"[.!?…。！？\n]", r"[\"'”’)\]」』]", "[。！？]", "[」』]"
# White space, or what needs none behind it, and no small letter. A match begins with a run of
# ends, so that the time is linear; what fails at the end of all may fit before a closing quote.
_BOUNDARY = re.compile(
    rf"(?<!{_END})(?:{_END}++{_CLOSE}*+\s{{0,1000}}+(?:(?<=\s)|(?<={_WIDE_END})|(?<={_WIDE_CLOSE}))"
    rf"|{_END}++{_CLOSE}*{_WIDE_CLOSE}|{_END}*[。！？\n])(?=[^\sa-z])"
)
# The characters of the above; no white space has a greater code than the ideographic blank.
_ENDING = frozenset(".!?…。！？\"'”’)]」』") | {c for c in map(chr, range(0x3001)) if c.isspace()}
_LAST_WORD = re.compile(r"[^\W\d_](?:\.?[^\W_]){0,12}\Z")
_ABBREVIATIONS = frozenset(
    """
    al approx cf ch co dept dr ed eds eg e.g esp etc ff fig figs gen hon ie i.e inc jr lt ltd mr
    mrs ms mx no nos p.m a.m pp prof rev sec sr st u.k u.s viz vol vs
    """.split()
)


def sentence_starts(text: str, low: int = 0, high: int | None = None) -> Iterator[int]:
    """The places from `low` to `high` where a sentence begins, but for the text's own beginning.

    A line feed ends a sentence, a point after an abbreviation or an initial does not.

    >>> list(sentence_starts("See Dr. Li, e.g. Fig. 2. Then A. Khan spoke. So."))
    [25, 45]
    """
    high = len(text) if high is None else min(high, len(text))
    # The end of a sentence is looked at as a whole.
    begin, stop = min(max(low, 0), len(text)), min(high + 1, len(text))
    while begin and text[begin - 1] in _ENDING:
        begin -= 1
    while stop < len(text) and text[stop - 1] in _ENDING:
        stop += 1
    for match in _BOUNDARY.finditer(text, begin, stop):
        if low <= match.end() <= high and (
            match.group().rstrip(" ") != "." or not _is_abbreviated(text, match.start())
        ):
            yield match.end()


def _is_abbreviated(text: str, point: int) -> bool:
    word = _LAST_WORD.search(text, max(0, point - 12), point)
    return word is not None and (len(word[0]) == 1 or word[0].lower() in _ABBREVIATIONS)
