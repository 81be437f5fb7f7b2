"""The article pane: one article to read, its matches marked and walked through."""

from __future__ import annotations

import sys
from bisect import bisect_right
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from leadersearch.tui.article_text import Line, Matches, Paragraph, lines, paragraphs
from leadersearch.tui.contrast import legible
from leadersearch.tui.keys import bindings
from leadersearch.tui.painting import segments
from leadersearch.tui.session import MarkedArticle
from leadersearch.tui.workspace.scrolling import set_line_count
from leadersearch.wrapping import columns

_STYLES = ("title", "byline", "link", "reasons", "text", "source")


class ArticlePane(ScrollView, can_focus=True):
    """Shows an article; `match` is the place among its matches, None before the first."""

    BINDINGS = bindings("article")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article--{name}" for name in (*_STYLES, "mark", "match")
    }

    class Stepped(Message):
        """The user wants the next hit, or the one before."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class LinkTaken(Message):
        """The link has been clicked on."""

    class MatchMoved(Message):
        """Another match is the current one."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.article: MarkedArticle | None = None
        self.match: int | None = None
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._matches = Matches(())
        self._lines: list[Line] = []
        self._styles: dict[str, Style] = {}

    # --- what is shown ---------------------------------------------------------------------------

    def show(self, article: MarkedArticle | None) -> None:
        """Show an article from its top; the same one anew stays where it is."""
        before = self.article
        is_same = before and article and before.hit.article.id == article.hit.article.id
        self.article = article
        self.match = None
        self._paragraphs = paragraphs(article) if article else ()
        self._matches = Matches(self._paragraphs)
        self._lay_out()
        if not is_same:
            self.scroll_to(y=0, animate=False)
        self.post_message(self.MatchMoved())

    @property
    def match_note(self) -> str:
        """The place among the matches, such as `3/17`; empty without matches."""
        if not self._matches:
            return ""
        place = "–" if self.match is None else str(self.match + 1)
        return f"{place}/{len(self._matches)}"

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width, 10)
        self._lines = lines(self._paragraphs, width)
        set_line_count(self, len(self._lines))

    def on_resize(self) -> None:
        """Wrap anew, the line on top staying on top."""
        top = min(round(self.scroll_y), len(self._lines) - 1)
        held = self._lines[top] if self._lines and top > 0 else None
        self._lay_out()
        if held:
            line = self._line_of(held.paragraph, held.place[0])
            self.call_after_refresh(self.scroll_to, y=line, animate=False)

    def _line_of(self, paragraph: int, start: int) -> int:
        here = Line(paragraph, (start, sys.maxsize))
        return max(bisect_right(self._lines, here) - 1, 0)

    # --- matches ---------------------------------------------------------------------------------

    def go_to_match(self, by: int) -> None:
        """Go on by so many matches, round the end; the match comes to the upper third."""
        if not self._matches:
            return
        count = len(self._matches)
        if self.match is None:
            self.match = 0 if by > 0 else count - 1
        else:
            self.match = (self.match + by) % count
        found = self._matches[self.match]
        line = self._line_of(found.paragraph, found.place[0])
        self.scroll_to(y=max(line - self.size.height // 3, 0), animate=False, force=True)
        self.refresh()
        self.post_message(self.MatchMoved())

    # --- painting --------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        number = y + round(self.scroll_y)
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        row = self._paragraphs[line.paragraph]
        plain = self._style_of(row.style)
        mark = Style(color=self._style_of("mark").color, bold=True, underline=True)
        pieces = segments(row.text.text, row.text.marks, line.place, plain, mark)
        strip = Strip(pieces)
        strip = self._with_current_match(strip, line)
        strip = self._with_selection(strip, number)
        return strip.adjust_cell_length(width, self.rich_style).apply_offsets(0, number)

    def _style_of(self, part: str) -> Style:
        if part not in self._styles:
            self._styles[part] = legible(self.get_component_rich_style(f"article--{part}"))
        return self._styles[part]

    def notify_style_update(self) -> None:
        """Paint anew in another theme."""
        super().notify_style_update()
        self._styles.clear()

    def _with_current_match(self, strip: Strip, line: Line) -> Strip:
        if self.match is None:
            return strip
        found = self._matches[self.match]
        start, end = line.place
        first, last = max(found.place[0], start), min(found.place[1], end)
        if found.paragraph != line.paragraph or first >= last:
            return strip
        return _restyled(strip, first - start, last - start, Style(reverse=True))

    def _with_selection(self, strip: Strip, number: int) -> Strip:
        selection = self.text_selection
        span = selection.get_span(number) if selection is not None else None
        if span is None:
            return strip
        start, end = span
        style = self.screen.get_component_rich_style("screen--selection")
        return _restyled(strip, start, len(strip.text) if end == -1 else end, style)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is selected with the mouse."""
        texts = [self._paragraphs[line.paragraph].text.text for line in self._lines]
        shown = [text[slice(*line.place)] for text, line in zip(texts, self._lines, strict=True)]
        return selection.extract("\n".join(shown)), "\n"

    def on_click(self, event: events.Click) -> None:
        """Take the link; who selects text does not."""
        offset = event.get_content_offset(self)
        number = offset.y + round(self.scroll_y) if offset else len(self._lines)
        if offset is None or number >= len(self._lines) or self.screen.get_selected_text():
            return
        line = self._lines[number]
        row = self._paragraphs[line.paragraph]
        if row.style == "link" and offset.x < columns(row.text.text[slice(*line.place)]):
            self.post_message(self.LinkTaken())

    # --- keys ------------------------------------------------------------------------------------

    def action_half_down(self) -> None:
        """Scroll half a page down."""
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_half_up(self) -> None:
        """Scroll half a page up."""
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    def action_next_article(self) -> None:
        """Read the next hit."""
        self.post_message(self.Stepped(1))

    def action_previous_article(self) -> None:
        """Read the hit before."""
        self.post_message(self.Stepped(-1))


def _restyled(strip: Strip, start: int, end: int, style: Style) -> Strip:
    """A strip with the characters from start to end in another style."""
    pieces = []
    position = 0
    for text, plain, _control in strip:
        stop = position + len(text)
        places = sorted({position, stop, *(p for p in (start, end) if position < p < stop)})
        for first, last in pairwise(places):
            inside = start <= first and last <= end
            part = text[first - position : last - position]
            pieces.append((part, (plain or Style()) + style if inside else plain))
        position = stop
    return Strip([Segment(text, look) for text, look in pieces])
