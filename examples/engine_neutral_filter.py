"""A filter of your own that works whatever engine holds the index.

    python examples/engine_neutral_filter.py

It is written against the query tree, which every engine understands: here "only what has been
published in the last N days and is not tagged as an advertisement", added to whatever a person
asks for. The same code runs on the memory engine and on a Whoosh index.
"""

from __future__ import annotations

import tempfile
from datetime import date, timedelta

from leadersearch import Article, Index, PartialDate, Query, open_index, parse_query
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.query.tree import And, DateRange, InField, Not, Term

TODAY = date(2024, 6, 1)

ARTICLES = [
    Article(title="Kindness, then and now", date=PartialDate(2019)),
    Article(title="Kindness on the ward", date=PartialDate(2024, 5, 20)),
    Article(title="Buy kindness here", date=PartialDate(2024, 5, 21), tags=("advertisement",)),
]


def recent_and_honest(question: str, *, days: int) -> Query:
    """A question, narrowed to the last days and without advertisements."""
    asked = parse_query(question, today=TODAY).query
    recent = DateRange(TODAY - timedelta(days=days), None)
    return And((asked, recent, Not(InField("tag", Term("advertisement")))))


def titles(index: Index, question: str) -> list[str]:
    """The titles that the filtered question finds."""
    page = index.search(recent_and_honest(question, days=30))
    return [hit.article.title for hit in page]


def main() -> None:
    """The same filter on two engines."""
    in_memory = Index(MemoryEngine())
    with tempfile.TemporaryDirectory() as place, open_index(place, create=True) as on_disk:
        for index in (in_memory, on_disk):
            index.add(ARTICLES)
            print(titles(index, "kindness"))


if __name__ == "__main__":
    main()
