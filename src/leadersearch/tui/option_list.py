"""Lists of options: legible, and alive without room for them and when events come late."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList

from leadersearch.tui.contrast import Legible


class SturdyList(Legible, OptionList):
    """An OptionList in which no key and no click meets lines or options that are not there."""

    def action_page_up(self) -> None:
        """One page up, where there is a page."""
        if has_page(self):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """One page down, where there is a page."""
        if has_page(self):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def on_click(self, event: events.Click) -> None:
        """Hear no click on an option that has gone since."""
        clicked = event.style.meta.get("option")
        if clicked is not None and clicked >= self.option_count:
            event.prevent_default()


def has_page(options: OptionList) -> bool:
    """Whether a list has been laid out with what it holds; Textual looks its lines up unasked."""
    options.scroll_to_highlight()  # lays out options that have not been painted yet
    return bool(options.scrollable_content_region)
