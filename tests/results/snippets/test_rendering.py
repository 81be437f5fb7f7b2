"""Fragments and snippets as text."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, strategies as st

from leadersearch.results.snippets import (
    Fragment,
    Snippet,
    render_html,
    render_plain,
    render_spans,
    render_terminal,
)

KIND = Fragment("be kind & <b>", ((3, 7),), "body")
CUT = Fragment("to leaders", ((3, 10),), "body", cut_before=True, cut_after=True)


def test_html_is_escaped() -> None:
    assert render_html(KIND) == "be <mark>kind</mark> &amp; &lt;b&gt;"
    assert render_html(Fragment("<script>", ((1, 7),))) == "&lt;<mark>script</mark>&gt;"


def test_terminal_marks_are_bold_and_underlined() -> None:
    assert render_terminal(CUT) == "…to \x1b[1;4mleaders\x1b[22;24m…"


def test_terminal_marks_may_have_a_colour() -> None:
    assert "\x1b[1;4;33mleaders\x1b[22;24;39m" in render_terminal(CUT, colour=True)


def test_spans_are_for_json() -> None:
    assert render_spans(CUT) == [
        {"text": "…to ", "marked": False},
        {"text": "leaders", "marked": True},
        {"text": "…", "marked": False},
    ]


@pytest.mark.parametrize(
    ("fragments", "expected"),
    [
        ((), ""),
        ((Fragment("a"),), "a"),
        ((Fragment("a", cut_after=True), Fragment("b", cut_before=True)), "a … b"),
        ((Fragment("a"), Fragment("b", cut_after=True)), "a … b…"),
        ((Fragment("a […]", cut_after=True), Fragment("b […]", cut_after=True)), "a […] b […]"),
        ((Fragment("a …", cut_after=True),), "a …"),
    ],
)
def test_fragments_are_joined_by_one_ellipsis(
    fragments: tuple[Fragment, ...], expected: str
) -> None:
    assert render_plain(Snippet(fragments)) == expected


def test_renderings_for_terminals_hold_no_controls_of_the_text() -> None:
    raw = Fragment("a\x1b[2Jb\x07\u202e", ((0, 1),))
    assert render_plain(raw) == "ab"
    assert render_terminal(raw) == "\x1b[1;4ma\x1b[22;24mb"


@given(
    st.text(st.characters(exclude_categories=("C", "Z")), max_size=20),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_spans_and_html_hold_the_whole_text(text: str, start: int, length: int) -> None:
    marks = ((start, start + length),) if length and start + length <= len(text) else ()
    fragment = Fragment(text, marks)
    assert "".join(span["text"] for span in render_spans(fragment)) == text
    bare = render_html(fragment).replace("<mark>", "").replace("</mark>", "")
    assert html.unescape(bare) == html.unescape(html.escape(text))
