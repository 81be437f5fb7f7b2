"""Dates of what took several days or months -> the first of them: `30 March - 2 April 2021`.

A librarian dates a conference by the day on which it began.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from leadersearch.model.months import ABBREVIATIONS

_MONTH = rf"(?:{'|'.join(ABBREVIATIONS)})[a-z]{{0,6}}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\.?"
_WEEKDAY = rf"(?:(?!{_MONTH})[^\W\d_]{{2,10}}\.?,? )?"
_FROM = re.compile(
    rf"(?:(?:from|du|vom|von|del|dal|van|de|fra|från|od) )?{_WEEKDAY}"
    rf"(?:(?P<day>{_DAY})(?: ?(?:of )?(?P<month>{_MONTH}))?|(?P<only>{_MONTH})(?: (?P<behind>{_DAY}))?)"
    r"(?:,? (?P<year>\d{4}))?"
    r"(?: ?[-–—] ?| (?:to|until|till|through|thru|and|&|bis|au|al|ao|tot|til|do) )(?=\S)",
    re.IGNORECASE,
)


class Begin(NamedTuple):
    """The first of several days or months, as far as it is written, and the text of the last."""

    day: int | None
    month: int | None
    year: int | None
    last: str


def begin_of_span(text: str) -> Begin | None:
    """The beginning that a text of a span of time names; None for any other.

    >>> begin_of_span("30 March - 2 April 2021")
    Begin(day=30, month=3, year=None, last='2 April 2021')
    """
    match = _FROM.match(text)
    if not match:
        return None
    day = match["day"] or match["behind"]
    month = match["month"] or match["only"]
    return Begin(
        int("".join(filter(str.isdigit, day))) if day else None,
        ABBREVIATIONS.index(month[:3].lower()) + 1 if month else None,
        int(match["year"]) if match["year"] else None,
        text[match.end() :],
    )
