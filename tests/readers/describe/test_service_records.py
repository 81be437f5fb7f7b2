from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from readers.conftest import Read


def only(read: Read, record: object) -> Article:
    return read(json.dumps(record), "a.json").only


@pytest.mark.parametrize(
    "record",
    [
        {
            "title": "One",
            "url": "https://example.org",
            "is_archived": 0,
            "created_at": "2024-05-05",
        },
        {
            "title": "One",
            "content": {"url": "https://example.org"},
            "archived": False,
            "createdAt": 1714867200,
        },
        {
            "name": "One",
            "url": "https://example.org",
            "textContent": None,
            "createdAt": "2024-05-05",
        },
    ],
)
def test_the_day_of_saving_a_link_is_no_date_of_the_article(read: Read, record: object) -> None:
    assert only(read, record).date is None


def test_a_record_that_was_made_on_a_day_is_of_that_day(read: Read) -> None:
    assert (
        str(only(read, {"title": "One", "body": "A", "created_at": "2024-05-05"}).date)
        == "2024-05-05"
    )


@pytest.mark.parametrize(
    ("roles", "authors"),
    [
        (("editor", "author"), ("B",)),
        (("editor", "translator"), ("A",)),
        (("translator", "seriesEditor"), ("A", "B")),
        (("presenter", "contributor"), ("A", "B")),
    ],
)
def test_authors_of_zotero_are_the_creators_of_the_main_role(
    read: Read, roles: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    creators = [
        {"creatorType": role, "firstName": name, "lastName": "Lee"}
        for role, name in zip(roles, "AB", strict=True)
    ]
    article = only(read, {"title": "One", "creators": creators})
    assert article.authors == tuple(f"{name} Lee" for name in authors)


def test_mendeley_parts_the_date_and_calls_the_journal_a_source(read: Read) -> None:
    article = only(
        read,
        {
            "title": "One",
            "authors": [{"first_name": "Ann", "last_name": "Lee"}],
            "source": "J Care",
            "identifiers": {"doi": "10.1000/1"},
            "last_modified": "2024-01-01",
            "websites": ["https://example.org/1"],
            "year": 2021,
            "month": 3,
        },
    )
    assert (article.authors, article.venue) == (("Ann Lee",), "J Care")
    assert (str(article.date), article.url) == ("2021-03", "https://example.org/1")


@pytest.mark.parametrize("is_embedded", [True, False])
def test_posts_of_wordpress_have_the_names_that_an_answer_embeds(
    read: Read, is_embedded: bool
) -> None:
    post = {
        "title": {"rendered": "One"},
        "content": {"rendered": "<p>A text</p>"},
        "link": "https://example.org/1",
        "author": 3,
        "tags": [4],
        "categories": [5],
    }
    terms = [[{"name": "Care", "taxonomy": "category"}], [{"name": "Rest"}]]
    embedded = {"author": [{"name": "Ann Lee"}], "wp:term": terms}
    article = only(read, [{**post, "_embedded": embedded} if is_embedded else post])
    assert article.authors == (("Ann Lee",) if is_embedded else ())
    assert article.tags == (("Care", "Rest") if is_embedded else ())


def test_a_note_of_keep_is_its_text_or_its_list(read: Read) -> None:
    note = {"title": "One", "isTrashed": False, "userEditedTimestampUsec": 1614680000000000}
    article = only(read, {**note, "textContent": "A text", "labels": [{"name": "care"}]})
    assert (article.body, article.tags, str(article.date)) == ("A text", ("care",), "2021-03-02")
    assert only(read, {**note, "listContent": [{"text": "a"}, {"text": "b"}]}).body == "a\nb"
    with pytest.raises(ReadError):
        only(read, {**note, "isTrashed": True, "textContent": "A text"})


@pytest.mark.parametrize("name", ["string", "content"])
def test_a_page_of_an_outline_is_the_text_of_its_points(read: Read, name: str) -> None:
    inner = [{name: "two"}, {name: "three"}]
    page = {
        "title": "One",
        "children": [{name: "of [[Ann Lee]]", "children": inner}, {name: "end"}],
    }
    assert only(read, [page]).body == "of Ann Lee\ntwo\nthree\nend"
