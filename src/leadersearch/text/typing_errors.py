"""How readily a word is typed where another was meant: a channel of typing errors.

Costs are negative logarithms of how often an error is made, up to a constant. Each kind is made about
as often as the others; but a letter too many, or a wrong one, is one of 25, and so says more against a
word than one that is missing (Kernighan, Church and Gale, "A spelling correction program based on a
noisy channel model", 1990, who count which letters; a person's own collection has too few errors).
"""

from __future__ import annotations

SWAPPED = 0.8
"""Two neighbours the wrong way round (`leadesrhip`)."""

MISSING = 0.8
"""A letter left out (`leadrship`)."""

EXTRA = 2.5
"""A letter too many (`leadersehip`)."""

REPLACED = 2.8
"""Another letter than the one that was meant (`leadecship`)."""

DOUBLED = 0.8
"""How much less it costs to leave out one of two equal letters."""

NEAR = 1.5
"""How much less a letter twice for once costs, or one from a neighbouring key for another."""

FIRST_LETTER = 1.5
"""How much more an error in the first letter costs: people rarely get that one wrong."""

SECOND_ERROR = 8.0
"""The cost of two errors in a word."""

_QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> frozenset[tuple[str, str]]:
    """The pairs of letters whose keys touch, each row half a key to the right of that above."""
    places = {
        key: (row, column) for row, keys in enumerate(_QWERTY) for column, key in enumerate(keys)
    }
    return frozenset(
        (first, second)
        for first, (row, column) in places.items()
        for second, (other, place) in places.items()
        if (other - row, place - column) in {(0, 1), (0, -1), (1, 0), (1, -1), (-1, 0), (-1, 1)}
    )


_TOUCHING = _neighbours()


def error_cost(typed: str, meant: str, *, on_qwerty: bool = True) -> float:
    """The cost of having typed one word for another that is one or two edits away.

    `on_qwerty`: that it was typed on a keyboard of English, whose neighbouring keys are hit.

    >>> error_cost("leadesrhip", "leadership") < error_cost("leadezship", "leadership")
    True
    """
    shared = min(len(typed), len(meant))
    front = next((place for place in range(shared) if typed[place] != meant[place]), shared)
    back = next(
        (place for place in range(shared - front) if typed[-1 - place] != meant[-1 - place]),
        shared - front,
    )
    wrong, right = typed[front : len(typed) - back], meant[front : len(meant) - back]
    before = typed[front - 1] if front else ""
    first = FIRST_LETTER if not front else 0.0
    if len(wrong) + len(right) == 1:
        is_double = wrong + right == before
        if right:
            return first + MISSING - (DOUBLED if is_double else 0.0)
        return first + EXTRA - (NEAR if is_double else 0.0)
    if len(wrong) == len(right) == 1:
        is_near = on_qwerty and (wrong, right) in _TOUCHING
        return first + REPLACED - (NEAR if is_near else 0.0)
    if len(wrong) == 2 and wrong == right[::-1]:
        return first + SWAPPED
    return first + SECOND_ERROR
