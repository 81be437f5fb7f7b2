from __future__ import annotations

import pytest

from leadersearch.readers.describe.page_metadata import page_metadata
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import ignore


def authors(markup: str) -> tuple[str, ...]:
    return article_of({"title": "One"} | page_metadata(markup), ignore).authors


def day(markup: str) -> object:
    return page_metadata(markup).get("date")


@pytest.mark.parametrize(
    "markup",
    [
        "<span itemprop=author itemscope><span itemprop=name>Ann Okafor</span></span>",
        '<div itemprop="author"><a href="/x"><span itemprop="name">Ann Okafor</span></a>, Lagos</div>',
        '<div itemprop="author"><meta itemprop="name" content="Ann Okafor"><img src="a"></div>',
        "<span itemprop=author><b itemprop=givenName>Ann</b> <b itemprop=familyName>Okafor</b></span>",
        "<li itemprop=creator>Ann Okafor</li>",
        '<a rel="author" href="/x"><span>Ann Okafor</span></a>',
        '<a rel="author" href="/x">By <b>Ann</b> Okafor</a>',
        '<span class="author vcard"><a class="url fn n" href="/x">Ann Okafor</a></span>',
        '<p class="byline">by <span class="vcard author"><span class="fn">Ann Okafor</span></span></p>',
        '<a class="p-author h-card" href="/x">Ann Okafor</a>',
        '<div class="p-author h-card"><img src="a"><span class="p-name">Ann Okafor</span></div>',
    ],
)
def test_an_author_is_found_within_a_marked_element(markup: str) -> None:
    assert authors(markup) == ("Ann Okafor",)


def test_all_authors_of_an_article_are_found() -> None:
    apart = "<i><span itemprop=author><b itemprop=name>{}</b></span></i>"
    assert authors(apart.format("Ann Okafor") + apart.format("Bo Ray")) == ("Ann Okafor", "Bo Ray")
    together = "<p itemprop=author><b itemprop=name>Ann Okafor</b>, <b itemprop=name>Bo Ray</b></p>"
    assert authors(together) == ("Ann Okafor", "Bo Ray")


@pytest.mark.parametrize(
    "other", ['<article class="hentry">', '<div id="comments">', '<li class="p-comment">']
)
def test_who_wrote_a_comment_or_the_next_article_is_no_author(other: str) -> None:
    own = '<article class="hentry"><b class="p-author">Ann Okafor</b>'
    assert authors(f'{own}{other}<b class="p-author">Bo Ray</b>') == ("Ann Okafor",)


@pytest.mark.parametrize(
    "markup",
    [
        "<time>5 March 2021</time>",
        "<time itemprop=datePublished><b>5</b> March 2021</time>",
        "<time>10:30</time><time>5 March 2021</time>",
        '<span class="dt-published">5 March 2021</span>',
        '<time class="entry-date published">5 March 2021</time>',
        '<abbr class="published" title="5 March 2021">last week</abbr>',
        '<time>1 May 2020</time><span class="dt-published">5 March 2021</span>',
    ],
)
def test_a_date_is_found_in_the_text_of_a_marked_element(markup: str) -> None:
    assert day(markup) == "5 March 2021"


def test_a_mark_that_holds_no_date_is_passed_over() -> None:
    assert day('<div class="status published">Published</div>') is None


@pytest.mark.parametrize(
    "piece",
    ["<b class=p-author>", "<b itemprop=author><i ", "<b itemprop=author><i itemprop=name>"],
)
def test_elements_that_never_end_cost_no_more_than_their_length(piece: str) -> None:
    page_metadata(piece * 20_000)
