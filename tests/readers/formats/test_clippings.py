from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read


RULE = "==========\n"


def clipping(book: str, text: str, kind: str = "Your Highlight on page 10") -> str:
    return f"{book}\n- {kind} | Added on Tuesday, March 2, 2021 10:00:00 AM\n\n{text}\n{RULE}"


def test_the_clippings_of_a_book_are_one_article(read: Read) -> None:
    text = (
        clipping("\ufeffRest: A View (Lee, Ann)", "First words.")
        + clipping("Other (wards) (Bo Ray;Cy Poe)", "Other words.")
        + clipping("\ufeffRest: A View (Lee, Ann)", "My note.", "Your Note on page 10")
        + clipping("Rest: A View (Lee, Ann)", "", "Your Bookmark on page 11")
        + clipping("Rest: A View (Lee, Ann)", "First words.")
    )
    for name in ("My Clippings.txt", "clippings"):
        for content in (text, text.replace("\n", "\r\n")):
            rest, other = read(content, name).articles
            assert (rest.title, rest.authors) == ("Rest: A View", ("Ann Lee",))
            assert rest.body == "First words.\n\nMy note."
            assert (other.title, other.authors) == ("Other (wards)", ("Bo Ray", "Cy Poe"))


def test_clippings_in_other_languages_are_known(read: Read) -> None:
    text = clipping("Ruhe (Lee, Ann)", "Erste.", "Ihre Markierung bei Position 12-13")
    assert read(text, "a.txt").only.body == "Erste."


def test_a_text_with_a_list_below_its_title_is_a_text(read: Read) -> None:
    text = "To do\n- call 3 people\n\nAnd so on."
    assert read(text, "a.txt").only.title == "To do"
