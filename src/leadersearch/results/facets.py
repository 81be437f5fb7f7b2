"""The values of a facet, to be found by any of their words while somebody types."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from leadersearch.engine import Engine, FacetCount
from leadersearch.errors import UsageError
from leadersearch.model.fields import FACETS, FIELDS, Kind
from leadersearch.text import fold, tokenise
from leadersearch.text.analysis import exact_field, facet_field


class FacetValues:
    """All values of a facet as of one moment, with how many articles have each."""

    def __init__(self, engine: Engine, facet: str) -> None:
        if facet not in FACETS:
            raise UsageError(f"unknown facet {facet!r}: choose from {', '.join(FACETS)}")
        self._rows = engine.terms(facet_field(facet))
        lines = [f" {_folded(value)}\n" for value, _ in self._rows]
        # One text to look through: 80,000 names take a millisecond, name by name it would be ten.
        self._text = "".join(lines)
        self._starts = [0, *accumulate(map(len, lines))]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[FacetCount]:
        return (FacetCount(*row) for row in self._rows)

    def __contains__(self, value: object) -> bool:
        return any(value == held for held, _ in self._rows)

    def with_word(self, beginning: str, limit: int | None = None) -> tuple[FacetCount, ...]:
        """The values in which words begin so, the most frequent first; accents do not matter."""
        wanted = f" {_folded(beginning)}"
        found: list[FacetCount] = []
        place = self._text.find(wanted)
        while place >= 0 and (limit is None or len(found) < limit):
            row = bisect_right(self._starts, place) - 1
            found.append(FacetCount(*self._rows[row]))
            place = self._text.find(wanted, self._starts[row + 1])
        return tuple(found)


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(fold(text).split())
    return " ".join(map(fold, text.split()))


def values_like(values: FacetValues, typed: str) -> tuple[str, ...]:
    """The values that somebody means who types a part of one, or other accents; () for none.

    A value that is there as it was typed means itself, and no other.
    """
    if typed in values:
        return (typed,)
    wanted = {token.form for token in tokenise(typed)}
    return tuple(
        row.value
        for row in values
        if fold(row.value) == fold(typed)
        or (wanted and wanted <= {token.form for token in tokenise(row.value)})
    )


def words_of(engine: Engine, field: str, beginning: str, limit: int | None) -> list[str]:
    """The words of a field that begin so, the most frequent first; see `Index.words`."""
    if field not in FIELDS:
        raise UsageError(f"unknown field {field!r}: choose from {', '.join(FIELDS)}")
    is_text = FIELDS[field].kind is Kind.TEXT
    postings, folded = (exact_field(field), fold(beginning)) if is_text else (field, beginning)
    return [term for term, _ in engine.terms(postings, folded, limit)]
