"""A text as its words are compared, of the same length, so that places stay what they are.

Letters are small, a blank stands for whatever is no part of a word, `?` for what is not ASCII.
No token spans a blank of the flat text: between two blanks stands a *piece*, and the tokens of a
text are those of its pieces. All of it is done by a handful of calls (3 us a thousand characters).
"""

from __future__ import annotations

import string

JOINERS = "'`-&.,"
"""ASCII characters inside words beside letters and digits."""

BEYOND_ASCII = "?"

# `_` is no letter, but `#` belongs to "c#" and not to "c#_".
_KEPT = string.ascii_lowercase + string.digits + JOINERS + "+#_" + BEYOND_ASCII
_FLAT = bytes(
    ord(letter) if (letter := chr(code).lower()) in _KEPT else ord(" ") for code in range(256)
)
_BROKEN = bytes(
    code if chr(code) in string.ascii_lowercase + string.digits else ord(" ") for code in range(256)
)
_JOINERS = JOINERS.encode()

# The characters beyond ASCII that most texts hold, and what the tokeniser takes for the same.
_TYPOGRAPHY = (
    *((written, "'") for written in "’‘"),
    *((written, "-") for written in "‐‑"),
    *((written, " ") for written in "“”–—…•\u00a0"),
)


def flatten(text: str) -> str:
    """The flat text, with one blank more at either end: each place is one further on.

    >>> flatten("The U.S.A.’s “Health-care” (naïve)")
    " the u.s.a.'s  health-care   na?ve  "
    """
    if BEYOND_ASCII in text:
        text = text.replace(BEYOND_ASCII, " ")
    if not text.isascii():
        for written, plain in _TYPOGRAPHY:
            text = text.replace(written, plain)
    return f" {text.encode('ascii', 'replace').translate(_FLAT).decode('ascii')} "


def broken(flat: str) -> str:
    """A flat text with blanks also for what may stand inside a word."""
    return flat.encode("ascii").translate(_BROKEN).decode("ascii")


def squeezed(flat: str) -> str:
    """A flat text without what may stand inside a word: as words put together are indexed.

    >>> squeezed(flatten("U.S.A., health-care"))
    ' usa healthcare '
    """
    return flat.encode("ascii").translate(_BROKEN, _JOINERS).decode("ascii")
