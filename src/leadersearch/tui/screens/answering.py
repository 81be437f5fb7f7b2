"""What the search screen shows of an answer: hits, or what to do where there are none; remarks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leadersearch.tui.library import unfinished_part
from leadersearch.tui.panes.blank import BlankPane, no_hits_text, suggested, unusable_text

if TYPE_CHECKING:
    from leadersearch.tui.messages import Answered
    from leadersearch.tui.screens.asking import AskingScreen


def show_answer(screen: AskingScreen, message: Answered) -> None:
    """Show the hits, or what stands in their place; the focus goes along."""
    page = message.page
    blank = screen.query_one(BlankPane)
    was_in = screen.focused
    if page.total:
        screen.desk.show_answer(page, dict(message.pages), message.keep)
        if was_in is blank.choices:
            screen.desk.results.focus()
    else:
        screen.desk.show_blank()
        blank.show(no_hits_text(page, is_narrowed=bool(screen.filters)), suggested(page))
        if was_in in {screen.desk.results, screen.desk.article}:
            screen.call_after_refresh(screen.focus_results)
    place = screen.desk.results.cursor + 1 if page.total else 0
    screen.tell_state(
        total=page.total, place=place, seconds=page.seconds, sort=screen.sort, failure=""
    )


def show_remarks(screen: AskingScreen, message: Answered) -> None:
    """What is wrong with the question, or could be better; nobody is corrected in mid-word."""
    page = message.page
    hint, fix = "", None
    if page.total and page.plan.missing:
        hint = f"no article holds {', '.join(page.plan.missing)}"
        fix = page.suggestions[0].query if page.suggestions else None
    show = partial(screen.query_line.show_diagnostics, page.diagnostics, hint, fix)
    text = message.question.text
    if message.question.typing and unfinished_part(text, page) is not None:
        screen.query_line.show_diagnostics((), "", None)
        screen.after_pause("remarks", show)
    else:
        screen.after_pause("remarks", None)
        show()


def show_unusable(screen: AskingScreen, reason: str, *, is_to_be_filled: bool) -> None:
    """What to do about an index that cannot be searched."""
    screen.desk.show_blank()
    text = unusable_text(reason, is_to_be_filled=is_to_be_filled)
    screen.query_one(BlankPane).show(text)
    screen.tell_state(total=0, place=0, seconds=None)
