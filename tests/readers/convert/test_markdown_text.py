from __future__ import annotations

import pytest

from leadersearch.readers.convert.markdown_text import tags_in_markdown, text_of_markdown


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
        ("nurse<br>porter<br/>clerk", "nurse porter clerk"),
        ("H~2~O, 10^3^ and CO$_2$", "H2O, 10³ and CO$2$"),
        ("~~2~~ struck", "~~2~~ struck"),
        ("a<!-- hidden -->b", "ab"),
        ("```python\nx = a_b_c  # **kept**\n```", "x = a_b_c  # **kept**"),
        ("::: {.callout}\nInside\n:::", "Inside"),
        ("{% highlight bash %}\nls\n{% endhighlight %}", "ls"),
        ("<figure class='x'>\nText\n</figure>", "Text"),
        ("One\n\n---\n\nTwo", "One\n\nTwo"),
        ("R&amp;D \\*not slanted\\*", "R&D *not slanted*"),
        ("<https://example.org/a>", "https://example.org/a"),
        (
            "This is so.[^1]\n\n[^1]: The survey\n    goes on.",
            "This is so.\n\nThe survey\n    goes on.",
        ),
        ("So[^long-name], and so[^2].\n[^long-name]: **Why** so.", "So, and so.\nWhy so."),
        ("So.^[See [Smith](https://example.org).]", "So. (See Smith.)"),
        ("So.^[An inline note.]", "So. (An inline note.)"),
        ('[1]: <https://example.org> "A title"', ""),
        ("[logo]: ./logo.png 'Ours'\nText", "Text"),
        ("[Anna]: I think so, too.", "Anna: I think so, too."),
        ("*[AHP]: allied health professional", "AHP: allied health professional"),
        ("![shot](data:image/png;base64,iVBORw0KGgo=)\n\nText", "Text"),
        ("![shot](<data:image/png;base64,iVBO>) text", "text"),
        ("[the file](data:text/plain;base64,iVBORw0KGgo=) is small", "the file is small"),
        ("![shot][1]\n\n[1]: data:image/png;base64,iVBORw0KGgo=", "shot"),
        ("![[rounds.png|300]] See [[Rounds]] and [[Ward rounds|these]].", "See Rounds and these."),
        ("> [!NOTE]\n> Mind the gap.", "Mind the gap."),
        ("> [!tip]- Mind *this*\n> Gap.", "Mind this\nGap."),
        ('::: {.callout-note title="Mind this"}\nInside\n:::', "Mind this\nInside"),
        ("::: warning Mind this\nInside\n:::", "Mind this\nInside"),
        (":::note[Mind this]\nInside\n:::", "Mind this\nInside"),
        ('::: {.column width="50%"}\nInside\n:::', "Inside"),
        ('!!! note "Mind this"\n    Inside', "Mind this\n    Inside"),
        ("??? note\n    Inside", "Inside"),
        ("!!! Stop at once", "!!! Stop at once"),
        ("$p < 0.05$ and $n > 3$", "$p < 0.05$ and $n > 3$"),
    ],
)
def test_marks_go_and_words_stay(markdown: str, text: str) -> None:
    assert text_of_markdown(markdown) == text


@pytest.mark.parametrize("piece", ["[", "![", "*", "_", "`", "<!--", "<a ", "{", "[a](", "> ", "#"])
def test_the_time_is_bounded_for_hostile_marks(piece: str) -> None:
    text_of_markdown(piece * 20_000)


@pytest.mark.parametrize(
    ("markdown", "tags"),
    [
        ("Met about #staffing and #on-call.", ("staffing", "on-call")),
        ("(#rotas, #nhs/ward) #Äpfel", ("rotas", "nhs/ward", "Äpfel")),
        ("# Heading\n## Another", ()),
        ("PR #12, C#, a#b, https://example.org/#part, #fff #a1b2c3", ()),
        ("`#code` and\n```\n#include <x>\n```", ()),
        ("<!-- #hidden --> #seen #seen", ("seen",)),
    ],
)
def test_tags_are_found_in_the_text(markdown: str, tags: tuple[str, ...]) -> None:
    assert tags_in_markdown(markdown) == tags


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**snake_case**, __a_b__, *x_y_z*", "snake_case, a_b, x_y_z"),
        ("**bold _it_ on**, _an *em* x_, a_b_c", "bold it on, an em x, a_b_c"),
        ("a ==mark== b, 1 == 2 == 3", "a mark b, 1 == 2 == 3"),
        ("seen %%hidden%% again, 50%% or 60%%", "seen  again, 50%% or 60%%"),
        ("A point. ^ab12-c", "A point."),
        ("x ^2", "x ^2"),
        ("one\n\n%%\nhidden\nlines\n%%\n\ntwo\n%%hidden%% three", "one two three"),
        ("one\n%% that nobody closes", "one %% that nobody closes"),
        ("- one\n  id:: 6040\n  collapsed:: true\n  mood:: calm", "- one mood:: calm"),
        ("as ((01234567-89ab-cdef-0123-456789abcdef)) says ((twice))", "as says ((twice))"),
        ("one\n```dataview\nTABLE x FROM #y\n```\n~~~ query\nz\n~~~\ntwo", "one two"),
        ("```{r}\n#| echo: false\nplot()\n```", "plot()"),
        ("| A | B |\n|---|:-:|\n| 1 | - |", "| A | B | | 1 | - |"),
        (
            "See [it][1], [other] and [sic].\n\n[other]: https://x.org\n[1]: y",
            "See it, other and [sic].",
        ),
        ("[due:: 2021-03-05] (who:: Ann)", "due: 2021-03-05 who: Ann"),
    ],
)
def test_marks_of_notes_are_no_text(markdown: str, text: str) -> None:
    assert text_of_markdown(markdown).split() == text.split()


def test_a_tag_may_begin_with_a_number_where_a_word_follows() -> None:
    text = "#2024-review #3dprinting, #123 #1st #12-13 #123abc #go"
    assert tags_in_markdown(text) == ("2024-review", "3dprinting", "go")
