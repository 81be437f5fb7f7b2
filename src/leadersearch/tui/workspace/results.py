"""The list of results: virtual, so that any number of hits scrolls alike; pages come as needed.

Longer than 300 lines: scrolling, loading and painting share the geometry of one list.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from leadersearch.results.page import Hit
from leadersearch.tui.contrast import legible
from leadersearch.tui.hit_lines import HitShape, HitStyles, hit_strips
from leadersearch.tui.keys import bindings
from leadersearch.tui.session import PAGE_SIZE
from leadersearch.tui.workspace.result_lines import DIVIDER, Geometry
from leadersearch.tui.workspace.scrolling import set_line_count

MAX_PAGES = 40
TALL = 30
"""Lines of a screen from which on hits take more of them."""

_PARTS = ("title", "byline", "snippet", "reasons", "mark", "bar")


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """The summary of an answer: totals and the best score; `tier_note` heads the second tier."""

    total: int = 0
    all_words: int = 0
    best_score: float = 0.0
    tier_note: str = ""


class ResultList(ScrollView, can_focus=True):
    """The hits of one answer."""

    BINDINGS = bindings("results")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"hit--{part}" for part in (*_PARTS, "cursor", "tier", "waiting")
    }

    class Selected(Message):
        """The cursor stands on another hit, or on none."""

        def __init__(self, hit: Hit | None) -> None:
            super().__init__()
            self.hit = hit

    class Opened(Message):
        """The user wants to read the hit under the cursor."""

    class PagesWanted(Message):
        """Hits have come into view that are not loaded."""

        def __init__(self, pages: tuple[int, ...]) -> None:
            super().__init__()
            self.pages = pages

    class LeftAtTop(Message):
        """The user went up from the first hit."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self.answer = ShownAnswer()
        self.cursor = 0
        self.is_stale = False
        self.is_wide = False
        self.marked: AbstractSet[str] = frozenset()
        self._pages: OrderedDict[int, tuple[Hit, ...]] = OrderedDict()
        self._strips: dict[int, list[Strip]] = {}
        self._look: tuple[HitShape, Geometry] | None = None
        self._styles: dict[bool, HitStyles] = {}
        self._selected_id: str | None = None
        self._best_of_rest = 0.0

    # --- what is shown ---------------------------------------------------------------------------

    def show(
        self, answer: ShownAnswer, pages: dict[int, tuple[Hit, ...]], keep: str | None
    ) -> None:
        """Show an answer; the cursor goes to the hit `keep` where it is on a page, else on top.

        Nobody is told of the selected hit: who shows an answer knows.
        """
        self.answer = answer
        self.show_stale(is_stale=False)
        self._pages = OrderedDict(pages)
        self._best_of_rest = 0.0
        for hits in pages.values():
            self._weigh(hits)
        self.cursor = self._place_of(keep) if keep else 0
        self._forget_strips()
        set_line_count(self, self._geometry.lines)
        if self.cursor:
            self._scroll_to_cursor()
        else:
            self.scroll_to(y=0, animate=False)
        self._want_pages(ahead=0)

    def add_page(self, number: int, hits: tuple[Hit, ...]) -> None:
        """Show hits that were asked for."""
        self._pages[number] = hits
        self._pages.move_to_end(number)
        self._weigh(hits)
        while len(self._pages) > MAX_PAGES:
            self._pages.popitem(last=False)
        self._forget_strips()
        self._want_pages()
        if self.cursor // PAGE_SIZE == number:
            self._tell_selected()

    def _weigh(self, hits: tuple[Hit, ...]) -> None:
        scores = [hit.score for hit in hits if self._is_in_rest(hit)]
        self._best_of_rest = max([self._best_of_rest, *scores])

    def _is_in_rest(self, hit: Hit) -> bool:
        return bool(self.answer.all_words) and not hit.all_words

    def best_beside(self, hit: Hit) -> float:
        """The best score of the tier of a hit, as far as it is loaded: what its own is a share of."""
        return self._best_of_rest if self._is_in_rest(hit) else self.answer.best_score

    def show_stale(self, *, is_stale: bool) -> None:
        """Show that the hits are those of another question than the one that is asked."""
        if is_stale != self.is_stale:
            self.is_stale = is_stale
            self._styles.clear()
            self._forget_strips()

    def show_marks(self, marked: AbstractSet[str]) -> None:
        """Show which articles are marked."""
        self.marked = marked
        self._forget_strips()

    @property
    def selected(self) -> Hit | None:
        """The hit under the cursor, where it is loaded."""
        return self.hit_at(self.cursor)

    def hit_at(self, index: int) -> Hit | None:
        """A hit, where it is loaded."""
        hits = self._pages.get(index // PAGE_SIZE, ())
        place = index % PAGE_SIZE
        return hits[place] if index >= 0 and place < len(hits) else None

    def _place_of(self, article_id: str) -> int:
        for number, hits in self._pages.items():
            for place, hit in enumerate(hits):
                if hit.article.id == article_id:
                    return number * PAGE_SIZE + place
        return max(0, min(self.cursor, self.answer.total - 1))

    # --- geometry --------------------------------------------------------------------------------

    @property
    def shape(self) -> HitShape:
        """How much of each hit there is room for."""
        tall = self.app.size.height >= TALL
        return HitShape(max(self.scrollable_content_region.width, 12), 2 if tall else 1, tall)

    @property
    def _geometry(self) -> Geometry:
        answer = self.answer
        has_tiers = bool(answer.tier_note) and answer.all_words < answer.total
        return Geometry(answer.total, self.shape.height, answer.all_words if has_tiers else None)

    def on_resize(self) -> None:
        """Fit the lines to the room; the cursor stays in view."""
        self._forget_strips()
        set_line_count(self, self._geometry.lines)
        self._want_pages(ahead=0)
        self.call_after_refresh(self._scroll_to_cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for what has come into view."""
        super().watch_scroll_y(old_value, new_value)
        self._want_pages()

    def _want_pages(self, ahead: int = 1) -> None:
        """Ask for what is seen and is not loaded, and for so many screens ahead."""
        if not self.answer.total:
            return
        top = max(self._geometry.hit_and_line(round(self.scroll_y))[0], 0)
        seen = (self.size.height - 1) // self.shape.height
        last = min(top + seen + ahead * (self._hits_in_view + 1), self.answer.total - 1)
        wanted = {*range(top // PAGE_SIZE, last // PAGE_SIZE + 1), self.cursor // PAGE_SIZE}
        missing = tuple(sorted(number for number in wanted if number not in self._pages))
        if missing:
            self.post_message(self.PagesWanted(missing))

    # --- painting --------------------------------------------------------------------------------

    def _forget_strips(self) -> None:
        self._strips.clear()
        self._look = None
        self.refresh()

    def _repaint_hit(self, index: int) -> None:
        self._strips.pop(index, None)
        self.refresh_lines(self._geometry.line_of(index), self.shape.height)

    def notify_style_update(self) -> None:
        """Paint anew in another theme, or with the focus."""
        super().notify_style_update()
        self._styles.clear()
        self._forget_strips()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if self._look is None:
            self._look = (self.shape, self._geometry)
        shape, geometry = self._look
        width = shape.width
        index, line = geometry.hit_and_line(y + round(self.scroll_y))
        if index == DIVIDER:
            style = legible(self.get_component_rich_style("hit--tier"))
            return Strip([Segment(f"── {self.answer.tier_note} ".ljust(width, "─"), style)]).crop(
                0, width
            )
        if index >= self.answer.total:
            return Strip.blank(width, self.rich_style)
        hit = self.hit_at(index)
        if hit is None:
            style = self.get_component_rich_style("hit--waiting")
            text = f"  {index + 1:,}. …" if line == 0 else ""
            return Strip([Segment(text, style)]).adjust_cell_length(width, style)
        return self._strips_of(index, hit, shape)[line]

    def _strips_of(self, index: int, hit: Hit, shape: HitShape) -> list[Strip]:
        if index not in self._strips:
            if len(self._strips) > 400:
                self._strips.clear()
            is_current = index == self.cursor
            self._strips[index] = hit_strips(
                hit,
                shape,
                self._hit_styles(is_current=is_current),
                is_current=is_current,
                is_marked=hit.article.id in self.marked,
                best=self.best_beside(hit),
            )
        return self._strips[index]

    def _hit_styles(self, *, is_current: bool) -> HitStyles:
        if is_current in self._styles:
            return self._styles[is_current]
        styles = {part: self.get_component_rich_style(f"hit--{part}") for part in _PARTS}
        if is_current:
            cursor = self.get_component_rich_style("hit--cursor")
            behind = Style(bgcolor=cursor.bgcolor)
            styles = {part: style + behind for part, style in styles.items()}
        styles = {part: legible(style) for part, style in styles.items()}
        styles["mark"] = Style(color=styles["mark"].color, bold=True, underline=True)
        if self.is_stale:
            styles = {part: style + Style(dim=True) for part, style in styles.items()}
        self._styles[is_current] = HitStyles(**styles)
        return self._styles[is_current]

    # --- moving ----------------------------------------------------------------------------------

    def move_to(self, index: int) -> None:
        """Put the cursor on a hit, or on the nearest there is."""
        index = max(0, min(index, self.answer.total - 1))
        if index != self.cursor:
            self._repaint_hit(self.cursor)
            self.cursor = index
            self._repaint_hit(index)
            self._want_pages()
            self._tell_selected()
        self._scroll_to_cursor()

    def _tell_selected(self) -> None:
        hit = self.selected
        if hit is not None or not self.answer.total:
            self.post_message(self.Selected(hit))

    def _scroll_to_cursor(self) -> None:
        if self.answer.total:
            top = self._geometry.line_of(self.cursor)
            first = 0 if self.cursor == 0 else top
            height = self.shape.height + top - first
            self.scroll_to_region(Region(0, first, 1, height), animate=False, force=True)

    @property
    def _hits_in_view(self) -> int:
        return max(self.size.height // self.shape.height, 1)

    def action_cursor_down(self) -> None:
        """Go to the next hit."""
        self.move_to(self.cursor + 1)

    def action_cursor_up(self) -> None:
        """Go to the hit before; from the first one out of the list."""
        if self.cursor == 0:
            self.post_message(self.LeftAtTop())
        self.move_to(self.cursor - 1)

    def action_first(self) -> None:
        """Go to the first hit."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last hit that holds all of the words; from those that do not to the last."""
        first_tier = self.answer.all_words
        ends_there = not self.is_wide and self.cursor < first_tier
        self.move_to((first_tier if ends_there else self.answer.total) - 1)

    def action_page_down(self) -> None:
        """Go one page down."""
        self.move_to(self.cursor + self._hits_in_view)

    def action_page_up(self) -> None:
        """Go one page up."""
        self.move_to(self.cursor - self._hits_in_view)

    def action_half_down(self) -> None:
        """Go half a page down."""
        self.move_to(self.cursor + max(self._hits_in_view // 2, 1))

    def action_half_up(self) -> None:
        """Go half a page up."""
        self.move_to(self.cursor - max(self._hits_in_view // 2, 1))

    def action_read(self) -> None:
        """Read the article under the cursor."""
        if self.selected is not None:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Select a hit; a second click reads it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index, _ = self._geometry.hit_and_line(offset.y + round(self.scroll_y))
        if 0 <= index < self.answer.total:
            self.move_to(index)
            if event.chain == 2:
                self.action_read()
