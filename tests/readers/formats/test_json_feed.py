from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read


def feed(*items: dict[str, Any], **more: Any) -> str:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "The blog"}
    return json.dumps({**head, **more, "items": list(items)})


def test_items_are_articles_and_the_feed_fills_in_for_them(read: Read) -> None:
    item = {
        "id": "https://doi.org/10.1136/leader-2023-1",
        "url": "https://example.org/one",
        "title": "One",
        "summary": "In short.",
        "content_html": "<p>At <b>length</b>.</p><p>And more.</p>",
        "date_published": "2023-05-17T10:00:00Z",
        "tags": ["ethics"],
    }
    text = feed(item, authors=[{"name": "Ann Lee"}], language="en-GB")
    article = read(text, "feed.json").only
    assert (article.excerpt, article.body) == ("In short.", "At length.\n\nAnd more.")
    assert (article.authors, article.venue, article.language) == (("Ann Lee",), "The blog", "en-GB")
    assert (str(article.date), article.doi) == ("2023-05-17", "10.1136/leader-2023-1")


def test_an_item_has_the_address_of_its_site_or_its_id(read: Read) -> None:
    items = (
        {"id": "https://example.org/1", "content_text": "One"},
        {"id": "2", "url": "/two", "content_text": "Two"},
        {"id": "3", "content_text": "Three"},
    )
    text = feed(*items, home_page_url="https://example.org/blog/")
    urls = [article.url for article in read(text, "feed.json").articles]
    assert urls == ["https://example.org/1", "https://example.org/two", ""]


def test_a_bad_item_is_skipped(read: Read) -> None:
    reading = read(feed({"id": "1"}, {"id": "2", "content_text": "Text"}), "feed.json")
    assert [article.body for article in reading.articles] == ["Text"]
    assert reading.findings == ["item 1 skipped: no title, excerpt or body"]


def test_a_feed_without_items_is_refused(read: Read) -> None:
    with pytest.raises(ReadError, match="without a list of items"):
        read('{"version": "https://jsonfeed.org/version/1", "items": 1}', "feed.json")
