"""Patterns that functions put together from what they are given, and whether they are searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch import wrapping
from leadersearch.model import identifiers
from leadersearch.plan.nodes import Like
from leadersearch.query import date_ranges
from leadersearch.query.parse import databases
from leadersearch.readers import sniffing
from leadersearch.readers.convert import html_text
from leadersearch.results.snippets import display_text
from leadersearch.text import spelling

if TYPE_CHECKING:
    from patterns.discovery import Examples

_WILDCARDS = ("lead?r", "a*b*c?d*e", "*a*a*a*")

# Module -> the longest text, in characters, that it lets its patterns see: they need not be linear.
BOUNDED = {"people/written.py": 120}

EXAMPLES: Examples = {
    "model.identifiers._link_patterns": (identifiers._link_patterns, True),
    "model.identifiers._label_before": (
        lambda: list(map(identifiers._label_before, identifiers._LABELS)),
        False,
    ),
    "model.identifiers._label_behind": (
        lambda: list(map(identifiers._label_behind, identifiers._LABELS)),
        True,
    ),
    "plan.nodes.regex": (lambda: [Like(text).regex() for text in _WILDCARDS], False),
    "plan.nodes.in_lines": (lambda: [Like(text).in_lines() for text in _WILDCARDS], True),
    "query.date_ranges._forms": (date_ranges._forms, False),
    "query.parse.databases._any_of": (
        lambda: [databases._any_of((sign,)) for sign in databases._MARKS],
        True,
    ),
    "readers.convert.html_text._closing": (lambda: [html_text._closing("script")], True),
    "readers.sniffing._root": (lambda: [sniffing._root("mods", "record")], False),
    "results.snippets.display_text._dirt": (
        lambda: [display_text._dirt(collapse=yes) for yes in (True, False)],
        True,
    ),
    "text.spelling._any_of": (lambda: [spelling._BRITISH_PART, spelling._AMERICAN_PART], True),
    "wrapping._narrow_lines": (lambda: wrapping._narrow_lines(80), True),
}
