"""The line that tells the state of the search: what is shown, how much there is, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content

from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.contrast import LegibleText
from leadersearch.tui.painting import MarkedText, cut_to
from leadersearch.wrapping import columns

BETWEEN = " · "
LONGEST_QUERY = 30
"""Columns that a query has whose hits are still shown below another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state that the status line shows.

    `seconds` is None before the first answer; `stale` is the text whose hits are still shown while
    the search line holds another one. `all_words` of the `total` hits hold all of the words;
    `is_wide`: facets, timeline and the last hit are those of all. `apart`: what the article at
    hand is, where it need not be among the hits.
    """

    place: int = 0
    total: int = 0
    all_words: int = 0
    is_wide: bool = False
    is_opening: bool = True
    has_index: bool = True
    seconds: float | None = None
    sort: str = "relevance"
    broaden: bool = False
    matches: str = ""
    apart: str = ""
    marked: int = 0
    is_searching: bool = False
    stale: str | None = None
    is_live: bool = True
    notice: str = ""
    failure: str = ""


class Part(NamedTuple):
    """One thing that is told; the greatest `luxury` gives way first where there is no room."""

    text: str
    luxury: int = 0


def status_text(state: State, width: int | None = None) -> str:
    """The state in words, in so many columns if it can be.

    >>> state = State(place=42, total=1310, all_words=1310, is_opening=False, seconds=0.018)
    >>> status_text(state)
    '42 of 1,310 · 18 ms · sorted by relevance'
    >>> status_text(state, 40)
    '42 of 1,310 · sorted by relevance'
    """
    parts = list(_parts(state))
    while width is not None and columns(BETWEEN.join(part.text for part in parts)) > width:
        luxury = max(part.luxury for part in parts)
        if not luxury:
            break
        parts = [part for part in parts if part.luxury != luxury]
    return BETWEEN.join(part.text for part in parts)


def _parts(state: State) -> Iterator[Part]:
    if state.is_opening:
        yield Part("opening the index…")
    elif not state.has_index:
        yield Part("nothing to search yet")
    elif state.failure:
        yield Part(f"{state.marked:,} marked", 1) if state.marked else Part("no answer", 1)
    else:
        yield from _answer_parts(state)


def _answer_parts(state: State) -> Iterator[Part]:
    is_awaited = state.is_searching or state.seconds is None
    if is_awaited:
        yield Part("searching…")
    if state.stale is not None:
        shown = cut_to(MarkedText(one_line(state.stale)), LONGEST_QUERY).text
        yield Part(f"below: {shown or 'all articles'}")
    elif state.apart:
        yield Part(state.apart)
    elif not is_awaited:
        yield Part(counted_place(state))
    if not (is_awaited or state.apart or state.stale is not None):
        yield Part(f"{max((state.seconds or 0) * 1000, 1):,.0f} ms", 3)
        if state.total:
            yield from _order_parts(state)
    if state.matches:
        yield Part(f"match {state.matches}", 1)
    if state.marked:
        yield Part(f"● {state.marked:,} marked, M lists", 1)
    if not state.is_live:
        yield Part("enter searches")


def _order_parts(state: State) -> Iterator[Part]:
    yield Part(f"sorted by {state.sort}", 2)
    if state.broaden:
        yield Part("broadened", 1)


def counted_place(state: State) -> str:
    """The place of the selected hit among those that count, and how many there are.

    >>> counted_place(State(place=3, total=11377, all_words=14))
    '3 of 14 with all words · 11,377 with some'
    >>> counted_place(State(place=15, total=11377, all_words=14))
    '15 of 11,377 with some words · 14 with all'
    """
    if not state.total:
        return "no hits"
    place, total, first = state.place, state.total, state.all_words
    if first == total:
        return f"{place:,} of {total:,}"
    if not first:
        return f"{place:,} of {total:,} with some words"
    if state.is_wide or place > first:
        return f"{place:,} of {total:,} with some words · {first:,} with all"
    return f"{place:,} of {first:,} with all words · {total:,} with some"


class StatusLine(LegibleText):
    """One line: what has gone wrong or changed; place, totals, time, order."""

    _shown: State | None = None

    def show(self, state: State) -> None:
        """Show a state."""
        if state != self._shown:
            self._shown = state
            self._tell(state)

    def on_resize(self) -> None:
        """Tell as much as there is room for."""
        if self._shown is not None:
            self._tell(self._shown)

    def _tell(self, state: State) -> None:
        said = one_line(state.failure or state.notice)
        notice = Content.styled(f" {said} ", "reverse") if said else ""
        room = self.content_size.width - (columns(said) + 4 if said else 0)
        text = status_text(state, room if self.content_size.width else None)
        # One line whatever it says: a new layout of the screen would cost 20 ms a keystroke.
        self.update(Content.assemble(notice, "  " if said else "", text), layout=False)
