"""Text that stands out from its background in every theme, as Textual's own colours do not."""

from __future__ import annotations

from functools import lru_cache, partial

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widgets import Input, Static

from leadersearch.safety import visible

LEAST_CONTRAST = 4.5
"""How far text must stand out from its background: WCAG 2.2, level AA."""


@lru_cache(1024)
def legible(style: Style) -> Style:
    """A style whose colour stands out from its background, nearer to black or white if need be.

    The colours of the terminal itself are unknown and are left as they are.
    """
    if style.color is None or style.bgcolor is None:
        return style
    front, back = style.color.triplet, style.bgcolor.triplet
    if front is None or back is None:
        return style
    colour, behind = Color(*front), Color(*back)
    end = max((Color(0, 0, 0), Color(255, 255, 255)), key=partial(contrast, behind))
    for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        nearer = colour.blend(end, share)
        if contrast(nearer, behind) >= LEAST_CONTRAST:
            break
    return style + Style(color=nearer.rich_color)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Legible:
    """A widget whose text is legible; named before the class of Textual's, which says how it looks.

    Whatever the text holds, the terminal is given no control.
    """

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        strip: Strip = super().render_line(y)  # type: ignore[misc]  # of the widget
        return Strip(
            [
                Segment(visible(text), style and legible(style), control)
                for text, style, control in strip
            ]
        )


class LegibleText(Legible, Static):
    """Text that is shown as it is."""


class LegibleInput(Legible, Input):
    """A line to write in."""
