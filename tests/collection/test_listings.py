"""The lists of an index: what they refuse, and that they hold nothing that is only the planner's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leadersearch.errors import UsageError
from leadersearch.index import Index
from leadersearch.model.article import Article

REFUSED: dict[str, Callable[[Index], object]] = {
    "a negative limit of acronyms": lambda index: index.acronyms(limit=-1),
    "a negative limit of words": lambda index: index.words("title", limit=-1),
    "a negative limit of completions": lambda index: index.complete("au", limit=-1),
    "a negative limit of values": lambda index: index.values("tag").with_word("", -1),
    "a negative limit of authors": lambda index: index.authors(limit=-1),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_limit_counts_from_zero(empty_index: Index, what: str) -> None:
    empty_index.add(Article(title="Allied health professionals (AHP)", authors=("Mira Ashdown",)))

    with pytest.raises(UsageError, match="limit must not be negative"):
        REFUSED[what](empty_index)


def test_the_planners_own_terms_are_no_field_of_queries(empty_index: Index) -> None:
    empty_index.add(Article(title="Sense: and sensibility"))
    empty_index.add(Article(title="Allied health professionals (AHP)"))

    with pytest.raises(UsageError, match="unknown field 'sense'"):
        empty_index.words("sense")
    assert [hit.article.title for hit in empty_index.search("sense:sensibility")] == [
        "Sense: and sensibility"
    ]
