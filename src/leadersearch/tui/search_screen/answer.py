"""The answer on the search screen: hits, or what to do if there are none; diagnostics."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leadersearch.engine import Sort
from leadersearch.results.as_typed import lacks_its_end, unfinished_part
from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.search_screen.question import PAUSE
from leadersearch.tui.search_worker import LULL
from leadersearch.tui.workspace.no_results import (
    NoResultsPane,
    filling_command,
    no_hits_text,
    suggested,
    unreadable_text,
    unusable_text,
)

if TYPE_CHECKING:
    from textual.content import Content

    from leadersearch.results.page import Page
    from leadersearch.tui.messages import Answered
    from leadersearch.tui.search_screen.question import AskingScreen
    from leadersearch.tui.session import Question


def show_answer(screen: AskingScreen, message: Answered) -> None:
    """Show the hits, or what stands in their place; the focus goes along."""
    page = message.page
    blank = screen.query_one(NoResultsPane)
    was_in = screen.focused
    if page.total:
        screen.workspace.show_answer(page, dict(message.pages), message.keep, message.best)
        if was_in in {blank, blank.choices}:
            screen.workspace.results.focus()
    else:
        screen.workspace.page = page
        _show_blank(screen, no_hits_text(page, is_narrowed=bool(screen.filters)))
    place = screen.workspace.results.cursor + 1 if page.total else 0
    screen.tell_state(
        total=page.total,
        all_words=page.all_words,
        place=place,
        seconds=page.seconds,
        sort=order_of(screen.sort, page),
        broaden=screen.broaden,
        has_index=True,
        failure="",
        is_searching=False,
        stale=None,
    )


def _show_blank(screen: AskingScreen, text: Content) -> None:
    """Show a text in the place of hits; the focus goes there, or back to the line it came from."""
    blank, line = screen.query_one(NoResultsPane), screen.query_line.input
    was_in = screen.focused
    lists = {screen.workspace.results, blank, blank.choices}
    screen.workspace.show_blank()
    blank.show(text)
    if screen.is_headed_on and was_in in {line, *lists}:
        line.focus()  # from the line, too: the way to the results may not be over
    elif was_in in {screen.workspace.article, *lists}:
        blank.focus()


def tell_stale(screen: AskingScreen, *, is_searching: bool) -> None:
    """Say that the hits shown are those of another text than the one above them, where they are."""
    is_stale = screen.shown.search.text != screen.query_line.text
    is_shown = is_stale and screen.shown.serial > 0
    screen.workspace.results.show_stale(is_stale=is_shown)
    screen.tell_state(
        is_searching=is_searching, stale=screen.shown.search.text if is_shown else None
    )


def order_of(sort: str, page: Page) -> str:
    """The order that an answer has: without words to be relevant to, the newest come first."""
    is_by_date = sort == Sort.RELEVANCE.value and not any(hit.score for hit in page.hits)
    return Sort.NEWEST.value if is_by_date else sort


def look_further(screen: AskingScreen, question: Question, page: Page) -> None:
    """Look for what goes with an answer: after it is painted, and in the next lull of typing."""

    def look() -> None:
        if not screen.search_worker.is_latest(question):
            return
        screen.workspace.load_article()
        screen.search_worker.warm_up()
        if screen.search_worker.wants_counts:
            screen.search_worker.count(question, is_wide=screen.is_wide)
        if not page.total or (page.missing and not question.typing):
            screen.search_worker.suggest(question)

    if question.typing:
        screen.after_pause("look further", look, LULL)
    else:
        screen.after_pause("look further", None)
        screen.call_after_refresh(look)


def show_suggestions(screen: AskingScreen, page: Page, unfiltered: int) -> None:
    """Show what to ask instead; the focus goes there from the text above, and not from the line."""
    if page.total:
        show_remarks(screen, screen.shown, page)
        return
    blank = screen.query_one(NoResultsPane)
    text = no_hits_text(page, is_narrowed=bool(screen.filters), has_looked=True)
    choices = suggested(page, unfiltered)
    blank.show(text, choices)
    if choices and blank.has_focus:
        screen.call_after_refresh(blank.choices.focus)


def show_remarks(screen: AskingScreen, question: Question, page: Page) -> None:
    """The diagnostics of a query.

    Nobody is corrected in mid-word, or told to close a quote that is being written; and a line
    that came and went with the letters would have the screen laid out anew with each.
    """
    fix = None
    said = [row.message for row in page.readings if row.kind.is_said]
    if page.total and page.missing:
        said.append(f"no article contains {', '.join(page.missing)}")
        fix = page.suggestions[0].query if page.suggestions else None
    hint = one_line("; ".join(said))
    line = screen.query_line
    is_open = question.typing and lacks_its_end(question.search.text, page)
    wrong = () if is_open else page.diagnostics
    show = partial(line.show_diagnostics, wrong, hint, fix)
    is_in_mid_word = question.typing and unfinished_part(question.search.text, page) is not None
    if not question.typing or (line.is_remarking and not is_in_mid_word):
        screen.after_pause("remarks", None)
        show()
        return
    line.show_diagnostics((), "", None)
    is_sure = bool(wrong) and not is_in_mid_word
    screen.after_pause("remarks", show, LULL if is_sure else PAUSE)


def show_unusable(screen: AskingScreen, reason: str) -> None:
    """Advice about an index that is missing or empty."""
    _show_blank(screen, unusable_text(reason, filling_command(screen.index_session.place)))
    screen.tell_state(total=0, place=0, seconds=None, has_index=False)


UNREADABLE = "the index cannot be read"


def show_unreadable(screen: AskingScreen, reason: str) -> None:
    """Say in the place of the hits why there is no answer: what stood there is of another text."""
    _show_blank(screen, unreadable_text(reason))
    screen.tell_state(
        total=0, place=0, failure=UNREADABLE, is_searching=False, is_opening=False, stale=None
    )


def tell_unread(screen: AskingScreen, reason: str) -> None:
    """Say that something of an answer that is shown could not be read."""
    screen.tell_state(failure="part of the answer could not be read", is_searching=False)
    screen.app.notify(reason, severity="warning", timeout=12)
