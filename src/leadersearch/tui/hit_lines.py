"""A hit -> the lines that show it in the list of results."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from leadersearch.engine import Hit
from leadersearch.tui.painting import (
    ELLIPSIS,
    MarkedText,
    bar,
    joined,
    line_strip,
    marked_snippet,
    marked_text,
)
from leadersearch.tui.wrapping import one_line, wrap

BAR_WIDTH = 6
GUTTER = 2


@dataclass(frozen=True, slots=True)
class HitStyles:
    """The styles of the parts of a hit."""

    title: Style
    byline: Style
    snippet: Style
    reasons: Style
    mark: Style
    bar: Style


@dataclass(frozen=True, slots=True)
class HitShape:
    """How much of a hit is shown: columns, lines of the snippet, a blank line below or none."""

    width: int
    snippet_lines: int
    has_gap: bool

    @property
    def height(self) -> int:
        """Lines of a hit: title, byline, snippet, reasons, gap."""
        return 3 + self.snippet_lines + self.has_gap


def hit_strips(
    hit: Hit, shape: HitShape, styles: HitStyles, *, is_current: bool, is_marked: bool, best: float
) -> list[Strip]:
    """The lines of a hit."""
    width = shape.width - GUTTER
    lines = [_title(hit, width, styles, is_marked=is_marked, best=best)]
    lines.append(line_strip(_byline(hit), width, styles.byline, styles.mark))
    # Where nothing is to be said of why, there is room for more of the text.
    lines += _snippet(hit, width, shape.snippet_lines + (not hit.reasons), styles)
    if hit.reasons:
        why = MarkedText(" · ".join(one_line(str(reason)) for reason in hit.reasons))
        lines.append(line_strip(why, width, styles.reasons, Style()))
    gutter = Segment("▌ " if is_current else "  ", styles.title)
    strips = [Strip([gutter, *strip], shape.width) for strip in lines]
    if shape.has_gap:
        strips.append(Strip.blank(shape.width, styles.byline.background_style))
    return strips


def _title(hit: Hit, width: int, styles: HitStyles, *, is_marked: bool, best: float) -> Strip:
    """Mark, rank and title, the relevance at the right edge."""
    share = hit.score / best if best > 0 else 0.0
    shows_bar = best > 0 and width >= 40
    title = marked_text(hit.title) if hit.title.text else MarkedText(_name_of(hit))
    line = MarkedText("● " if is_marked else "") + MarkedText(f"{hit.rank:,}. ") + title
    room = width - BAR_WIDTH - 1 if shows_bar else width
    strip = line_strip(line, room, styles.title, styles.mark)
    if not shows_bar:
        return strip
    return Strip([*strip, Segment(" " + bar(share, BAR_WIDTH), styles.bar)], width)


def _name_of(hit: Hit) -> str:
    """What stands for a missing title."""
    return one_line(hit.article.title or hit.article.text[:200]) or hit.article.id


def _byline(hit: Hit) -> MarkedText:
    """Authors, date, venue."""
    article = hit.article
    parts = []
    if hit.authors:
        parts.append(joined([marked_text(author) for author in hit.authors], ", "))
    parts += [
        MarkedText(one_line(text)) for text in (str(article.date or ""), article.venue) if text
    ]
    return joined(parts, " · ")


def _snippet(hit: Hit, width: int, lines: int, styles: HitStyles) -> list[Strip]:
    """Lines of the snippet from its start, or later so as to show a match; cut where more follows."""
    snippet = _from_match(marked_snippet(hit.snippet), width, lines)
    places = wrap(snippet.text, width, lines + 1)
    strips = []
    for number in range(lines):
        if number >= len(places):
            strips.append(Strip.blank(width, styles.snippet.background_style))
            continue
        start, end = places[number]
        if number == lines - 1 and len(places) > lines:
            end = len(snippet.text)
        marks = tuple(
            (max(first, start) - start, min(last, end) - start)
            for first, last in snippet.marks
            if first < end and last > start
        )
        line = MarkedText(snippet.text[start:end], marks)
        strips.append(line_strip(line, width, styles.snippet, styles.mark))
    return strips


def _from_match(snippet: MarkedText, width: int, lines: int) -> MarkedText:
    """A snippet that begins so late that its first match is on its lines."""
    shown = wrap(snippet.text, width, lines)
    if not snippet.marks or not shown or snippet.marks[0][1] < shown[-1][1] - 1:
        return snippet
    first = snippet.marks[0][0]
    start = max(snippet.text.rfind(" ", 0, max(first - width // 3, 0)) + 1, 0)
    if start == 0 or start > first:
        start = first
    moved = ((begin - start + 1, end - start + 1) for begin, end in snippet.marks)
    return MarkedText(ELLIPSIS + snippet.text[start:], tuple(moved))
