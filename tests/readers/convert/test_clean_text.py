from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from leadersearch.readers.convert.clean_text import clean_line, clean_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Two\n words\t", "Two words"),
        ("R&amp;D and R&D", "R&D and R&D"),
        ("twice &amp;amp; escaped", "twice & escaped"),
        ("A&LTD stays", "A&LTD stays"),
        ("<i>Ethics</i> &ndash; a <b class='x'>view</b>", "Ethics – a view"),
        ("Effects of<br>walking<BR/>meetings", "Effects of walking meetings"),
        ("<p>Rapid</p><p>review</p><hr/>of<div class='x'>rounds</div>", "Rapid review of rounds"),
        ("un<b>believ</b>able CO<sub>2</sub> per cm<sup>2</sup>", "unbelievable CO2 per cm2"),
        ("Resilience<sup>1,2</sup> at work<sup>3</sup>", "Resilience 1,2 at work 3"),
        ("p < 0.05 and n > 30", "p < 0.05 and n > 30"),
        ("bell\x07 and\u200b zero\ufeff", "bell and zero"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_a_line_is_made_clean(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


def test_paragraphs_are_kept_and_line_ends_are_one_kind() -> None:
    assert clean_text("One\r\ntwo\r\n \r\n\r\nthree\rfour\x0c") == "One\ntwo\n\nthree\nfour"


@given(st.text())
@example("surgi-\x1f\rcal")  # divided behind a control
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert clean_text(clean_text(raw)) == clean_text(raw)


@given(st.text())
def test_clean_text_can_always_be_stored_as_utf8(raw: str) -> None:
    clean_text(raw).encode()
    clean_line(raw).encode()
