"""Why an article was found, and why it stands where it does.

    plan + article --reasons--> Reason("phrase", "phrase in title"), ...    for readers
    plan + article --score----> ScoreRow(text, weight, idf, ...), ...       for `--explain`
    smoothing ---broadening---> both, of an article that has risen by similar ones

The first two look at one article and at the plan; neither asks how an engine found it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from leadersearch.results.explain.reasons import MOST_REASONS, Reason, reasons, reasons_of

if TYPE_CHECKING:
    from leadersearch.results.explain.score import ScoreRow, explain_score

__all__ = [
    "MOST_REASONS",
    "Reason",
    "ScoreRow",
    "explain_score",
    "reasons",
    "reasons_of",
]


def __getattr__(name: str) -> Any:
    if name not in {"ScoreRow", "explain_score"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # 8 ms: every search gives reasons, few give numbers.
    return getattr(import_module("leadersearch.results.explain.score"), name)
