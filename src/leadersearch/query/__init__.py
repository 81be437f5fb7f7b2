"""The query language: text -> Query, and back.

    text --lexer--> tokens --parser, leaves, dates--> canonical tree --rendering--> text

`parse_query` never fails: it gives the best reading, with diagnostics where it had to guess.
No engine, no analysis of text, no looking into an index.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from leadersearch.query.canonical import canonical
from leadersearch.query.diagnostics import Diagnostic, render_diagnostic
from leadersearch.query.parse.parser import ParsedQuery, parse_query
from leadersearch.query.parse.rendering import render_query
from leadersearch.query.tree import (
    And,
    Boost,
    Clause,
    DateRange,
    Everything,
    Fuzzy,
    InField,
    Not,
    Nothing,
    Occur,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
    Words,
)

if TYPE_CHECKING:
    from leadersearch.query.completion import Typed, ends_in_a_word, field_names, typed_at
    from leadersearch.query.help import FIELD_HELP, LANGUAGE_HELP, HelpRow

# 10 ms that a search has no use for: loaded when they are asked for.
_LATER = {
    **dict.fromkeys(("Typed", "ends_in_a_word", "field_names", "typed_at"), "completion"),
    **dict.fromkeys(("FIELD_HELP", "LANGUAGE_HELP", "HelpRow"), "help"),
}

__all__ = [
    "FIELD_HELP",
    "LANGUAGE_HELP",
    "And",
    "Boost",
    "Clause",
    "DateRange",
    "Diagnostic",
    "Everything",
    "Fuzzy",
    "HelpRow",
    "InField",
    "Not",
    "Nothing",
    "Occur",
    "Or",
    "ParsedQuery",
    "Phrase",
    "Prefix",
    "Query",
    "Term",
    "Typed",
    "Wildcard",
    "Words",
    "canonical",
    "ends_in_a_word",
    "field_names",
    "parse_query",
    "render_diagnostic",
    "render_query",
    "typed_at",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
