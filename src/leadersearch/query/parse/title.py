"""Titles that begin like a field: `Tag: you are it`, `Author: unknown`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leadersearch.model.fields import FIELD_NAMES
from leadersearch.query.diagnostics import Diagnostic
from leadersearch.query.parse.parser import ParsedQuery, parse_query

if TYPE_CHECKING:
    from datetime import date

_OPENING = re.compile(r"\s*+(?P<name>[^\W\d_][\w-]{0,60}):(?=\s+\S)")


def read_as_title(text: str, *, today: date | None = None) -> ParsedQuery | None:
    """The reading of a text whose first word only looks like a field; None where it does not.

    A colon without a space behind it is meant: `tag:you`.

    >>> read_as_title("tag:you are it") is None
    True
    """
    opening = _OPENING.match(text)
    if opening is None or opening["name"].lower() not in FIELD_NAMES:
        return None
    colon = opening.end() - 1
    parsed = parse_query(f"{text[:colon]} {text[colon + 1 :]}", today=today)
    start, name = opening.start("name"), opening["name"]
    message = (
        f"'{name}:' was read as a word, since no article matches it as a field: write no space"
        " behind a field"
    )
    said = Diagnostic(message, start, colon + 1)
    return replace(parsed, text=text, diagnostics=(said, *parsed.diagnostics))
