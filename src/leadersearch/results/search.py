"""A search as one value: what the command line, the browser, saved searches and `Index.search` share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypedDict

from leadersearch.engine import Sort, as_sort
from leadersearch.errors import UsageError
from leadersearch.model.fields import FACETS
from leadersearch.values import dataclass

Filters: TypeAlias = Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]]
"""Facet -> the value or values to narrow to, or the pairs of these."""


@dataclass(frozen=True, slots=True)
class Search:
    """The words, the order of what is found, and the values of facets that it is narrowed to.

    With `broaden`, articles with some of the words also rise by those that they resemble.

    `filters` are given as a mapping (`{"year": ["2024"], "tag": "kindness"}`) or as pairs, and kept
    as pairs: values of one facet widen each other, facets narrow each other. Raises UsageError for
    an unknown order or facet, for values that are no text, and for `broaden` in another order than
    that of relevance.
    """

    text: str
    sort: Sort
    filters: tuple[tuple[str, str], ...]
    broaden: bool

    def __init__(
        self,
        text: str = "",
        sort: Sort | str = Sort.RELEVANCE,
        filters: Filters = (),
        *,
        broaden: bool = False,
    ) -> None:
        if not isinstance(text, str):
            raise UsageError(f"a search is text, not {type(text).__name__}")
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "sort", as_sort(sort))
        object.__setattr__(self, "filters", filter_pairs(filters))
        object.__setattr__(self, "broaden", broaden)
        check_broadening(self.sort, broaden=broaden)


class SearchParts(TypedDict, total=False):
    """The options of a search, beside its words."""

    sort: Sort | str
    filters: Filters
    broaden: bool


def check_broadening(sort: Sort, *, broaden: bool) -> None:
    """Raise UsageError for a search that is to be broadened in an order other than relevance."""
    if not isinstance(broaden, bool):
        raise UsageError(f"broaden is True or False, not {broaden!r}")
    if broaden and sort is not Sort.RELEVANCE:
        raise UsageError(
            f"broadening changes the order by relevance; sorted by {sort.value} it has no effect: "
            "leave out one of the two"
        )


_NO_FILTER = "a filter is a facet and a value, such as year and 2024, not {!r}"


def filter_pairs(filters: Filters) -> tuple[tuple[str, str], ...]:
    """Filters as (facet, value) pairs; raises UsageError for what is none.

    >>> filter_pairs({"year": ["2023", "2024"], "author": "Memon"})
    (('year', '2023'), ('year', '2024'), ('author', 'Memon'))
    """
    pairs: list[tuple[str, str]] = []
    if not isinstance(filters, Iterable) or isinstance(filters, str | bytes):
        raise UsageError(_NO_FILTER.format(filters))
    for facet, values in filters.items() if isinstance(filters, Mapping) else map(_pair, filters):
        if facet not in FACETS:
            raise UsageError(f"unknown facet {facet!r}: choose from {', '.join(FACETS)}")
        for value in (
            values if isinstance(values, Iterable) and not isinstance(values, str) else [values]
        ):
            if not isinstance(value, str):
                raise UsageError(f"{facet} is filtered by text such as '2024', not {value!r}")
            pairs.append((facet, value))
    return tuple(pairs)


def _pair(pair: tuple[str, str]) -> tuple[str, str]:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise UsageError(_NO_FILTER.format(pair))
    facet, value = pair
    return facet, value
