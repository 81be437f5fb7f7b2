"""The acronyms that the articles of a collection explain."""

from __future__ import annotations

from leadersearch.engine import View
from leadersearch.errors import UsageError
from leadersearch.model.senses import Sense, senses_of, short_key
from leadersearch.plan import Lookup, StartsWith


def acronyms_of(view: View, beginning: str = "", limit: int | None = None) -> list[Sense]:
    """The acronyms whose short form has a beginning, the most explained first.

    Raises UsageError for a beginning that is no text, and for a limit below 0.
    """
    if not isinstance(beginning, str):
        raise UsageError(f"acronyms are listed by a beginning such as 'AH', not by {beginning!r}")
    if limit is not None and (type(limit) is not int or limit < 0):
        raise UsageError(f"limit must be a whole number, not {limit!r}")
    lookup = Lookup("sense", "sense", StartsWith(short_key(beginning)))
    return senses_of(view.words([lookup]))[:limit]
