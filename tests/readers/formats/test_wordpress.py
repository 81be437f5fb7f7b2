from __future__ import annotations

import tracemalloc
from typing import IO, TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from leadersearch.readers import read_articles
from leadersearch.readers.formats.wordpress import post_text

if TYPE_CHECKING:
    from pathlib import Path

    from readers.conftest import Read

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The blog</title><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>alee</wp:author_login>
<wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>"


def post(title: str, *, kind: str = "post", state: str = "publish", more: str = "") -> str:
    return f"""<item><title>{title}</title><link>https://example.org/{title}</link>
<dc:creator><![CDATA[alee]]></dc:creator><guid>https://example.org/?p=1</guid>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>Body of {title}.</p><!-- /wp:paragraph -->

[caption id="a" align="left"]<img src="x"/> Under it[/caption] [sic]]]></content:encoded>
<excerpt:encoded><![CDATA[In short.]]></excerpt:encoded>
<wp:post_date>2023-05-17 10:00:00</wp:post_date><wp:status>{state}</wp:status>
<wp:post_type>{kind}</wp:post_type>
<category domain="category" nicename="ethics"><![CDATA[Ethics]]></category>
<category domain="post_tag" nicename="care"><![CDATA[Care]]></category>
<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>{more}</item>
"""


def test_a_published_post_becomes_an_article(read: Read) -> None:
    article = read(HEAD + post("One") + TAIL, "export.xml").only
    assert (article.title, article.authors) == ("One", ("Ann Lee",))
    assert (article.excerpt, article.body) == ("In short.", "Body of One.\n\nUnder it [sic]")
    assert (str(article.date), article.tags) == ("2023-05-17", ("Ethics", "Care"))
    assert (article.url, article.venue) == ("https://example.org/One", "The blog")
    assert article.language == "en-GB"


def test_all_but_published_posts_are_skipped_counted_and_reported(read: Read) -> None:
    items = [
        post("One"),
        post("Two", state="draft"),
        post("Three", state="draft"),
        post("Four", kind="attachment", state="inherit"),
        post("Five", kind="nav_menu_item"),
        post("Six", kind="page"),
        post("Seven", more="<wp:post_password>secret</wp:post_password>"),
        post("Eight", state="private"),
    ]
    reading = read(HEAD + "".join(items) + TAIL, "export.xml")
    assert reading.titles == ["One"]
    assert reading.findings == [
        (
            "skipped: 2 drafts, 1 attachment, 1 menu item, 1 page, 1 password-protected post, "
            "1 private post"
        )
    ]


def test_a_malformed_export_yields_what_came_before_the_fault(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(HEAD + post("One") + post("Two") + "<item></title>" + post("Three") + TAIL)
    found = read_articles(path)
    assert [next(found).title, next(found).title] == ["One", "Two"]
    with pytest.raises(ReadError, match=r"ill-formed XML, line \d+ column \d+: mismatched tag"):
        next(found)


def test_control_characters_which_xml_forbids_are_dropped(read: Read) -> None:
    assert read(HEAD + post("One\x0b") + TAIL, "export.xml").titles == ["One"]


def test_entities_are_never_expanded(read: Read) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    outside = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for doctype in (bomb, outside):
        with pytest.raises(ReadError, match="declares XML entities"):
            read((HEAD + post("&b;") + TAIL).replace("<rss", f"{doctype}<rss", 1), "export.xml")


def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    def peak(posts: int) -> int:
        path = tmp_path / f"{posts}.xml"
        with path.open("w") as file:
            write_export(file, posts)
        tracemalloc.start()
        try:
            assert sum(1 for _ in read_articles(path)) == posts
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)  # imports
    assert peak(2000) < peak(200) + 500_000


def write_export(file: IO[str], posts: int) -> None:
    file.write(HEAD)
    for number in range(posts):
        file.write(post(f"Post-{number}"))
    file.write(TAIL)


TERM = '<category domain="{}" nicename="x"><![CDATA[{}]]></category>'


def test_several_authors_of_a_post_are_terms_and_no_tags(read: Read) -> None:
    terms = TERM.format("author", "Bo Ray") + TERM.format("author", "Ann Lee")
    other = TERM.format("language", "English") + TERM.format("series", "Rest")
    article = read(HEAD + post("One", more=terms + other) + TAIL, "a.xml").only
    assert article.authors == ("Bo Ray", "Ann Lee")
    assert "Rest" in article.tags
    assert {"Bo Ray", "English"}.isdisjoint(article.tags)


def test_types_of_the_site_that_hold_articles_are_read(read: Read) -> None:
    kinds = ("case_study", "news", "Press-Release", "wpcf7_contact_form", "product", "newspaper_ad")
    posts = "".join(post(kind, kind=kind) for kind in kinds)
    reading = read(HEAD + posts + TAIL, "a.xml")
    assert [article.title for article in reading.articles] == list(kinds[:3])
    assert "1 product item" in reading.findings[0]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One\n\nTwo", "One\n\nTwo"),
        ("One<!--more Read on-->Two<!--nextpage-->Three", "One\n\nTwo\n\nThree"),
        ("[gallery ids='1,2']After", "After"),
        ("[vc_row][vc_column]Inside[/vc_column][/vc_row]", "Inside"),
        ('[button link="x" size=big]Press[/button]', "Press"),
        ("a note [1], a gap […] and [sic]", "a note [1], a gap […] and [sic]"),
        (
            '<!-- wp:heading {"level":2} --><h2>Part</h2><!-- /wp:heading --><p>Text</p>',
            "Part\n\nText",
        ),
    ],
)
def test_shortcodes_and_block_comments_go_and_their_text_stays(markup: str, text: str) -> None:
    assert post_text(markup) == text
