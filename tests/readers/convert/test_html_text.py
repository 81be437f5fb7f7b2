from __future__ import annotations

import pytest

from leadersearch.readers.convert.html_text import looks_like_html, text_of_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<p>R&amp;D</p><script>alert('<p>x</p>')</script>", "R&D"),
        ("<style>p {}</style><p>a <b>bold</b> word</p>", "a bold word"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<p>A<!-- a <p> comment --> B</p>", "A B"),
        ("<p title='a > b'>Text</p>", "Text"),
        ("<jats:p>Abstract</jats:p>", "Abstract"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<td>a</td><td>b<br>c</td>", "a b\nc"),
        ("<select><option>a<option>b</select>", "a\nb"),
        ("resilience<sup>12</sup> of 3 cm<sup>2</sup>", "resilience 12 of 3 cm2"),
        ("the organi-\nsation", "the organisation"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>never closed", "never closed"),
        ("One\ngoes on\n\nTwo<!--more-->", "One goes on\n\nTwo"),
        ("<script>never closed", "never closed"),
        ("text<!-- never closed", "text"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert text_of_html(markup) == text


def test_html_is_told_from_prose_with_a_tag_in_it() -> None:
    assert looks_like_html("<p>One</p>")
    assert looks_like_html("Intro <p>One</p><p>Two</p>")
    assert not looks_like_html("If a < b then <b>stop</b>")
    assert not looks_like_html("<img src='x'>\n\nOne\n\nTwo\n\nThree")
    assert not looks_like_html("A paragraph with <img src='x'> in it")


@pytest.mark.parametrize("piece", ["<", "<a ", '<a "', "<!--", "<![CDATA[", "<script>", "&", "</p"])
def test_the_time_grows_with_the_length_of_hostile_markup(piece: str) -> None:
    # A tokeniser that looks ahead from each place would need hours for this.
    text_of_html(piece * 200_000)
