"""A marked article -> the paragraphs that are read, and where in them the matches stand."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from leadersearch.model.article import Source
from leadersearch.model.field import Kind
from leadersearch.model.fields import EXTRA_FIELDS
from leadersearch.model.places import written_place
from leadersearch.results.snippets.display_text import one_line
from leadersearch.safety import library_link
from leadersearch.tui.painting import MarkedText, joined, marked_text
from leadersearch.tui.session import MarkedArticle
from leadersearch.wrapping import Place, wrap


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text with marks, and which style it has."""

    text: MarkedText
    style: str


class Line(NamedTuple):
    """One line of the pane: a stretch of a paragraph. Lines are in this order."""

    paragraph: int
    place: Place


class ShownMatch(NamedTuple):
    """One marked place of the article."""

    paragraph: int
    place: Place


def paragraphs(marked: MarkedArticle) -> tuple[Paragraph, ...]:
    """The article from title to source, with blank lines between its parts."""
    return tuple(_paragraphs(marked))


def _paragraphs(marked: MarkedArticle) -> Iterator[Paragraph]:
    article = marked.hit.article
    if marked.title.text:
        yield Paragraph(marked_text(marked.title), "title")
    if marked.authors:
        names = joined([marked_text(author) for author in marked.authors], ", ")
        yield Paragraph(names, "byline")
    where = [str(article.date or ""), f"{article.venue} {written_place(article)}".strip()]
    yield from _fact(" · ".join(one_line(part) for part in where if part), "byline")
    yield from _fact(", ".join(map(one_line, article.tags)), "byline", "Tags: ")
    for row in EXTRA_FIELDS:
        if row.kind is Kind.STORED:
            continue
        values = ", ".join(map(one_line, row.values(article)))
        yield from _fact(values, "byline", f"{row.key.capitalize()}: ")
    yield from _fact(article.url, "link")
    if article.doi and article.doi not in article.url:
        yield from _fact(article.doi, "link", "doi:")
    for link in article.extra.get("library", ()):
        yield from _fact(library_link(link), "link")
    yield from _fact(" · ".join(map(str, marked.hit.reasons)), "reasons", "Found by ")
    for text in marked.texts:
        if text.text.strip():
            yield Paragraph(MarkedText(""), "text")
            yield Paragraph(marked_text(text), "text")
    yield Paragraph(MarkedText(""), "text")
    for source in article.sources:
        lead = "From " if source == article.source else "Also in "
        yield from _fact(_shown(source), "source", lead)
    yield from _fact(article.id, "source", "Id ")


def _shown(source: Source) -> str:
    """Where an article was read, relative to the current folder if it lies below it."""
    return str(source).removeprefix(f"{Path.cwd()}{os.sep}")


def _fact(text: str, style: str, lead: str = "") -> Iterator[Paragraph]:
    if text.strip():
        yield Paragraph(MarkedText(lead + one_line(text)), style)


class Matches:
    """All marked places of paragraphs, from the top; a book may have a million."""

    def __init__(self, rows: tuple[Paragraph, ...]) -> None:
        self._rows = rows
        self._ends = list(accumulate(len(row.text.marks) for row in rows))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, number: int) -> ShownMatch:
        place = range(len(self))[number]
        paragraph = bisect_right(self._ends, place)
        marks = self._rows[paragraph].text.marks
        return ShownMatch(paragraph, marks[place - self._ends[paragraph]])


def lines(rows: tuple[Paragraph, ...], width: int) -> list[Line]:
    """The lines of the paragraphs at a width."""
    return [
        Line(number, place)
        for number, row in enumerate(rows)
        for place in wrap(row.text.text, width)
    ]
