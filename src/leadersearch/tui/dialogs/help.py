"""Help: the keys as they are in effect, those of the focused pane first, and the query language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from leadersearch.query.help import FIELD_HELP, LANGUAGE_HELP, HelpRow
from leadersearch.tui.contrast import LegibleText
from leadersearch.tui.dialogs.dialog import Dialog
from leadersearch.tui.keys import KEYS, Place, effective_keys, keymap_name
from leadersearch.tui.painting import plain_content
from leadersearch.wrapping import wrap

_PLACES: tuple[Place, ...] = (
    "search line",
    "results",
    "article",
    "hits",
    "facets",
    "timeline",
    "anywhere",
)
WIDTH = 66
"""Columns of the page on a screen of 80."""

_NOTES = (
    "ctrl+p opens the command palette, ctrl+q quits.",
    "shift+drag selects with the terminal's own selection.",
    "For a screen reader: leadersearch query, show and related write plain text.",
)

Section = list[Content]


def help_sections(keymap: Mapping[str, str], here: Place, config: str) -> list[Section]:
    """The whole page, a heading on top of each section.

    `here` is the place that comes first, in the search line with the language.
    """
    places = sorted(_PLACES, key=lambda place: place != here)
    sections = [_keys(keymap, place) for place in places]
    language = [
        [_heading("Query language"), *_rows(LANGUAGE_HELP), Content("")],
        [_heading("Fields"), *_rows(map(_first_spelling, FIELD_HELP)), Content("")],
    ]
    at = 1 if here == "search line" else len(sections)
    sections[at:at] = language
    notes = [line for note in _NOTES for line in _row("", note)]
    own = [
        plain_content(f'  "{name}" = "{keymap.get(name, key.keys)}"')
        for name, key in ((keymap_name(key), key) for key in KEYS)
    ]
    lead = plain_content(f"In {config}, below [keys]:")
    sections.append([_heading("Good to know"), *notes, Content("")])
    sections.append([_heading("Your own keys"), lead, *own])
    return sections


def _first_spelling(row: HelpRow) -> HelpRow:
    """A field by its name, its other spellings behind what it means."""
    name, _, others = row.write.partition(", ")
    return HelpRow(name, f"{row.meaning}; also {others}" if others else row.meaning, row.example)


def _keys(keymap: Mapping[str, str], place: Place) -> Section:
    rows = effective_keys(keymap, [key for key in KEYS if key.place == place])
    lines = [line for key, keys in rows for line in _row(keys.ljust(12), key.help)]
    return [_heading(f"Keys: {place}"), *lines, Content("")]


def _heading(text: str) -> Content:
    return plain_content((text, "bold underline"))


def _rows(rows: Iterable[HelpRow]) -> Iterable[Content]:
    for row in rows:
        lead = row.write.ljust(18)
        yield from _row(lead, row.meaning)
        yield plain_content((" " * 21 + row.example, "dim"))


def _row(lead: str, text: str) -> Iterable[Content]:
    """A lead and what is said of it, its further lines below its first."""
    places = wrap(text, WIDTH - len(lead) - 3)
    for number, (start, end) in enumerate(places):
        before = lead if number == 0 else " " * len(lead)
        yield plain_content(("  " + before, "bold"), f" {text[start:end]}")


class HelpScreen(Dialog[None]):
    """A page to scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss_none", "Back"),
        Binding("j", "scroll('down')", "Down", show=False),
        Binding("k", "scroll('up')", "Up", show=False),
        Binding("g", "scroll('home')", "Top", show=False),
        Binding("G", "scroll('end')", "End", show=False),
        Binding("right_square_bracket,tab", "section(1)", "Next section", show=False),
        Binding("left_square_bracket,shift+tab", "section(-1)", "Previous section", show=False),
    ]

    def __init__(self, keymap: Mapping[str, str], here: Place, config: str) -> None:
        super().__init__()
        sections = help_sections(keymap, here, config)
        self.text = Content("\n").join(line for section in sections for line in section)
        self.starts = [0, *accumulate(map(len, sections))][:-1]

    def compose(self) -> ComposeResult:
        """The page in a box."""
        with VerticalScroll(classes="dialog-box", id="help") as box:
            box.border_title = "Help"
            box.border_subtitle = "↑ ↓ pgup pgdn scroll, ] next section, esc goes back"
            yield LegibleText(self.text, markup=False)

    def action_scroll(self, where: str) -> None:
        """Scroll the page."""
        page = self.query_one("#help", VerticalScroll)
        {
            "down": page.action_scroll_down,
            "up": page.action_scroll_up,
            "home": page.action_scroll_home,
            "end": page.action_scroll_end,
        }[where]()

    def action_section(self, by: int) -> None:
        """Go to the next section, or to the one before."""
        page = self.query_one("#help", VerticalScroll)
        here = round(page.scroll_y)
        further = [start for start in self.starts if (start > here if by > 0 else start < here)]
        if further:
            page.scroll_to(y=further[0] if by > 0 else further[-1], animate=False)
