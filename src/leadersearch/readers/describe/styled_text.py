"""The paragraphs of a word processor, with their styles, and its properties -> one record.

A title that the document shows is better than the one in its properties, which often is a
template's; the same goes for authors and dates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from leadersearch.readers.convert.clean_text import clean_line
from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.note_values import byline_below

# The English names of styles, which programs keep in files of every language, -> fields.
_FIELDS: Mapping[str, str] = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "authors",
    "authors": "authors",
    "date": "date",
    "abstract": "abstract",
    "keywords": "tags",
}
_HEADING = re.compile(r"(?:heading|head) ?1\Z")
_SHOWN_FIRST = 30
"""Paragraphs within which a title and authors stand."""

_LONGEST_LINE = 300
_NO_TITLE = re.compile(
    r"(?:microsoft word - .*|untitled.*|document\s?\d*|(?:new )?(?:word )?document|title|no title"
    r"|powerpoint presentation|.*\.(?:docx?|odt|rtf|pdf|tex|dvi|indd|qxd))\Z",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(?=\S*[\d:\\])[^\s@]+\Z")  # e516160, DOMAIN\name
_NO_AUTHOR = frozenset(
    "administrator admin user owner unknown author anonymous office python-docx un-named".split()
) | {"microsoft office user", "microsoft", "windows user", "your name here"}


class Paragraph(NamedTuple):
    """A paragraph and the English name of its style, in small letters."""

    style: str
    text: str


def record_of(
    paragraphs: Iterable[Paragraph], properties: Mapping[str, object], stem: str
) -> dict[str, object]:
    """The record of a document; `stem` is its title where it has no other."""
    shown, body, heading = _parted([row for row in paragraphs if row.text])
    title = ": ".join(filter(None, (" ".join(shown["title"]), " ".join(shown["subtitle"]))))
    dates = [text for text in shown["date"] if parse_date(text)]
    title = title or title_in(properties.get("title")) or heading
    values, text = byline_below("\n\n".join(text for text in body if text != title))
    return {
        **properties,
        "title": title or re.sub(r"[-_\s]+", " ", stem).strip(),
        "authors": "; ".join(shown["authors"])
        or values.get("authors")
        or authors_in(properties.get("authors")),
        "date": next(iter(dates), values.get("date") or properties.get("date")),
        "abstract": "\n\n".join(shown["abstract"]),
        "tags": "; ".join(shown["tags"]) or properties.get("tags"),
        "body": text,
    }


def title_in(value: object) -> str:
    """The title in a property, or "" for what programs write of themselves."""
    title = clean_line(str(value or ""))
    return "" if _NO_TITLE.match(title) else title


def authors_in(value: object) -> str:
    """The authors in a property, or "" for what programs write of themselves."""
    authors = clean_line(str(value or ""))
    is_login = bool(_LOGIN.match(authors))
    return "" if authors.lower() in _NO_AUTHOR or is_login else authors


def _parted(rows: list[Paragraph]) -> tuple[dict[str, list[str]], list[str], str]:
    """The fields that styles name, the texts of all others, and the heading before all text."""
    shown: dict[str, list[str]] = defaultdict(list)
    body: list[str] = []
    heading = ""
    for place, row in enumerate(rows):
        field = _FIELDS.get(row.style, "")
        is_line = len(row.text) <= _LONGEST_LINE or field == "abstract"
        goes_on = not shown[field] or rows[place - 1].style == row.style
        if field and is_line and goes_on and place < _SHOWN_FIRST:
            shown[field].append(row.text)
            continue
        if not body and _HEADING.match(row.style):
            heading = row.text
        body.append(row.text)
    return shown, body, heading
