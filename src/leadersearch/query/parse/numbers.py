"""The numbers behind words and phrases: how far apart (`"a b"~5`), how much weight (`word^2`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.query.canonical import GREATEST_BOOST, LEAST_BOOST, MAX_SLOP
from leadersearch.query.diagnostics import Edit
from leadersearch.query.parse.tokens import SLOP

if TYPE_CHECKING:
    import re

    from leadersearch.query.diagnostics import Problems


def read_slop(text: str, position: int, problems: Problems) -> tuple[int, int]:
    """The slop behind a phrase that ends at a position, 0 for none; and where in the text it ends."""
    match = SLOP.match(text, position)
    if not match:
        return 0, position
    slop = int(match[1][:6] or 0)
    if not match[1] or slop > MAX_SLOP:
        slop = min(slop, MAX_SLOP)
        message = (
            f'after a quote, ~ takes a number up to {MAX_SLOP}, such as "community care"~5:'
            f" {slop} was used"
        )
        problems.add(message, *match.span(), Edit(*match.span(), f"~{slop}" if slop else ""))
    return slop, match.end()


def slop_within(slop: int, problems: Problems, start: int, end: int) -> int:
    """The slop that a tag asks for, or the greatest there is; the tag lies from `start` to `end`."""
    if slop > MAX_SLOP:
        message = f"in a tag, ~ takes a number up to {MAX_SLOP}: {MAX_SLOP} was used"
        problems.add(message, start, end)
    return min(slop, MAX_SLOP)


def read_boost(match: re.Match[str], problems: Problems) -> float:
    """The factor of a boost such as `^2`, brought within its bounds."""
    (start, end), least, most = match.span(), LEAST_BOOST, GREATEST_BOOST
    try:
        asked = float(match[0][1:])
    except ValueError:
        asked = 0
    if least <= asked <= most:
        return asked
    factor = min(max(asked, least), most) if asked > 0 else 1
    edit = Edit(start, end, "" if factor == 1 else f"^{factor:g}")
    problems.add(
        f"^ takes a number from {least:g} to {most:g}: {factor:g} was used", start, end, edit
    )
    return factor
