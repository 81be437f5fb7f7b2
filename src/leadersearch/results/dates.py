"""Dates that were typed: which queries may hold one, and what is said where no article has it."""

from __future__ import annotations

from collections.abc import Iterator

from leadersearch.engine import Execution, View
from leadersearch.plan import BooleanNode, DateNode, Node, Plan
from leadersearch.query.date_ranges import render_days
from leadersearch.query.diagnostics import Diagnostic
from leadersearch.query.parse.prose import MOST_WORDS_OF_A_REQUEST
from leadersearch.query.tree import DateRange

_UNITS = ("day", "days", "week", "weeks", "month", "months", "year", "years", "0s")
_CENTURIES = ("20", "19", "18", "17", "16", "15")
_YEAR = 4  # digits


def may_hold_date(text: str) -> bool:
    """Whether the words of a query may hold a date: a quick look."""
    if not text.replace(" ", "").isalpha() and any(century in text for century in _CENTURIES):
        return True
    return text.rstrip(" ?.!,;").lower().endswith(_UNITS)


def undated(view: View, text: str, plan: Plan, total: int) -> Iterator[Diagnostic]:
    """The remarks on dates in a query that finds so many articles, where no article is of them."""
    ranges = [] if total else list(_ranges(plan.root))
    is_short = len(text.split()) <= MOST_WORDS_OF_A_REQUEST  # else it is a reference, or a title
    words = {word.strip("()[],.;?!") for word in text.split()} if is_short else set()
    missing = [word for word in plan.missing if word in words and _is_year(word)]
    if not (ranges or missing):
        return
    unheld = [f"date:{render_days(each)}" for each in ranges if not _is_held(view, each)]
    years = sorted(row.value for row in view.facet_values("year"))
    held = (
        f"the dates here go from {years[0]} to {years[-1]}"
        if years
        else "no article here has a date"
    )
    for typed in dict.fromkeys([*unheld, *missing]):
        start = max(text.find(typed), 0)
        end = start + len(typed) if text.startswith(typed, start) else len(text)
        yield Diagnostic(f"no article is of {typed}: {held}", start, end)


def _ranges(node: Node) -> Iterator[DateRange]:
    """The dates that articles must or may have."""
    if isinstance(node, BooleanNode):
        for child in (*node.required, *node.optional):
            yield from _ranges(child)
    elif isinstance(node, DateNode) and (node.start or node.end):
        yield DateRange(node.start, node.end)


def _is_year(word: str) -> bool:
    return len(word) == _YEAR and word.isdecimal() and word[:2] in _CENTURIES


def _is_held(view: View, days: DateRange) -> bool:
    """Whether any article is of some days."""
    plan = Plan(root=DateNode(days.start, days.end))
    (found,) = view.execute([Execution(plan=plan, limit=0)])
    return found.total > 0
