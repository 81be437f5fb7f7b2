"""The facet pane: the values of author, year, tag and venue, with how many hits have them."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from leadersearch.engine import FacetCount
from leadersearch.model.fields import FACET_FIELDS, FACETS
from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.keys import bindings
from leadersearch.tui.option_list import SturdyList
from leadersearch.tui.painting import plain_content, shortened
from leadersearch.tui.session import MAX_VALUES
from leadersearch.wrapping import columns, wrap

FEW = 8
"""Values of a facet that are shown until more are asked for; more of them on a tall screen."""

_MORE = "more"


class FacetPane(SturdyList):
    """A list with a heading for each facet; applied values are ticked and stay on top."""

    BINDINGS = bindings("facets")

    class Toggled(Message):
        """The user applies or removes a value of a facet."""

        def __init__(self, facet: str, value: str) -> None:
            super().__init__()
            self.facet = facet
            self.value = value

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, markup=False, compact=True)
        self._counts: Mapping[str, tuple[FacetCount, ...]] = {}
        self._applied: frozenset[tuple[str, str]] = frozenset()
        self._expanded: set[str] = set()
        self._opened: str | None = None

    def show(
        self,
        counts: Mapping[str, tuple[FacetCount, ...]],
        applied: frozenset[tuple[str, str]],
    ) -> None:
        """Show counts; the cursor stays on its value."""
        self._counts, self._applied = counts, applied
        self._rebuild()

    def on_resize(self) -> None:
        """Fit the counts to the right edge."""
        self._rebuild()

    def _rebuild(self) -> None:
        held = self.highlighted_option.id if self.highlighted_option else None
        line = self.scroll_y
        options: list[Option] = []
        for facet in FACETS:
            options += self._section(facet)
        options += self._absent() if options else []
        self._opened = None
        self.set_options(options)
        ids = [option.id for option in options]
        if self.highlighted is None:
            self.action_next_facet()
        if held in ids:
            self.highlighted = ids.index(held)
            self.scroll_to(y=line, animate=False)

    def _section(self, facet: str) -> list[Option]:
        rows = list(self._rows(facet))
        if not rows:
            return []
        few = max(FEW, self.size.height // len(FACETS) - 2)  # a heading, what more there is
        shown = rows if facet in self._expanded else rows[:few]
        heading = Content.styled(FACET_FIELDS[facet].facet_label.capitalize(), "bold underline")
        options = [Option(heading, id=f"heading:{facet}", disabled=True)]
        options += [self._option(facet, row) for row in shown]
        if len(rows) > few:
            rest = f"{len(rows) - few} more…" if len(rows) < MAX_VALUES else "more…"
            text = "  fewer" if facet in self._expanded else f"  {rest}"
            options.append(Option(Content.styled(text, "italic"), id=f"{_MORE}:{facet}"))
        return options

    def _absent(self) -> list[Option]:
        """The facets that no hit has a value of."""
        names = [FACET_FIELDS[facet].facet_label for facet in FACETS if not self._counts.get(facet)]
        if not names:
            return []
        text = Content.styled(f"no {', '.join(names)} here", "italic")
        return [Option(text, id="absent", disabled=True)]

    def _rows(self, facet: str) -> list[FacetCount]:
        """Applied values first, and though no hit has them; years from the latest on."""
        counted = {row.value: row.count for row in self._counts.get(facet, ())}
        applied = {value for name, value in self._applied if name == facet}
        for value in applied:
            counted.setdefault(value, 0)
        rows = [FacetCount(value, count) for value, count in counted.items()]
        if facet == "year":
            rows.sort(key=lambda row: row.value, reverse=True)
        return sorted(rows, key=lambda row: row.value not in applied)

    def _option(self, facet: str, row: FacetCount) -> Option:
        return Option(self._prompt(facet, row), id=f"value:{facet}:{row.value}")

    def _prompt(self, facet: str, row: FacetCount, *, is_whole: bool = False) -> Content:
        """A value with its box and its count, on one line unless it is to be shown whole."""
        is_applied = (facet, row.value) in self._applied
        count = f"{row.count:,}"
        room = max(self.scrollable_content_region.width - len(count) - 6, 4)
        value = one_line(row.value)
        places = wrap(value, room) if is_whole else []
        labels = [value[slice(*place)] for place in places] or [shortened(value, room)]
        look = "bold" if is_applied else ""
        gap = " " * (room - columns(labels[0]) + 1)
        lead = plain_content("[x] " if is_applied else "[ ] ", (labels[0], look), gap + count)
        return Content("\n").join([lead, *(plain_content("    ", (s, look)) for s in labels[1:])])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the value under the cursor whole: many venues differ in their middle only."""
        event.stop()
        before, self._opened = self._opened, event.option_id
        for option_id in {before, self._opened} - {None}:
            kind, _, rest = (option_id or "").partition(":")
            facet, _, value = rest.partition(":")
            row = next((row for row in self._rows(facet) if row.value == value), None)
            if kind == "value" and row is not None:
                is_whole = option_id == self._opened
                prompt = self._prompt(facet, row, is_whole=is_whole)
                if prompt != self.get_option(str(option_id)).prompt:
                    self.replace_option_prompt(str(option_id), prompt)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Apply a value, or show more of them."""
        event.stop()
        kind, _, rest = (event.option.id or "").partition(":")
        if kind == _MORE:
            self._expanded ^= {rest}
            self._rebuild()
        elif kind == "value":
            facet, _, value = rest.partition(":")
            self.post_message(self.Toggled(facet, value))

    def action_apply(self) -> None:
        """Apply or remove the value under the cursor."""
        self.action_select()

    def action_next_facet(self) -> None:
        """Go to the next facet's first value."""
        self._go_to_facet(1)

    def action_previous_facet(self) -> None:
        """Go to the first value of this facet, or of the one before."""
        self._go_to_facet(-1)

    def _go_to_facet(self, by: int) -> None:
        here = -1 if self.highlighted is None else self.highlighted
        firsts = [
            index + 1
            for index, option in enumerate(self.options)
            if (option.id or "").startswith("heading:")
        ]
        further = [place for place in firsts if (place > here if by > 0 else place < here)]
        if further:
            self.highlighted = further[0] if by > 0 else further[-1]
