"""The options of a search beside its words, the same on every face."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import TypedDict, Unpack

from leadersearch.engine import Sort, as_sort
from leadersearch.errors import UsageError
from leadersearch.model.fields import FACETS
from leadersearch.results.search import Filters, check_broadening, filter_pairs
from leadersearch.values import dataclass


class Typing(Enum):
    """Whether the query is still being typed.

    `ONGOING`: the last word also matches as a prefix, unless a space, a quote or a bracket follows.
    `ENDED`: the query was searched while it was typed, and is complete now.
    """

    NONE = "none"
    ONGOING = "ongoing"
    ENDED = "ended"


class SearchOptions(TypedDict, total=False):
    """The options of `Index.search`, each with a default.

    `limit` (10) and `offset` (0) choose a part of the answer, `sort` its order. `filters` narrow it
    (`{"year": ["2023", "2024"]}`). `typing` is for search as you type: the last word also matches
    as a prefix, and an incomplete end is ignored. `facets` names those to count, of `author`,
    `tag`, `venue` and `year`, with `facet_limit` (20) values each, over all matches or, with
    `facets_all_words`, over those with all of the words. `snippets` (on) adds marked texts and
    reasons; `suggestions` (on), if too little was found, takes as long as several searches;
    `explain` adds the rows of each score. With `broaden` articles with some of the words rise by
    those that they resemble; a search takes three times as long, and ten times where it meets its
    articles for the first time. `acronyms` (on): `AHP` also finds the words that articles say it
    stands for, and these words find `AHP`. Dates such as "last 30 days" count from `today`.
    """

    limit: int
    offset: int
    sort: Sort | str
    filters: Filters
    typing: bool | Typing
    facets: Sequence[str]
    facet_limit: int
    facets_all_words: bool
    snippets: bool
    suggestions: bool
    explain: bool
    acronyms: bool
    broaden: bool
    today: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """Search options, each checked, and each of one type. See `SearchOptions` for what they mean.

    Raises UsageError for a negative limit or offset, for an unknown facet, for `broaden` in an order
    other than relevance, and for values of another type.
    """

    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    filters: tuple[tuple[str, str], ...] = ()
    typing: Typing = Typing.NONE
    facets: tuple[str, ...] = ()
    facet_limit: int = 20
    facets_all_words: bool = False
    snippets: bool = True
    suggestions: bool = True
    explain: bool = False
    acronyms: bool = True
    broaden: bool = False
    today: date | None = None

    def __post_init__(self) -> None:
        for name in ("limit", "offset", "facet_limit"):
            checked_number(name, getattr(self, name))
        check_broadening(self.sort, broaden=self.broaden)
        for name in ("facets_all_words", "snippets", "suggestions", "explain", "acronyms"):
            if not isinstance(value := getattr(self, name), bool):
                raise UsageError(f"{name} is True or False, not {value!r}")
        if not isinstance(self.typing, Typing):
            raise UsageError(f"typing is True, False or a Typing, not {self.typing!r}")
        if self.today is not None and not isinstance(self.today, date):
            raise UsageError(f"today is a datetime.date, not {self.today!r}")
        if self.limit < 0 or self.offset < 0:
            raise UsageError("limit and offset must not be negative")
        for facet in (*self.facets, *(name for name, _ in self.filters)):
            if facet not in FACETS:
                raise UsageError(f"unknown facet {facet!r}: choose from {', '.join(FACETS)}")


def checked_number(name: str, value: object) -> None:
    """Raise UsageError unless an option is a whole number."""
    if type(value) is not int:
        raise UsageError(f"{name} must be a whole number, not {value!r}")


def check_limit(limit: int | None) -> None:
    """Raise UsageError for the limit of a list that is negative."""
    if limit is not None and limit < 0:
        raise UsageError("limit must not be negative")


_TYPING = {True: Typing.ONGOING, False: Typing.NONE}


def search_request(**options: Unpack[SearchOptions]) -> SearchRequest:
    """The request that some options make; raises UsageError for one that makes no sense."""
    typing = options.get("typing", False)
    facets = options.get("facets", ())
    if not isinstance(facets, Iterable):
        raise UsageError(f"facets are a list of names, not {facets!r}")
    made: dict[str, object] = {
        **options,
        "sort": as_sort(options.get("sort", Sort.RELEVANCE)),
        "filters": filter_pairs(options.get("filters", ())),
        "typing": _TYPING[typing] if isinstance(typing, bool) else typing,
        "facets": (facets,) if isinstance(facets, str) else tuple(facets),
    }
    return SearchRequest(**made)  # type: ignore[arg-type]  # checked by name
