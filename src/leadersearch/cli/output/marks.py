"""Text of articles, safe to show and with its matches marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from leadersearch.cli.terminal import OutputStyle
from leadersearch.cli.wrapping import line_spans, room
from leadersearch.results.snippets import Span
from leadersearch.results.snippets.display_text import strip_controls


def painted(
    spans: Sequence[Span],
    style: OutputStyle,
    plain: Sequence[str],
    marked: Sequence[str],
    indent: str = "",
) -> list[str]:
    """Marked text in painted lines: `plain` and `marked` are the attributes of the two kinds."""
    text = "".join(span["text"] for span in spans)
    pieces: list[tuple[int, int, bool]] = []
    place = 0
    for span in spans:
        pieces.append((place, place + len(span["text"]), span["marked"]))
        place += len(span["text"])
    lines = line_spans(text, room(style.width, indent))
    return [
        indent
        + "".join(
            style.paint(text[max(start, begin) : min(end, stop)], *(marked if mark else plain))
            for start, end, mark in pieces
            if start < stop and end > begin
        )
        for begin, stop in lines
    ]


def on_one_line(spans: Iterable[Span]) -> list[Span]:
    """Spans of text that has no line ends and no controls."""
    return [
        Span(text=strip_controls(span["text"]).replace("\n", " "), marked=span["marked"])
        for span in spans
    ]
