"""How many lines a scrolling pane has."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


def set_line_count(pane: ScrollView, count: int) -> None:
    """Tell a pane whose scrollbar is always shown how many lines it has.

    Assigning `virtual_size` would lay out the whole screen: 20 ms for every key that is typed.
    """
    pane.set_reactive(Widget.virtual_size, Size(pane.scrollable_content_region.width, count))
    pane.vertical_scrollbar.window_virtual_size = count
    if pane.scroll_y > pane.max_scroll_y:
        pane.scroll_to(y=pane.max_scroll_y, animate=False)
    pane.refresh()
