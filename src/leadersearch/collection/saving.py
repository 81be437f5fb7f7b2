"""The searches that are kept with an index, as an index offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from leadersearch import collection
from leadersearch.arguments import checked_methods
from leadersearch.engine.session import Session
from leadersearch.results.search import Search, SearchParts

if TYPE_CHECKING:
    from leadersearch.collection.saved import SavedSearch


@checked_methods
class Saving(Session):
    """The part of an index that knows its saved searches."""

    def save_search(
        self, name: str, search: str | Search, *, replace: bool = False, **rest: Unpack[SearchParts]
    ) -> SavedSearch:
        """Save a search in the index under a name; `replace` allows replacing one.

        A `Search` has its own options. Raises UsageError for a name that is empty or
        taken, IndexLocked while another process writes.
        """
        made = search if isinstance(search, Search) else Search(search, **rest)
        with self._writing() as writer:
            return collection.saved.save_search(writer, name, made, replace=replace)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches saved in the index, by name."""
        return self._asked(collection.saved.saved_searches)

    def forget_search(self, name: str) -> bool:
        """Delete a saved search; False if none has the name. Raises IndexLocked."""
        with self._writing() as writer:
            return collection.saved.forget_search(writer, name)
