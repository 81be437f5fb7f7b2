"""The lists of an index: what they refuse, and that they hold nothing that is only the planner's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leadersearch.errors import UsageError
from leadersearch.index import Index
from leadersearch.model.article import Article

REFUSED: dict[str, Callable[[Index], object]] = {
    "a number in the place of a beginning": lambda index: index.authors(3),  # type: ignore[arg-type]
    "None in the place of a beginning": lambda index: index.acronyms(None),  # type: ignore[arg-type]
    "a number in the place of a word": lambda index: index.words("title", 3),  # type: ignore[arg-type]
    "a number in the place of a query": lambda index: index.complete(3),  # type: ignore[arg-type]
    "a negative limit": lambda index: index.authors(limit=-1),
    "a limit that is no number": lambda index: index.acronyms(limit="many"),  # type: ignore[arg-type]
    "a truth in the place of a limit": lambda index: index.words("title", limit=True),
    "rules that are no text": lambda index: index.keep_author_rules(None),  # type: ignore[arg-type]
    "a text in the place of a truth": lambda index: index.search("AHP", acronyms="no"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_a_clear_error(empty_index: Index, what: str) -> None:
    empty_index.add(Article(title="Allied health professionals (AHP)", authors=("Mira Ashdown",)))

    with pytest.raises(UsageError, match=r"not by|not |negative"):
        REFUSED[what](empty_index)


def test_the_planners_own_terms_are_no_field_of_queries(empty_index: Index) -> None:
    empty_index.add(Article(title="Sense: and sensibility"))
    empty_index.add(Article(title="Allied health professionals (AHP)"))

    with pytest.raises(UsageError, match="unknown field 'sense'"):
        empty_index.words("sense")
    assert [hit.article.title for hit in empty_index.search("sense:sensibility")] == [
        "Sense: and sensibility"
    ]
