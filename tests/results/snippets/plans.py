"""Plans for tests: from a query string, for an index that holds every word."""

from __future__ import annotations

from collections.abc import Sequence

from leadersearch.plan import Lookup, Plan, plan_query
from leadersearch.query import parse_query
from leadersearch.results.snippets import Marker
from leadersearch.text import Analysis

ANALYSIS = Analysis()


class Holding:
    """A vocabulary that holds every word but some."""

    def __init__(self, *missing: str) -> None:
        self.missing = missing

    def look_up(self, words: Sequence[Sequence[Lookup]], *, enough: int | None = None) -> list[int]:
        return [sum(map(self._holds, lookups)) for lookups in words]

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        return {}

    def _holds(self, lookup: Lookup) -> bool:
        return not any(getattr(lookup.selector, "terms", None) == (word,) for word in self.missing)


def planned(query: str, *missing: str, typing: bool = False) -> Plan:
    """The plan of a query for an index that holds every word but `missing`."""
    return plan_query(parse_query(query).query, ANALYSIS, Holding(*missing), typing=typing)


def marker(query: str) -> Marker:
    return Marker(planned(query), ANALYSIS)


def marked(query: str, text: str, field: str = "body") -> list[str]:
    """The marked parts of a text."""
    fragment = marker(query).mark(text, field)
    return [fragment.text[start:end] for start, end in fragment.marks]
