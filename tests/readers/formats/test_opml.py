from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read


def opml(body: str, head: str = "") -> str:
    return f'<?xml version="1.0"?><opml version="2.0"><head>{head}</head><body>{body}</body></opml>'


def test_a_list_of_feeds_has_an_article_for_each(read: Read) -> None:
    text = opml(
        '<outline text="Health"><outline type="rss" text="Ward &amp; I" xmlUrl="https://example.org/feed"'
        ' htmlUrl="https://example.org/" description="On wards" category="/health,nights"/></outline>'
        '<outline xmlUrl="https://example.org/2"/>'
    )
    one, two = read(text, "feeds.opml").articles
    assert (one.title, one.excerpt) == ("Ward & I", "On wards")
    assert (one.url, one.tags) == ("https://example.org/", ("health", "nights"))
    assert (two.title, two.url) == ("https://example.org/2", "https://example.org/2")


def test_an_outline_without_links_is_one_article(read: Read) -> None:
    head = "<title>Plan</title><ownerName>Ann Lee</ownerName><dateCreated>Tue, 02 Mar 2021 10:00:00 GMT</dateCreated>"
    text = opml('<outline text="One" _note="more"><outline text="Two"/></outline>', head)
    for name in ("plan.opml", "plan.xml", "plan"):
        article = read(text, name).only
        assert (article.title, article.authors) == ("Plan", ("Ann Lee",))
        assert (str(article.date), article.body) == ("2021-03-02", "One\nmore\nTwo")


def test_an_outline_of_nothing_holds_no_article(read: Read) -> None:
    assert read(opml(""), "plan.opml").only.title == "plan"
    with pytest.raises(ReadError, match="ill-formed XML"):
        read(opml("<outline>"), "plan.opml")
