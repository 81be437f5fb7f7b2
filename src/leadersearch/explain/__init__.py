"""Why an article was found, and why it stands where it does.

    plan + article --reasons--> Reason("phrase", "phrase in title"), ...    for readers
    plan + article --score----> ScoreRow(text, weight, idf, ...), ...       for `--explain`

Both look at one article and at the plan; neither asks how an engine found it.
"""

from __future__ import annotations

from leadersearch.explain.reasons import MOST_REASONS, reasons, reasons_of
from leadersearch.explain.score import CollectionFigures, ScoreRow, explain_score

__all__ = [
    "MOST_REASONS",
    "CollectionFigures",
    "ScoreRow",
    "explain_score",
    "reasons",
    "reasons_of",
]
