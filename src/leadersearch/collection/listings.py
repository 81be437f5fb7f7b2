"""The lists that a collection makes up: values, words, completions, acronyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.arguments import checked_methods
from leadersearch.engine.session import Session
from leadersearch.results.facets import FacetValues, words_of
from leadersearch.results.request import check_limit

if TYPE_CHECKING:
    from leadersearch.model.senses import Sense
    from leadersearch.results.completion import Completion


@checked_methods
class Listings(Session):
    """The lists of an index, as they are now."""

    def values(self, facet: str) -> FacetValues:
        """The values of a facet as they are now. Raises UsageError for an unknown facet."""
        return FacetValues(self._now, facet)

    def words(self, field: str, beginning: str = "", limit: int | None = None) -> list[str]:
        """The words of a field with a prefix, the most frequent first; case does not matter.

        For dates, ids and links, the whole values. Raises UsageError for an unknown field.
        """
        return self._asked(lambda view: words_of(view, field, beginning, limit))

    def complete(self, text: str, cursor: int | None = None, limit: int = 8) -> list[Completion]:
        """Completions of a query at the cursor (default: at its end).

        Raises UsageError for a negative limit.
        """
        check_limit(limit)
        from leadersearch.results.completion import complete

        return complete(text, len(text) if cursor is None else cursor, self.values, limit)

    def acronyms(self, beginning: str = "", limit: int | None = None) -> list[Sense]:
        """The acronyms that articles explain, and by how many; the most explained first.

        `beginning` is that of the short form; case does not matter. Raises UsageError for a negative
        limit.
        """
        from leadersearch.collection.acronyms import acronyms_of

        return self._asked(lambda view: acronyms_of(view, beginning, limit))
