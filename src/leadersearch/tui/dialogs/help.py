"""Help: the keys as they are in effect, those of the focused pane first, and the query language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from leadersearch.query.language import FIELD_HELP, LANGUAGE_HELP, HelpRow
from leadersearch.tui.keys import KEYS, Place, effective_keys, keymap_name
from leadersearch.tui.painting import plain_content

_PLACES: tuple[Place, ...] = (
    "search line",
    "results",
    "article",
    "hits",
    "facets",
    "timeline",
    "anywhere",
)
_NOTES = (
    "ctrl+p opens the command palette, ctrl+q quits.",
    "shift+drag selects with the terminal's own selection.",
    "Keys can be changed in config.toml, by the names in brackets.",
)


def help_text(keymap: Mapping[str, str], here: Place, config: str) -> Content:
    """The whole page; `here` is the place that comes first."""
    places = sorted(_PLACES, key=lambda place: place != here)
    lines: list[Content] = []
    for place in places:
        lines += _heading(f"Keys: {place}")
        rows = [key for key in KEYS if key.place == place]
        for key, keys in effective_keys(keymap, rows):
            name = f"  [{keymap_name(key)}]"
            lines.append(
                plain_content(("  " + keys.ljust(12), "bold"), f" {key.help}", (name, "dim"))
            )
    lines += [Content(""), *(plain_content(note) for note in _NOTES)]
    lines.append(plain_content(f"Settings: {config}"))
    lines += _heading("Query language")
    lines += _rows(LANGUAGE_HELP)
    lines += _heading("Fields")
    lines += _rows(FIELD_HELP)
    return Content("\n").join(lines)


def _heading(text: str) -> Sequence[Content]:
    return (Content(""), plain_content((text, "bold underline")))


def _rows(rows: Iterable[HelpRow]) -> Iterable[Content]:
    for row in rows:
        yield plain_content(("  " + row.write.ljust(18), "bold"), f" {row.meaning}")
        yield plain_content((" " * 21 + row.example, "dim"))


class HelpScreen(ModalScreen[None]):
    """A page to scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "app.pop_screen", "Back"),
        Binding("j", "scroll('down')", "Down", show=False),
        Binding("k", "scroll('up')", "Up", show=False),
        Binding("g", "scroll('home')", "Top", show=False),
        Binding("G", "scroll('end')", "End", show=False),
    ]

    def __init__(self, keymap: Mapping[str, str], here: Place, config: str) -> None:
        super().__init__(classes="dialog")
        self.text = help_text(keymap, here, config)

    def compose(self) -> ComposeResult:
        """The page in a box."""
        with VerticalScroll(classes="dialog-box", id="help") as box:
            box.border_title = "Help"
            box.border_subtitle = "↑ ↓ pgup pgdn scroll, esc goes back"
            yield Static(self.text, markup=False)

    def action_scroll(self, where: str) -> None:
        """Scroll the page."""
        page = self.query_one("#help", VerticalScroll)
        {
            "down": page.action_scroll_down,
            "up": page.action_scroll_up,
            "home": page.action_scroll_home,
            "end": page.action_scroll_end,
        }[where]()
