from __future__ import annotations

import pytest

from leadersearch.readers.convert.markdown_text import text_of_markdown


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("## Heading ##", "Heading"),
        ("See [the paper](https://example.org/a_(b)).", "See the paper."),
        ("See [the paper][1].\n\n[1]: https://example.org", "See the paper."),
        ("![A chart](chart.png) shows", "A chart shows"),
        ("**Bold**, *slanted*, __strong__ and `code`", "Bold, slanted, strong and code"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("> Quoted", "Quoted"),
        ("a<!-- hidden -->b", "ab"),
        ("```python\nx = a_b_c  # **kept**\n```", "x = a_b_c  # **kept**"),
        ("::: {.callout}\nInside\n:::", "Inside"),
        ("{% highlight bash %}\nls\n{% endhighlight %}", "ls"),
        ("<figure class='x'>\nText\n</figure>", "Text"),
        ("One\n\n---\n\nTwo", "One\n\nTwo"),
        ("R&amp;D \\*not slanted\\*", "R&D *not slanted*"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("$p < 0.05$ and $n > 3$", "$p < 0.05$ and $n > 3$"),
    ],
)
def test_marks_go_and_words_stay(markdown: str, text: str) -> None:
    assert text_of_markdown(markdown) == text


@pytest.mark.parametrize("piece", ["[", "![", "*", "_", "`", "<!--", "<a ", "{", "[a](", "> ", "#"])
def test_the_time_is_bounded_for_hostile_marks(piece: str) -> None:
    text_of_markdown(piece * 20_000)
