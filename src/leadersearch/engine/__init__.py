"""The one seam between leadersearch and whatever holds the articles.

    Engine --view()---> View     reads, as of one moment
           --write()--> Writer   changes, all at once where the engine has transactions

Everything above it (planning, pages, snippets, reasons, suggestions, the three faces) is written
once and works with these values only, so that any engine will do. What an engine cannot do it says
in its `capabilities`, and raises `UnsupportedFeature` when it is asked for it.

    protocol.py     what an engine, a view and a writer do
    answer.py       what is asked of a view, and what comes back
    capability.py   what an engine may lack
    stored.py       an article as plain values
    session.py      an engine in use: the moment that is seen, and how it changes
    facet_finder.py the values of a facet, found by the beginnings of their words
"""

from __future__ import annotations

from leadersearch.engine.answer import (
    Execution,
    FacetCount,
    Figures,
    Found,
    FoundArticle,
    Sort,
    Statistics,
    WriteOutcome,
    as_sort,
)
from leadersearch.engine.capability import Capability, check_capable, require
from leadersearch.engine.protocol import Engine, Maintenance, View, Writer, maintenance_of

__all__ = [
    "Capability",
    "Engine",
    "Execution",
    "FacetCount",
    "Figures",
    "Found",
    "FoundArticle",
    "Maintenance",
    "Sort",
    "Statistics",
    "View",
    "WriteOutcome",
    "Writer",
    "as_sort",
    "check_capable",
    "maintenance_of",
    "require",
]
