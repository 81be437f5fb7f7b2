"""Values of a facet that differ by case alone (`Leadership`, `leadership`) are one.

The most frequent spelling stands for all of them; of equally frequent ones the first by alphabet.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from leadersearch.engine.protocol import View
from leadersearch.model.fields import FACET_FIELDS
from leadersearch.plan import Lookup, StartsWith
from leadersearch.text.analysis import facet_field

_known: WeakKeyDictionary[View, dict[str, Spellings]] = WeakKeyDictionary()
_finding_out = threading.Lock()


class Spellings:
    """The spellings of the values of a facet."""

    def __init__(self, totals: Mapping[str, int]) -> None:
        """`totals`: how many articles have each spelling."""
        self._forms: dict[str, list[str]] = {}
        for value in sorted(totals, key=lambda value: (-totals[value], value)):
            self._forms.setdefault(value.casefold(), []).append(value)
        self.shown = {form: first for first, *others in self._forms.values() for form in others}
        """The spellings that another one stands for -> that one."""

    def forms(self, value: str) -> tuple[str, ...]:
        """All spellings of a value; the value itself where nothing has it."""
        return tuple(self._forms.get(value.casefold(), (value,)))


def spellings_of(view: View, facet: str) -> Spellings:
    """The spellings of the values of a facet that a view holds, found out once."""
    with _finding_out:
        known = _known.setdefault(view, {})
        if facet not in known:
            totals = view.words([Lookup(facet, facet_field(facet), StartsWith(""))])
            known[facet] = Spellings(totals)
        return known[facet]


def in_all_spellings(view: View, filters: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The (facet, value) pairs, each value in all spellings that a view holds of it."""
    spelt = (
        (facet, form)
        for facet, value in filters
        for form in (
            spellings_of(view, facet).forms(value)
            if facet in FACET_FIELDS and FACET_FIELDS[facet].ignores_case
            else (value,)
        )
    )
    return tuple(dict.fromkeys(spelt))
