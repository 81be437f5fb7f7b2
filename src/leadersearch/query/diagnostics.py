"""Problems found in a query: where, why, and how to fix them."""

from __future__ import annotations

from typing import NamedTuple

from leadersearch.safety import visible
from leadersearch.values import dataclass
from leadersearch.wrapping import columns

MAX_DIAGNOSTICS = 20

_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem in a query: how the query was read instead, where it is, and a correction.

    `start` and `end` are positions in the text. `suggestion` is the whole text, corrected, if
    possible.
    """

    message: str
    start: int
    end: int
    suggestion: str | None = None


class Edit(NamedTuple):
    """Put `replacement` in the place of the text from `start` to `end`."""

    start: int
    end: int
    replacement: str = ""


class Problems:
    """The diagnostics of one text while it is parsed, with the edits that would mend it."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.edits: list[Edit] = []
        self.is_mendable = True

    def add(self, message: str, start: int, end: int, *edits: Edit) -> None:
        """Note a problem; one without edits cannot be mended by a machine."""
        if len(self.found) < MAX_DIAGNOSTICS:
            self.found.append(Diagnostic(message, start, end))
        self.edits.extend(edits)
        self.is_mendable = self.is_mendable and bool(edits)

    def mended(self, text: str) -> str:
        """The text with all edits made; of two that overlap, the first."""
        pieces, position = [], 0
        for edit in sorted(self.edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start >= position:
                pieces += [text[position : edit.start], edit.replacement]
                position = edit.end
        return " ".join("".join([*pieces, text[position:]]).split())


def render_diagnostic(text: str, diagnostic: Diagnostic) -> str:
    """The line of the text that the diagnostic is about, a caret under the place, the message.

    >>> print(render_diagnostic("auther:memon", Diagnostic("unknown field", 0, 6)))
    auther:memon
    ^^^^^^
    unknown field
    """
    start, end = diagnostic.start, max(diagnostic.end, diagnostic.start + 1)
    left = max(text.rfind("\n", 0, start) + 1, start - _WIDTH // 2)
    newline = text.find("\n", start)
    right = min(len(text) if newline < 0 else newline, left + _WIDTH)
    lead = "…" if left and text[left - 1] != "\n" else ""
    tail = "…" if right < len(text) and text[right] != "\n" else ""
    indent = len(lead) + columns(text[left:start])
    carets = "^" * max(columns(text[start : min(end, right)]), 1)
    message = visible(diagnostic.message)
    lines = [f"{lead}{visible(text[left:right])}{tail}", " " * indent + carets, message]
    if diagnostic.suggestion is not None:
        lines.append(f"try: {visible(diagnostic.suggestion)}")
    return "\n".join(lines)
