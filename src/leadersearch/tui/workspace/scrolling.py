"""How many lines a scrolling pane has."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.widget import Widget


def set_line_count(pane: ScrollView, count: int) -> None:
    """Tell a pane whose scrollbar is always shown how many lines it has.

    Assigning `virtual_size` would lay out the whole screen: 20 ms for every key that is typed.
    """
    pane.set_reactive(Widget.virtual_size, Size(pane.scrollable_content_region.width, count))
    bar = pane.vertical_scrollbar
    if _look(bar, count) == _look(bar, bar.window_virtual_size):
        # Ten thousand hits or twenty, the thumb is as small: no need for 2 ms of painting.
        bar.set_reactive(ScrollBar.window_virtual_size, count)
    else:
        bar.window_virtual_size = count
    if pane.scroll_y > pane.max_scroll_y:
        pane.scroll_to(y=pane.max_scroll_y, animate=False)
    pane.refresh()


def _look(bar: ScrollBar, count: int) -> object:
    """The state of a scrollbar for so many lines, colours aside."""
    window = bar.window_size if bar.window_size < count else 0
    return bar.renderer.render_bar(
        size=bar.size.height, virtual_size=count, window_size=window, position=bar.position
    ).segments
