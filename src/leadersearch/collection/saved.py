"""Searches that are kept with an index under names of their own.

They are a document beside the articles: a change to them is one commit, seen by every program that
opens the index, and re-indexing and rebuilding leave them alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from leadersearch.engine import View, Writer
from leadersearch.errors import IndexCorrupt, IndexTooNew, UsageError
from leadersearch.results.search import Search

DOCUMENT = "searches"
VERSION = 1


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name. Raises UsageError for values of another type."""

    name: str
    search: Search

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not isinstance(self.search, Search):
            raise UsageError(
                "a saved search is a name as text and a Search, "
                f"not {self.name!r} and {self.search!r}"
            )


def saved_searches(view: View) -> tuple[SavedSearch, ...]:
    """The searches that are saved, by name; raises IndexCorrupt or IndexTooNew."""
    return load(view.document(DOCUMENT))


def save_search(writer: Writer, name: str, search: Search, *, replace: bool = False) -> SavedSearch:
    """Save a search; its name loses blanks that nobody sees. Raises UsageError.

    What is saved already is read of what the writer builds on, under its lock: nothing that another
    process saves meanwhile is lost.
    """
    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise UsageError("a saved search needs a name with visible characters")
    made = SavedSearch(name, search)
    held = {row.name: row for row in saved_searches(writer.base)}
    if name in held and not replace:
        raise UsageError(
            f"a search named {name!r} already exists; replace it, or choose another name"
        )
    writer.keep(DOCUMENT, dump({**held, name: made}.values()))
    return made


def forget_search(writer: Writer, name: str) -> bool:
    """Forget a saved search; False where none has the name."""
    held = saved_searches(writer.base)
    kept = [row for row in held if row.name != name]
    if len(kept) == len(held):
        return False
    writer.keep(DOCUMENT, dump(kept))
    return True


def dump(searches: Iterable[SavedSearch]) -> bytes:
    """Saved searches as a document."""
    rows = [
        {
            "name": row.name,
            "query": row.search.text,
            "sort": row.search.sort.value,
            "filters": row.search.filters,
            "broaden": row.search.broaden,
        }
        for row in searches
    ]
    return json.dumps({"version": VERSION, "searches": rows}).encode()


def load(data: bytes | None) -> tuple[SavedSearch, ...]:
    """A document as saved searches, by name."""
    if data is None:
        return ()
    try:
        table = json.loads(data)
        version = int(table["version"])
        rows = [_search(row) for row in table["searches"]] if version <= VERSION else []
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        OverflowError,
        UsageError,
        RecursionError,
    ) as error:
        raise IndexCorrupt(
            "the saved searches of the index are damaged; the articles are not affected"
        ) from error
    if version > VERSION:
        raise IndexTooNew(
            f"the saved searches have format {version}, newer than this leadersearch reads "
            f"({VERSION}); upgrade with: pip install --upgrade leadersearch"
        )
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.name)))


def _search(row: dict[str, Any]) -> SavedSearch:
    name, query, filters = row["name"], row["query"], row["filters"]
    if not (isinstance(name, str) and isinstance(query, str) and isinstance(filters, list)):
        raise TypeError("a saved search consists of strings")
    pairs = tuple((str(facet), str(value)) for facet, value in filters)
    broaden = row.get("broaden", False)  # older documents do not have it
    return SavedSearch(name, Search(query, str(row["sort"]), pairs, broaden=broaden))
