from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.readers.describe.table_columns import names_articles

if TYPE_CHECKING:
    from readers.conftest import Read


def test_notes_and_highlights_of_raindrop_are_the_text(read: Read) -> None:
    text = 'id,title,note,excerpt,url,tags,highlights\n1,One,Mine,Sum,https://example.org,"a, b","Highlight:X\nHighlight:Y"\n'
    article = read(text, "a.csv").only
    assert (article.excerpt, article.body) == ("Sum", "Mine\n\nX\n\nY")


def test_a_book_of_goodreads_has_all_authors_and_its_shelves(read: Read) -> None:
    text = (
        "Title,Author,Additional Authors,Year Published,Original Publication Year,Bookshelves,My Review\n"
        'One,Ann Lee,"Bo Ray, Cy Poe",,2020,"care, rest",Good.\n'
    )
    article = read(text, "a.csv").only
    assert article.authors == ("Ann Lee", "Bo Ray", "Cy Poe")
    assert (str(article.date), article.tags, article.body) == ("2020", ("care", "rest"), "Good.")


@pytest.mark.parametrize(
    ("names", "is_one"),
    [
        (("Name", "Tags", "URL"), True),
        (("Name", "Created", "Author", "Status"), True),
        (("Name", "Status"), False),
        (("Name", "Email address", "URL", "Tags"), False),
        (("Title", "Status"), True),
    ],
)
def test_a_name_beside_other_fields_is_a_title(names: tuple[str, ...], is_one: bool) -> None:
    assert names_articles(names) == is_one


def test_a_table_of_notion_has_its_titles_in_a_column_of_names(read: Read) -> None:
    article = read("Name,Tags,Author\nOne,a,Ann Lee\n", "a.csv").only
    assert (article.title, article.tags, article.authors) == ("One", ("a",), ("Ann Lee",))
