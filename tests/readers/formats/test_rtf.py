"""Rich Text Format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Cyr;}{\f2\fcharset128 J;}}"
    r"{\stylesheet{\s0 Normal;}{\s3 Title;}{\*\cs9 Emphasis;}}"
)
INFO = (
    r"{\info{\title On wards}{\author Ann Lee; Bo Ray}{\keywords kindness, wards}{\operator Cy}"
    r"{\creatim\yr2021\mo3\dy5\hr10}{\revtim\yr2022\mo1\dy1}{\doccomm Hidden}}"
)


def body(read: Read, text: str) -> str:
    return read(HEAD + text + "}", "a.rtf").only.body


def test_properties_and_paragraphs(read: Read) -> None:
    found = read(HEAD + INFO + r"\pard One\par\pard Two\par}", "a.rtf").only

    assert (found.title, found.authors) == ("On wards", ("Ann Lee", "Bo Ray"))
    assert (str(found.date), found.tags) == ("2021-03-05", ("kindness", "wards"))
    assert found.body == "One\n\nTwo"


def test_a_title_that_is_shown_comes_first(read: Read) -> None:
    found = read(HEAD + INFO + r"\pard\s3 Kind rounds\par\pard Text\par}", "a.rtf").only
    assert (found.title, found.body) == ("Kind rounds", "Text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"caf\'e9", "café"),
        (r"{\f1 \'cc\'e8\'f0} caf\'e9", "Мир café"),
        (r"{\f2 \'83A\'83\'43}", "アイ"),  # the second byte of a character may be written as it is
        (r"\u945a and \u-10179?\u-8704?", "α and 😀"),
        (r"{\uc2\u228\'c3\'a4}rger {\uc0\u228}", "ärger ä"),
        (r"a\~b\_c\-d \{e\} \emdash\ldblquote f\rdblquote", "a b-cd {e} —“f”"),
        ("a\\\nb", "a\n\nb"),
        ("wo\r\nrd", "word"),
        (r"One{\footnote \pard See \'e9.} two\par Three", "One two\n\nSee é.\n\nThree"),
        (
            r"a{\pict 0a0b0c}b{\header Page}{\*\unknown x}{\v hidden}{\deleted gone}\bin3 {{{c",
            "abc",
        ),
        (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt shown}}', "shown"),
        (r"{\upr{old}{\*\ud{new}}}", "new"),
        (r"one\cell two\cell\row", "one\n\ntwo"),
    ],
)
def test_text(read: Read, text: str, expected: str) -> None:
    assert body(read, text) == expected


def test_nesting_costs_nothing(read: Read) -> None:
    assert body(read, "{" * 200_000 + "deep") == "deep"


def test_any_suffix_will_do_and_no_text_is_named(read: Read) -> None:
    assert read(HEAD + "Text}", "letter.doc").only.body == "Text"
    with pytest.raises(ReadError, match="contains no article"):
        read(HEAD + "}", "a.rtf")
