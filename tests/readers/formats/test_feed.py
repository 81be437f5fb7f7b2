from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The blog</title><language>en-GB</language>
{items}
</channel></rss>
"""
ITEM = """<item><title>Kind &amp;amp; brave</title><link>https://example.org/kind</link>
<dc:creator>Ann Lee, Bo Ray and Cy Day</dc:creator>
<pubDate>Wed, 17 May 2023 10:00:00 +0000</pubDate>
<category>Ethics</category><category>Leadership</category>
<description>&lt;p&gt;In short. […]&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>At length.</p><script>x()</script><p>And more.</p>]]></content:encoded>
</item>"""


def rss(*items: str, encoding: str = "utf-8") -> str:
    return RSS.format(encoding=encoding, items="\n".join(items))


def test_an_rss_item_becomes_an_article(read: Read) -> None:
    article = read(rss(ITEM), "feed.xml").only
    assert article.title == "Kind & brave"
    assert article.authors == ("Ann Lee", "Bo Ray", "Cy Day")
    assert (str(article.date), article.tags) == ("2023-05-17", ("Ethics", "Leadership"))
    assert (article.excerpt, article.body) == ("In short. […]", "At length.\n\nAnd more.")
    assert (article.url, article.venue) == ("https://example.org/kind", "The blog")
    assert article.language == "en-GB"


def test_the_author_of_rss_is_an_address_with_a_name(read: Read) -> None:
    item = "<item><title>One</title><author>ann@example.org (Ann Lee)</author></item>"
    assert read(rss(item), "feed.rss").only.authors == ("Ann Lee",)


def test_a_long_description_without_content_is_the_body(read: Read) -> None:
    item = f"<item><title>One</title><description>{'word ' * 500}</description></item>"
    article = read(rss(item), "feed.xml").only
    assert article.excerpt == ""
    assert len(article.body) > 2000


def test_an_rdf_feed_of_a_journal_gives_the_doi_among_its_identifiers(read: Read) -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://example.org"><title>The journal</title></channel>
    <item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link>
    <description><![CDATA[<sec><st>Abstract</st><p>What it says.</p></sec>]]></description>
    <dc:date>2026-03-25T00:45:24-07:00</dc:date>
    <dc:identifier>info:doi/10.1136/leader-2024-001191</dc:identifier>
    <dc:identifier>hwp:master-id:leader;leader-2024-001191</dc:identifier></item></rdf:RDF>"""
    article = read(text, "current.rdf").only
    assert (article.doi, article.excerpt) == ("10.1136/leader-2024-001191", "What it says.")
    assert (str(article.date), article.venue) == ("2026-03-25", "The journal")


