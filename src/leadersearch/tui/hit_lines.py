"""A hit -> the lines that show it in the list of results."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from leadersearch.model.article import Article
from leadersearch.results.page import Hit
from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.painting import (
    ELLIPSIS,
    MarkedText,
    bar,
    cut_to,
    joined,
    line_strip,
    marked_snippet,
    marked_text,
)
from leadersearch.wrapping import columns, wrap

BAR_WIDTH = 6
BETWEEN = " · "
LEAST_VENUE = 14
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
    lines.append(line_strip(_byline(hit, width), width, styles.byline, styles.mark))
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
    title = marked_text(hit.title) if hit.title.text else MarkedText(name_of(hit.article))
    line = MarkedText("● " if is_marked else "") + MarkedText(f"{hit.rank:,}. ") + title
    room = width - BAR_WIDTH - 1 if shows_bar else width
    strip = line_strip(line, room, styles.title, styles.mark)
    if not shows_bar:
        return strip
    return Strip([*strip, Segment(" " + bar(share, BAR_WIDTH), styles.bar)], width)


def name_of(article: Article) -> str:
    """The title on one line; what stands for it where it shows nothing."""
    parts = (article.title, article.text[:200], article.id)
    return next(filter(None, map(one_line, parts)), "")


def _byline(hit: Hit, width: int) -> MarkedText:
    """Authors, date, venue: the date whole, the others in what room it leaves.

    A venue of which nothing but `Proceedi…` would be seen leaves its room to the authors.
    """
    article = hit.article
    date = MarkedText(one_line(str(article.date or "")))
    venue = MarkedText(one_line(article.venue))
    authors = joined([marked_text(author) for author in hit.authors], ", ")
    others = bool(date.text) + bool(venue.text)
    room = width - len(date.text) - others * len(BETWEEN)
    if columns(authors.text) + columns(venue.text) > room:
        least = min(columns(venue.text), room // 3)
        if least < min(columns(venue.text), LEAST_VENUE):
            venue, least = MarkedText(""), -len(BETWEEN)
        authors = cut_to(authors, max(room - least, 1))
        venue = cut_to(venue, max(room - columns(authors.text), 1))
    return joined([part for part in (authors, date, venue) if part.text], BETWEEN)


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
    """A snippet that begins so late that its first match is on its lines, and no later."""
    if not snippet.marks or _shows_match(snippet, width, lines):
        return snippet
    # The text before the match is worth more than blanks after the end.
    first = snippet.marks[0][0]
    start = snippet.text.find(" ", -width * lines + lines + 1) + 1
    last_lines = _begun_at(snippet, start)
    if start <= first and _shows_match(last_lines, width, lines):
        return last_lines
    start = snippet.text.rfind(" ", 0, max(first - width // 3, 0)) + 1
    return _begun_at(snippet, start or first)


def _begun_at(snippet: MarkedText, start: int) -> MarkedText:
    marks = tuple((begin - start + 1, end - start + 1) for begin, end in snippet.marks)
    return MarkedText(ELLIPSIS + snippet.text[start:], marks)


def _shows_match(snippet: MarkedText, width: int, lines: int) -> bool:
    """Whether the first match is on the lines, before the place of an ellipsis if there is one."""
    shown = wrap(snippet.text, width, lines)
    if not shown:
        return True
    end = shown[-1][1]
    is_whole = end >= len(snippet.text.rstrip())
    return is_whole or snippet.marks[0][1] < end - 1
