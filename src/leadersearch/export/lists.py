"""Several values in one place, parted so that they come back as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def listed(values: Sequence[str], between: str = ", ") -> str:
    """The values in a line; by semicolons where one holds a comma, which else parts them.

    >>> listed(["Aged", "Nursing"]), listed(["Aged, 80 and over", "Aged"]), listed(["Lee, A"])
    ('Aged, Nursing', 'Aged, 80 and over; Aged', 'Lee, A;')
    """
    if not any("," in value for value in values):
        return between.join(values)
    return "; ".join(values) + (";" if len(values) == 1 else "")


def joined(rows: Iterable[str], between: str = "\n") -> Iterator[str]:
    """The rows of a file, one by one, with something between them."""
    before = ""
    for row in rows:
        yield before + row
        before = between
