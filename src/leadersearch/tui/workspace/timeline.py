"""The timeline: hits per year as bars, which narrow the search to years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leadersearch.engine import FacetCount
from leadersearch.tui.keys import bindings

BAR_LINES = 2
MAX_BAR_WIDTH = 8
LABEL_WIDTH = 6
"""Columns of a year on the axis, with room beside it."""
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_EIGHTHS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class YearSpan:
    """The years from first to last that one bar stands for, and their hits."""

    first: int
    last: int
    count: int

    @property
    def years(self) -> tuple[int, ...]:
        """All years of the bar."""
        return tuple(range(self.first, self.last + 1))

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def spans(counts: Iterable[FacetCount], columns: int) -> list[YearSpan]:
    """One span for each year, or for several where there are more years than columns.

    >>> spans([FacetCount("2020", 3), FacetCount("2022", 1)], 80)[1]
    YearSpan(first=2021, last=2021, count=0)
    """
    years = {int(row.value): row.count for row in counts if row.value.isdecimal()}
    if not years:
        return []
    first, last = min(years), max(years)
    step = -(-(last - first + 1) // max(columns, 1))
    return [
        YearSpan(
            start,
            min(start + step - 1, last),
            sum(years.get(y, 0) for y in range(start, start + step)),
        )
        for start in range(first, last + 1, step)
    ]


class Timeline(Widget, can_focus=True):
    """Bars with an axis below them; the cursor is a year, a click or a drag chooses years."""

    BINDINGS = bindings("timeline")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"timeline--{part}" for part in ("bar", "applied", "cursor", "axis")
    }

    class Toggled(Message):
        """The user applies or removes years."""

        def __init__(self, years: tuple[int, ...]) -> None:
            super().__init__()
            self.years = years

    class RangeChosen(Message):
        """The user wants these years and no others."""

        def __init__(self, years: tuple[int, ...]) -> None:
            super().__init__()
            self.years = years

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._counts: tuple[FacetCount, ...] = ()
        self._applied: frozenset[int] = frozenset()
        self._spans: list[YearSpan] = []
        self.cursor = 0
        self._drag_from: int | None = None

    def show(self, counts: tuple[FacetCount, ...], applied: frozenset[int]) -> None:
        """Show counts per year; the cursor stays on its year, at first on the latest."""
        held = self._spans[self.cursor].first if self._spans else None
        self._counts, self._applied = counts, applied
        self._spans = spans(counts, self.content_size.width) if self.content_size.width else []
        starts = [span.first for span in self._spans if held is not None and span.first <= held]
        self.cursor = len(starts) - 1 if starts else max(len(self._spans) - 1, 0)
        self.refresh()

    def on_resize(self) -> None:
        """Fit the bars to the room."""
        self.show(self._counts, self._applied)

    # --- painting --------------------------------------------------------------------------------

    @property
    def _bar_width(self) -> int:
        return max(1, min(MAX_BAR_WIDTH, self.content_size.width // max(len(self._spans), 1)))

    def render_line(self, y: int) -> Strip:
        """Lines of bars, then the axis."""
        width = self.content_size.width
        axis = self.get_component_rich_style("timeline--axis")
        if not self._spans:
            text = "no years to show" if y == 0 and self.content_size.width else ""
            return Strip([Segment(text, axis)]).adjust_cell_length(width, axis)
        if y == BAR_LINES:
            return Strip([Segment(self._axis(width), axis)]).adjust_cell_length(width, axis)
        if y > BAR_LINES:
            return Strip.blank(width, self.rich_style)
        return Strip(list(self._bar_segments(BAR_LINES - 1 - y))).adjust_cell_length(
            width, self.rich_style
        )

    def _bar_segments(self, level: int) -> Iterable[Segment]:
        """One line of the bars; level 0 is the lowest."""
        highest = max(span.count for span in self._spans) or 1
        wide = self._bar_width
        for index, span in enumerate(self._spans):
            eighths = -(-span.count * BAR_LINES * 8 // highest)
            sign = _EIGHTHS[max(0, min(eighths - 8 * level, 8))]
            part = "applied" if self._is_applied(span) else "bar"
            style = self.get_component_rich_style(f"timeline--{part}")
            if index == self.cursor and self.has_focus:
                style += self.get_component_rich_style("timeline--cursor")
            yield Segment(sign * (wide - 1 if wide > 2 else wide), style)
            if wide > 2:
                yield Segment(" ", self.rich_style)

    def _axis(self, width: int) -> str:
        """A sign below the selected year and its hits beside it, first and last year, round years."""
        line = " " * width
        ends = [0, len(self._spans) - 1]
        places = [(index, str(self._spans[index].first)) for index in ends]
        step = next((step for step in _STEPS if step * self._bar_width >= LABEL_WIDTH), _STEPS[-1])
        places += [
            (index, str(span.first))
            for index, span in enumerate(self._spans)
            if span.first % step == 0
        ]
        if self.has_focus:
            span = self._spans[self.cursor]
            applied = "✓ " if self._is_applied(span) else ""
            line = _pointed(line, self.cursor * self._bar_width, f"{applied}{span}: {span.count:,}")
        end = min(max(self._bar_width * len(self._spans), len(places[0][1])), width)
        for index, label in places:
            line = _put(line, label, min(index * self._bar_width, end - len(label)))
        return line

    def _is_applied(self, span: YearSpan) -> bool:
        return any(year in self._applied for year in span.years)

    # --- choosing --------------------------------------------------------------------------------

    def _move_to(self, index: int) -> None:
        self.cursor = max(0, min(index, len(self._spans) - 1))
        self.refresh()

    def action_later(self) -> None:
        """Go to the next year."""
        self._move_to(self.cursor + 1)

    def action_before(self) -> None:
        """Go to the year before."""
        self._move_to(self.cursor - 1)

    def action_first(self) -> None:
        """Go to the first year."""
        self._move_to(0)

    def action_last(self) -> None:
        """Go to the last year."""
        self._move_to(len(self._spans) - 1)

    def action_apply(self) -> None:
        """Apply or remove the year under the cursor."""
        if self._spans:
            self.post_message(self.Toggled(self._spans[self.cursor].years))

    def action_from_here(self) -> None:
        """Narrow to this year and those after it, as far as they are applied."""
        self._choose(self.cursor, self._applied_bounds()[1])

    def action_to_here(self) -> None:
        """Narrow to this year and those before it, as far as they are applied."""
        self._choose(self._applied_bounds()[0], self.cursor)

    def _applied_bounds(self) -> tuple[int, int]:
        applied = [index for index, span in enumerate(self._spans) if self._is_applied(span)]
        return (applied[0], applied[-1]) if applied else (0, len(self._spans) - 1)

    def _choose(self, first: int, last: int) -> None:
        if self._spans:
            first, last = (first, last) if first <= last else (self.cursor, self.cursor)
            years = [year for span in self._spans[first : last + 1] for year in span.years]
            self.post_message(self.RangeChosen(tuple(years)))

    def _index_at(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset_capture(self)
        index = offset.x // self._bar_width
        return index if 0 <= index < len(self._spans) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a choice of years."""
        self._drag_from = self._index_at(event)
        if self._drag_from is not None:
            self._move_to(self._drag_from)
            self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """A click applies one year, a drag all from one to the other."""
        self.release_mouse()
        start, end = self._drag_from, self._index_at(event)
        self._drag_from = None
        if start is None or end is None:
            return
        if start == end:
            self.action_apply()
        else:
            self._move_to(end)
            self._choose(min(start, end), max(start, end))


def _pointed(line: str, place: int, label: str) -> str:
    """A line with a sign at a place, and a label behind it, or before it at the right edge.

    >>> _pointed(" " * 12, 2, "2021: 5"), _pointed(" " * 12, 9, "2021: 5")
    ('  ▲ 2021: 5 ', ' 2021: 5 ▲  ')
    """
    sign = f"▲ {label}" if place + len(label) + 2 <= len(line) else f"{label} ▲"
    start = place if sign[0] == "▲" else max(place - len(label) - 1, 0)
    return (line[:start] + sign + line[start + len(sign) :])[: len(line)]


def _put(line: str, label: str, start: int) -> str:
    """A label on a line, unless it would touch another one.

    >>> _put("2020     ", "2022", 5)
    '2020 2022'
    """
    start = max(start, 0)
    end = start + len(label)
    if line[max(start - 1, 0) : end + 1].strip() or end > len(line):
        return line
    return line[:start] + label + line[end:]
