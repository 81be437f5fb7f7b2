"""Texts that may be shown, calculated or followed."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, strategies as st

from leadersearch.results.snippets.display_text import one_line, strip_controls
from leadersearch.safety import (
    escaped_json,
    guarded_cell,
    is_safe,
    safe_link,
    unguarded_cell,
    visible,
    writable,
)

CONTROLS = [
    *map(chr, [*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0)]),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",  # directions
    *"\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff",  # of no width
    *"\u2028\u2029\ufff9\ufffb\U000e0001\U000e0041\U000e007f\ud800\udfff",
]
TEXTS = st.text(st.sampled_from([*CONTROLS, *"ab é日\u200c\u200d\n\t[31m;\x1b\x9b\\"]), max_size=12)


def leftovers(text: str) -> set[str]:
    """Characters that a terminal might act on, by Unicode's own categories."""
    categories = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {
        sign
        for sign in text
        if unicodedata.category(sign) in categories and sign not in "\n\t\u00ad\u200c\u200d"
    }


@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
def test_no_control_comes_through(control: str) -> None:
    text = f"a{control}b"
    assert not is_safe(text)
    for made in (one_line(text), visible(text), writable(text), strip_controls(text)):
        assert not leftovers(made)
        assert made[0] == "a"
    assert json.loads(escaped_json(json.dumps(text, ensure_ascii=False))) == text
    assert not leftovers(escaped_json(json.dumps(text, ensure_ascii=False)))


@given(TEXTS)
def test_nothing_comes_through_in_any_company(text: str) -> None:
    for made in (one_line(text), visible(text), strip_controls(text)):
        assert not leftovers(made)
    assert "\n" not in one_line(text) + visible(text)
    assert is_safe(one_line(text))
    assert one_line(one_line(text)) == one_line(text)


@given(TEXTS)
def test_what_is_visible_has_its_places_where_they_were(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert is_safe(visible(text))


def test_colours_are_written_and_other_sequences_are_not() -> None:
    painted = "\x1b[1;31mred\x1b[0m\n\ttext"
    assert writable(painted) == painted
    assert writable("\x1b[2J\x1b]0;title\x07\x9b31m") == "�[2J�]0;title��31m"


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d🔬", "क्\u200dष", "naïve – “日本”"])
def test_joiners_that_shape_letters_stay(text: str) -> None:
    assert one_line(text) == visible(text) == writable(text) == text


@pytest.mark.parametrize(
    "text", ["pay\u200dpal", "a\u200c", "\u200da", "日\u200d\u200d本", "日\u200d "]
)
def test_joiners_that_join_nothing_are_hidden_signs(text: str) -> None:
    assert {"\u200d", "\u200c"}.isdisjoint(one_line(text))
    assert not is_safe(text)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", '"=1', "'=1", "' \"+1", "＝1", "＋1", "－1", "＠a"],
)
def test_a_formula_is_guarded_and_read_back(cell: str) -> None:
    assert guarded_cell(cell) == f"'{cell}"
    assert unguarded_cell(guarded_cell(cell)) == cell


@pytest.mark.parametrize("cell", ["", "a", "1-1", "'quoted' title", "a=b", "– dash"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded_cell(cell) == unguarded_cell(cell) == cell


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("mailto:a@example.org?attach=/etc/passwd", "mailto:a@example.org"),
        ("doi:10.1136/a", "https://doi.org/10.1136/a"),
        ("example.org/a", "https://example.org/a"),
        ("//example.org/a", "https://example.org/a"),
        ("example.org:8080", "https://example.org:8080"),
        ("javascript:alert(1)", ""),
        (" JavaScript:alert(1)", ""),
        ("javascript://example.org/%0aalert(1)", ""),
        ("data:text/html,<script>", ""),
        ("file:///etc/passwd", ""),
        ("vbscript:x", ""),
        ("ftp://example.org", ""),
        ("", ""),
        ("//", ""),
    ],
)
def test_only_the_web_mail_and_dois_are_linked_to(url: str, link: str) -> None:
    assert safe_link(url) == link
