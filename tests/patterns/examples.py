"""Patterns that functions put together from what they are given, and whether they are searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.plan.nodes import Like
from leadersearch.query import dates
from leadersearch.readers import hypertext
from leadersearch.snippets import cleaning
from leadersearch.tui import wrapping

if TYPE_CHECKING:
    from patterns.discovery import Examples

_WILDCARDS = ("lead?r", "a*b*c?d*e", "*a*a*a*")

# Module -> the longest text, in characters, that it lets its patterns see: they need not be linear.
BOUNDED = {"plan/initials.py": 80}

EXAMPLES: Examples = {
    "plan.nodes.regex": (lambda: [Like(text).regex() for text in _WILDCARDS], False),
    "plan.nodes.in_lines": (lambda: [Like(text).in_lines() for text in _WILDCARDS], True),
    "query.dates._forms": (dates._forms, False),
    "readers.hypertext._closing": (lambda: [hypertext._closing("script")], True),
    "snippets.cleaning._dirt": (
        lambda: [cleaning._dirt(collapse=yes) for yes in (True, False)],
        True,
    ),
    "tui.wrapping._narrow_lines": (lambda: wrapping._narrow_lines(80), True),
}
