"""The caret stands under the place."""

from __future__ import annotations

import pytest

from leadersearch.query import Diagnostic, parse_query, render_diagnostic
from leadersearch.query.diagnostics import MAX_DIAGNOSTICS


def test_caret_under_the_place_and_the_fix_below() -> None:
    (diagnostic,) = parse_query("ethics auther:memon").diagnostics
    assert render_diagnostic("ethics auther:memon", diagnostic).splitlines() == [
        "ethics auther:memon",
        "       ^^^^^^",
        "unknown field 'auther': did you mean 'author'? It was read as 'author'",
        "try: ethics author:memon",
    ]


PLACES = {
    "tab": ("a\tb", 2, 3, "a b", "  ^"),
    "line": ("a\nb c\nd", 4, 5, "b c", "  ^"),
    "wide": ("日本 b", 3, 4, "日本 b", "     ^"),
    "accent": ("e\u0301 b", 3, 4, "e\u0301 b", "  ^"),
    "control": ("\x1b[31m b", 6, 7, "\N{REPLACEMENT CHARACTER}[31m b", "      ^"),
    "end": ("abc", 3, 3, "abc", "   ^"),
    "over lines": ("a b\nc", 2, 5, "a b", "  ^"),
}


@pytest.mark.parametrize("case", PLACES)
def test_place(case: str) -> None:
    text, start, end, line, carets = PLACES[case]
    shown = render_diagnostic(text, Diagnostic("m", start, end)).splitlines()
    assert shown == [line, carets, "m"]


def test_a_long_line_is_cut_around_the_place() -> None:
    line, carets, _ = render_diagnostic(
        "x" * 500 + "!" + "y" * 500, Diagnostic("m", 500, 501)
    ).splitlines()
    assert line[carets.index("^")] == "!"
    assert len(line) < 80


def test_their_number_is_bounded() -> None:
    assert len(parse_query(") " * 3000).diagnostics) == MAX_DIAGNOSTICS
