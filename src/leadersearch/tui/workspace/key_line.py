"""The line of keys: what can be done where the focus is, to read and to click on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from leadersearch.tui.contrast import legible
from leadersearch.wrapping import columns

GAPS = (2, 1)
"""Columns between two keys, where there is room for all of them, and where there is not."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A key that does something now: its name, how it is written, what it does."""

    name: str
    written: str
    label: str

    @property
    def width(self) -> int:
        """The columns that it takes, without a gap."""
        return columns(f"{self.written} {self.label}")


def shown_in(offers: Sequence[Offer], width: int) -> list[tuple[int, Offer]]:
    """As many offers as fit into a line as a whole, and the columns where they begin.

    The last one is the way out; those before it give way.

    >>> offers = [Offer(label[0], label[0].lower(), label) for label in ("Sort", "Find", "Quit")]
    >>> for width in (22, 21, 19, 12):
    ...     print([(start, offer.label) for start, offer in shown_in(offers, width)])
    [(0, 'Sort'), (8, 'Find'), (16, 'Quit')]
    [(0, 'Sort'), (7, 'Find'), (14, 'Quit')]
    [(0, 'Sort'), (7, 'Quit')]
    [(0, 'Quit')]
    """
    rows = list(offers)
    gap = next((gap for gap in GAPS if _width(rows, gap) <= width), GAPS[-1])
    while len(rows) > 1 and _width(rows, gap) > width:
        del rows[-2]
    starts = accumulate((offer.width + gap for offer in rows), initial=0)
    return list(zip(starts, rows, strict=False))


def _width(offers: Sequence[Offer], gap: int) -> int:
    return sum(offer.width + gap for offer in offers) - gap


class KeyLine(Widget):
    """The keys that the screen offers, in one widget.

    Textual's Footer has a widget for each key and makes all of them anew whenever the focus moves:
    with it, a key that moves the focus takes 100 ms, without it 30 (`benchmarks/keystroke.py`).
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"key-line--{part}" for part in ("key", "label", "pointed")
    }

    offers: reactive[tuple[Offer, ...]] = reactive(())
    pointed: reactive[Offer | None] = reactive(None)

    def on_mount(self) -> None:
        """Follow what the screen offers."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[object]) -> None:
        if self.app.app_focus:  # a terminal that is left for another goes on to show them
            self.offers = tuple(self._offers_of(screen))

    def _offers_of(self, screen: Screen[object]) -> Iterator[Offer]:
        """One key for each action."""
        taken = set()
        for row in screen.active_bindings.values():
            binding = row.binding
            if binding.show and binding.action not in taken:
                taken.add(binding.action)
                written = self.app.get_key_display(binding)
                yield Offer(binding.key, written, binding.description)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  # there is one
        """The keys and what they do, cut off between two of them."""
        width = self.content_size.width
        segments: list[Segment] = []
        end = 0
        for start, offer in shown_in(self.offers, width):
            segments += [Segment(" " * (start - end), self.rich_style), *self._segments_of(offer)]
            end = start + offer.width
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _segments_of(self, offer: Offer) -> Iterator[Segment]:
        over = Style()
        if offer == self.pointed:
            over = self.get_component_rich_style("key-line--pointed", partial=True)
        key, label = map(self.get_component_rich_style, ("key-line--key", "key-line--label"))
        yield Segment(offer.written, legible(key) + over)
        yield Segment(f" {offer.label}", legible(label) + over)

    def _offer_at(self, x: int) -> Offer | None:
        rows = shown_in(self.offers, self.content_size.width)
        return next((row for start, row in rows if start <= x < start + row.width), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would do."""
        self.pointed = self._offer_at(event.get_content_offset_capture(self).x)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.pointed = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Do what the key under the mouse does."""
        offer = self._offer_at(event.get_content_offset_capture(self).x)
        if offer:
            self.app.simulate_key(offer.name)
