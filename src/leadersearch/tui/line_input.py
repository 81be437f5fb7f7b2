"""A line to write in: what is pasted into it arrives whole, however many lines it has."""

from __future__ import annotations

from textual import events

from leadersearch.results.snippets.display_text import strip_controls
from leadersearch.tui.contrast import LegibleInput

_SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010\u2011"


def joined_lines(text: str) -> str:
    r"""A text of any number of lines as one line, without controls.

    Lines are joined by blanks, words that a hyphen divides at a line end without it; before a
    capital or a digit the hyphen is the word's own.

    >>> joined_lines("\n  Language infor-\nmation, COVID-\n19\tand care\n")
    'Language information, COVID-19 and care'
    """
    lines = strip_controls(text).replace("\f", "\n").replace("\t", " ").split("\n")
    if len(lines) > 1:
        lines = [line.strip() for line in lines]
    parts: list[str] = []
    for line in filter(None, lines):
        if parts:
            parts[-1] = _led_on(parts[-1], line[0])
        parts.append(line)
    return "".join(parts).replace(_SOFT_HYPHEN, "")


def _led_on(line: str, following: str) -> str:
    """A line with what is to stand between it and the one that begins with `following`."""
    if line[-1] == _SOFT_HYPHEN:
        return line
    is_divided = line[-1] in _HYPHENS and line[-2:-1].isalnum() and following.isalnum()
    if not is_divided:
        return f"{line} "
    return line[:-1] if following.islower() else line


class LineInput(LegibleInput):
    """An input that takes pasted lines as one; Textual's takes the first and drops the others."""

    def _on_paste(self, event: events.Paste) -> None:
        """Write what is pasted in the place of what is selected."""
        event.stop()
        event.prevent_default()
        text = joined_lines(event.text)
        if text:
            self.replace(text, *self.selection)
