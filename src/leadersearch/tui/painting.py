"""Text with marks -> segments of a terminal line. Nothing in a text is ever read as markup."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from leadersearch.results.snippets import Fragment, Snippet
from leadersearch.results.snippets.display_text import one_line
from leadersearch.wrapping import Place, columns, fitting

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and the places in it that are marked, in order and apart."""

    text: str
    marks: tuple[Place, ...] = ()

    def __add__(self, other: MarkedText) -> MarkedText:
        by = len(self.text)
        moved = tuple((start + by, end + by) for start, end in other.marks)
        return MarkedText(self.text + other.text, self.marks + moved)


def marked_text(fragment: Fragment) -> MarkedText:
    """A fragment of an article as a text with marks."""
    return MarkedText(fragment.text.replace("\t", " "), fragment.marks)


def joined(parts: Iterable[MarkedText], separator: str) -> MarkedText:
    """Several texts as one."""
    whole = MarkedText("")
    for index, part in enumerate(parts):
        whole += MarkedText(separator) + part if index else part
    return whole


def marked_snippet(snippet: Snippet) -> MarkedText:
    """A snippet as one text, ellipses where something was left out."""
    from leadersearch.results.snippets import render_spans

    whole = MarkedText("")
    for span in render_spans(snippet):
        text = " ".join(span["text"].splitlines()).replace("\t", " ")
        whole += MarkedText(text, ((0, len(text)),) if span["marked"] else ())
    return whole


def segments(
    text: str, marks: Sequence[Place], line: Place, plain: Style, mark: Style
) -> list[Segment]:
    """The segments of one line of a text, whose marks are in order and apart."""
    done, end = line
    found: list[Segment] = []
    first = bisect_right(marks, done, key=itemgetter(1))
    last = bisect_left(marks, end, lo=first, key=itemgetter(0))
    for mark_start, mark_end in marks[first:last]:
        start, stop = max(mark_start, done), min(mark_end, end)
        if start > done:
            found.append(Segment(text[done:start], plain))
        found.append(Segment(text[start:stop], plain + mark))
        done = stop
    if done < end:
        found.append(Segment(text[done:end], plain))
    return found


def cut_to(marked: MarkedText, width: int) -> MarkedText:
    """A text cut to so many columns, with an ellipsis where something is missing."""
    # A text far too long is not measured to its end: beyond ASCII that goes character by character.
    if len(marked.text) <= 4 * width and columns(marked.text) <= width:
        return marked
    end = fitting(marked.text, max(width - 1, 1))
    kept = tuple((start, min(stop, end)) for start, stop in marked.marks if start < end)
    return MarkedText(marked.text[:end] + ELLIPSIS, kept)


def shortened(text: str, width: int) -> str:
    """A text in so many columns, without its middle: many venues begin alike.

    >>> shortened("Proceedings of the 24th Workshop", 15)
    'Proceed…orkshop'
    """
    if columns(text) <= width:
        return text
    tail = ""
    for letter in reversed(text):
        if columns(letter + tail) > (width - 1) // 2:
            break
        tail = letter + tail
    lead = cut_to(MarkedText(text), width - columns(tail)).text
    return lead + tail


def line_strip(marked: MarkedText, width: int, plain: Style, mark: Style) -> Strip:
    """A text as one line of exactly so many columns."""
    fitted = cut_to(marked, width)
    pieces = segments(fitted.text, fitted.marks, (0, len(fitted.text)), plain, mark)
    room = width - columns(fitted.text)
    if room < 0:  # a wide character where only one column is left
        return Strip(pieces).adjust_cell_length(width, plain)
    if room:
        pieces.append(Segment(" " * room, plain))
    return Strip(pieces, width)


def plain_content(*parts: str | tuple[str, str]) -> Content:
    """Content of plain texts and (text, style) pairs; all of it on one line and safe to show."""
    return Content.assemble(
        *(
            _kept_spaces(part) if isinstance(part, str) else (_kept_spaces(part[0]), part[1])
            for part in parts
        )
    )


def _kept_spaces(text: str) -> str:
    """`one_line`, with the blanks at both ends as they are."""
    bare = one_line(text)
    if not bare:
        return " " * text.count(" ")
    lead = len(text) - len(text.lstrip(" "))
    tail = len(text) - len(text.rstrip(" "))
    return " " * lead + bare + " " * tail


def bar(share: float, width: int) -> str:
    """A bar that fills a share of so many columns.

    >>> bar(0.5, 4)
    '██  '
    """
    eighths = round(max(0.0, min(share, 1.0)) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else "")).ljust(width)
