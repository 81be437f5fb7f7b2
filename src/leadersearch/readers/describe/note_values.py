"""Values above or below the heading of a note, as Pandoc, MultiMarkdown and Notion write them.

% A title          Title: A title          # A title
% Ann Lee          Author: Ann Lee
% March 2021       Date: 2021-03-05        Created: March 5, 2021

Obsidian's Dataview doubles the colon; exports of Readwise list the values as points below a heading
`Metadata`. A single line may be a byline: `By Ann Lee, 5 March 2021`. Joplin writes them below a note.
"""

from __future__ import annotations

import re

from leadersearch.readers.describe.byline_lines import byline_in
from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.field_names import field_named

_PAIR = re.compile(
    r"(?:[-*+] )?[*_]{0,2}(?P<key>[A-Z][\w -]{0,30}?)[ \t]*+[*_]{0,2}::?[*_]{0,2}[ \t]++(?P<value>\S.*)"
)
# A picture, or the heading of such a list, may stand before it.
_BEFORE_PAIRS = re.compile(
    r"(?:\s*+!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)[ \t]*+\n)?+\s*+(?:#{2,4} (?:Metadata|Properties|Details)[ \t]*+\n\s*+)?+"
)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,500}\|)?(?P<text>[^\[\]|\n]{1,500})\]\]")
# A day with the name of its month, or in numbers.
_ONLY_DATE = re.compile(
    r"[*_]{0,3}(?:published |posted )?(?:on )?(?:[^\W\d_]{2,10},? )?(?:\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,10}\.?,?"
    r"|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,|\d{1,2}[./-]\d{1,2}[./-]|\d{4}-\d\d-) ?\d{2,4}[*_]{0,3}",
    re.IGNORECASE,
)
_JOPLIN = re.compile(r"^id: [0-9a-f]{32}$", re.MULTILINE)
_OF_JOPLIN = {"created_time": "date", "source_url": "url", "author": "authors"}
_CREATED = frozenset(("created", "created time", "created at", "date created"))
_CREATORS = frozenset(("created by", "written by", "by"))
_FIELDS = frozenset(("authors", "date", "tags", "url", "doi"))
_MOST_LINES = 60


def title_block(text: str) -> tuple[dict[str, object], str]:
    """The title, authors and date in the lines that begin with `%`, and the text below."""
    fields: list[list[str]] = []
    lines = text.split("\n", _MOST_LINES)
    end = 0
    for line in lines:
        if line.startswith("%") and not line.startswith("%%") and len(fields) < 3:
            fields.append([line[1:].strip()])
        elif fields and line[:1] in (" ", "\t") and line.strip():
            fields[-1].append(line.strip())
        else:
            break
        end += 1
    values: dict[str, object] = {}
    for name, pieces, joint in zip(("title", "authors", "date"), fields, " ; ", strict=False):
        if whole := joint.join(filter(None, pieces)):
            values[name] = whole
    return values, "\n".join(lines[end:]) if values else text


def headers(text: str) -> tuple[dict[str, object], str]:
    """The values of the first paragraph, where each of its lines has a name and one is a title."""
    values: dict[str, object] = {}
    key = ""
    paragraph, _, below = text.partition("\n\n")
    lines = paragraph.split("\n", _MOST_LINES)
    for line in lines:
        pair = _PAIR.fullmatch(line.rstrip())
        if pair:
            key = pair["key"].lower()
            values.setdefault(key, pair["value"])
        elif key and line[:1] in (" ", "\t"):
            joint = "; " if field_named(key) == "authors" else " "
            values[key] = f"{values[key]}{joint}{line.strip()}"
        else:
            return {}, text
    return (values, below) if "title" in values and len(values) > 1 else ({}, text)


def lines_below_heading(text: str) -> tuple[dict[str, object], str]:
    """The values of the paragraph below a heading, where each line has a name; the rest stays text."""
    before = _BEFORE_PAIRS.match(text)
    paragraph, _, below = text[before.end() if before else 0 :].partition("\n\n")
    lines = paragraph.split("\n", _MOST_LINES)
    pairs = [_PAIR.fullmatch(line.strip()) for line in lines]
    values: dict[str, object] = {}
    kept: list[str] = []
    for line, pair in zip(lines, pairs, strict=True):
        if pair is None:
            return byline_below(text)
        value = without_wiki_links(pair["value"])
        field = _field(pair["key"].lower(), value)
        if field == "tags" and field in values:
            values[field] = f"{values[field]}; {value}"
        elif field and field not in values:
            values[field] = value
        else:
            kept.append(line)
    return (values, "\n".join([*kept, "", below])) if values else ({}, text)


def byline_below(text: str) -> tuple[dict[str, object], str]:
    r"""The authors and the date in a line that is a byline by itself, and the text below it.

    >>> byline_below("By Ann Lee | 5 March 2021\n\nA text.")
    ({'authors': ['Ann Lee'], 'date': '5 March 2021'}, 'A text.')
    """
    line, _, below = text.lstrip("\n").partition("\n")
    byline = byline_in(line)
    if byline is None or below.strip("\n") == below:  # more lines of a paragraph
        return {}, text
    text = below.lstrip("\n")
    first, _, others = text.partition("\n")
    date = byline.date
    if not date and _ONLY_DATE.fullmatch(first.strip()) and others.startswith("\n"):
        date, text = first, others.lstrip("\n")
    values: dict[str, object] = {"authors": list(byline.names)}
    return values | ({"date": date} if date else {}), text


def trailer(text: str) -> tuple[dict[str, object], str]:
    """The values that Joplin writes below a note, its first line as title, and the text between."""
    above, _, block = text.rstrip().rpartition("\n\n")
    if not _JOPLIN.search(block) or "type_: " not in block:
        return {}, text
    pairs = dict(line.partition(": ")[::2] for line in block.split("\n"))
    title, _, body = above.partition("\n")
    found = {field: value for name, field in _OF_JOPLIN.items() if (value := pairs.get(name))}
    return {"title": title.strip(), "kind of joplin": pairs.get("type_", ""), **found}, body


def without_wiki_links(value: str) -> str:
    """The value with the texts of its links: `Ann Lee` for `[[people/ann|Ann Lee]]`."""
    return _WIKI_LINK.sub(r"\g<text>", value) if "[[" in value else value


def _field(key: str, value: str) -> str:
    """The field that a name means, "" for what is none or does not look like it."""
    if key == "full title":  # of Readwise, whose headings are short
        return "title"
    field = "date" if key in _CREATED else "authors" if key in _CREATORS else field_named(key)
    if field not in _FIELDS or (field == "date" and not parse_date(value)):
        return ""
    return "" if field == "url" and "://" not in value else field