def test_an_atom_entry_becomes_an_article(read: Read) -> None:
    text = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The blog</title>
    <author><name>The editors</name></author>
    <entry><title type="html">&lt;b&gt;One&lt;/b&gt;</title><id>https://doi.org/10.1136/leader-1</id>
    <link rel="alternate" href="https://example.org/one"/><updated>2023-05-17T10:00:00Z</updated>
    <author><name>Lee, Ann</name></author><author><name>Bo Ray</name></author>
    <content type="html">&lt;p&gt;Text.&lt;/p&gt;</content></entry>
    <entry><title>Two</title></entry></feed>"""
    one, two = read(text, "atom.xml").articles
    assert (one.title, one.authors, one.body) == ("One", ("Ann Lee", "Bo Ray"), "Text.")
    assert (one.doi, str(one.date)) == ("10.1136/leader-1", "2023-05-17")
    assert two.authors == ("The editors",)


def test_ill_formed_xml_is_read_as_far_as_it_makes_sense_and_reported(read: Read) -> None:
    text = rss(ITEM, "<item><title>Fish & chips</title></item>").replace("</channel>", "")
    reading = read(text, "feed.xml")
    assert reading.titles == ["Kind & brave", "Fish & chips"]
    assert "ill-formed XML" in reading.findings[0]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "koi8-r", "shift_jis"])
def test_a_declared_encoding_is_used(read: Read, encoding: str) -> None:
    title = {"koi8-r": "Как пережить", "shift_jis": "リーダー"}.get(encoding, "Santé")
    item = f"<item><title>{title}</title></item>"
    reading = read(rss(item, encoding=encoding).encode(encoding), "feed.xml")
    assert reading.titles == [title]
    assert reading.findings == []


def test_a_wrong_declaration_is_seen_through_and_reported(read: Read) -> None:
    data = rss("<item><title>Santé publique</title></item>").encode("latin-1")
    reading = read(data, "feed.xml")
    assert reading.titles == ["Santé publique"]
    assert reading.findings == ["not UTF-8; read as cp1252 (a guess)"]


def test_entities_are_never_expanded(read: Read) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    outside = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for doctype in (bomb, outside):
        text = rss(ITEM).replace("<rss", f"{doctype}<rss", 1)
        for data in (text.encode(), text.replace('"utf-8"', '"utf-16"').encode("utf-16")):
            with pytest.raises(ReadError, match="declares XML entities"):
                read(data, "feed.xml")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<library><book>No feed</book></library>", "neither RSS nor Atom"),
        ("<note>No feed</note>", "neither RSS nor Atom"),
        (rss("{% for post in site.posts %}<item/>"), "the template of a feed"),
        (rss(), "contains no article"),
    ],
)
def test_what_is_no_feed_is_refused_with_the_reason(read: Read, text: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(text, "a.xml")


@pytest.mark.parametrize("domain", ["example.org", "ward.health", "a.b.community"])
def test_the_domain_of_an_address_may_have_an_ending_of_any_length(read: Read, domain: str) -> None:
    items = (
        f"<item><title>One</title><author>ann@{domain} (Ann Lee)</author></item>",
        f"<item><title>Two</title><author>ann@{domain}</author></item>",
    )
    one, two = read(rss(*items), "a.rss").articles
    assert (one.authors, two.authors) == (("Ann Lee",), ())


@pytest.mark.parametrize("many", [1, 60])
def test_the_address_of_an_author_is_no_name(read: Read, many: int) -> None:
    authors = ", ".join(f"Ann{chr(97 + number % 26)} Lee" for number in range(many))
    item = f"<item><title>One</title><author>{authors} (ann@example.org)</author></item>"

    assert read(rss(item), "a.rss").only.authors[0] == "Anna Lee"


def test_feedparser_is_left_as_others_know_it(read: Read) -> None:
    import feedparser

    read(rss(ITEM), "a.rss")
    author = f"{'A' * 400} a@b.org"
    parsed = feedparser.parse(
        f"<rss><channel><title>a</title><author>{author}</author></channel></rss>"
    )

    assert parsed.feed.author_detail.email == "a@b.org"


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#"'
    ' xmlns:blogger="http://schemas.google.com/blogger/2018">'
    '<title>The blog</title><link href="https://example.org/blog/"/>{entries}</feed>'
)


def test_a_link_without_its_site_is_one_of_the_site_of_the_feed(read: Read) -> None:
    entries = "".join(
        f'<entry><title>{link}</title><link href="{link}"/></entry>'
        for link in ("/one", "two.html", "https://other.example/3", "urn:x:4")
    )
    urls = [article.url for article in read(ATOM.format(entries=entries), "a.atom").articles]
    assert urls == [
        "https://example.org/one",
        "https://example.org/blog/two.html",
        "https://other.example/3",
        "",
    ]


def test_an_episode_without_a_page_has_the_address_of_its_recording(read: Read) -> None:
    item = '<item><title>One</title><enclosure url="https://example.org/1.mp3" type="audio/mpeg"/>'
    assert read(rss(f"{item}</item>"), "a.rss").only.url == "https://example.org/1.mp3"


def test_what_was_escaped_twice_is_text_and_what_tells_of_markup_stays(read: Read) -> None:
    twice = "<item><title>One</title><description>&amp;lt;p&amp;gt;R&amp;amp;amp;D&amp;lt;/p&amp;gt;</description></item>"
    told = (
        "<item><title>Two</title><description>Write &amp;lt;p&amp;gt; for one.</description></item>"
    )
    excerpts = [article.excerpt for article in read(rss(twice, told), "a.rss").articles]
    assert excerpts == ["R&D", "Write <p> for one."]


def test_an_entry_of_another_feed_has_its_blog_and_its_author(read: Read) -> None:
    source = "<source><title>Her blog</title><author><name>Ann Lee</name></author></source>"
    article = read(ATOM.format(entries=f"<entry><title>One</title>{source}</entry>"), "a.atom").only
    assert (article.venue, article.authors) == ("Her blog", ("Ann Lee",))


KIND = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'


def test_of_an_export_of_blogger_the_posts_are_read(read: Read) -> None:
    kinds = ("settings", "post", "comment", "comment")
    entries = "".join(
        f"<entry><title>{number}</title>{KIND.format(kind)}"
        '<category scheme="http://www.blogger.com/atom/ns#" term="rest"/></entry>'
        for number, kind in enumerate(kinds)
    )
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    entries += f"<entry><title>draft</title>{KIND.format('post')}{draft}</entry>"
    of_today = "<entry><title>{0}</title><blogger:type>{0}</blogger:type><blogger:status>{1}</blogger:status></entry>"
    entries += of_today.format("POST", "LIVE") + of_today.format("COMMENT", "LIVE")
    entries += of_today.format("POST", "DRAFT")
    reading = read(ATOM.format(entries=entries), "blog.xml")

    assert [article.title for article in reading.articles] == ["1", "POST"]
    assert reading.articles[0].tags == ("rest",)
    assert "skipped: 3 of the kind comment, 2 of the kind draft, 1 of the kind settings" in (
        reading.findings
    )
