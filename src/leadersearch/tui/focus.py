"""Where keys go: to a widget, as long as there is one."""

from __future__ import annotations

from textual import events
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Input


class FocusKeeper(Screen[ScreenResultType]):
    """A screen that takes the focus up again where it was.

    Textual takes it away, for good, from what has no room for a while, and at a click beyond the
    screen, as one is that comes before its resize: letters meant for a line would be commands.
    """

    _held: Widget | None = None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where it is; it may have gone where nothing is seen any more."""
        self._held = event.widget
        self.call_after_refresh(self._take_up_focus)

    def on_screen_resume(self) -> None:
        """Behind a dialog, too, panes come and go."""
        self.call_after_refresh(self._take_up_focus)

    def on_descendant_blur(self) -> None:
        """Take it up again, unless it goes elsewhere or what had it is gone."""
        self.call_after_refresh(self._take_up_focus)

    def _take_up_focus(self) -> None:
        if not (self.is_active and self.app.app_focus):
            return  # behind a dialog, being left, or in a terminal that is not looked at
        places = self.focus_chain
        if self.focused not in places and places:
            # A key that was meant as a command would be written into a line.
            others = (place for place in places if not isinstance(place, Input))
            place = self._held if self._held in places else next(others, places[0])
            self.set_focus(place, scroll_visible=False)
