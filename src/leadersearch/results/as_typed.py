"""Search as you type: what is still being typed never takes away what was found before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from leadersearch.plan import ReadAs, Reading, last_leaf
from leadersearch.plan.rare_words import GOES_ON, GOES_ON_MOSTLY
from leadersearch.query import tree
from leadersearch.results.answer import Answer
from leadersearch.results.request import Typing

if TYPE_CHECKING:
    from leadersearch.results.page import Page


class Ask(Protocol):
    """One search for a text, whose last word may go on."""

    def __call__(self, text: str, *, is_unfinished: bool) -> Answer:
        """The answer."""


MOST_WORDS = 4
"""Words of a query whose last one is taken for cut short: a longer one is no half-remembered title."""


LONGEST_BEGINNING = 4
"""Letters of a word that is both a word of articles and the beginning of one that was meant."""

HARDLY_ANY = 3
"""Articles with all words, at most, beside which a last word may be cut short: `topic modelling lar`."""


def answer_finished(
    text: str, ask: Ask, goes_on: Callable[[tree.Query | None, int], bool]
) -> Answer:
    """The answer to a query that was typed elsewhere, whose last word may be cut short.

    Where hardly any article holds all of a few words as they stand, but more do with more letters at
    the end, those are meant as well, which takes a second search, and is said. `goes_on` tells of a
    leaf whether words that begin with it are so many times as frequent.
    """
    found = ask(text, is_unfinished=False)
    if found.all_words > HARDLY_ANY or not 1 < len(found.plan.units) <= MOST_WORDS:
        return found
    leaf, times = last_leaf(found.read), GOES_ON_MOSTLY if found.all_words else GOES_ON
    if not isinstance(leaf, tree.Term) or (found.all_words and not _is_beginning(leaf, found)):
        return found
    if not goes_on(leaf, times):
        return found
    longer = ask(text, is_unfinished=True)
    if longer.all_words <= found.all_words:
        return found
    reading = Reading(ReadAs.LONGER, leaf.text, f"{leaf.text}*")
    readings = (*longer.plan.readings, reading)
    return replace(longer, plan=replace(longer.plan, readings=readings))


def _is_beginning(leaf: tree.Term, found: Answer) -> bool:
    """Whether a word that articles hold with the others may yet be but a beginning: a short one."""
    is_read = any(row.kind is ReadAs.COMPLETED for row in found.plan.readings)
    return len(leaf.text) <= LONGEST_BEGINNING and not is_read


def answer_as_typed(text: str, typing: Typing, ask: Ask) -> Answer:
    """The answer to a query that is typed; takes up to three searches where little is found.

    The end of a query that means nothing yet (`author:`) is left out; and where a word that is not
    complete finds nothing, it is taken as complete, for the sake of what is said of it. Nor does the
    end of typing take anything away: where no article holds all of the words as they stand, but
    some do with more letters at the end, those are meant, rather than that a word is misspelt.
    """
    if typing is Typing.ENDED:
        found = ask(text, is_unfinished=False)
        if (found.all_words and not found.is_corrected) or not text.strip():
            return found
        unfinished = ask(text, is_unfinished=True)
        return unfinished if unfinished.all_words and not unfinished.is_corrected else found
    found = ask(text, is_unfinished=True)
    if found.total:
        return found
    part = unfinished_part(text, found)
    if part is not None:
        before = ask(text[:part], is_unfinished=False)
        if before.total:
            return replace(before, diagnostics=found.diagnostics)
    return ask(text, is_unfinished=False)


def unfinished_part(text: str, given: Answer | Page) -> int | None:
    """Where the part of a query begins that may yet be finished: a mistake at its very end."""
    end = len(text.rstrip())
    starts = [row.start for row in given.diagnostics if row.end >= end]
    return min(starts) if starts else None


def lacks_its_end(text: str, given: Answer | Page) -> bool:
    """Whether all that is wrong with a query is that it does not end yet, as with an open quote."""
    mended = {row.suggestion for row in given.diagnostics}
    return any(whole is not None and whole.startswith(text.rstrip()) for whole in mended)
