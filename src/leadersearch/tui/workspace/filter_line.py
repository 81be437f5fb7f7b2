"""The line of the filters that are applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalScroll
from textual.message import Message
from textual.widgets import Button

from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.contrast import Legible, LegibleText
from leadersearch.tui.painting import plain_content

Filter = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter, or a run of years: shown and removed as one."""

    label: str
    filters: tuple[Filter, ...]


def years_of(filters: Iterable[Filter]) -> set[int]:
    """The years among the filters; a saved search may hold anything."""
    values = (value for facet, value in filters if facet == "year")
    return {int(value) for value in values if value.isdecimal() and len(value) <= 4}


def chips_of(filters: Iterable[Filter]) -> list[Chip]:
    """One chip for each filter, neighbouring years together.

    >>> [chip.label for chip in chips_of([("year", "2020"), ("year", "2021"), ("tag", "x")])]
    ['year: 2020–2021', 'tag: x']
    """
    rows = list(filters)
    years = sorted(years_of(rows))
    chips = []
    for _, run in groupby(enumerate(years), lambda row: row[1] - row[0]):
        span = [year for _, year in run]
        label = f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0])
        chips.append(Chip(f"year: {label}", tuple(("year", str(year)) for year in span)))
    others = [row for row in rows if not years_of([row])]
    return chips + [
        Chip(f"{facet}: {one_line(value)}", ((facet, value),)) for facet, value in others
    ]


class ChipButton(Legible, Button):
    """A chip; pressing it removes what it stands for."""

    FOCUS_ON_CLICK = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,delete", "press", "Remove"),
        Binding("l,right", "app.focus_next", "Next", show=False),
        Binding("h,left", "app.focus_previous", "Previous", show=False),
    ]

    def __init__(self, chip: Chip) -> None:
        super().__init__(plain_content(f"{chip.label} ×"), compact=True)
        self.chip = chip


class Chips(HorizontalScroll):
    """The filters that are applied; hidden without any."""

    can_focus = False

    class Removed(Message):
        """The user removes filters."""

        def __init__(self, filters: tuple[Filter, ...]) -> None:
            super().__init__()
            self.filters = filters

    class Emptied(Message):
        """The chip that had the focus was the last one."""

    def compose(self) -> ComposeResult:
        """The lead; chips come and go."""
        yield LegibleText("Only: ", id="chips-lead", markup=False)

    def on_mount(self) -> None:
        """Nothing is applied yet."""
        self.display = False

    async def show(self, filters: tuple[Filter, ...]) -> None:
        """Show what is applied."""
        wanted = chips_of(filters)
        shown = [button.chip for button in self.query(ChipButton)]
        self.display = bool(wanted)
        if wanted == shown:
            return
        at = next((i for i, button in enumerate(self.query(ChipButton)) if button.has_focus), None)
        await self.query(ChipButton).remove()
        await self.mount_all([ChipButton(chip) for chip in wanted])
        if at is not None and wanted:
            self.query(ChipButton)[min(at, len(wanted) - 1)].focus()
        elif at is not None:
            self.post_message(self.Emptied())

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Remove what the chip stands for."""
        event.stop()
        if isinstance(event.button, ChipButton):
            self.post_message(self.Removed(event.button.chip.filters))
