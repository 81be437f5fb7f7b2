from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read

TWO = [{"title": "One"}, {"title": "Two"}]


@pytest.mark.parametrize(
    "value",
    [
        TWO,
        {"articles": TWO},
        {"title": "My collection", "items": TWO},
        {"response": {"count": 2, "docs": TWO}},
        {"hits": {"total": 2, "hits": [{"_id": 1, "_source": record} for record in TWO]}},
        {"whatever": TWO, "other": [1, 2, 3]},
    ],
)
def test_the_list_of_articles_is_found_wherever_it_is(read: Read, value: object) -> None:
    assert read(json.dumps(value), "a.json").titles == ["One", "Two"]


def test_one_object_may_be_one_article(read: Read) -> None:
    article = read(json.dumps({"title": "One", "author": "Ann Lee and Bo Ray"}), "a.json").only
    assert article.authors == ("Ann Lee", "Bo Ray")


def test_csl_json_names_and_dates_are_understood(read: Read) -> None:
    record = {
        "title": ["A title"],
        "author": [
            {"given": "Ann", "family": "Lee"},
            {"given": "Vincent", "non-dropping-particle": "van", "family": "Gogh"},
            {"literal": "NHS England"},
        ],
        "issued": {"date-parts": [["2023", 5]]},
        "container-title": ["BMJ Leader"],
        "DOI": "10.1136/leader-2023-000123",
        "abstract": "<jats:title>Abstract</jats:title><jats:p>What it says.</jats:p>",
    }
    article = read(json.dumps({"status": "ok", "message": record}), "a.json").only
    assert article.authors == ("Ann Lee", "Vincent van Gogh", "NHS England")
    assert (str(article.date), article.venue) == ("2023-05", "BMJ Leader")
    assert article.doi == "10.1136/leader-2023-000123"
    assert article.excerpt == "What it says."


def test_json_lines_by_another_name_are_read_as_such(read: Read) -> None:
    assert read('{"title": "One"}\n{"title": "Two"}\n', "a.json").titles == ["One", "Two"]
    long = json.dumps({"title": "One", "body": "word " * 9000})
    assert read(f'{long}\n{{"title": "Two"}}\n', "-").titles == ["One", "Two"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"title": "One",}', r"ill-formed JSON, line 1 column 1[67]"),
        ("[" * 100_000, "nested too deeply"),
        ('{"name": "package", "version": "1.0"}', "JSON without articles"),
        ("[1, 2]", "JSON without articles"),
        ("  ", "the file is empty"),
    ],
)
def test_the_reason_of_a_refusal_is_told(read: Read, text: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(text, "a.json")


def test_bad_items_are_reported_by_number(read: Read) -> None:
    reading = read(json.dumps([{"title": "One"}, 5, {"x": 1}]), "a.json")
    assert reading.titles == ["One"]
    assert reading.findings == [
        "item 2 skipped: not an object",
        "item 3 skipped: no title, excerpt or body",
    ]


def test_the_bookmarks_of_a_browser_are_read_through_its_folders(read: Read) -> None:
    firefox = {
        "title": "",
        "root": "placesRoot",
        "children": [
            {
                "title": "Menu",
                "children": [{"title": "One", "uri": "https://example.org/1", "tags": "a,b"}],
            },
            {"title": "Recent", "uri": "place:sort=8"},
            {"title": "Two", "uri": "https://example.org/2"},
        ],
    }
    chrome = {
        "roots": {
            "bookmark_bar": {
                "name": "Bar",
                "type": "folder",
                "children": [
                    {
                        "type": "folder",
                        "name": "F",
                        "children": [
                            {"type": "url", "name": "One", "url": "https://example.org/1"}
                        ],
                    },
                    {"type": "url", "name": "Two", "url": "https://example.org/2"},
                ],
            }
        },
        "version": 1,
    }
    for tree in (firefox, chrome):
        one, two = read(json.dumps(tree), "bookmarks.json").articles
        assert (one.title, one.url, two.title) == ("One", "https://example.org/1", "Two")
    assert read(json.dumps(firefox), "bookmarks.json").articles[0].tags == ("a", "b")


def test_links_that_lie_in_collections_are_read(read: Read) -> None:
    link = {"name": "One", "url": "https://example.org/1", "tags": [{"name": "a"}]}
    text = json.dumps(
        {"collections": [{"name": "Tech", "links": [link]}, {"name": "No", "links": []}]}
    )
    article = read(text, "a.json").only
    assert (article.title, article.url, article.tags) == ("One", "https://example.org/1", ("a",))


def test_articles_with_comments_below_them_are_no_folders(read: Read) -> None:
    story = {
        "title": "One",
        "url": "https://example.org/1",
        "children": [{"title": "No", "url": "https://example.org/2"}],
    }
    assert read(json.dumps(story), "a.json").titles == ["One"]
