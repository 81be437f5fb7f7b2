"""The findings about the words of a view, kept for as long as it lives."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from leadersearch.engine.protocol import View
from leadersearch.plan import Findings

_kept: WeakKeyDictionary[View, Findings] = WeakKeyDictionary()
_looking = threading.Lock()


def findings_of(view: View) -> Findings:
    """The findings of earlier plans about the words of a view; none where they were too many."""
    with _looking:
        findings = _kept.get(view)
        if findings is None or findings.are_many:
            findings = _kept[view] = Findings()
        return findings
