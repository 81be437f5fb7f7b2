"""The people of a view, worked out once for as long as it lives."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from leadersearch.engine.protocol import View
from leadersearch.errors import IndexCorrupt, UsageError
from leadersearch.people import Register
from leadersearch.people.rules import NO_RULES, Rules, read_rules
from leadersearch.plan import Lookup, StartsWith
from leadersearch.text.analysis import facet_field

RULES = "authors"
"""The name of the document that holds the owner's rules."""

_known: WeakKeyDictionary[View, Register] = WeakKeyDictionary()
_finding_out = threading.Lock()


def _kept_rules(kept: bytes) -> Rules:
    try:
        return read_rules(kept)
    except UsageError as error:
        raise IndexCorrupt(
            f"the author rules in the index are damaged ({error}); "
            "replace them: leadersearch authors --rules FILE"
        ) from error


def people_of(view: View) -> Register:
    """The people of all that a view holds, by the rules that are kept with it."""
    with _finding_out:
        people = _known.get(view)
        if people is None:
            kept = view.document(RULES)
            rules = _kept_rules(kept) if kept else NO_RULES
            names = view.words([Lookup("author", facet_field("author"), StartsWith(""))])
            people = _known[view] = Register(names.items(), rules)
        return people
