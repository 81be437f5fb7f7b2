"""Search as you type: what is still being typed never takes away what was found before."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from leadersearch.engine import Page


class Typing(Enum):
    """Whether somebody types the query.

    `ONGOING`: the last word stands for its completions as well, unless a space, a quote or a bracket
    follows. `ENDED`: it was searched while it was typed, and is finished now.
    """

    NONE = "none"
    ONGOING = "ongoing"
    ENDED = "ended"


class Ask(Protocol):
    """One search for a text, whose last word may go on."""

    def __call__(self, text: str, *, is_unfinished: bool) -> Page:
        """The answer."""


def answer_as_typed(text: str, typing: Typing, ask: Ask) -> Page:
    """The answer to a query that is typed; takes up to three searches where little is found.

    The end of a query that means nothing yet (`author:`) is left out; and where a word that is not
    complete finds nothing, it is taken as complete, for the sake of what is said of it. Nor does the
    end of typing take anything away: where no article holds all of the words as they stand, but
    some do with more letters at the end, those are meant.
    """
    if typing is Typing.ENDED:
        page = ask(text, is_unfinished=False)
        if page.all_words or not text.strip():
            return page
        unfinished_page = ask(text, is_unfinished=True)
        return unfinished_page if unfinished_page.all_words else page
    page = ask(text, is_unfinished=True)
    if page.total:
        return page
    unfinished = unfinished_part(text, page)
    if unfinished is not None:
        before = ask(text[:unfinished], is_unfinished=False)
        if before.total:
            return replace(before, diagnostics=page.diagnostics)
    return ask(text, is_unfinished=False)


def unfinished_part(text: str, page: Page) -> int | None:
    """Where the part of a query begins that may yet be finished: a mistake at its very end."""
    end = len(text.rstrip())
    starts = [row.start for row in page.diagnostics if row.end >= end]
    return min(starts) if starts else None


def lacks_its_end(text: str, page: Page) -> bool:
    """Whether all that is wrong with a query is that it does not end yet, as with an open quote."""
    mended = {row.suggestion for row in page.diagnostics}
    return any(whole is not None and whole.startswith(text.rstrip()) for whole in mended)
