"""Values above or below the heading of a note, as Pandoc, MultiMarkdown and Notion write them.

% A title          Title: A title          # A title
% Ann Lee          Author: Ann Lee
% March 2021       Date: 2021-03-05        Created: March 5, 2021
"""

from __future__ import annotations

import re

from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.field_names import field_named

_PAIR = re.compile(r"(?P<key>[A-Z][\w -]{0,30}?)[ \t]*+:[ \t]++(?P<value>\S.*)")
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
            values[key] = f"{values[key]} {line.strip()}"
        else:
            return {}, text
    return (values, below) if "title" in values and len(values) > 1 else ({}, text)


def lines_below_heading(text: str) -> tuple[dict[str, object], str]:
    """The values of the paragraph below a heading, where each line has a name; the rest stays text."""
    paragraph, _, below = text.lstrip("\n").partition("\n\n")
    lines = paragraph.split("\n", _MOST_LINES)
    pairs = [_PAIR.fullmatch(line.rstrip()) for line in lines]
    values: dict[str, object] = {}
    kept: list[str] = []
    for line, pair in zip(lines, pairs, strict=True):
        if pair is None:
            return {}, text
        field = _field(pair["key"].lower(), pair["value"])
        if field and field not in values:
            values[field] = pair["value"]
        else:
            kept.append(line)
    return (values, "\n".join([*kept, "", below])) if values else ({}, text)


def _field(key: str, value: str) -> str:
    """The field that a name means, "" for what is none or does not look like it."""
    field = "date" if key in _CREATED else "authors" if key in _CREATORS else field_named(key)
    if field not in _FIELDS or (field == "date" and not parse_date(value)):
        return ""
    return "" if field == "url" and "://" not in value else field
