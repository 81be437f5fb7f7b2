"""Which line of the list shows what: hits of equal height, and a divider between the tiers."""

from __future__ import annotations

from dataclasses import dataclass

DIVIDER = -1
"""Stands for a hit where a line belongs to the divider."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """`total` hits of `height` lines each; the divider stands before the hit `second_tier`."""

    total: int
    height: int
    second_tier: int | None = None

    @property
    def _divider(self) -> int | None:
        return None if self.second_tier is None else self.second_tier * self.height

    @property
    def lines(self) -> int:
        """All lines of the list.

        >>> Geometry(total=3, height=4, second_tier=1).lines
        13
        """
        return self.total * self.height + (self.second_tier is not None)

    def line_of(self, hit: int) -> int:
        """The first line of a hit."""
        line = hit * self.height
        return line + (self._divider is not None and line >= self._divider)

    def hit_and_line(self, line: int) -> tuple[int, int]:
        """The hit that a line of the list belongs to, and which of its lines it is.

        >>> Geometry(total=3, height=4, second_tier=1).hit_and_line(4)
        (-1, 0)
        """
        divider = self._divider
        if divider is not None and line >= divider:
            if line == divider:
                return DIVIDER, 0
            line -= 1
        return divmod(line, self.height)
