"""The values of a facet, to be found by any of their words while somebody types."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from leadersearch.engine.answer import FacetCount
from leadersearch.text import fold


class FacetFinder:
    """Finds those of some values that a beginning of a word stands for."""

    def __init__(self, values: Iterable[tuple[str, int]]) -> None:
        """`values`: each with how many articles have it, the most frequent first."""
        self.rows = list(values)
        lines = [f" {_folded(value)}\n" for value, _ in self.rows]
        # One text to look through: 80,000 names take a millisecond, name by name it would be ten.
        self._text = "".join(lines)
        self._starts = [0, *accumulate(map(len, lines))]

    def containing(self, beginning: str, limit: int | None = None) -> list[FacetCount]:
        """Values with a word that has a prefix, most frequent first; accents do not matter."""
        wanted = f" {_folded(beginning)}"
        found: list[FacetCount] = []
        place = self._text.find(wanted)
        while place >= 0 and (limit is None or len(found) < limit):
            row = bisect_right(self._starts, place) - 1
            found.append(FacetCount(*self.rows[row]))
            place = self._text.find(wanted, self._starts[row + 1])
        return found


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(fold(text).split())
    return " ".join(map(fold, text.split()))
