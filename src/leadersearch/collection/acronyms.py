"""The acronyms that the articles of a collection explain."""

from __future__ import annotations

from leadersearch.engine import View
from leadersearch.model.senses import Sense, senses_of, short_key
from leadersearch.plan import Lookup, StartsWith
from leadersearch.results.request import check_limit


def acronyms_of(view: View, beginning: str = "", limit: int | None = None) -> list[Sense]:
    """The acronyms whose short form has a beginning, the most explained first.

    Raises UsageError for a negative limit.
    """
    check_limit(limit)
    lookup = Lookup("sense", "sense", StartsWith(short_key(beginning)))
    return senses_of(view.words([lookup]))[:limit]
