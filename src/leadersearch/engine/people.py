"""The people of a view, worked out once for as long as it lives."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from leadersearch.engine.protocol import View
from leadersearch.people import Register
from leadersearch.people.rules import NO_RULES, read_rules

RULES = "authors"
"""The name of the document that holds the owner's rules."""

_known: WeakKeyDictionary[View, Register] = WeakKeyDictionary()
_finding_out = threading.Lock()


def people_of(view: View) -> Register:
    """The people of all that a view holds, by the rules that are kept with it."""
    with _finding_out:
        people = _known.get(view)
        if people is None:
            kept = view.document(RULES)
            rules = read_rules(kept, "the rules of authors") if kept else NO_RULES
            names = view.facet_values("author")
            people = _known[view] = Register(((row.value, row.count) for row in names), rules)
        return people
