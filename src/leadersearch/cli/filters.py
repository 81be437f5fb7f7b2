"""The values of filters (`--author`, `--year` ...) as the index has them.

A filter selects by a whole value. People type a part of it, or other accents, so a value that
the index does not have stands for the ones that hold its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leadersearch.errors import UsageError

if TYPE_CHECKING:
    from leadersearch.index import Index

MOST_LISTED = 5


def chosen_values(index: Index, filters: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The filters with values that are in the index.

    Raises UsageError, naming what is like it, for a value that no article has.
    """
    return tuple(
        (facet, value) for facet, typed in filters for value in _values(index, facet, typed)
    )


def _values(index: Index, facet: str, typed: str) -> tuple[str, ...]:
    values = index.values(facet)
    found = values.meant(typed)
    if not found:
        raise UsageError(_none_such(facet, typed, [row.value for row in values]))
    return found


def _none_such(facet: str, typed: str, held: Sequence[str]) -> str:
    from difflib import get_close_matches

    from leadersearch.text import fold, tokenise

    if not held:
        return f"no article has a {facet}, so --{facet} finds nothing"
    words = {token.form: value for value in held for token in tokenise(value)}
    near = [
        *(words[word] for word in get_close_matches(fold(typed), words, MOST_LISTED, 0.7)),
        *get_close_matches(typed, held, MOST_LISTED, 0.6),
    ]
    if near:
        listed = " or ".join(dict.fromkeys(near))
        return f"no article has the {facet} {typed!r}: did you mean {listed}?"
    listed = ", ".join(held[:MOST_LISTED])
    return f"no article has the {facet} {typed!r}; there are {listed}{' …' * (len(held) > MOST_LISTED)}"
