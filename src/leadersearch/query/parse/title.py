"""Titles with words that look like fields: `Tag: you are it`, `The journal: a history`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leadersearch.model.fields import FIELD_NAMES
from leadersearch.query.diagnostics import Diagnostic
from leadersearch.query.parse.parser import ParsedQuery, parse_query

if TYPE_CHECKING:
    from datetime import date

_SPACED = re.compile(r"(?<!\S)(?P<name>[^\W\d_][\w-]{0,60}):(?=\s+\S)")


def read_as_title(text: str, *, today: date | None = None) -> ParsedQuery | None:
    """The reading of a text in which words only look like fields; None where none does.

    A colon without a space behind it is meant: `tag:you`.

    >>> read_as_title("tag:you are it") is None
    True
    """
    names = [name for name in _SPACED.finditer(text) if name["name"].lower() in FIELD_NAMES]
    if not names:
        return None
    words = list(text)
    for name in names:
        words[name.end() - 1] = " "
    parsed = parse_query("".join(words), today=today)
    said = (
        Diagnostic(
            f"'{name[0]}' was read as a word, since no article matches it as a field: write no space"
            " behind a field",
            *name.span(),
        )
        for name in names
    )
    return replace(parsed, text=text, diagnostics=(*said, *parsed.diagnostics))
